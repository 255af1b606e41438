"""What learning from confirmed parts gains: which test images are learned from, which judged.

For every draw some images are set aside, as many as the largest number asked for needs. Smaller
numbers take the first of them, and the images that are left over are judged: the same ones whatever
was learned, so that figures of one draw can be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ad_studio.evaluation.layouts import Category, TestImage


@dataclass(frozen=True, slots=True)
class LearnedCounts:
    """The numbers of test images that a run learns from, in addition to its references.

    Attributes:
        ok: Confirmed good parts.
        ng: Confirmed bad parts.
        lot: Images of a lot without verdicts.
        lot_bad: Bad parts among those of the lot.
    """

    ok: int = 0
    ng: int = 0
    lot: int = 0
    lot_bad: int = 0

    @property
    def name(self) -> str:
        """For tables."""
        if self.lot:
            return f"lot of {self.lot}, {self.lot_bad} bad"
        return f"{self.ok} OK" + (f", {self.ng} NG" if self.ng else "")


@dataclass(frozen=True, slots=True)
class LearningSteps:
    """What is learned in turn, and how often.

    Attributes:
        steps: The first one learns nothing, to compare with.
        draws: How often other images are set aside, for each seed.
    """

    steps: tuple[LearnedCounts, ...]
    draws: int

    @classmethod
    def of(
        cls, *, ok: Sequence[int], ng: Sequence[int], lot: int, lot_bad: float, draws: int
    ) -> "LearningSteps | None":
        """Every number of good parts with every number of bad ones, and a lot.

        Args:
            ok: Numbers of confirmed good parts.
            ng: Numbers of confirmed bad parts.
            lot: Images of a lot without verdicts; 0 for no lot.
            lot_bad: Share of bad parts in it, from 0 to 1.
            draws: See `LearningSteps.draws`.

        Returns:
            None where nothing is to be learned.
        """
        steps = [LearnedCounts()]
        if ok or ng:
            steps += [LearnedCounts(ok=a, ng=b) for b in ng or (0,) for a in ok or (0,)]
        if lot:
            steps.append(LearnedCounts(lot=lot, lot_bad=round(lot * lot_bad)))
        steps = list(dict.fromkeys(steps))
        return cls(tuple(steps), draws) if len(steps) > 1 else None

    @property
    def good(self) -> int:
        """How many good images are set aside."""
        return max(max(one.ok, one.lot - one.lot_bad) for one in self.steps)

    @property
    def bad(self) -> int:
        """How many bad images are set aside."""
        return max(max(one.ng, one.lot_bad) for one in self.steps)

    def suits(self, category: Category) -> bool:
        """Whether at least as many good and bad images are left to be judged as are set aside.

        At least 5 of each, for fewer say little.
        """
        bad = sum(one.is_defective for one in category.test)
        good = len(category.test) - bad
        return good - self.good >= max(5, self.good // 2) and bad - self.bad >= 5


@dataclass(frozen=True, slots=True)
class Draw:
    """Test images drawn to be learned from.

    Attributes:
        ok: Confirmed good parts.
        ng: Confirmed bad parts.
        lot: Images without verdicts.
    """

    ok: tuple[Path, ...] = ()
    ng: tuple[Path, ...] = ()
    lot: tuple[Path, ...] = ()


NOTHING_DRAWN = Draw()


def draw(
    category: Category, plan: LearningSteps, step: LearnedCounts, *, seed: int, number: int
) -> tuple[Category, Draw]:
    """Set images aside and take those of one step from them.

    Args:
        category: Suits the plan.
        plan: For how many are set aside.
        step: One of the plan's.
        seed: Of the references.
        number: Of the draw.

    Returns:
        The category with the images to be judged alone, and the images to learn from.
    """
    order = np.random.default_rng((seed, number)).permutation(len(category.test))
    mixed = [category.test[i] for i in order]
    good = [one for one in mixed if not one.is_defective][: plan.good]
    bad = [one for one in mixed if one.is_defective][: plan.bad]
    aside = {one.path for one in (*good, *bad)}
    left = tuple(one for one in category.test if one.path not in aside)
    drawn = Draw(
        ok=_paths(good[: step.ok]),
        ng=_paths(bad[: step.ng]),
        lot=_paths([*good[: step.lot - step.lot_bad], *bad[: step.lot_bad]]) if step.lot else (),
    )
    return replace(category, test=left), drawn


def _paths(images: Sequence[TestImage]) -> tuple[Path, ...]:
    return tuple(one.path for one in images)
