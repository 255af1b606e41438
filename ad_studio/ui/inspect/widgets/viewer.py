"""The viewer: one result with its heat and contours, alone or beside the reference."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ad_studio.domain import ResultMaps, Thresholds
from ad_studio.imaging import heat
from ad_studio.imaging.resize import fit_within
from ad_studio.map_regions import SigmaMap, resize_map
from ad_studio.ui.colour_maps import color_map_style
from ad_studio.ui.images import Picture, rgba_image
from ad_studio.ui.inspect.widgets.swipe import Swipe
from ad_studio.ui.inspect.widgets.view_choices import Layout, ViewChoices
from ad_studio.ui.widgets.basics import label
from ad_studio.ui.widgets.image_view import ImageView
from ad_studio.ui.widgets.layouts import vbox
from ad_studio.ui.widgets.region_layers import IgnoreLayer, RegionLayer

CONTOUR = "#20E3FF"
"""Set off from every colour of the heat and from most parts."""

_HEAT_SIDE = 384  # the maps are some 30 cells wide; the rest is smooth scaling
_CONTOUR_SIDE = 640
_WORDS_WIDTH = 480
_LEGEND_WIDTH = 96  # pixels at the right edge, with its labels


class Viewer(ImageView):
    """Shows one result at a time; `shown_id` is the one whose pixels are on the screen.

    Signals:
        painted(int): This result was painted, for the first time since it came.
    """

    painted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._is_painted = False
        self.setAccessibleName(self.tr("Inspected image"))
        self.setAccessibleDescription(self.tr("The wheel zooms, dragging moves the image"))
        self.shown_id: int | None = None
        self._picture: Picture | None = None
        self._maps: ResultMaps | None = None
        self._thresholds: Thresholds | None = None
        self._scale: Thresholds | None = None
        self._choices = ViewChoices()
        self._bare = False
        self._fine_of: SigmaMap | None = None
        self._fine: dict[tuple[int, int], SigmaMap] = {}
        self._heat = self.add_layer()
        self._contour = self.add_layer()
        self._mark = self.scene().addRect(QRectF(), _mark_pen())
        self._mark.hide()
        self.ignored = IgnoreLayer()
        self.scene().addItem(self.ignored)
        self.zones = RegionLayer()
        self.scene().addItem(self.zones)
        self.swipe = Swipe(self)
        self._words = label(role="note", wrap=True)
        self._words.setParent(self)
        self._words.setMargin(12)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words.hide()
        self.show_as(self._choices)

    @property
    def choices(self) -> ViewChoices:
        """How results are shown."""
        return self._choices

    @property
    def is_bare(self) -> bool:
        """True while the image is shown without heat and contour."""
        return self._bare

    @property
    def maps(self) -> ResultMaps | None:
        """The maps of the result shown."""
        return self._maps

    @property
    def sigma(self) -> SigmaMap | None:
        """The map that is laid over the image; None without one."""
        return None if self._maps is None else getattr(self._maps, self._choices.kind.value)

    @property
    def image_size(self) -> tuple[int, int] | None:
        """Width and height of the original in pixels; None without a picture."""
        return (self._picture.width, self._picture.height) if self._picture else None

    def show_result(
        self,
        result_id: int,
        picture: Picture | None,
        maps: ResultMaps | None,
        *,
        words: str = "",
    ) -> None:
        """Put a result on the screen; without a picture the ground stays empty.

        Args:
            result_id: The result.
            picture: Its pixels.
            maps: Its heat.
            words: Why the image could not be scored or is not here; shown in full.
        """
        self.shown_id = result_id
        self._is_painted = False
        self._picture, self._maps = picture, maps
        self.mark(None)
        if picture is None:
            self.clear()
        else:
            self.show_picture(picture)
        self._say(words)
        self._lay()

    def show_nothing(self, words: str = "", *, keep_place: bool = False) -> None:
        """Empty the screen; `words` say why. As to `keep_place` see `clear`."""
        self.shown_id = None
        self._picture = self._maps = None
        self.mark(None)
        self.clear(keep_place=keep_place)
        self._say(words)
        self._lay()

    def set_thresholds(self, thresholds: Thresholds | None, scale: Thresholds | None) -> None:
        """Draw contours at these thresholds, and colours by the scale of the model."""
        self._thresholds, self._scale = thresholds, scale
        self._lay()

    @property
    def style_of_heat(self) -> heat.ColorMapStyle:
        """The colours in use."""
        choices, limits = self._choices, self._thresholds
        only_from = limits.review if choices.only_above and limits is not None else None
        return color_map_style(choices.colour_map, only_from=only_from)

    def show_as(self, choices: ViewChoices) -> None:
        """Show results this way from now on."""
        self._choices = choices
        self._heat.setOpacity(choices.opacity / 100)
        self._show_layers()
        self._lay()

    def set_bare(self, bare: bool) -> None:
        """Show the image without heat, contour and marks for as long as this holds."""
        self._bare = bare
        self._show_layers()

    def mark(self, box: QRectF | None) -> None:
        """Draw a frame around a region of the image, in its pixels; None: around none."""
        self._mark.setRect(box or QRectF())
        self._show_layers()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.shown_id is not None and not self._is_painted:
            self._is_painted = True
            self.painted.emit(self.shown_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_words()
        self.swipe.place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.swipe.place()

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._place_words()

    def _place_words(self) -> None:
        """In the middle; above where there is a picture; never below the legend."""
        width = min(self.width() - 2 * _LEGEND_WIDTH, _WORDS_WIDTH)
        height = self._words.heightForWidth(width)
        top = 16 if self._picture is not None else (self.height() - height) // 2
        self._words.setGeometry((self.width() - width) // 2, top, width, height)

    def _show_layers(self) -> None:
        self._heat.setVisible(not self._bare)
        self._contour.setVisible(self._choices.contour and not self._bare)
        self.ignored.setVisible(not self._bare)
        self.zones.setVisible(self._choices.zones and not self._bare)
        self._mark.setVisible(not self._mark.rect().isEmpty() and not self._bare)

    def _lay(self) -> None:
        picture, thresholds, sigma = self._picture, self._thresholds, self.sigma
        scale = self._scale
        if picture is None or sigma is None or thresholds is None or scale is None:
            self._heat.setPixmap(QPixmap())
            self._contour.setPixmap(QPixmap())
            return
        choices = self._choices
        # an edge of the heat is to be as sharp as the contour that lies on it
        side = _CONTOUR_SIDE if choices.only_above else _HEAT_SIDE
        width, height = fit_within(picture.width, picture.height, side)
        fine = self._resized(sigma, width, height)
        colour = heat.overlay(fine, scale, width=width, height=height, style=self.style_of_heat)
        self.lay(self._heat, QPixmap.fromImage(rgba_image(colour)), picture.width, picture.height)
        if choices.contour:
            width, height = fit_within(picture.width, picture.height, _CONTOUR_SIDE)
            fine = self._resized(sigma, width, height)
            lines = _contours(fine, thresholds, width=width, height=height)
            drawn = QPixmap.fromImage(rgba_image(lines))
            self.lay(self._contour, drawn, picture.width, picture.height)
        self._show_layers()

    def _resized(self, sigma: SigmaMap, width: int, height: int) -> SigmaMap:
        """The map at the size of a layer; kept, as thresholds are dragged while it stays."""
        if self._fine_of is not sigma:
            self._fine_of, self._fine = sigma, {}
        if (width, height) not in self._fine:
            self._fine[width, height] = resize_map(sigma, width=width, height=height)
        return self._fine[width, height]


class CompareSplitter(QSplitter):
    """Lays viewer and reference out; both always show the same part of their pictures."""

    def __init__(self, viewer: Viewer) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self.viewer = viewer
        self.reference = ImageView()
        self.reference.setAcceptDrops(False)  # the page takes what is dropped
        self.reference.setAccessibleName(self.tr("Reference image"))
        self.shown_layout = Layout.ALONE
        self._picture: Picture | None = None
        self._following = False
        self._side = QWidget()
        column = vbox(self._side, spacing=4)
        column.addWidget(label(self.tr("Reference"), role="caption"))
        column.addWidget(self.reference, 1)
        self._inspected = label(self.tr("Inspected image"), role="caption")
        middle = QWidget()
        column = vbox(middle, spacing=4)
        column.addWidget(self._inspected)
        column.addWidget(viewer, 1)
        for widget in (self._side, middle):
            self.addWidget(widget)
            self.setStretchFactor(self.count() - 1, 1)
        viewer.moved.connect(lambda: self._follow(viewer, self.reference))
        self.reference.moved.connect(lambda: self._follow(self.reference, viewer))
        self.arrange(Layout.ALONE)

    def arrange(self, layout: Layout) -> None:
        """Show the reference at this place."""
        self.shown_layout = layout
        beside = layout is Layout.SIDE_BY_SIDE
        self._side.setVisible(beside)
        self._inspected.setVisible(beside)
        if beside:
            half = self.width() // 2
            self.setSizes([half, half])
        self.viewer.swipe.turn(layout is Layout.SWIPE)
        self._lay()

    def show_reference(self, picture: Picture | None) -> None:
        """Take this as the reference; None: there is none, or not yet."""
        self._picture = picture
        self._lay()

    def show_detail(self, picture: Picture) -> None:
        """Have more pixels of the same reference."""
        self.reference.show_detail(picture)
        self.viewer.swipe.show_detail(picture)

    def _lay(self) -> None:
        self.viewer.swipe.show_reference(self._picture)
        if self._picture is None or self.shown_layout is not Layout.SIDE_BY_SIDE:
            self.reference.clear()
        elif not self.reference.has_picture:
            self.reference.show_picture(self._picture)
            self._follow(self.viewer, self.reference)

    def _follow(self, leader: ImageView, other: ImageView) -> None:
        if self._following or self.shown_layout is not Layout.SIDE_BY_SIDE:
            return
        if leader.has_picture and other.has_picture:
            self._following = True
            other.take_place(leader.place)
            self._following = False


def _mark_pen() -> QPen:
    pen = QPen(QColor(CONTOUR), 2, Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    return pen


def _contours(
    sigma: SigmaMap, thresholds: Thresholds, *, width: int, height: int
) -> npt.NDArray[np.uint8]:
    """A thin line around what reaches REVIEW, a thick one around what reaches NG: RGBA."""
    review = heat.threshold_contour(sigma, thresholds.review, width=width, height=height)
    ng = heat.threshold_contour(sigma, thresholds.ng, width=width, height=height)
    thick = ng.copy()
    for one, other in ((slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None))):
        thick[one] |= ng[other]
        thick[:, one] |= ng[:, other]
    color = QColor(CONTOUR)
    lines = np.zeros((height, width, 4), np.uint8)
    for where, alpha in ((review, 170), (thick, 255)):
        lines[where] = (color.red(), color.green(), color.blue(), alpha)
    return lines
