"""One share done over a whole training, whatever its stages report of themselves."""

from ad_studio.messages import Message, as_message
from ad_studio.progress import Progress

_LEARNING = "Learning the prompts"
BEGINS = {
    "Looking at the reference": 0.13,
    "Looking at the confirmed parts": 0.135,
    _LEARNING: 0.14,
    "Turning the reference": 0.29,
    "Filling the memory": 0.29,
    "Thinning out the memory": 0.5,
    "Measuring the reference's own spread": 0.76,
    "Leaving each confirmed part out in turn": 0.76,
    "Checking the model on the reference": 0.85,
    "Storing the model": 0.99,
}
"""Where each stage begins: measured with DevPrompt and the starter on one reference, on a CPU."""


class TrainingProgress:
    """Hands on what a training reports, with a share that only rises and is full at the end.

    Only the learning reports a share of its own; it takes a seventh of the time, so that its full
    share said nothing of when the training is done.

    Args:
        progress: Gets it all.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._share = 0.0

    def status(self, words: Message | str) -> None:
        """See `Progress.status`."""
        self._progress.status(words)
        self._tell(BEGINS.get(as_message(words).template, 0.0))

    def fraction(self, value: float | None) -> None:
        """Take the share of the learning."""
        if value is not None:
            begin, end = BEGINS[_LEARNING], BEGINS["Turning the reference"]
            self._tell(begin + value * (end - begin))

    def partial(self, result: object) -> None:
        """See `Progress.partial`."""
        self._progress.partial(result)

    def end(self) -> None:
        """The training is done."""
        self._tell(1.0)

    @property
    def is_cancelled(self) -> bool:
        """See `Progress.is_cancelled`."""
        return self._progress.is_cancelled

    def _tell(self, share: float) -> None:
        if share > self._share:
            self._share = share
            self._progress.fraction(share)
