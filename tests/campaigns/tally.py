"""What every campaign says at its end: tries, survived, lost."""

from collections.abc import Sequence


class Tally:
    """Counts tries and keeps what was lost in words."""

    def __init__(self) -> None:
        self.tries = 0
        self.lost: list[str] = []

    def add(self, what: str, problems: Sequence[str]) -> None:
        """Count a try; it is lost, and printed, if there are problems.

        Args:
            what: The try.
            problems: What went wrong.
        """
        self.tries += 1
        if problems:
            self.lost.append(f"{what}: {'; '.join(problems)}")
            print(f"lost: {self.lost[-1]}", flush=True)

    def report(self) -> int:
        """Print the result; return the exit status of the campaign."""
        lost = len(self.lost)
        print(f"tries {self.tries}, survived {self.tries - lost}, lost {lost}")
        return 1 if lost else 0
