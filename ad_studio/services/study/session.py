"""Answering a study: one inspector, one part after the other, until every round is done.

What is shown is the image alone: no score, no heat, no former verdict. Answers are stored at once,
so that a study goes on where it was left.
"""

from dataclasses import dataclass
from itertools import islice

from ad_studio.domain import ResultRow, Role, Study, StudyAnswer, StudyPart, StudyResult, Verdict
from ad_studio.errors import ProjectError, UsageError
from ad_studio.messages import msg
from ad_studio.services.projects.project import Project
from ad_studio.services.results.verdicts import require_unchanged
from ad_studio.services.study.agreement import agreement
from ad_studio.services.study.plan import in_order


@dataclass(frozen=True, slots=True)
class Turn:
    """What an inspector judges next.

    Attributes:
        round: From 1.
        place: Of the part in the round, from 1.
        row: The result whose image is shown.
        following: The one after it; None for the last.
    """

    inspector: str
    part: StudyPart
    round: int
    place: int
    row: ResultRow
    following: ResultRow | None


def list_studies(project: Project) -> list[Study]:
    """List the studies, newest first."""
    return project.store.studies.all()


def get_study(project: Project, study_id: int) -> Study:
    """Return a study.

    Raises:
        ProjectError: There is no such study.
    """
    for study in list_studies(project):
        if study.id == study_id:
            return study
    raise ProjectError(msg("There is no study {number}.", number=study_id))


def answers_given(project: Project, study: Study) -> dict[str, int]:
    """Return how many answers each inspector has given."""
    given = dict.fromkeys(study.inspectors, 0)
    with project.store.values_of("study_answer"):
        for answer in project.store.studies.answers(study.id):
            given[answer.inspector] += 1
    return given


def next_turn(project: Project, study: Study, inspector: str) -> Turn | None:
    """Return what an inspector judges next; None when they have judged everything.

    Raises:
        UsageError: The study has no such inspector.
    """
    if inspector not in study.inspectors:
        raise UsageError(
            msg(
                "{name} is not among the inspectors of this study ({names}).",
                name=inspector,
                names=", ".join(study.inspectors),
            )
        )
    done = {
        (answer.round, answer.part_id)
        for answer in project.store.studies.answers(study.id)
        if answer.inspector == inspector
    }
    left = (
        (number, place, part)
        for number in range(1, study.rounds + 1)
        for place, part in enumerate(in_order(study, inspector, number), 1)
        if (number, part.id) not in done
    )
    following = list(islice(left, 2))
    if not following:
        return None
    number, place, part = following[0]
    row, *after = (project.store.results.get(one.result_id) for *_, one in following)
    return Turn(inspector, part, number, place, row, after[0] if after else None)


def give_answer(project: Project, study: Study, turn: Turn, verdict: Verdict) -> StudyAnswer:
    """Store what an inspector says about the part whose turn it is. It cannot be taken back.

    Args:
        project: Open for writing.
        study: The study.
        turn: As `next_turn` gave it.
        verdict: OK or NG.

    Raises:
        UsageError: REVIEW is said, or it is another part's turn by now.
        ImageError: The file is not the one any more that was inspected.
        SignInError: Nobody is signed in, and the project asks for it.
    """
    project.authorize(Role.OPERATOR)
    if verdict is Verdict.REVIEW:
        raise UsageError(msg("In a study, a part is OK or NG."))
    if next_turn(project, study, turn.inspector) != turn:
        raise UsageError(msg("This part was judged already, or it is not its turn."))
    require_unchanged(turn.row)
    return project.store.studies.answer(
        turn.part.id, inspector=turn.inspector, round=turn.round, verdict=verdict
    )


def result(project: Project, study: Study) -> StudyResult:
    """Evaluate a study.

    Raises:
        UsageError: It is not complete.
    """
    answers = project.store.studies.answers(study.id)
    with project.store.values_of("study_answer"):
        return agreement(study, answers)
