"""More pixels of a picture that is on the screen already."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ad_studio.progress import Progress
from ad_studio.ui.images import Picture, load_detail
from ad_studio.ui.jobs import Jobs


class DetailLoader(QObject):
    """Decodes one picture finer; only the latest wish counts.

    A file that cannot be read any more keeps the pixels that it has on the screen.

    Signals:
        busy_changed(bool): Something is being decoded, or that is over.
    """

    busy_changed = Signal(bool)

    def __init__(self, jobs: Jobs, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = jobs.queue(name)
        self._tasks.busy_changed.connect(self.busy_changed)
        self._tasks.failed.connect(lambda _id, _error: self.drop())
        self._asked: tuple[Path, int] | None = None

    def drop(self) -> None:
        """Forget what was asked for: another picture is shown."""
        self._asked = None
        self._tasks.drop()

    def keep_to(self, path: Path | None) -> None:
        """Forget what was asked for unless it is about this file."""
        if self._asked is not None and self._asked[0] != path:
            self.drop()

    def ask(
        self,
        path: Path,
        side: int,
        then: Callable[[Picture], None],
        *,
        sha256: str = "",
        bit_depth: int | None,
    ) -> None:
        """Decode `path` to about `side` pixels on its long side, and hand it to `then`.

        A file of other bytes than those of `sha256`, if given, counts as one that cannot be read.
        """
        if self._asked == (path, side):
            return  # on its way

        def deliver(picture: Picture) -> None:
            self._asked = None
            then(picture)

        self._asked = (path, side)

        def load(progress: Progress) -> Picture:
            return load_detail(
                path,
                sha256,
                max_side=side,
                bit_depth=bit_depth,
                should_stop=lambda: progress.is_cancelled,
            )

        self._tasks.start(load, then=deliver)
