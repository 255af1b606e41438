"""What is said of the image in the viewer: legend, reading under the cursor, defect regions."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
)

from ad_studio.domain import ResultRow, Thresholds
from ad_studio.imaging.defect_regions import DefectRegion
from ad_studio.imaging.probe import probe
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.widgets.viewer import Viewer
from ad_studio.ui.text import number, sigma, verdict_word
from ad_studio.ui.widgets.basics import label
from ad_studio.ui.widgets.layouts import vbox

_GAP = "  ·  "


class Readout(QLabel):
    """Two lines about the pixel under the cursor; about the whole image while there is none."""

    def __init__(self, viewer: Viewer) -> None:
        super().__init__()
        self.setProperty("role", "caption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            self.tr(
                "Under the cursor: deviation of the map shown in sigma of the reference, patch, "
                "place in pixels from the upper left corner, and colour (0 to 255, as inspected; "
                "≈ while only a smaller picture is decoded)"
            )
        )
        self.setAccessibleName(self.tr("Reading under the cursor"))
        self._viewer = viewer
        self._point: QPointF | None = None
        self._loading = False
        viewer.hovered.connect(self._on_hovered)

    def set_loading(self, loading: bool) -> None:
        """Say that finer pixels are on their way, or no longer."""
        self._loading = loading
        self.refresh()

    def refresh(self) -> None:
        """Read anew: another image, map or threshold is on show."""
        size, point, lines = self._viewer.image_size, self._point, []
        if size is not None and point is None:
            width, height = size
            lines.append(self.tr("{width} × {height} px").format(width=width, height=height))
        elif size is not None and point is not None:
            lines += [self._deviation(point, *size), self._pixel(point)]
        if lines and self._loading:
            lines[-1] += _GAP + self.tr("loading finer pixels…")
        self.setText("\n".join(line for line in lines if line))

    def sizeHint(self) -> QSize:
        return QSize(0, 2 * self.fontMetrics().lineSpacing())

    def _on_hovered(self, point: QPointF | None) -> None:
        self._point = point
        self.refresh()

    def _deviation(self, point: QPointF, width: int, height: int) -> str:
        values = self._viewer.sigma
        if values is None:
            return ""
        found = probe(values, point.x(), point.y(), width=width, height=height)
        if math.isnan(found.sigma) or self._viewer.ignored.at(point) is not None:
            shown = self.tr("not scored")
        else:
            shown = f"{self._map_name()} {sigma(found.sigma)}"
        patch = self.tr("patch row {row}, column {column}")
        return shown + _GAP + patch.format(row=found.row + 1, column=found.column + 1)

    def _pixel(self, point: QPointF) -> str:
        place = self.tr("x {x}, y {y}").format(x=int(point.x()), y=int(point.y()))
        color = self._viewer.color_at(point)
        if color is None:
            return place
        value, exact = color
        rgb = f"{value.red()} {value.green()} {value.blue()}"
        # a pixel of a scaled decode stands for several of the image
        return place + _GAP + (f"RGB {rgb}" if exact else f"RGB ≈ {rgb}")

    def _map_name(self) -> str:
        return {
            "fused": self.tr("fused"),
            "text": self.tr("text"),
            "visual": self.tr("visual"),
        }[self._viewer.choices.kind.value]


_REGION = Qt.ItemDataRole.UserRole


def region_excuse(score: float, thresholds: Thresholds) -> str:
    """Why an image is OK by its score although one of its regions reaches REVIEW."""
    words = translate(
        "RegionsPanel",
        "The verdict goes by the score of the whole image ({score}). These regions are too small "
        "to raise it to REVIEW ({limit}).",
    )
    return words.format(score=sigma(score), limit=sigma(thresholds.review))


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
        self.list = QListWidget()
        self.list.setObjectName("defects")
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
        column = vbox(self, spacing=8, margins=(12, 12, 12, 12))
        column.addWidget(self._words)
        column.addWidget(self.list, 1)

    @property
    def current(self) -> DefectRegion | None:
        """The region picked."""
        item = self.list.currentItem()
        return item.data(_REGION) if item else None

    def show_regions(
        self,
        regions: Sequence[DefectRegion] | None,
        thresholds: Thresholds | None,
        *,
        row: ResultRow | None = None,
        pixel_mm: float | None = None,
        too_small: str = "",
    ) -> None:
        """Show the regions of an image that was on show before: what is picked stays picked.

        Args:
            regions: Strongest first; None: the image could not be scored, or there is none.
            thresholds: By which they were found.
            row: What was found on the image.
            pixel_mm: The side of a pixel on the part; None where it is not known.
            too_small: Why the regions are too small for NG; empty: they are not.
        """
        before = self.current
        self.list.blockSignals(True)
        self.list.clear()
        for rank, region in enumerate(regions or (), 1):
            words = self._describe(rank, region, thresholds, row=row, pixel_mm=pixel_mm)
            item = QListWidgetItem(words)
            item.setData(_REGION, region)
            self.list.addItem(item)
            if before is not None and region.peak == before.peak:
                self.list.setCurrentItem(item)  # a region's peak stays when thresholds move
        self.list.blockSignals(False)
        words = self._sum_up(regions, thresholds)
        score = None if row is None else row.score
        if regions and thresholds and score is not None and score < thresholds.review:
            words = f"{words}\n{region_excuse(score, thresholds)}"
        elif too_small:
            words = f"{words}\n{too_small}"
        self._words.setText(words)
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

    def _describe(
        self,
        rank: int,
        region: DefectRegion,
        thresholds: Thresholds | None,
        *,
        row: ResultRow | None,
        pixel_mm: float | None,
    ) -> str:
        verdict = ""
        if thresholds:
            limited, limit = region.peak, thresholds.size_limit
            if row is not None and limit is not None:
                size = {"width": row.width, "height": row.height}
                limited = (
                    limited if limit.admits(region.share_within, zone=region.zone, **size) else 0.0
                )
            verdict = verdict_word(thresholds.verdict(region.peak, limited=limited))
        first = self.tr("{number} · peak {peak} · {verdict}").format(
            number=rank, peak=sigma(region.peak), verdict=verdict
        )
        second = self.tr("{area} px² · {share} % of the image").format(
            area=number(region.area, 0), share=number(100 * region.share, 2)
        )
        third = self.tr("{width} × {height} px at {left}, {top}").format(
            width=region.width, height=region.height, left=region.left, top=region.top
        )
        lines = [first, second, third]
        if pixel_mm is not None:
            lines.append(
                self.tr("{area} mm² · {width} × {height} mm").format(
                    area=number(region.area * pixel_mm**2, 2),
                    width=number(region.width * pixel_mm, 2),
                    height=number(region.height * pixel_mm, 2),
                )
            )
        if region.zone:
            lines.append(self.tr("in zone {name}").format(name=region.zone))
        return "\n".join(lines)

    @property
    def words(self) -> str:
        """What is said above the list."""
        return self._words.text()

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
