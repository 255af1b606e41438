"""Control of a run by the user: pause, resume, stop, scanned serials; and the state it reports."""

import threading
from collections.abc import Callable

from ad_studio.messages import NOTHING
from ad_studio.services.actions.runner import ActionRunner

_ATTENTIVE_SECONDS = 0.1


class RunControl:
    """Pauses, resumes and stops a run; may be called from any thread.

    Cancelling is the progress object's: it leaves a run CANCELLED, while `stop` ends a watching
    run in good order.

    Attributes:
        run_id: The run that is controlled; None until it is stored.
        actions: Carries out what is done after its images; None until it is stored.
        done: Images of the run that are scored and stored.
        total: Images of the run; 0: not known, as while a folder is watched.
        is_folder_away: Whether a watched folder could not be listed at the latest look.
        challenge_due: Why a challenge has become due meanwhile; empty if none has.
    """

    def __init__(self) -> None:
        self._told = threading.Condition()
        self._paused = False
        self._stopped = False
        self._serial = ""
        self.run_id: int | None = None
        self.actions: ActionRunner | None = None
        self.done = self.total = 0
        self.is_folder_away = False
        self.challenge_due = NOTHING

    @property
    def is_paused(self) -> bool:
        """True from `pause` to `resume`."""
        return self._paused

    @property
    def is_stopped(self) -> bool:
        """True once a watching run is to end."""
        return self._stopped

    def pause(self) -> None:
        """Hold the run after the images being scored now."""
        self._tell(paused=True)

    def resume(self) -> None:
        """Go on."""
        self._tell(paused=False)

    def stop(self) -> None:
        """Stop looking for new files: inspect what was found, then finish."""
        self._tell(paused=False, stopped=True)

    def scan(self, serial: str) -> None:
        """Give the serial of the part whose image comes next; it replaces one that still waits."""
        with self._told:
            self._serial = serial

    def take_serial(self) -> str:
        """Return the serial that was scanned for the next image, once; empty where none waits."""
        with self._told:
            serial, self._serial = self._serial, ""
            return serial

    def wait(self, seconds: float, *, unless: Callable[[], bool]) -> None:
        """Wait for a call, until `unless` is true (checked often), or until the time is over."""
        with self._told:
            while seconds > 0 and not unless():
                if self._told.wait(min(seconds, _ATTENTIVE_SECONDS)):
                    return
                seconds -= _ATTENTIVE_SECONDS

    def _tell(self, *, paused: bool, stopped: bool = False) -> None:
        with self._told:
            self._paused = paused
            self._stopped = self._stopped or stopped
            self._told.notify_all()
