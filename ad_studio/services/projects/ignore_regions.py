"""The ignore regions of a project: drawn on its reference, applied by the models trained since."""

from collections.abc import Sequence

from ad_studio.domain import ModelInfo, ReferenceInfo, Role
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.errors import ProjectError, UsageError
from ad_studio.ignore_regions import IgnoreState, IgnoreVersion
from ad_studio.messages import msg
from ad_studio.region_masks import covered_share
from ad_studio.services.projects.model_description import description_of
from ad_studio.services.projects.project import Project

MOST_COVERED = 0.9
"""Share of the image that may be ignored: the rest must say what normal is."""


def current(project: Project) -> IgnoreVersion | None:
    """Return the newest version of the current reference's ignore regions; None before one."""
    reference = project.store.references.current()
    return None if reference is None else project.store.ignore_regions.current(reference.id)


def commit(
    project: Project, regions: Sequence[DrawnRegion], *, author: str = ""
) -> IgnoreVersion | None:
    """Make these the ignore regions of the current reference, as a new version.

    Models already trained go on applying the version that they were trained with.

    Args:
        project: Open for writing.
        regions: All of them; none to score everything again.
        author: Who drew them.

    Returns:
        The new version; the standing one where it says the same already; None where there never
        were any.

    Raises:
        ProjectError: The project has no reference yet.
        UsageError: They cover nearly all of the image.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    reference = reference_to_draw_on(project)
    if covered_share(regions) > MOST_COVERED:
        raise UsageError(
            msg("The ignore regions cover more than {most:.0%} of the image.", most=MOST_COVERED),
            hint=msg("Leave enough of it to be inspected."),
        )
    standing = project.store.ignore_regions.current(reference.id)
    if tuple(regions) == (() if standing is None else standing.regions):
        return standing
    return project.store.ignore_regions.add(reference.id, regions, author=author)


def of_earlier_reference(project: Project) -> IgnoreVersion | None:
    """Return the regions of the reference before, where none were drawn on the current one yet.

    Another picture of the same part, taken alike, mostly needs the same regions.
    """
    reference = project.store.references.current()
    if reference is None or project.store.ignore_regions.current(reference.id) is not None:
        return None
    return project.store.ignore_regions.latest()


def of_model(project: Project, model_id: int) -> IgnoreVersion | None:
    """Return the regions that a model applies to every image; None for none.

    None for a model of several part types: each type has its own.

    Raises:
        ProjectError: There is no such model.
    """
    model = project.store.models.get(model_id)
    return None if model.part_types else _trained_with(project, model)


def stay_in_place(project: Project, model_id: int) -> bool:
    """Whether a model finds parts at any angle, while the regions that it applies do not follow.

    Raises:
        ProjectError: There is no such model.
    """
    applied = of_model(project, model_id)
    has_regions = applied is not None and bool(applied.regions)
    return has_regions and _is_rotation_invariant(project.store.models.get(model_id))


def state(project: Project) -> IgnoreState:
    """Return what holds for the reference and for the model in force."""
    drawn, model = current(project), project.store.models.in_force()
    if model is None:
        return IgnoreState(drawn, earlier=of_earlier_reference(project))
    applied = _trained_with(project, model)
    outdated = _regions(drawn) != _regions(applied)
    return IgnoreState(
        drawn,
        applied,
        outdated=outdated,
        candidate=_later_with(project, drawn, model) if outdated else None,
        rotation_invariant=_is_rotation_invariant(model),
        earlier=of_earlier_reference(project),
    )


def outdated_message(found: IgnoreState) -> str:
    """Say in one sentence that the model applies other regions than are drawn; empty if not."""
    if not found.outdated:
        return ""
    if found.candidate is not None:
        return (
            f"The model in force was trained with {_named(found.applied)} of the ignore regions; "
            f"model {found.candidate} applies {_named(found.current)}: put it in force to use them."
        )
    old, new = (_named(version) for version in (found.applied, found.current))
    return f"The model was trained with {old} of the ignore regions; train again to use {new}."


def reference_to_draw_on(project: Project) -> ReferenceInfo:
    """Return the reference that regions are drawn on.

    Raises:
        ProjectError: There is none yet.
    """
    reference = project.store.references.current()
    if reference is None:
        raise ProjectError(
            msg("The project has no reference image yet."),
            path=project.info.folder,
            hint=msg("Ignore regions are drawn on it: set one image of a good part as reference."),
        )
    return reference


def _trained_with(project: Project, model: ModelInfo) -> IgnoreVersion | None:
    """The regions of the project's own part type that a model was trained with."""
    version_id = model.ignore_id
    return None if version_id is None else project.store.ignore_regions.get(version_id)


def _regions(version: IgnoreVersion | None) -> tuple[DrawnRegion, ...]:
    return () if version is None else version.regions


def _later_with(project: Project, drawn: IgnoreVersion | None, in_force: ModelInfo) -> int | None:
    """The number of the newest model since the one in force that applies the regions drawn now."""
    reference = project.store.references.current()
    for model in project.store.models.all():
        if model.id <= in_force.id or reference is None:
            return None
        applied = _trained_with(project, model)
        if model.reference_id == reference.id and _regions(applied) == _regions(drawn):
            return model.number
    return None


def _named(version: IgnoreVersion | None) -> str:
    return "none" if version is None else f"version {version.number}"


def _is_rotation_invariant(model: ModelInfo) -> bool:
    """As the model's own description says it; older ones say nothing."""
    return bool(description_of(model).get("rotation_invariant", False))
