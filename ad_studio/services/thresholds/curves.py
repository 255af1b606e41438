"""How well scores agree with what people said: ROC, precision-recall, overkill against escape.

The confusion table is a look of `threshold_preview`, for it depends on where the lines stand.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import LEAST_NG, LEAST_OK

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One curve over all thresholds.

    Attributes:
        x: [n], in [0, 1].
        y: [n], in [0, 1].
        area: ROC: the area under it; precision-recall: the average precision.
    """

    x: _Floats
    y: _Floats
    area: float


@dataclass(frozen=True, slots=True, eq=False)
class TradeOff:
    """What each place of a line would cost, for every score of a confirmed image, rising.

    Attributes:
        thresholds: Where the line stands, sigma [n].
        overkill: Share of good parts called NG if the NG line stands there, [n]; falling.
        escape: Share of bad parts called OK if the REVIEW line stands there, [n]; rising.
    """

    thresholds: _Floats
    overkill: _Floats
    escape: _Floats


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """Curves of confirmed images.

    Attributes:
        ok: Confirmed OK images.
        ng: Confirmed NG images.
        roc: Overkill (x) against bad parts found (y), over every NG line.
        precision_recall: Bad parts found (x) against how many of those called NG are bad (y).
        trade_off: Overkill and escape over every line.
    """

    ok: int
    ng: int
    roc: Curve | None
    precision_recall: Curve | None
    trade_off: TradeOff | None


def agreement(table: ScoreTable) -> Agreement:
    """Compute the curves; None each while there are not enough human verdicts."""
    ok, ng = table.confirmed_ok, table.confirmed_ng
    if len(ok) < LEAST_OK or len(ng) < LEAST_NG:
        return Agreement(len(ok), len(ng), None, None, None)
    from sklearn.metrics import (
        average_precision_score,
        precision_recall_curve,
        roc_auc_score,
        roc_curve,
    )

    truth = np.concatenate((np.zeros(len(ok)), np.ones(len(ng))))
    scores = np.concatenate((ok, ng))
    false, true, _ = roc_curve(truth, scores)
    precision, recall, _ = precision_recall_curve(truth, scores)
    return Agreement(
        len(ok),
        len(ng),
        Curve(false, true, float(roc_auc_score(truth, scores))),
        Curve(recall, precision, float(average_precision_score(truth, scores))),
        _trade_off(ok, ng),
    )


def _trade_off(ok: _Floats, ng: _Floats) -> TradeOff:
    """Count at every score that occurs; both are sorted and not empty."""
    thresholds = np.unique(np.concatenate((ok, ng)))
    return TradeOff(
        thresholds,
        overkill=1 - np.searchsorted(ok, thresholds) / len(ok),
        escape=np.searchsorted(ng, thresholds) / len(ng),
    )
