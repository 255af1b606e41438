"""The viewer and, if wanted, the reference beside it or under a swipe line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ad_studio.ui.images import Picture
from ad_studio.ui.inspect.viewer import Viewer
from ad_studio.ui.inspect.viewing.choices import Layout
from ad_studio.ui.widgets.basics import label
from ad_studio.ui.widgets.image_view import ImageView


class Stage(QSplitter):
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
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(self.tr("Reference"), role="caption"))
        column.addWidget(self.reference, 1)
        self._inspected = label(self.tr("Inspected image"), role="caption")
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
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
