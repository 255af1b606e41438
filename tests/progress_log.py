"""A `Progress` that remembers what it was told and can be cancelled."""


class ProgressLog:
    """Turns cancelled once `cancel_after` partial results came in, or when told so."""

    def __init__(self, *, cancel_after=None):
        self.statuses = []
        self.stages = []
        self.fractions = []
        self.partials = []
        self.is_cancelled = cancel_after == 0
        self._cancel_after = cancel_after

    def status(self, text):
        self.statuses.append(str(text))

    def stage(self, stage):
        self.stages.append(stage)

    def fraction(self, value):
        self.fractions.append(value)

    def partial(self, result):
        self.partials.append(result)
        if len(self.partials) == self._cancel_after:
            self.is_cancelled = True
