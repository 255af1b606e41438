"""Writing the report of a run to a file."""

from collections.abc import Callable, Collection
from dataclasses import replace as replace_field
from functools import partial
from pathlib import Path

from ad_studio import __version__
from ad_studio.domain import RunInfo, TrendGrouping, Verdict
from ad_studio.errors import UsageError
from ad_studio.files import sha256_of
from ad_studio.messages import msg
from ad_studio.progress import Progress
from ad_studio.region_masks import covered_share
from ad_studio.reports.data import ReportData, ReportItem, goes_in
from ad_studio.reports.formats import check_target, find_format
from ad_studio.reports.language import Language, language
from ad_studio.services.challenge.challenge import challenge_before
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.projects import ignore_regions
from ad_studio.services.projects.logo import logo_picture
from ad_studio.services.projects.pixel_size import pixel_size
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.training_set import of_model
from ad_studio.services.reports.pictures import (
    PictureMaker,
    colour_scale_picture,
    reference_picture,
)
from ad_studio.services.thresholds.versions import colour_scale
from ad_studio.services.thresholds.zones import zones_stay
from ad_studio.services.trends import gather_trends
from ad_studio.store.project_store import REPORTS


def export_report(
    project: Project,
    out: Path,
    *,
    format: str,  # noqa: A002  (the word that users know)
    only: Collection[Verdict] | None = None,
    run_id: int | None = None,
    replace: bool = False,
    code: str = "en",
    trends: TrendGrouping | None = None,
    progress: Progress,
) -> Path:
    """Write the report of a run.

    An image file that is gone or was changed since it was inspected is reported without a picture.
    That a report was written is recorded where the project is open for writing.

    Args:
        project: The project.
        out: The file to write; it is replaced only when the new report is complete.
        format: An id of `reports.formats`.
        only: Leave out images whose verdict is not among these. Images that could not be scored
            have none, and are never left out.
        run_id: The run; None for the latest one.
        replace: An earlier report in `out` may be replaced.
        code: Of the language in which a report for people is written.
        trends: Add the trends of the project, its parts put together so; None: none. The table for
            other programs never has them.
        progress: Told the share of pictures done.

    Returns:
        `out`, absolute.

    Raises:
        UsageError: The format or the language is unknown, the file's name does not end as the
            format wants it, or the file would lie among the project's own.
        ReportExistsError: There is an earlier report, and `replace` is False.
        ProjectError: Nothing has been inspected yet, or there is no such run.
        ReportError: The file cannot be written, or there is one that is no report.
        Cancelled: The user asked to stop; nothing is written.
    """
    wanted, spoken = find_format(format), language(code)
    require_outside(project, out)
    check_target(out, wanted, replace=replace)
    progress.status(msg("Gathering results"))

    def is_cancelled() -> bool:
        return progress.is_cancelled

    run = chosen_run(project, run_id)
    data = _gather(project, run, only, spoken, is_cancelled)
    if trends is not None:
        data = replace_field(
            data, trends=gather_trends(project, by=trends, should_stop=is_cancelled)
        )
    progress.status(msg("Writing {name}", name=out.name))
    wanted.write(data, out, progress=progress)
    if project.store.writable:
        project.store.audit.record_export(run.id, name=out.name, sha256=sha256_of(out))
    progress.fraction(1)
    return out.absolute()


def _gather(
    project: Project,
    run: RunInfo,
    only: Collection[Verdict] | None,
    spoken: Language,
    should_stop: Callable[[], bool],
) -> ReportData:
    store = project.store
    model = store.models.get(run.model_id)
    version = store.thresholds.current(model.id)
    limit = version.thresholds.size_limit
    scale = colour_scale(project, model.id)
    reference = store.references.get(model.reference_id)
    ignored = ignore_regions.of_model(project, model.id)
    regions = () if ignored is None else ignored.regions
    said = store.verdicts.standing(run.id)
    versions = {one.id: one for one in store.thresholds.history(model.id)}
    maker = PictureMaker(project, version.thresholds, scale, regions, model.bit_depth)
    items = []
    for row in store.results.of_run(run.id, should_stop=should_stop):
        if goes_in(row, only):
            event = said.get(row.id)
            items.append(
                ReportItem(
                    row=row,
                    pictures=partial(maker.pictures, row),
                    thumbnail=partial(maker.thumbnail, row),
                    regions=partial(maker.regions, row),
                    said=event,
                    said_on=None if event is None else versions.get(event.threshold_id),
                    shortfall=partial(maker.shortfall, row),
                )
            )
    return ReportData(
        project=project.info,
        reference=reference,
        reference_picture=reference_picture(
            reference, regions, () if limit is None else limit.zones
        ),
        ignored=ignored,
        ignored_share=covered_share(regions),
        ignored_stays=ignore_regions.stay_in_place(project, model.id),
        model=model,
        learned=len(of_model(project, model.id).images) - 1,
        thresholds=version,
        run=run,
        scale=colour_scale_picture(version.thresholds, scale),
        items=items,
        only=None if only is None else frozenset(only),
        events=partial(store.verdicts.of_run, run.id),
        program=f"ad_studio {__version__}",
        audit_head=store.audit.head(),
        logo=logo_picture(project),
        pixel_mm=pixel_size(project),
        zones_stay=bool(limit is not None and limit.zones and zones_stay(model)),
        challenge=challenge_before(project, run),
        language=spoken,
    )


def require_outside(project: Project, out: Path) -> None:
    """Refuse a file among the project's own; its folder of reports is free.

    Raises:
        UsageError: It would lie there.
    """
    folder, target = project.info.folder.resolve(), out.resolve()
    if folder in target.parents and folder / REPORTS not in target.parents:
        raise UsageError(
            msg("A report cannot lie among the project's own files."),
            path=out,
            hint=msg(
                "Choose another folder, for example {folder}.", folder=project.info.folder / REPORTS
            ),
        )
