"""What each command does; the work itself is in the services."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from ad_studio import paths
from ad_studio.cli import ignore as ignore_command
from ad_studio.cli import inspect as inspect_command
from ad_studio.cli import listing, run_view
from ad_studio.cli import runs as runs_command
from ad_studio.cli import threshold as threshold_command
from ad_studio.cli import verdict as verdict_command
from ad_studio.cli.codes import ExitCode
from ad_studio.cli.evaluate import evaluate
from ad_studio.cli.program_commands import backbones, demo, doctor
from ad_studio.cli.terminal import complain, plain, terminal_progress
from ad_studio.domain import TrainSettings
from ad_studio.errors import ReportExistsError
from ad_studio.services import reports as exporting
from ad_studio.services import results as result_service
from ad_studio.services import thresholds as threshold_service
from ad_studio.services.projects import ignoring, references
from ad_studio.services.projects.models import current_model
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace


def create(options: Namespace) -> int:
    """`create`: make a project."""
    with _workspace(options).create(
        options.name, noun=options.noun, defects=options.defects
    ) as project:
        print(plain(f'Project "{project.info.name}" is in {project.info.folder}'))
    return ExitCode.DONE


def reference(options: Namespace) -> int:
    """`reference`: set the one normal image."""
    with _open(options) as project:
        info = references.set_reference(project, options.image)
        trained = current_model(project) is not None
    print(plain(f"Reference: {info.source}, {info.width} x {info.height} pixels"))
    for hint in info.hints:
        complain(f"{'warning' if hint.serious else 'note'}: {hint.text}")
    if trained:
        complain(references.MODELS_STAY)
    return ExitCode.DONE


def ignore(options: Namespace) -> int:
    """`ignore`: show the areas that are never scored, or change them."""
    return ignore_command.ignore(options, partial(_open, options))


def train(options: Namespace) -> int:
    """`train`: train a model and say how it sees its reference."""
    from ad_studio.services import training

    settings = TrainSettings(
        detector=options.detector,
        backbone=options.backbone,
        weights=options.weights,
        epochs=options.epochs,
        seed=options.seed,
        device=options.device,
        image_size=options.image_size,
        options=dict(options.options),
    )
    with _open(options) as project:
        with terminal_progress() as progress:
            model = training.train(project, settings, progress=progress)
        version = threshold_service.current_thresholds(project)
        left_behind = threshold_service.left_behind(project, model)
        ignored = ignoring.applied_by(project, model.id)
    check = model.self_check
    what = f"{model.detector} with {model.backbone} on {model.device}"
    print(plain(f"Model {model.number}, {what}, {model.train_seconds:.1f} s"))
    print(f"The reference itself: {check.reference_score:.2f} sigma")
    for title, scores in (
        ("Other views of it:", check.view_scores),
        ("With painted defects:", check.defect_scores),
    ):
        if scores:
            print(f"{title} {min(scores):.2f} to {max(scores):.2f} sigma")
    print(run_view.said_thresholds(version))
    if ignored is not None and ignored.regions:
        print(f"Ignore regions: version {ignored.number}, {len(ignored.regions)} of them")
    if left_behind:
        complain(left_behind)
    return ExitCode.DONE


def inspect(options: Namespace) -> int:
    """`inspect`: score images, or go on with a run, and sum up."""
    return inspect_command.inspect(options, partial(_open, options))


def threshold(options: Namespace) -> int:
    """`threshold`: show the current model's thresholds, or change them."""
    return threshold_command.threshold(options, partial(_open, options))


def runs(options: Namespace) -> int:
    """`runs`: list the inspections, or delete one."""
    return runs_command.runs(options, partial(_open, options))


def compare(options: Namespace) -> int:
    """`compare`: two runs on the same images."""
    return runs_command.compare(options, partial(_open, options))


def results(options: Namespace) -> int:
    """`results`: show a run."""
    with _open(options, write=False) as project:
        with terminal_progress() as progress:
            choose = partial(listing.chosen, project, options, progress=progress)
            view = run_view.view_run(project, options.run, choose=choose)
        print(run_view.as_json(view) if options.json else run_view.as_text(view))
        if not view.rows and view.run.counts.total and not options.json:
            complain("No image is as was asked for.")
    return ExitCode.DONE


def verdict(options: Namespace) -> int:
    """`verdict`: say what an image is."""
    return verdict_command.verdict(options, partial(_open, options))


def undo(options: Namespace) -> int:
    """`undo`: take back what was said last."""
    return verdict_command.undo(options, partial(_open, options))


def redo(options: Namespace) -> int:
    """`redo`: say again what was taken back last."""
    return verdict_command.redo(options, partial(_open, options))


def export(options: Namespace) -> int:
    """`export`: write a run's report."""
    with _open(options, write=False) as project, terminal_progress() as progress:
        try:
            out = exporting.export_report(
                project,
                options.out,
                format=options.format,
                only=options.only,
                run_id=options.run,
                replace=options.force,
                progress=progress,
            )
        except ReportExistsError as error:
            hint = "Choose another name, or add --force to replace it."
            raise ReportExistsError(error.message, path=error.path, hint=hint) from error
        rows = result_service.results(project, options.run)
    print(plain(out))
    if options.only is not None and not any(row.verdict in options.only for row in rows):
        wanted = " or ".join(sorted(options.only))
        complain(f"No image of the run is {wanted}, so none is in the report.")
    return ExitCode.DONE


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "create": create,
    "reference": reference,
    "ignore": ignore,
    "train": train,
    "inspect": inspect,
    "threshold": threshold,
    "runs": runs,
    "compare": compare,
    "results": results,
    "verdict": verdict,
    "undo": undo,
    "redo": redo,
    "export": export,
    "backbones": backbones,
    "doctor": doctor,
    "evaluate": evaluate,
    "demo": demo,
}
"""Every command by its name."""


def _workspace(options: Namespace) -> Workspace:
    root: Path | None = options.workspace
    return Workspace(root or paths.default_workspace())


def _open(options: Namespace, *, write: bool = True) -> Project:
    return _workspace(options).open(options.name, write=write)
