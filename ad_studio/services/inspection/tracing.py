"""The serial and the shift of each image while it is inspected."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ad_studio.domain import RunInfo, TraceField, TraceSettings
from ad_studio.domain.traceability import shift_at
from ad_studio.messages import NOTHING, Message, joined, msg
from ad_studio.services.inspection.name_patterns import SerialPattern
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.store import NewResult

NO_SERIAL = msg("The serial of this part is not known, and the project asks for it.")
"""The warning of an image without a serial where one is required."""


class Tracer:
    """Finds out which part an image shows, and in which shift it is inspected.

    The serial is the one that was given for the run; else what the name of the image says, or that
    of the video or the folder of the sequence; else what was scanned before the image was handed
    out. An image without a serial that the project asks for
    gets a warning, and with it the verdict REVIEW at least.
    """

    def __init__(
        self,
        settings: TraceSettings,
        run: RunInfo,
        control: RunControl,
        *,
        local_time: Callable[[], datetime] = datetime.now,
    ) -> None:
        """Trace the images of a run.

        Args:
            settings: What the project asks of the fields.
            run: The run, with what was given for all its images.
            control: Has the serials that are scanned.
            local_time: Tells the time of this place.
        """
        pattern = settings.serial_pattern
        self._pattern = SerialPattern(pattern) if pattern else None
        self._is_required = TraceField.SERIAL in settings.required
        self._shifts = settings.shifts
        self._run = run
        self._control = control
        self._local_time = local_time
        self._scanned: dict[Path, str] = {}

    def hand_out(self, paths: Sequence[Path]) -> None:
        """Give a serial that was scanned to the first of these images that has no other."""
        unknown = next((path for path in paths if not self._given(path)), None)
        if unknown is not None:
            self._scanned[unknown] = self._control.take_serial()

    def trace(self, new: NewResult) -> NewResult:
        """Return a result with what its part can be traced by."""
        named = new.path if new.span is None else new.span.video  # a kept picture has its own name
        serial = self._given(named) or self._scanned.pop(new.path, "")
        shift = self._run.shift or shift_at(self._shifts, self._local_time().time())
        warning = _other_warning(new.warning)
        if self._is_required and not serial and new.score is not None:
            warning = joined(NO_SERIAL, warning)
        return replace(new, serial=serial, shift=shift, warning=warning)

    def _given(self, path: Path) -> str:
        if self._run.serial or self._pattern is None:
            return self._run.serial
        return self._pattern.serial_of(path)


def _other_warning(warning: Message) -> Message:
    """What a warning says beside a missing serial, if it is taken over from an earlier run."""
    if warning == NO_SERIAL:
        return NOTHING
    if warning.values.get("first") == NO_SERIAL:
        second = warning.values["second"]
        return second if isinstance(second, Message) else NOTHING
    return warning
