"""Planning a study: which parts, which inspectors, in which order."""

import hashlib
import secrets
from collections.abc import Sequence
from itertools import chain, islice, zip_longest

from ad_studio.domain import ResultRow, Role, Study, StudyPart, Verdict
from ad_studio.errors import ImageError, ProjectError, UsageError
from ad_studio.messages import msg
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.projects.project import Project
from ad_studio.services.results.verdicts import require_unchanged
from ad_studio.store import NewStudyPart

FEWEST_PARTS, MOST_PARTS = 20, 80
MOST_ROUNDS = 5


def create_study(
    project: Project,
    name: str,
    *,
    inspectors: Sequence[str],
    parts: int = 30,
    rounds: int = 2,
    run_id: int | None = None,
    seed: int | None = None,
    judged_only: bool = False,
    author: str = "",
) -> Study:
    """Plan a study on parts of a run.

    Parts are chosen by chance: as many as there are of OK, REVIEW and NG, as far as the run has
    them. A verdict OK or NG that a person gave in the run before is taken for what the part is.
    Parts whose files are gone or changed are passed over: nobody could judge them.

    Args:
        project: Open for writing.
        name: In the user's words.
        inspectors: Who judges: two names or more.
        parts: How many, 20 to 80.
        rounds: How many times each inspector judges each part, 2 to 5.
        run_id: The run; None for the latest.
        seed: Fixes what chance does; None: any.
        judged_only: Only parts that a person judged before.
        author: Who plans it.

    Raises:
        UsageError: A value is out of its range, two inspectors have one name, or the run has too
            few parts.
        ProjectError: Nothing has been inspected yet, or there is no such run.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    if not name.strip():
        raise UsageError(msg("Give the study a name."))
    names = tuple(" ".join(one.split()) for one in inspectors)
    if len(names) < 2 or not all(names) or len({one.casefold() for one in names}) < len(names):
        raise UsageError(
            msg("A study needs two inspectors or more, each with a name of their own.")
        )
    if not FEWEST_PARTS <= parts <= MOST_PARTS:
        raise UsageError(
            msg("A study takes {low} to {high} parts.", low=FEWEST_PARTS, high=MOST_PARTS)
        )
    if not 2 <= rounds <= MOST_ROUNDS:
        raise UsageError(msg("A study takes 2 to {most} rounds.", most=MOST_ROUNDS))
    seed = secrets.randbelow(1_000_000) if seed is None else seed
    run = chosen_run(project, run_id)
    if run.deletion is not None:
        raise ProjectError(msg("Run {run} was deleted.", run=run.id))
    chosen = _choose(
        project.store.results.of_run(run.id), parts, seed=seed, judged_only=judged_only
    )
    return project.store.studies.add(
        name.strip(),
        run_id=run.id,
        seed=seed,
        rounds=rounds,
        inspectors=names,
        author=author.strip(),
        parts=chosen,
    )


def in_order(study: Study, inspector: str, number: int) -> list[StudyPart]:
    """Return the parts in the order in which an inspector judges them in a round."""
    return sorted(
        study.parts, key=lambda part: _chance(study.seed, "order", inspector, number, part.id)
    )


def _choose(
    rows: Sequence[ResultRow], count: int, *, seed: int, judged_only: bool
) -> list[NewStudyPart]:
    groups: dict[Verdict, list[NewStudyPart]] = {verdict: [] for verdict in Verdict}
    by_id = {row.id: row for row in rows}
    seen: set[str] = set()
    for row in sorted(rows, key=lambda row: _chance(seed, "choice", row.id)):
        known = None if row.human is Verdict.REVIEW else row.human
        if row.machine is None or row.sha256 in seen or (judged_only and known is None):
            continue
        seen.add(row.sha256)  # the same image twice would be recognised
        part = NewStudyPart(result_id=row.id, machine=row.machine, known=known)
        groups[known or row.machine].append(part)
    turns = chain.from_iterable(zip_longest(*groups.values()))
    there = (part for part in turns if part is not None and _is_there(by_id[part.result_id]))
    chosen = list(islice(there, count))
    if len(chosen) < count:
        what = msg("judged by a person") if judged_only else msg("with a score")
        raise UsageError(
            msg(
                "The run has only {found} different parts {what} whose files are unchanged; "
                "{count} are wanted.",
                found=len(chosen),
                what=what,
                count=count,
            ),
            hint=msg("Take fewer parts, or another run."),
        )
    return chosen


def _is_there(row: ResultRow) -> bool:
    try:
        require_unchanged(row)
    except ImageError:
        return False
    return True


def _chance(*values: object) -> bytes:
    """What is sorted by to have chance decide: the same everywhere and in every version."""
    return hashlib.sha256("\0".join(map(str, values)).encode()).digest()
