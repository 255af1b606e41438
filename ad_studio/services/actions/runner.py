"""Carries out the actions of a run beside the inspection, and again where they failed."""

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce

from ad_studio.domain import ActionKind, Outstanding, ResultRow
from ad_studio.errors import ActionError, StoreError
from ad_studio.messages import NOTHING, Message, joined, msg, plain
from ad_studio.progress import never
from ad_studio.services.actions.action import Action
from ad_studio.services.projects.project import Project

_WAITS = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before an action is tried again: after the first failure in a row, the second, ..."""


class _Backlog:
    """What one action is still to be carried out for, in order."""

    def __init__(self, action: Action) -> None:
        self.action = action
        self.rows: deque[ResultRow] = deque()
        self.lost: list[ResultRow] = []  # it can never be done for these
        self.failures = 0
        self.next_try = 0.0
        self.why = NOTHING  # it failed the last time

    @property
    def has_failed(self) -> bool:
        """Whether it is still to be carried out for something because that did not succeed."""
        return bool(self.lost or self.failures)

    def try_all_again(self) -> None:
        """Have everything tried at once, also what could never be done."""
        self.rows = deque(sorted((*self.rows, *self.lost), key=lambda row: row.id))
        self.lost = []
        self.next_try = 0.0


class ActionRunner:
    """A thread that carries out actions; the inspection never waits for it.

    What fails is tried again, first of its kind, until it succeeds; the other actions go on. What
    can never succeed, because the file is gone or is another one, is passed over and counted.

    Args:
        project: Open for writing; what was done is recorded in it.
        actions: What is done after each image.
        clock: Seconds.
        should_stop: Asked before each action on the thread; once it is true no more begins.
    """

    def __init__(
        self,
        project: Project,
        actions: Sequence[Action],
        *,
        clock: Callable[[], float] = time.monotonic,
        should_stop: Callable[[], bool] = never,
    ) -> None:
        self._store = project.store
        self._backlogs = [_Backlog(action) for action in actions]
        self._clock = clock
        self._failed: Counter[int] = Counter()  # actions outstanding, by the id of the result
        self._outstanding, self._trouble = Outstanding(), NOTHING
        self._should_stop = should_stop
        self._changed = threading.Condition()
        self._is_closing = False
        self._thread: threading.Thread | None = None

    @property
    def kinds(self) -> list[ActionKind]:
        """What it carries out."""
        return [one.action.kind for one in self._backlogs]

    @property
    def trouble(self) -> Message:
        """What does not succeed at the moment; empty if nothing is wrong."""
        return self._trouble

    @property
    def outstanding(self) -> Outstanding:
        """What has failed or waits for what has, and why; takes no time to ask."""
        return self._outstanding

    @property
    def left(self) -> int:
        """How many images there are of which something is still to be done."""
        with self._changed:
            return len({row.id for one in self._backlogs for row in (*one.rows, *one.lost)})

    def add(
        self, rows: Iterable[ResultRow], *, without: Mapping[ActionKind, set[int]] | None = None
    ) -> None:
        """Carry the actions out for results that are stored.

        Args:
            rows: The results.
            without: By action, the results for which it was done already.
        """
        found = list(rows)
        if not found or not self._backlogs:
            return
        with self._changed:
            for backlog in self._backlogs:
                done = (without or {}).get(backlog.action.kind, set())
                new = [row for row in found if row.id not in done]
                backlog.rows += new
                if backlog.failures:
                    self._note_failed(new)
            self._publish()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="actions")
                self._thread.start()
            self._changed.notify_all()

    def try_again(self) -> None:
        """Try at once what has failed, also what could never be done."""
        with self._changed:
            for backlog in self._backlogs:
                if not backlog.failures:
                    self._note_over(backlog.lost)
                backlog.try_all_again()
            self._publish()
            self._changed.notify_all()

    def close(self) -> int:
        """Give everything one more try, end the thread, and return how many images are left."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        for backlog in self._backlogs:
            backlog.action.close()
        return self.left

    def _work(self) -> None:
        given_up: set[int] = set()
        while (backlog := self._next(given_up)) is not None:
            if not self._carry_out(backlog) and self._is_closing:
                given_up.add(id(backlog))

    def _next(self, given_up: set[int]) -> _Backlog | None:
        """Wait for what can be tried; None once the run is over and nothing more can be."""
        with self._changed:
            while True:
                waiting = [one for one in self._backlogs if one.rows and id(one) not in given_up]
                if self._should_stop():
                    return None
                if self._is_closing:
                    return min(waiting, key=_first, default=None)
                now = self._clock()
                due = [one for one in waiting if one.next_try <= now]
                if due:
                    return min(due, key=_first)
                soonest = min((one.next_try - now for one in waiting), default=None)
                self._changed.wait(soonest)

    def _carry_out(self, backlog: _Backlog) -> bool:
        row = backlog.rows[0]
        try:
            place = backlog.action.carry_out(row)
            self._store.actions.add(row.id, backlog.action.kind, place=place)
        except Exception as error:  # the thread must outlive it: the other actions go on
            if isinstance(error, ActionError | StoreError):
                message = error.message
            else:
                message = plain(repr(error))
                logging.getLogger(__name__).exception("an action failed unexpectedly")
            with self._changed:
                backlog.why = message
                is_final = isinstance(error, ActionError) and error.is_final
                if not backlog.failures:
                    self._note_failed([row] if is_final else backlog.rows)
                if is_final:
                    backlog.rows.remove(row)
                    backlog.lost.append(row)
                else:
                    wait = _WAITS[min(backlog.failures, len(_WAITS) - 1)]
                    backlog.failures += 1
                    backlog.next_try = self._clock() + wait
                self._publish()
            return is_final
        with self._changed:
            if backlog.failures:
                self._note_over(backlog.rows)
            backlog.rows.remove(row)  # it need not be the first any more
            backlog.failures = 0
            self._publish()
        return True

    def _note_failed(self, rows: Iterable[ResultRow]) -> None:
        self._failed.update(row.id for row in rows)

    def _note_over(self, rows: Iterable[ResultRow]) -> None:
        for row in rows:
            self._failed[row.id] -= 1
            if not self._failed[row.id]:
                del self._failed[row.id]

    def _publish(self) -> None:
        """Have it at hand for those who ask before every tile, however much is left."""
        failing = [one for one in self._backlogs if one.has_failed]
        self._outstanding = Outstanding(len(self._failed), _reasons(failing))
        tried = _reasons(one for one in failing if one.failures)
        self._trouble = msg("{what} It is tried again.", what=tried) if tried else NOTHING


def _reasons(failing: Iterable[_Backlog]) -> Message:
    """Why each of these failed the last time; the same reason is said once."""
    return reduce(joined, dict.fromkeys(one.why for one in failing), NOTHING)


def _first(backlog: _Backlog) -> int:
    """What is next is that of the earliest image, so that no action keeps the others waiting."""
    return backlog.rows[0].id
