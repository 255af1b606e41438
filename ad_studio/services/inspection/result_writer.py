"""Storing results while the next images are being scored."""

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future

from ad_studio.domain import ResultRow
from ad_studio.services.projects.project import Project
from ad_studio.store import FrameScores, NewResult

_BATCH, _SECONDS = 16, 0.25
_MOST_SENT = 4  # batches on their way to the disk


class ResultWriter:
    """Hands results to the writer thread in small batches and reports what is stored.

    Args:
        project: Open for writing.
        run_id: The run that they belong to.
        on_stored: Told of each row once it is stored.
    """

    def __init__(
        self, project: Project, run_id: int, *, on_stored: Callable[[list[ResultRow]], None]
    ) -> None:
        self._store = project.store
        self._run_id = run_id
        self._on_stored = on_stored
        self._batch: list[NewResult] = []
        self._sent: deque[Future[list[ResultRow]]] = deque()
        self._last = time.perf_counter()

    def add(self, results: list[NewResult]) -> None:
        """Queue results; report earlier ones that are stored by now."""
        self._batch += results
        if len(self._batch) >= _BATCH or time.perf_counter() - self._last >= _SECONDS:
            self._send()
        while self._sent and (self._sent[0].done() or len(self._sent) > _MOST_SENT):
            self._report()

    def add_video(self, results: list[NewResult], scores: FrameScores | None) -> None:
        """Store the results of a video together, and seal the file with the scores of its frames.

        Args:
            results: All of them.
            scores: None where no frame has a score.
        """
        self.flush()
        self._sent.append(self._store.results.add(self._run_id, results, scores=scores))
        self.flush()

    def flush(self) -> None:
        """Store and report everything that is left."""
        self._send()
        while self._sent:
            self._report()

    def _send(self) -> None:
        if self._batch:
            self._sent.append(self._store.results.add(self._run_id, self._batch))
        self._batch, self._last = [], time.perf_counter()

    def _report(self) -> None:
        self._on_stored(self._sent.popleft().result())
