"""The list of ignore regions, and what becomes of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from ad_studio.drawn_regions import DrawnRegion, RegionShape
from ad_studio.ignore_regions import IgnoreState
from ad_studio.region_masks import covered_share
from ad_studio.ui.drawing.edits import RegionEdits
from ad_studio.ui.i18n import translate
from ad_studio.ui.text import share, signed, when
from ad_studio.ui.widgets.basics import button, icon_label, label
from ad_studio.ui.widgets.layouts import hbox, vbox

_ROW = 30
_MOST_ROWS = 5


class RegionPanel(QWidget):
    """Lists the regions, says which version is saved and which one the model applies.

    Signals:
        picked(int): This region was selected in the list; -1 for none.
        delete_asked: Take the selected one away.
        apply_asked(str): Save the regions as a new version, drawn by this person.
        discard_asked: Go back to the saved ones.
        earlier_asked: Draw those of the reference before on this one.
    """

    picked = Signal(int)
    delete_asked = Signal()
    apply_asked = Signal(str)
    discard_asked = Signal()
    earlier_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._about = label(role="muted", wrap=True)
        self.list = _RegionList()
        self.list.currentRowChanged.connect(self.picked)
        self.list.delete_asked.connect(self.delete_asked)
        self._notice = label(wrap=True)
        self._notice_row = QWidget()
        notice = hbox(self._notice_row, spacing=8)
        notice.addWidget(icon_label("warning", role="review"), 0, Qt.AlignmentFlag.AlignTop)
        notice.addWidget(self._notice, 1)
        self.author = QLineEdit(placeholderText=self.tr("Your name (optional)"))
        self.author.setAccessibleName(self.tr("Who draws the regions"))
        self.author.setToolTip(self.tr("Kept with the new version of the regions"))
        self.apply = button(
            self.tr("Apply"),
            kind="primary",
            tip=self.tr("Save the regions as a new version, for the next training"),
            on=lambda: self.apply_asked.emit(self.author.text().strip()),
        )
        self.discard = button(
            self.tr("Discard"),
            tip=self.tr("Go back to the saved regions; Undo brings the drawn ones back"),
            on=self.discard_asked.emit,
        )
        self.earlier = button(
            self.tr("Take those of the reference before"),
            tip=self.tr("Draw the ignore regions of the reference before on this image"),
            on=self.earlier_asked.emit,
        )
        buttons = hbox(spacing=8)
        buttons.addWidget(self.apply, 1)
        buttons.addWidget(self.discard, 1)
        column = vbox(self, spacing=10)
        column.addWidget(label(self.tr("Ignore regions"), role="heading"))
        for part in (self._about, self.earlier, self.list, self._notice_row, self.author):
            column.addWidget(part)
        column.addLayout(buttons)

    def show_edits(self, edits: RegionEdits) -> None:
        """List the regions as they are drawn now."""
        rows = [_said(region) for region in edits.regions]
        self.list.blockSignals(True)
        if rows != [self.list.item(i).text() for i in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(rows)
        self.list.setCurrentRow(-1 if edits.selected is None else edits.selected)
        self.list.blockSignals(False)
        self.list.setFixedHeight(_ROW * min(len(rows), _MOST_ROWS) + 4)
        self.list.setVisible(bool(rows))
        for part in (self.author, self.apply, self.discard):
            part.setVisible(edits.is_changed)

    def show_standing(self, found: IgnoreState) -> None:
        """Say which version is saved, and what the model makes of it."""
        current = found.current
        if current is None or not current.regions:
            about = self.tr(
                "The whole image is scored. Draw over what varies on good parts, such as a label "
                "or a date code."
            )
        else:
            words = self.tr("Version {number}, {when}: {share} of the image is never scored.")
            about = words.format(
                number=current.number,
                when=signed(when(current.created_at), current.author),
                share=_covered(current.regions),
            )
        self._about.setText(about)
        self.earlier.setVisible(found.earlier is not None and bool(found.earlier.regions))
        notices = [outdated_words(found)]
        if found.rotation_invariant and current is not None and current.regions:
            notices.append(
                self.tr(
                    "The model takes the part to lie at any angle. Ignore regions stay where they "
                    "are in the image and do not follow the part."
                )
            )
        self._notice.setText("\n\n".join(text for text in notices if text))
        self._notice_row.setVisible(any(notices))


class _RegionList(QListWidget):
    """The regions by number; Delete deletes the selected one."""

    delete_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("regions")
        self.setAccessibleName(self.tr("Ignore regions"))
        self.setToolTip(self.tr("Select a region; Delete deletes it"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)


def outdated_words(found: IgnoreState) -> str:
    """What to know where the model applies other regions than are drawn; empty if it does not."""
    if not found.outdated:
        return ""
    if found.candidate is not None:
        words = translate(
            "RegionPanel",
            "The model in force applies other ignore regions. Model {number} applies these: put it "
            "in force in the Train step to use them.",
        )
        return words.format(number=found.candidate)
    if found.applied is None and found.current is not None:
        words = translate(
            "RegionPanel",
            "The model was trained without ignore regions; train again to use version {new}.",
        )
        return words.format(new=found.current.number)
    if found.current is None and found.applied is not None:
        words = translate(
            "RegionPanel",
            "The model was trained with version {old}, drawn on another reference image; train "
            "again to use this one.",
        )
        return words.format(old=found.applied.number)
    assert found.current is not None
    assert found.applied is not None
    words = translate(
        "RegionPanel",
        "The model was trained with version {old}; train again to use version {new}.",
    )
    return words.format(old=found.applied.number, new=found.current.number)


def _said(region: DrawnRegion) -> str:
    """A region in a few words: "Rectangle, 12 % of the image"."""
    names = {
        RegionShape.RECTANGLE: translate("RegionTools", "Rectangle"),
        RegionShape.POLYGON: translate("RegionTools", "Polygon"),
        RegionShape.BRUSH: translate("RegionTools", "Brush"),
    }
    words = translate("RegionPanel", "{shape}, {share} of the image")
    return words.format(shape=names[region.shape], share=_covered((region,)))


def _covered(regions: tuple[DrawnRegion, ...]) -> str:
    return share(round(covered_share(regions) * 10_000), 10_000)
