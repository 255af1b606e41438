"""Reports of inspection runs."""

from collections.abc import Collection
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ad_studio import __version__
from ad_studio.domain import (
    ReferenceInfo,
    ResultRow,
    RgbImage,
    RunInfo,
    Thresholds,
    Verdict,
)
from ad_studio.errors import ImageError, UsageError
from ad_studio.files import sha256_of
from ad_studio.ignore_regions import IgnoreRegion
from ad_studio.imaging import heat
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.encode import encode_jpeg, encode_png
from ad_studio.imaging.hashing import read_unchanged
from ad_studio.imaging.label_places import place_labels
from ad_studio.imaging.resize import fit_within, resize_rgb
from ad_studio.messages import msg
from ad_studio.progress import Progress
from ad_studio.region_masks import covered_share
from ad_studio.reports.data import (
    ItemPictures,
    Picture,
    ReportData,
    ReportItem,
    Scale,
    ScaleMark,
    goes_in,
)
from ad_studio.reports.formats import check_target, find_format
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.projects import ignore_regions
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.training_set import read_image
from ad_studio.services.results.heat_picture import heat_picture, with_ignored
from ad_studio.services.thresholds.versions import colour_scale
from ad_studio.store.project_store import REPORTS

_WORDS = 0.16  # of the width of the scale: what the words of a mark take on a small screen

Regions = tuple[IgnoreRegion, ...]

_PICTURE_SIDE = 640  # long side of the pictures in a report, in pixels


def export_report(
    project: Project,
    out: Path,
    *,
    format: str,  # noqa: A002  (the word that users know)
    only: Collection[Verdict] | None = None,
    run_id: int | None = None,
    replace: bool = False,
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
        progress: Told the share of pictures done.

    Returns:
        `out`, absolute.

    Raises:
        UsageError: The format is unknown, the file's name does not end as the format wants it, or
            the file would lie among the project's own.
        ReportExistsError: There is an earlier report, and `replace` is False.
        ProjectError: Nothing has been inspected yet, or there is no such run.
        ReportError: The file cannot be written, or there is one that is no report.
        Cancelled: The user asked to stop; nothing is written.
    """
    wanted = find_format(format)
    _check_outside(project, out)
    check_target(out, wanted, replace=replace)
    progress.status(msg("Gathering results"))
    run = chosen_run(project, run_id)
    data = _gather(project, run, only)
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
) -> ReportData:
    model = project.store.models.get(run.model_id)
    version = project.store.thresholds.current(model.id)
    scale = colour_scale(project, model.id)
    reference = project.store.references.get(model.reference_id)
    ignored = ignore_regions.of_model(project, model.id)
    regions = () if ignored is None else ignored.regions
    rows = [row for row in project.store.results.of_run(run.id) if goes_in(row, only)]
    said = project.store.verdicts.standing(run.id)
    versions = {one.id: one for one in project.store.thresholds.history(model.id)}
    said_on = {result: versions.get(event.threshold_id) for result, event in said.items()}
    return ReportData(
        project=project.info,
        reference=reference,
        reference_picture=_reference_picture(reference, regions),
        ignored=ignored,
        ignored_share=covered_share(regions),
        model=model,
        thresholds=version,
        run=run,
        scale=_scale(version.thresholds, scale),
        items=[
            ReportItem(
                row=row,
                pictures=partial(
                    _item_pictures,
                    project,
                    row,
                    thresholds=version.thresholds,
                    scale=scale,
                    regions=regions,
                    bit_depth=model.bit_depth,
                ),
                said=said.get(row.id),
                said_on=said_on.get(row.id),
            )
            for row in rows
        ],
        only=None if only is None else frozenset(only),
        program=f"ad_studio {__version__}",
        created_at=datetime.now(UTC),
        audit_head=project.store.audit.head(),
    )


def _check_outside(project: Project, out: Path) -> None:
    """Refuse a file among the project's own; its folder of reports is free."""
    folder, target = project.info.folder.resolve(), out.resolve()
    if folder in target.parents and folder / REPORTS not in target.parents:
        raise UsageError(
            msg("A report cannot lie among the project's own files."),
            path=out,
            hint=msg(
                "Choose another folder, for example {folder}.", folder=project.info.folder / REPORTS
            ),
        )


def _reference_picture(reference: ReferenceInfo, regions: Regions) -> Picture | None:
    try:
        image = _small(read_image(reference), reference.path, reference.bit_depth)
        return _jpeg(with_ignored(image, regions))
    except ImageError:
        return None


def _item_pictures(
    project: Project,
    row: ResultRow,
    *,
    thresholds: Thresholds,
    scale: Thresholds,
    regions: Regions,
    bit_depth: int | None,
) -> ItemPictures:
    image = _small(read_unchanged(row.path, row.sha256), row.path, bit_depth)
    maps = project.store.results.maps(row.id)
    if maps is None:
        return ItemPictures(_jpeg(image), heat=None)
    heated = heat_picture(image, maps.fused, thresholds=thresholds, scale=scale, regions=regions)
    return ItemPictures(_jpeg(image), heat=_jpeg(heated))


def _small(data: bytes, path: Path, bit_depth: int | None) -> RgbImage:
    loaded = decode_bytes(data, path=path, max_side=_PICTURE_SIDE, bit_depth=bit_depth)
    width, height = fit_within(loaded.width, loaded.height, _PICTURE_SIDE)
    return resize_rgb(loaded.pixels, width=width, height=height)


def _jpeg(pixels: RgbImage) -> Picture:
    height, width = pixels.shape[:2]
    return Picture(encode_jpeg(pixels), "image/jpeg", width, height)


def _scale(thresholds: Thresholds, scale: Thresholds) -> Scale:
    strip = heat.legend_strip(scale, width=512, height=1)
    ticks = heat.legend_ticks(thresholds, scale)
    places = place_labels([tick.fraction for tick in ticks], [_WORDS] * len(ticks), 1.0)
    return Scale(
        strip=Picture(encode_png(strip), "image/png", strip.shape[1], strip.shape[0]),
        marks=tuple(
            ScaleMark(tick.sigma, tick.fraction, tick.label, place)
            for tick, place in zip(ticks, places, strict=True)
        ),
    )
