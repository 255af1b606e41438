"""The viewer: one result with its heat on the fixed scale and its contours at the thresholds."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap, QResizeEvent

from ad_studio.domain import ResultMaps, Thresholds
from ad_studio.imaging import heat
from ad_studio.imaging.resize import fit_within
from ad_studio.ui.images import Picture, rgba_image
from ad_studio.ui.widgets.basics import label
from ad_studio.ui.widgets.image_view import ImageView

CONTOUR = "#20E3FF"
"""Set off from every colour of the heat and from most parts."""

_HEAT_SIDE = 384  # the maps are some 30 cells wide; the rest is smooth scaling
_CONTOUR_SIDE = 640
_WORDS_WIDTH = 480


class MapKind(StrEnum):
    """Which of the three deviation maps is laid over the image."""

    FUSED = "fused"
    TEXT = "text"
    VISUAL = "visual"


class Viewer(ImageView):
    """Shows one result at a time; `shown_id` is the one whose pixels are on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Inspected image"))
        self.shown_id: int | None = None
        self._picture: Picture | None = None
        self._maps: ResultMaps | None = None
        self._thresholds: Thresholds | None = None
        self._kind = MapKind.FUSED
        self._with_contour = True
        self._bare = False
        self._heat = self.add_layer()
        self._contour = self.add_layer()
        self.set_opacity(0.6)
        self._words = label(role="note", wrap=True)
        self._words.setParent(self)
        self._words.setMargin(12)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words.hide()

    @property
    def kind(self) -> MapKind:
        """The map shown."""
        return self._kind

    @property
    def is_bare(self) -> bool:
        """True while the image is shown without heat and contour."""
        return self._bare

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
        self._picture, self._maps = picture, maps
        if picture is None:
            self.clear()
        else:
            self.show_picture(picture)
        self._say(words)
        self._lay()

    def show_detail(self, picture: Picture) -> None:
        """Put more pixels of the same picture on the screen."""
        self._picture = picture
        self.show_picture(picture)

    def show_nothing(self) -> None:
        """Empty the screen."""
        self.shown_id = None
        self._picture = self._maps = None
        self.clear()
        self._say("")
        self._lay()

    @property
    def wants_detail(self) -> bool:
        """True if a pixel of the picture covers more than one of the screen, and there are more."""
        picture = self._picture
        return (
            picture is not None
            and not picture.is_full
            and self.zoom > picture.image.width() / picture.width
        )

    def set_thresholds(self, thresholds: Thresholds | None) -> None:
        """Fix scale and contours by these thresholds."""
        self._thresholds = thresholds
        self._lay()

    def set_map(self, kind: MapKind) -> None:
        """Show another map."""
        self._kind = kind
        self._lay()

    def set_opacity(self, opacity: float) -> None:
        """How strongly the heat covers the image, 0 to 1."""
        self._heat.setOpacity(opacity)

    def set_contour(self, shown: bool) -> None:
        """Outline what reaches the thresholds, or do not."""
        self._with_contour = shown
        self._show_layers()

    def set_bare(self, bare: bool) -> None:
        """Show the image without heat and contour for as long as this holds."""
        self._bare = bare
        self._show_layers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_words()

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._place_words()

    def _place_words(self) -> None:
        """In the middle; above where there is a picture."""
        width = min(self.width() - 32, _WORDS_WIDTH)
        height = self._words.heightForWidth(width)
        top = 16 if self._picture is not None else (self.height() - height) // 2
        self._words.setGeometry((self.width() - width) // 2, top, width, height)

    def _show_layers(self) -> None:
        self._heat.setVisible(not self._bare)
        self._contour.setVisible(self._with_contour and not self._bare)

    def _lay(self) -> None:
        picture, thresholds = self._picture, self._thresholds
        if picture is None or self._maps is None or thresholds is None:
            self._heat.setPixmap(QPixmap())
            self._contour.setPixmap(QPixmap())
            return
        sigma = getattr(self._maps, self._kind.value)
        width, height = fit_within(picture.width, picture.height, _HEAT_SIDE)
        colour = heat.overlay(sigma, thresholds, width=width, height=height)
        self.lay(self._heat, QPixmap.fromImage(rgba_image(colour)), picture.width, picture.height)
        width, height = fit_within(picture.width, picture.height, _CONTOUR_SIDE)
        lines = _contours(sigma, thresholds, width=width, height=height)
        self.lay(self._contour, QPixmap.fromImage(rgba_image(lines)), picture.width, picture.height)
        self._show_layers()


def _contours(
    sigma: heat.SigmaMap, thresholds: Thresholds, *, width: int, height: int
) -> npt.NDArray[np.uint8]:
    """A thin line around what reaches REVIEW, a thick one around what reaches NG: RGBA."""
    review = heat.threshold_contour(sigma, thresholds.review, width=width, height=height)
    ng = heat.threshold_contour(sigma, thresholds.ng, width=width, height=height)
    thick = ng.copy()
    for axis in (0, 1):
        thick |= np.roll(ng, 1, axis) | np.roll(ng, -1, axis)
    color = QColor(CONTOUR)
    lines = np.zeros((height, width, 4), np.uint8)
    lines[..., :3] = (color.red(), color.green(), color.blue())
    lines[review, 3] = 170
    lines[thick, 3] = 255
    return lines
