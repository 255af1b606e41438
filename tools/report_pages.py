"""Renders the pages of a project's PDF reports as pictures, to be looked at.

    python -m tools.report_pages FOLDER_OF_A_PROJECT OUT

Of the latest run with the trends, in each language of the program. The project is only read.
"""

import argparse
import sys
from pathlib import Path

import pypdfium2

from ad_studio.domain import TrendGrouping
from ad_studio.progress import SilentProgress
from ad_studio.reports.language import LANGUAGES
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.reports import export_report

_SCALE = 1.4  # pixels for each point


def main() -> int:
    """Write the reports into OUT, and a picture of each page beside them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with Workspace(args.project.parent).open(args.project.name, write=False) as project:
        for code in LANGUAGES:
            report = export_report(
                project,
                args.out / f"report-{code}.pdf",
                format="pdf",
                code=code,
                trends=TrendGrouping.LOT,
                replace=True,
                progress=SilentProgress(),
            )
            for picture in render(report):
                print(picture)
    return 0


def render(report: Path) -> list[Path]:
    """A picture of each page, beside the report."""
    made = []
    with pypdfium2.PdfDocument(report) as document:
        for number, page in enumerate(document, 1):
            picture = report.with_name(f"{report.stem}-{number:02}.png")
            page.render(scale=_SCALE).to_pil().save(picture)
            made.append(picture)
    return made


if __name__ == "__main__":
    sys.exit(main())
