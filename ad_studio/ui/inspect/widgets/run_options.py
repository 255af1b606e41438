"""What a run takes in beyond one folder, and by which model; folded away behind a button."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QWidget,
)

from ad_studio.domain import DEFAULT_RATE, ModelInfo, ModelState, RunScope
from ad_studio.image_names import is_video_name
from ad_studio.services.projects.models import ModelStanding
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.widgets.trace_fields import TraceFields
from ad_studio.ui.text import number, state_word, tooltip
from ad_studio.ui.widgets.basics import ComboBox, label, tool_button
from ad_studio.ui.widgets.choose import choose_folder
from ad_studio.ui.widgets.layouts import hbox, vbox

_LIST_HEIGHT = 76
_RATES = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0, 30.0, 50.0, 60.0)


class RunOptions(QWidget):
    """More folders, patterns of file names, and how to go about it.

    Signals:
        changed: Something was set.

    Attributes:
        trace: What the parts can be traced by, beyond lot and operator.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folders = QListWidget()
        self._folders.setObjectName("folders")
        self._folders.setAccessibleName(self.tr("More folders of the same run"))
        self._folders.setToolTip(self.tr("Inspected after the folder above, in the same run"))
        self._folders.setFixedHeight(_LIST_HEIGHT)
        self._folders.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._add = tool_button(
            "plus", name=self.tr("Add a folder"), tip=self.tr("Add a folder to the run")
        )
        self._remove = tool_button(
            "close",
            name=self.tr("Remove the folder"),
            tip=self.tr("Take the selected folder out of the run"),
        )
        self._recursive = _check(
            self.tr("Subfolders, too"), self.tr("Also inspect images in folders inside the folders")
        )
        self._changed_only = _check(
            self.tr("Only what changed"),
            self.tr(
                "Images whose path and bytes this model has scored before keep that score; "
                "only new and changed ones are scored"
            ),
        )
        self._watch = _check(
            self.tr("Watch for new images"),
            self.tr(
                "Go on with images as they arrive, each once it is copied completely, "
                "until you press Finish"
            ),
        )
        self._sequence = _check(
            self.tr("Frames of a video"),
            self.tr(
                "The images of each folder are the frames of one video, in the order of their "
                "names: each event in it becomes one row"
            ),
        )
        self._rate = ComboBox(
            name=self.tr("Frames/s"),
            tip=self.tr(
                "Of a video: how many frames are scored for each second of it. Of images that are "
                "frames: how many there are for each second"
            ),
        )
        for rate in _RATES:
            self._rate.addItem(number(rate, 1 if rate < 1 else 0), rate)
        self._include = QLineEdit(placeholderText=self.tr("all images, or e.g. *.png, left/*"))
        self._include.setToolTip(
            self.tr("Take only files that fit one of these patterns; * is any text, ? one letter")
        )
        self._exclude = QLineEdit(placeholderText=self.tr("none, or e.g. *_dark.*"))
        self._exclude.setToolTip(self.tr("Leave out files that fit one of these patterns"))
        self._model = ComboBox(
            name=self.tr("Model"),
            tip=self.tr("The model that scores; the one in force comes first"),
        )
        self.trace = TraceFields()
        self._lay_out()
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self._folders.currentRowChanged.connect(lambda _row: self._show_remove())
        for box in self._boxes:
            box.toggled.connect(lambda _on: self.changed.emit())
        for field in (self._include, self._exclude):
            field.textChanged.connect(lambda _text: self.changed.emit())
        for choice in (self._model, self._rate):
            choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._show_rate(DEFAULT_RATE)
        self._show_remove()

    @property
    def model_id(self) -> int | None:
        """The model chosen; None for the one in force."""
        return self._model.currentData() if self._model.currentIndex() > 0 else None

    @property
    def number_set(self) -> int:
        """How many options are not as they are at first."""
        texts = (self._include, self._exclude)
        return (
            self._folders.count()
            + sum(box.isChecked() for box in self._boxes)
            + sum(bool(field.text().strip()) for field in texts)
            + int(self._rate.currentData() != DEFAULT_RATE)
            + (self.model_id is not None)
        )

    def scope(self, folder: Path) -> RunScope:
        """All that a run of `folder`, or of a video, takes in."""
        more = [Path(self._folders.item(row).text()) for row in range(self._folders.count())]
        sequence = self._sequence.isChecked()
        has_frames = sequence or any(is_video_name(place.name) for place in (folder, *more))
        return RunScope(
            (folder, *more),
            recursive=self._recursive.isChecked(),
            include=_patterns(self._include.text()),
            exclude=_patterns(self._exclude.text()),
            changed_only=self._changed_only.isChecked(),
            watch=self._watch.isChecked(),
            rate=self._rate.currentData() if has_frames else None,
            sequence=sequence,
        )

    def recall(self, scope: RunScope | None) -> None:
        """Set what an earlier run took in; how it went about it is for each run to choose."""
        scope = scope or RunScope(())
        with QSignalBlocker(self):
            self._folders.clear()
            for folder in scope.folders[1:]:
                self._folders.addItem(str(folder))
            self._recursive.setChecked(scope.recursive)
            self._include.setText(", ".join(scope.include))
            self._exclude.setText(", ".join(scope.exclude))
            self._changed_only.setChecked(False)
            self._watch.setChecked(False)
            self._sequence.setChecked(scope.sequence)
            self._show_rate(DEFAULT_RATE if scope.rate is None else scope.rate)
            self._model.setCurrentIndex(0)
        self._show_remove()
        self.changed.emit()

    def add_folder(self, folder: Path) -> None:
        """Add a folder to the run, once."""
        if not self._folders.findItems(str(folder), Qt.MatchFlag.MatchExactly):
            self._folders.addItem(str(folder))
            self.changed.emit()

    def offer_models(self, standings: Sequence[ModelStanding]) -> None:
        """Let the user choose between these models: the one in force first, then in their order."""
        chosen = self.model_id
        with QSignalBlocker(self._model):
            self._model.clear()
            for one in sorted(standings, key=lambda one: one.state is not ModelState.IN_FORCE):
                words = self.tr("{model}, {state}")
                self._model.addItem(
                    words.format(model=model_words(one.model), state=state_word(one.state)),
                    one.model.id,
                )
            self._model.setCurrentIndex(
                max(0, self._model.findData(chosen)) if standings and chosen is not None else 0
            )
        self.changed.emit()

    def _lay_out(self) -> None:
        buttons = vbox(spacing=4)
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        folders = hbox(spacing=4)
        folders.addWidget(self._folders, 1)
        folders.addLayout(buttons)
        checks = vbox(spacing=8)
        for box in self._boxes:
            checks.addWidget(box)
        checks.addStretch(1)
        fields = QGridLayout()
        fields.setSpacing(8)
        for row, (name, field) in enumerate(
            (
                (self.tr("Only files"), self._include),
                (self.tr("Not files"), self._exclude),
                (self.tr("Model"), self._model),
                (self.tr("Frames/s"), self._rate),
            )
        ):
            words = label(name, role="muted")
            words.setBuddy(field)
            field.setAccessibleName(name)
            fields.addWidget(words, row, 0)
            fields.addWidget(field, row, 1)
        fields.setColumnStretch(1, 1)
        heading = label(self.tr("More folders"), role="muted")
        heading.setBuddy(self._folders)
        left = vbox(spacing=4)
        left.addWidget(heading)
        left.addLayout(folders)
        left.addStretch(1)
        column = vbox(self, spacing=12)
        line = hbox(spacing=24)
        column.addLayout(line)
        column.addWidget(self.trace)
        line.addLayout(left, 4)
        line.addLayout(checks)
        line.addLayout(fields, 4)

    @property
    def _boxes(self) -> tuple[QCheckBox, ...]:
        return self._recursive, self._changed_only, self._watch, self._sequence

    def _show_rate(self, rate: float) -> None:
        """Choose a rate; one that is not offered comes last."""
        at = self._rate.findData(rate)
        if at < 0:
            self._rate.addItem(number(rate, 3), rate)
            at = self._rate.count() - 1
        self._rate.setCurrentIndex(at)

    def _on_add(self) -> None:
        folder = choose_folder(self)
        if folder is not None:
            self.add_folder(folder)

    def _on_remove(self) -> None:
        if self._folders.takeItem(self._folders.currentRow()) is not None:
            self._show_remove()
            self.changed.emit()

    def _show_remove(self) -> None:
        self._remove.setEnabled(self._folders.currentRow() >= 0)


def model_words(model: ModelInfo) -> str:
    """A model in a few words: "Model 2, devprompt, starter"."""
    words = translate("RunOptions", "Model {number}, {detector}, {backbone}")
    return words.format(number=model.number, detector=model.method, backbone=model.backbone)


def _check(text: str, tip: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setToolTip(tooltip(tip))
    return box


def _patterns(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
