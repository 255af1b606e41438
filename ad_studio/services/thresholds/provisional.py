"""The first verdicts, which are asked for while no person stands behind the thresholds."""

from ad_studio.domain import ThresholdVersion
from ad_studio.services.results.first_verdicts import FIRST_VERDICTS
from ad_studio.services.thresholds.scores import ScoreTable


def verdicts_missing(version: ThresholdVersion, verified: ScoreTable) -> int:
    """How many more confirmed parts are asked for; 0 where the thresholds are not provisional.

    Args:
        version: The thresholds in force.
        verified: The images that a person has judged, over all runs of their model.
    """
    if not version.basis.is_provisional:
        return 0
    return max(FIRST_VERDICTS - len(verified.confirmed), 0)
