"""The known samples of the project: a list, buttons to add some, and a question to take one out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from ad_studio.domain import ChallengeSample, Verdict
from ad_studio.ui.text import signed, when
from ad_studio.ui.widgets.basics import button, label
from ad_studio.ui.widgets.choose import choose_images
from ad_studio.ui.widgets.layouts import FlowLayout, hbox, vbox
from ad_studio.ui.widgets.line_list import fill, make_list


class SampleList(QFrame):
    """Calls no service.

    Signals:
        added(list[Path], Verdict): These images are to become samples of that kind.
        removed(int, str): This sample is to be taken out, for that reason.
    """

    added = Signal(object, object)
    removed = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.list = make_list(
            name=self.tr("Known samples"), tip=self.tr("Parts of which it is known what they are")
        )
        self.list.currentItemChanged.connect(lambda _item, _before: self._on_current())
        self._empty = label(
            self.tr(
                "A challenge needs at least one image of a good part and one of a bad part. They "
                "are copied into the project."
            ),
            role="muted",
            wrap=True,
        )
        self.add_ok = button(
            self.tr("Add OK samples…"),
            icon="plus",
            tip=self.tr("Choose images of parts that are good"),
            on=lambda: self._choose(Verdict.OK),
        )
        self.add_ng = button(
            self.tr("Add NG samples…"),
            icon="plus",
            tip=self.tr("Choose images of parts with a defect that has to be found"),
            on=lambda: self._choose(Verdict.NG),
        )
        self.remove = button(
            self.tr("Take out…"),
            icon="delete",
            tip=self.tr("Take the selected sample out of the set, after a question"),
            on=self._ask,
        )
        buttons = FlowLayout(spacing=8)
        for one in (self.add_ok, self.add_ng, self.remove):
            buttons.addWidget(one)
        column = vbox(self, spacing=12, margins=(24, 20, 24, 20))
        column.addWidget(label(self.tr("Known samples"), role="heading"))
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self._make_question())
        column.addLayout(buttons)

    def show_samples(self, found: Sequence[ChallengeSample]) -> None:
        """List these."""
        fill(self.list, [(self._lines(sample), sample.id, True) for sample in found])
        kinds = {sample.expected for sample in found}
        self._empty.setVisible(len(kinds) < 2)
        self._on_current()

    def _make_question(self) -> QFrame:
        self.question = QFrame()
        self.question.setObjectName("banner")
        self.question.setProperty("level", "info")
        self.reason = QLineEdit(placeholderText=self.tr("Why it is taken out"))
        self.reason.setAccessibleName(self.tr("Why the sample is taken out"))
        self.reason.setToolTip(self.tr("Kept in the audit trail; it has to be given"))
        self.confirm = button(
            self.tr("Take out"),
            kind="primary",
            tip=self.tr("The next challenge goes without this sample; earlier results stay"),
            on=self._on_confirmed,
        )
        keep = button(self.tr("Keep"), tip=self.tr("Change nothing"), on=self.question.hide)
        buttons = hbox(spacing=8)
        buttons.addWidget(self.confirm)
        buttons.addWidget(keep)
        buttons.addStretch(1)
        rows = vbox(self.question, spacing=8, margins=(12, 8, 12, 8))
        rows.addWidget(self.reason)
        rows.addLayout(buttons)
        self.reason.textChanged.connect(lambda text: self.confirm.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self.confirm.click)
        self.question.hide()
        return self.question

    @property
    def _current(self) -> int | None:
        item = self.list.currentItem()
        found: int | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found

    def _choose(self, expected: Verdict) -> None:
        images = choose_images(self)
        if images:
            self.added.emit(images, expected)

    def _ask(self) -> None:
        self.reason.clear()
        self.confirm.setEnabled(False)
        self.question.show()
        self.reason.setFocus()

    def _on_confirmed(self) -> None:
        self.question.hide()
        if self._current is not None:
            self.removed.emit(self._current, self.reason.text().strip())

    def _on_current(self) -> None:
        self.question.hide()
        self.remove.setEnabled(self._current is not None)

    def _lines(self, sample: ChallengeSample) -> list[str]:
        words = self.tr("Sample {number}, expected {verdict}")
        return [
            words.format(number=sample.id, verdict=sample.expected),
            sample.source.name,
            signed(when(sample.created_at), sample.author),
        ]
