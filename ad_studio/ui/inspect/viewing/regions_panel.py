"""The defect regions of the image on the screen: how strong, how large, where."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from ad_studio.domain import Thresholds
from ad_studio.imaging.defect_regions import DefectRegion
from ad_studio.ui.text import number, sigma, verdict_word
from ad_studio.ui.widgets.basics import label

_REGION = Qt.ItemDataRole.UserRole


class RegionsPanel(QFrame):
    """A list, strongest first.

    Signals:
        picked(DefectRegion): The user wants to see this region.
        marked(DefectRegion | None): The region to draw a frame around; the view stays.
    """

    picked = Signal(object)
    marked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._words = label(role="caption", wrap=True)
        self.list = QListWidget(objectName="defects")
        self.list.setAccessibleName(self.tr("Defect regions, strongest first"))
        self.list.setToolTip(
            self.tr(
                "Connected areas from the REVIEW threshold on. Peak in sigma, area in pixels of "
                "the image and percent of it, box in pixels from the upper left corner. "
                "Click one to see it; D and Shift+D go through them."
            )
        )
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self.list, 1)

    @property
    def current(self) -> DefectRegion | None:
        """The region picked."""
        item = self.list.currentItem()
        return item.data(_REGION) if item else None

    def show_regions(
        self, regions: Sequence[DefectRegion] | None, thresholds: Thresholds | None
    ) -> None:
        """Show the regions of an image that was on show before: what is picked stays picked.

        Args:
            regions: Strongest first; None: the image could not be scored, or there is none.
            thresholds: By which they were found.
        """
        before = self.current
        self.list.blockSignals(True)
        self.list.clear()
        for rank, region in enumerate(regions or (), 1):
            item = QListWidgetItem(self._describe(rank, region, thresholds))
            item.setData(_REGION, region)
            self.list.addItem(item)
            if before is not None and region.peak == before.peak:
                self.list.setCurrentItem(item)  # a region's peak stays when thresholds move
        self.list.blockSignals(False)
        self._words.setText(self._sum_up(regions, thresholds))
        if self.current != before:
            self.marked.emit(self.current)

    def forget(self) -> None:
        """Pick nothing: another image is on show."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.marked.emit(None)

    def step(self, step: int) -> None:
        """Go to the next region (1) or the one before (-1), round and round."""
        count = self.list.count()
        if count:
            at = self.list.currentRow()
            first = 0 if step > 0 else count - 1
            self.list.setCurrentRow(first if at < 0 else (at + step) % count)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._pick(item)

    def _pick(self, item: QListWidgetItem) -> None:
        self.marked.emit(item.data(_REGION))
        self.picked.emit(item.data(_REGION))

    def _describe(self, rank: int, region: DefectRegion, thresholds: Thresholds | None) -> str:
        verdict = verdict_word(thresholds.verdict(region.peak)) if thresholds else ""
        first = self.tr("{number} · peak {peak} · {verdict}").format(
            number=rank, peak=sigma(region.peak), verdict=verdict
        )
        second = self.tr("{area} px² · {share} % of the image").format(
            area=number(region.area, 0), share=number(100 * region.share, 2)
        )
        third = self.tr("{width} × {height} px at {left}, {top}").format(
            width=region.width, height=region.height, left=region.left, top=region.top
        )
        return f"{first}\n{second}\n{third}"

    def _sum_up(self, regions: Sequence[DefectRegion] | None, thresholds: Thresholds | None) -> str:
        if regions is None or thresholds is None:
            return self.tr("There is nothing to look at.")
        limit = sigma(thresholds.review)
        if not regions:
            return self.tr("Nothing reaches the REVIEW threshold ({limit}).").format(limit=limit)
        words = self.tr(
            "%Ln region(s) from the REVIEW threshold ({limit}) on, strongest first",
            "",
            len(regions),
        )
        return words.format(limit=limit)
