"""Writing the report of an agreement study to a file."""

from collections import defaultdict
from pathlib import Path

from ad_studio import __version__
from ad_studio.domain import Study, Verdict
from ad_studio.files import sha256_of
from ad_studio.reports.formats import check_target, find_format
from ad_studio.reports.language import language
from ad_studio.reports.study_report import JudgedPart, StudyData, write_study_html
from ad_studio.services.projects.project import Project
from ad_studio.services.reports.export import require_outside
from ad_studio.services.study import session


def export_study(
    project: Project, study: Study, out: Path, *, replace: bool = False, code: str = "en"
) -> Path:
    """Write the report of a complete study as HTML, and record that it was written.

    Args:
        project: The project.
        study: The study.
        out: The file to write; it is replaced only when the new report is complete.
        replace: An earlier report in `out` may be replaced.
        code: Of the report's language.

    Returns:
        `out`, absolute.

    Raises:
        UsageError: The study is not complete, the language is unknown, the file's name does not end
            in .html, or the file would lie among the project's own.
        ReportExistsError: There is an earlier report, and `replace` is False.
        ReportError: The file cannot be written, or there is one that is no report.
    """
    spoken, result = language(code), session.result(project, study)
    require_outside(project, out)
    check_target(out, find_format("html"), replace=replace)
    store = project.store
    write_study_html(
        StudyData(
            project=project.info,
            study=study,
            result=result,
            parts=_judged_parts(project, study),
            program=f"ad_studio {__version__}",
            audit_head=store.audit.head(),
            language=spoken,
        ),
        out,
    )
    if store.writable:
        store.audit.record_export(study.run_id, name=out.name, sha256=sha256_of(out))
    return out.absolute()


def _judged_parts(project: Project, study: Study) -> list[JudgedPart]:
    said: dict[tuple[int, str], dict[int, Verdict]] = defaultdict(dict)
    for answer in project.store.studies.answers(study.id):
        said[answer.part_id, answer.inspector][answer.round] = answer.verdict
    return [
        JudgedPart(
            name=project.store.results.get(part.result_id).path.name,
            known=part.known,
            machine=part.machine,
            answers=tuple(
                tuple(verdict for _, verdict in sorted(said[part.id, name].items()))
                for name in study.inspectors
            ),
        )
        for part in study.parts
    ]
