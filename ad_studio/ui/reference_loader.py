"""The reference as a picture on the screen."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import ReferenceInfo
from ad_studio.progress import Progress
from ad_studio.services.projects.training_set import read_image
from ad_studio.ui.detail_loader import DetailLoader
from ad_studio.ui.images import Picture, decode_picture
from ad_studio.ui.jobs import Jobs
from ad_studio.ui.widgets.image_view import ImageView

_SIDE = 2048


def decode_reference(reference: ReferenceInfo, progress: Progress) -> Picture:
    """Decode the reference to about 2048 pixels on its long side.

    Raises:
        ImageError: Its file cannot be read, or was changed.
        Cancelled: The picture is not wanted any more.
    """
    return decode_picture(
        read_image(reference),
        path=reference.path,
        max_side=_SIDE,
        bit_depth=reference.bit_depth,
        should_stop=lambda: progress.is_cancelled,
    )


class ReferenceLoader(QObject):
    """Shows the reference in a view, and finer where the zoom asks for it.

    Signals:
        failed(AdStudioError): It cannot be shown.
    """

    failed = Signal(object)

    def __init__(self, jobs: Jobs, name: str, view: ImageView) -> None:
        super().__init__(view)
        self._view = view
        self._reference: ReferenceInfo | None = None
        self._tasks = jobs.queue(name)
        self._tasks.failed.connect(lambda _id, error: self.failed.emit(error))
        self._detail = DetailLoader(jobs, f"{name}-detail", self)
        view.detail_wanted.connect(self._on_detail_wanted)

    def show(self, reference: ReferenceInfo) -> None:
        """Show this reference."""
        self._detail.drop()
        self._reference = reference
        self._tasks.start(partial(decode_reference, reference), then=self._view.show_picture)

    def clear(self) -> None:
        """Show nothing."""
        self._tasks.drop()
        self._detail.drop()
        self._reference = None
        self._view.clear()

    def _on_detail_wanted(self, side: int) -> None:
        reference = self._reference
        if reference is not None:
            self._detail.ask(
                reference.path,
                side,
                self._view.show_detail,
                sha256=reference.sha256,
                bit_depth=reference.bit_depth,
            )
