"""Whether a project still is what was recorded about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ad_studio.domain import AuditHead, ModelPartType, ReferenceInfo, TrainingImage
from ad_studio.errors import AdStudioError
from ad_studio.files import sha256_of
from ad_studio.imaging.hashing import read_unchanged
from ad_studio.messages import Message, msg
from ad_studio.progress import never, raise_if_stopped
from ad_studio.services.challenge.samples import read_sample
from ad_studio.services.projects.models import changed_file
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.training_set import read_image


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was compared.

    Attributes:
        title: What.
        problems: Where it does not agree; none when it does.
    """

    title: Message
    problems: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything that was compared in a project.

    Attributes:
        head: The newest entry of the audit chain; None where the chain is empty.
        since: The entry that was asked for; None where none was, or where it is not in the chain.
        checks: What was compared, in the order to be read.
    """

    head: AuditHead | None
    since: AuditHead | None
    checks: tuple[Check, ...]

    @property
    def agrees(self) -> bool:
        """Whether everything agrees."""
        return not any(check.problems for check in self.checks)


def audit_head(project: Project) -> AuditHead | None:
    """Return the newest entry of a project's audit chain; None only where somebody removed all."""
    return project.store.audit.head()


def verify(
    project: Project, *, since: str | None = None, should_stop: Callable[[], bool] = never
) -> Verification:
    """Compare a project with what was recorded about it; changes nothing.

    Inspected images are not read: they lie outside the project, and their files may be gone. Those
    that lie in it, the pictures of frames of videos, are, and so are the scores beside them.

    Args:
        project: The project.
        since: A head that was written down earlier, or its first digits: it must be an entry.
        should_stop: Asked many times a second.

    Raises:
        UsageError: `since` is no head.
        StoreError: The database cannot be read.
        Cancelled: `should_stop` turned true.
    """
    check_cancelled = partial(raise_if_stopped, should_stop)
    audit = project.store.audit
    known = None if since is None else audit.find(since)
    checks = [
        Check(msg("Database"), tuple(audit.database_problems(should_stop=should_stop))),
        Check(msg("Audit chain"), tuple(audit.chain_problems(should_stop=should_stop))),
        Check(msg("Records"), tuple(audit.record_problems(should_stop=should_stop))),
        Check(msg("Repeated values"), tuple(audit.denormalized_problems(should_stop=should_stop))),
        Check(msg("Models"), tuple(_model_problems(project, check_cancelled))),
        Check(
            msg("References and training images"), tuple(_image_problems(project, check_cancelled))
        ),
        Check(msg("Samples of the challenge"), tuple(_sample_problems(project, check_cancelled))),
        Check(msg("Pictures of frames"), tuple(_frame_problems(project, check_cancelled))),
        Check(msg("Scores of frames"), tuple(_score_problems(project, check_cancelled))),
    ]
    if since is not None:
        gone = msg(
            "{head} is not in the audit chain: what was recorded up to it was changed or removed",
            head=since,
        )
        checks.append(Check(msg("Head kept"), () if known else (gone,)))
    return Verification(head=audit.head(), since=known, checks=tuple(checks))


def _model_problems(project: Project, check_cancelled: Callable[[], None]) -> Iterator[Message]:
    for model in project.store.models.all():
        try:
            changed = changed_file(model, check_cancelled=check_cancelled)
        except OSError as error:
            yield msg("model {model} cannot be read ({error})", model=model.number, error=error)
            continue
        if changed is not None:
            yield msg("{path} is missing or was changed", path=_inside(project, changed))
        elif not model.files:
            yield msg("of model {model}, no files were recorded", model=model.number)


def _image_problems(project: Project, check_cancelled: Callable[[], None]) -> Iterator[Message]:
    for path, image in _stored_images(project).items():
        check_cancelled()
        try:
            read_image(image)
        except AdStudioError as error:
            yield msg("{path}: {problem}", path=path, problem=error.message)


def _sample_problems(project: Project, check_cancelled: Callable[[], None]) -> Iterator[Message]:
    for sample in project.store.challenges.samples(removed=True):
        check_cancelled()
        try:
            read_sample(sample)
        except AdStudioError as error:
            yield msg("{path}: {problem}", path=_inside(project, sample.path),
                      problem=error.message)  # fmt: skip


def _frame_problems(project: Project, check_cancelled: Callable[[], None]) -> Iterator[Message]:
    for path, sha256 in project.store.results.kept_frames():
        check_cancelled()
        try:
            read_unchanged(path, sha256)
        except AdStudioError as error:
            yield msg("{path}: {problem}", path=_inside(project, path), problem=error.message)


def _score_problems(project: Project, check_cancelled: Callable[[], None]) -> Iterator[Message]:
    for path, sha256 in project.store.audit.frame_scores().items():
        try:
            agrees = (
                sha256_of(project.info.folder / path, check_cancelled=check_cancelled) == sha256
            )
        except OSError:
            agrees = False
        if not agrees:
            yield msg("{path} is missing or was changed", path=path)


def _stored_images(project: Project) -> dict[str, ReferenceInfo | TrainingImage | ModelPartType]:
    """The images whose files lie in the project, by their paths in there."""
    folder = project.info.folder
    images: list[ReferenceInfo | TrainingImage | ModelPartType] = [
        *project.store.references.all(),
        *project.store.training_sets.images(),
        *project.store.models.part_types(),
    ]
    return {_inside(project, one.path): one for one in images if folder in one.path.parents}


def _inside(project: Project, path: object) -> str:
    return str(path).removeprefix(f"{project.info.folder}/")
