"""What the Train step lets the user choose: backbone and device, and the rest folded away."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ad_studio import detector_registry
from ad_studio.domain import BackboneInfo, Level, ReferenceInfo, TrainSettings
from ad_studio.ignore_regions import IgnoreVersion
from ad_studio.ui.messages import localized
from ad_studio.ui.train.smallest_defect import SmallestDefect
from ad_studio.ui.widgets.basics import (
    ComboBox,
    Disclosure,
    SpinBox,
    button,
    label,
    tool_button,
)
from ad_studio.ui.widgets.choose import all_files, choose_file
from ad_studio.ui.widgets.layouts import INSET, pin_below, vbox

_SIZES = (None, 224, 336, 448, 560, 672)
_DEFAULTS = TrainSettings()


class SettingsPanel(QFrame):
    """A form with sensible defaults.

    Signals:
        train_asked(TrainSettings): The user pressed Train.
        download_asked(str): The user wants the weights of this backbone.
        draw_asked: The user wants to draw the smallest defect that matters.
    """

    train_asked = Signal(object)
    download_asked = Signal(str)
    draw_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFixedWidth(312)
        self._backbones: dict[str, BackboneInfo] = {}
        self._backbone = ComboBox(
            name=self.tr("Backbone"), tip=self.tr("The network that sees the patches")
        )
        self._backbone.setMaxVisibleItems(16)
        self._backbone.addItem(_DEFAULTS.backbone, _DEFAULTS.backbone)
        self._note = label(role="caption", wrap=True)
        self._level = ComboBox(
            name=self.tr("Level"),
            tip=self.tr("Fast takes about half the time for an image, and finds a little less"),
        )
        self._level.addItem(self.tr("Thorough"), Level.THOROUGH)
        self._level.addItem(self.tr("Fast"), Level.FAST)
        self._device = ComboBox(
            name=self.tr("Device"), tip=self.tr("Automatic takes the GPU if there is one")
        )
        for name, value in (
            (self.tr("Automatic"), "auto"),
            (self.tr("CPU"), "cpu"),
            (self.tr("NVIDIA GPU (CUDA)"), "cuda"),
        ):
            self._device.addItem(name, value)
        self._download = button(
            self.tr("Download weights"),
            icon="drop",
            tip=self.tr(
                "Fetches the published weights into your cache; nothing else is sent or fetched"
            ),
            on=lambda: self.download_asked.emit(self._backbone.currentData()),
        )
        self._smallest = SmallestDefect()
        self._smallest.draw_asked.connect(self.draw_asked)
        self._reference: tuple[int, int] | None = None
        self._pixel_mm: float | None = None
        self._backbone.currentIndexChanged.connect(self._describe)
        self._level.currentIndexChanged.connect(self._describe)
        advanced = self._advanced()
        self._ignored = label(role="caption", wrap=True)
        self.train = button(
            self.tr("Train"),
            kind="primary",
            icon="play",
            tip=self.tr(
                "Learn from the reference image; makes a new model, and the one in force stays"
            ),
            on=self._on_train,
        )
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(*INSET)
        column.setSpacing(4)
        column.addWidget(label(self.tr("Settings"), role="heading"))
        column.addSpacing(12)
        _field(column, self.tr("Backbone"), self._backbone)
        column.addWidget(self._note)
        column.addWidget(self._download)
        column.addSpacing(12)
        _field(column, self.tr("Level"), self._level)
        column.addSpacing(12)
        words = label(self.tr("Smallest defect that matters"), role="strong")
        words.setBuddy(self._smallest.box)
        column.addWidget(words)
        column.addWidget(self._smallest)
        column.addSpacing(12)
        _field(column, self.tr("Device"), self._device)
        column.addSpacing(12)
        column.addWidget(self._ignored)
        column.addSpacing(16)
        column.addWidget(
            Disclosure(
                self.tr("Advanced"), advanced, tip=self.tr("Settings that most parts never need")
            )
        )
        column.addWidget(advanced)
        column.addStretch(1)
        pin_below(self, fields, self.train)
        self._describe()

    def show_backbones(self, backbones: Sequence[BackboneInfo]) -> None:
        """Offer these backbones; those whose weights are here come first."""
        chosen = self._backbone.currentData()
        self._backbones = {backbone.id: backbone for backbone in backbones}
        here = [backbone.id for backbone in backbones if backbone.installed]
        others = [backbone.id for backbone in backbones if not backbone.installed]
        self._backbone.clear()
        for name in (*here, *others):
            self._backbone.addItem(name, name)
        if here and others:
            self._backbone.insertSeparator(len(here))
        self._backbone.setCurrentIndex(max(0, self._backbone.findData(chosen)))
        self._describe()

    def settings(self) -> TrainSettings:
        """The training settings that the fields ask for."""
        weights = self._weights.text().strip()
        pose = self._pose.currentData()
        return TrainSettings(
            detector=self._detector.currentData(),
            backbone=self._backbone.currentData(),
            weights=Path(weights) if weights else None,
            epochs=self._epochs.value(),
            seed=self._seed.value(),
            device=self._device.currentData(),
            image_size=self._image_size(),
            smallest_defect=self._smallest.pixels,
            options={"pose": pose} if pose and self._pose.isEnabled() else {},
        )

    def take_smallest(self, pixels: float) -> None:
        """State the smallest defect that matters by its length in pixels of the reference."""
        self._smallest.take_length(pixels)

    def _image_size(self) -> int | None:
        level = Level(self._level.currentData())
        by_level = level.image_size if self._level.isEnabled() else None
        size: int | None = self._size.currentData()
        return size or by_level

    def show_reference(
        self, reference: ReferenceInfo | None, *, pixel_mm: float | None = None
    ) -> None:
        """Say what a model will see of defects on images like this reference.

        Args:
            reference: None where there is none.
            pixel_mm: The side of a pixel on the part; None where it is not known.
        """
        self._reference = None if reference is None else (reference.width, reference.height)
        self._pixel_mm = pixel_mm
        self._describe()

    def show_ignored(self, version: IgnoreVersion | None) -> None:
        """Say which areas of the reference the next model will not score."""
        regions = () if version is None else version.regions
        if version is None or not regions:
            words = self.tr("No ignore regions: the whole image is learned and scored.")
        else:
            words = self.tr(
                "%Ln ignore region(s) (version {number}) will not be scored.", "", len(regions)
            ).format(number=version.number)
        self._ignored.setText(words)

    def set_train_word(self, word: str) -> None:
        """Name the button: "Train", or "Train again"."""
        self.train.setText(word)

    def _advanced(self) -> QWidget:
        self._epochs = SpinBox(1, 10_000, value=_DEFAULTS.epochs, name=self.tr("Steps"))
        self._epochs.setToolTip(self.tr("How many steps of prompt learning; more take longer"))
        self._seed = SpinBox(0, 2**31 - 1, value=_DEFAULTS.seed, name=self.tr("Seed"))
        self._seed.setToolTip(self.tr("The same seed gives the same model"))
        self._size = ComboBox(
            name=self.tr("Input size"),
            tip=self.tr("Side of a square with as many pixels as the network sees of an image"),
        )
        self._detector = ComboBox(
            name=self.tr("Method"),
            tip=self.tr("DevPrompt is the best of them; the others are there to compare"),
        )
        for entry in detector_registry.entries():
            self._detector.addItem(localized(entry.title), entry.name)
        self._pose = ComboBox(
            name=self.tr("Pose"),
            tip=self.tr("Automatic tells from the reference whether the part lies free"),
        )
        for name, pose in (
            (self.tr("Automatic"), ""),
            (self.tr("At any angle"), "any"),
            (self.tr("Always the same"), "fixed"),
            (self.tr("Straightened and cut out"), "upright"),
        ):
            self._pose.addItem(name, pose)
        self._detector.currentIndexChanged.connect(
            lambda: self._pose.setEnabled(self._detector.currentData() == _DEFAULTS.detector)
        )
        for size in _SIZES:
            self._size.addItem(f"{size} px" if size else self.tr("As the level says"), size)
        self._size.currentIndexChanged.connect(self._describe)
        self._weights = QLineEdit(placeholderText=self.tr("The installed ones"))
        self._weights.setAccessibleName(self.tr("Weights file"))
        self._weights.setToolTip(self.tr("A checkpoint file for the backbone chosen above"))
        self._weights.textChanged.connect(self._describe)
        browse = tool_button(
            "folder", name=self.tr("Choose a weights file"), tip=self.tr("Choose a file")
        )
        browse.clicked.connect(self._browse)
        body = QWidget()
        column = vbox(body, spacing=4, margins=(0, 8, 0, 0))
        for name, field in (
            (self.tr("Method"), self._detector),
            (self.tr("Pose"), self._pose),
            (self.tr("Steps"), self._epochs),
            (self.tr("Seed"), self._seed),
            (self.tr("Input size"), self._size),
        ):
            _field(column, name, field)
            column.addSpacing(8)
        words = label(self.tr("Weights file"), role="strong")
        words.setBuddy(self._weights)
        column.addWidget(words)
        row = QHBoxLayout()
        row.addWidget(self._weights, 1)
        row.addWidget(browse)
        column.addLayout(row)
        return body

    def _describe(self) -> None:
        backbone = self._backbones.get(self._backbone.currentData())
        missing = (
            backbone is not None and not backbone.installed and not self._weights.text().strip()
        )
        self.train.setEnabled(not missing and self._reference is not None)
        on_starter = (
            self._backbone.currentData() == _DEFAULTS.backbone and not self._weights.text().strip()
        )
        self._level.setEnabled(on_starter)
        self._smallest.setEnabled(on_starter)
        self._smallest.show_resolution(
            self._reference, image_size=self._image_size(), pixel_mm=self._pixel_mm
        )
        self._download.setVisible(missing)
        if missing:
            self._note.setText(
                self.tr(
                    "Its weights are not on this machine. Download them, or choose a weights file "
                    "under Advanced."
                )
            )
        elif backbone is not None:
            self._note.setText(f"{localized(backbone.title)} {localized(backbone.note)}".strip())

    def _browse(self) -> None:
        kinds = ";;".join((self.tr("Weights (*.safetensors *.pt *.bin)"), all_files()))
        chosen = choose_file(self, title=self.tr("Choose a weights file"), kinds=kinds)
        if chosen is not None:
            self._weights.setText(str(chosen))

    def _on_train(self) -> None:
        self.train_asked.emit(self.settings())


def _field(column: QVBoxLayout, name: str, field: QWidget) -> None:
    words = label(name, role="strong")
    words.setBuddy(field)
    column.addWidget(words)
    column.addWidget(field)
