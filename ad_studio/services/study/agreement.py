"""What the answers of a complete study tell: within, between, against what is known, the machine.

Everything is two-valued: a part is let through (OK) or stopped. What the machine put in REVIEW is
stopped, as in production, where a person then looks at it.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from ad_studio.domain import (
    AgainstKnown,
    InspectorAgreement,
    PairAgreement,
    Share,
    Study,
    StudyAnswer,
    StudyResult,
    Verdict,
)
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.services.study.statistics import (
    Ratings,
    cohen_kappa,
    fleiss_kappa,
    share,
    with_interval,
)


def agreement(study: Study, answers: Sequence[StudyAnswer]) -> StudyResult:
    """Evaluate a study.

    Args:
        study: The plan.
        answers: All of them.

    Raises:
        UsageError: Answers are missing: who knows the outcome is not blind any more.
    """
    if len(answers) < study.answers_needed:
        raise UsageError(
            msg(
                "The study is not complete: {count} of {total} answers are given.",
                count=len(answers),
                total=study.answers_needed,
            ),
            hint=msg("Its result is shown when everybody has judged every part."),
        )
    said = _said(study, answers)
    machine = np.array([_stopped(part.machine) for part in study.parts], np.int8)
    known = np.array([-1 if p.known is None else _stopped(p.known) for p in study.parts], np.int8)
    everything = said.reshape(len(study.parts), -1)
    return StudyResult(
        inspectors=tuple(
            _inspector(name, said[:, number], machine, known)
            for number, name in enumerate(study.inspectors)
        ),
        pairs=tuple(
            PairAgreement(
                study.inspectors[first],
                study.inspectors[second],
                _same(said[:, first], said[:, second]),
                with_interval(cohen_kappa, np.stack([said[:, first], said[:, second]], axis=-1)),
            )
            for first, second in combinations(range(len(study.inspectors)), 2)
        ),
        between=_unanimous(everything),
        between_kappa=with_interval(fleiss_kappa, everything),
        all_known=_all_right(everything, known) if (known >= 0).any() else None,
        machine=_against_known(machine[:, None], known),
    )


def _said(study: Study, answers: Sequence[StudyAnswer]) -> Ratings:
    """The answers, int8 [parts, inspectors, rounds]: 1 where the part was stopped."""
    parts = {part.id: place for place, part in enumerate(study.parts)}
    names = {name: place for place, name in enumerate(study.inspectors)}
    said = np.zeros((len(parts), len(names), study.rounds), np.int8)
    for answer in answers:
        place = parts[answer.part_id], names[answer.inspector], answer.round - 1
        said[place] = _stopped(answer.verdict)
    return said


def _stopped(verdict: Verdict) -> int:
    return int(verdict is not Verdict.OK)


def _inspector(name: str, said: Ratings, machine: Ratings, known: Ratings) -> InspectorAgreement:
    """Evaluate what one inspector said, [parts, rounds]."""
    beside = np.broadcast_to(machine[:, None], said.shape)
    return InspectorAgreement(
        inspector=name,
        within=_unanimous(said),
        within_kappa=with_interval(fleiss_kappa, said),
        machine=_same(said, beside),
        machine_kappa=with_interval(cohen_kappa, np.stack([said, beside], axis=-1)),
        known=_against_known(said, known),
    )


def _against_known(said: Ratings, known: Ratings) -> AgainstKnown | None:
    """Compare answers, [parts, rounds], with what is known, [parts]: 0, 1, or -1 for nothing."""
    said, known = said[known >= 0], known[known >= 0]
    if not len(known):
        return None
    on_bad, on_good = said[known == 1], said[known == 0]
    beside = np.broadcast_to(known[:, None], said.shape)
    return AgainstKnown(
        effectiveness=_all_right(said, known),
        misses=share(int((on_bad == 0).sum()), on_bad.size) if on_bad.size else None,
        false_alarms=share(int((on_good == 1).sum()), on_good.size) if on_good.size else None,
        kappa=with_interval(cohen_kappa, np.stack([said, beside], axis=-1)),
    )


def _unanimous(said: Ratings) -> Share:
    return share(int((said == said[:, :1]).all(1).sum()), len(said))


def _all_right(said: Ratings, known: Ratings) -> Share:
    said, known = said[known >= 0], known[known >= 0]
    return share(int((said == known[:, None]).all(1).sum()), len(known))


def _same(first: Ratings, second: Ratings) -> Share:
    return share(int((first == second).sum()), first.size)
