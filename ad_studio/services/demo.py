"""The whole way once, on the sample part that ships with the program."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ad_studio import paths
from ad_studio.domain import ProjectInfo, ReferenceInfo, ResultRow, TrainSettings, Verdict
from ad_studio.errors import AdStudioError
from ad_studio.messages import msg
from ad_studio.progress import Progress
from ad_studio.services import reports as exporting
from ad_studio.services import results, training
from ad_studio.services.inspection import inspector
from ad_studio.services.projects import references
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace

_NAME = "demo"


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One sample image.

    Attributes:
        row: What the inspection says.
        expected: What is true, by construction.
        defect: What is wrong with the part; empty for a good one.
    """

    row: ResultRow
    expected: Verdict
    defect: str


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """What the demo made.

    Attributes:
        project: The new project.
        items: Every sample image, in order.
        report: The HTML report, inside the project.
    """

    project: ProjectInfo
    items: tuple[DemoItem, ...]
    report: Path


def run_demo(workspace: Path, *, progress: Progress) -> DemoOutcome:
    """Make a project, train on the sample's reference, inspect its parts, write the report.

    Each call makes a project of its own ("demo", "demo-2", ...), so that nothing said in an
    earlier one is lost. If the way cannot be gone to its end, the project goes to the trash.

    Args:
        workspace: The folder of projects.
        progress: Gets what training and inspection report.

    Raises:
        AdStudioError: The workspace cannot be used, or the program's own files are damaged.
        Cancelled: The user asked to stop.
    """
    _read(_sample() / "sample.json")  # before anything is made
    folder = Workspace(workspace)
    project = sample_project(folder)
    try:
        with project:
            return _go(project, progress)
    except BaseException:
        folder.delete(project.info.folder.name)
        raise


def sample_project(workspace: Workspace) -> Project:
    """Make a project of the sample part, with its reference image; open for writing.

    Raises:
        AdStudioError: The workspace cannot be used, or the program's own files are damaged.
    """
    sample, about = _sample(), _read(_sample() / "sample.json")
    workspace.require_writable()
    name = _free_name(workspace)
    project = workspace.create(name, noun=about["noun"], defects=about["defects"])
    try:
        references.set_reference(project, sample / about["reference"])
    except BaseException:
        project.close()
        workspace.delete(name)
        raise
    return project


def images_for(reference: ReferenceInfo) -> Path | None:
    """The folder of images to inspect with the sample's reference; None with another one."""
    folder = _sample() / "inspect"
    return folder if reference.source.parent == folder.parent and folder.is_dir() else None


def _sample() -> Path:
    return paths.resources() / "sample"


def _go(project: Project, progress: Progress) -> DemoOutcome:
    sample, about = _sample(), _read(_sample() / "sample.json")
    training.train(project, TrainSettings(), progress=progress)
    inspector.inspect(project, sample / "inspect", progress=progress)
    out = project.info.folder / "reports" / "demo.html"
    report = exporting.export_report(project, out, format="html", progress=progress)
    known = {sample / image["file"]: image for image in about["images"]}
    return DemoOutcome(
        project=project.info,
        items=tuple(
            DemoItem(
                row=row,
                expected=Verdict(known[row.path]["expected"]),
                defect=known[row.path].get("defect", ""),
            )
            for row in results.results(project)
        ),
        report=report,
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AdStudioError(
            msg("The sample part is missing or damaged."),
            path=path,
            hint=msg("Install the program again."),
        ) from error
    return about


def _free_name(workspace: Workspace) -> str:
    number, name = 1, _NAME
    while (workspace.root / name).exists():
        number += 1
        name = f"{_NAME}-{number}"
    return name
