"""Verdicts as small integers, and the rules about them for arrays.

The rules themselves stand in `verdicts`, for one image; here each is applied once to every
combination there is, and arrays look their answers up. A score's code comes from
`Thresholds.codes`.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from ad_studio.domain.verdicts import HumanState, Mark, Verdict, effective_verdict, human_state

Codes = npt.NDArray[np.int8]

VERDICTS: tuple[Verdict | None, ...] = (*Verdict, None)
"""What the verdict codes stand for; None: no verdict (nobody said one, or an error)."""

MARKS: tuple[Mark | None, ...] = (None, *Mark)
"""What the mark codes stand for."""

STATES = tuple(HumanState)
"""What the human state codes stand for."""

# Words are equal to their StrEnum members, so both are found.
VERDICT_CODES: Mapping[str | None, int] = {word: code for code, word in enumerate(VERDICTS)}
MARK_CODES: Mapping[str | None, int] = {word: code for code, word in enumerate(MARKS)}
STATE_CODES: Mapping[str, int] = {word: code for code, word in enumerate(STATES)}

OK, REVIEW, NG, NO_VERDICT = range(len(VERDICTS))

_EFFECTIVE = np.array(
    [
        [VERDICT_CODES[effective_verdict(machine, human)] for human in VERDICTS]
        for machine in VERDICTS
    ],
    np.int8,
)
_STATE = np.array(
    [
        [[STATE_CODES[human_state(machine, human, mark)] for mark in MARKS] for human in VERDICTS]
        for machine in VERDICTS
    ],
    np.int8,
)


def effective_codes(machine: Codes, human: Codes) -> Codes:
    """Apply `effective_verdict` to verdict codes, int8 [n]."""
    return _EFFECTIVE[machine, human]


def state_codes(machine: Codes, human: Codes, marks: Codes) -> Codes:
    """Apply `human_state` to verdict and mark codes, int8 [n]."""
    return _STATE[machine, human, marks]
