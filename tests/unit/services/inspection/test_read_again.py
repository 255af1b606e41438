"""A watched file that was read too early is superseded by its later reading."""

import pytest
from PIL import Image

from ad_studio.domain import RunScope, RunStatus, Verdict, VerdictCounts
from ad_studio.errors import Cancelled
from ad_studio.services import results
from ad_studio.services.audit.trail import trail
from ad_studio.services.inspection import inspector
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.reports import export_report
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.listing import find_results
from ad_studio.services.results.review_queue import QueueKind
from tests.bad_images import encoded
from tests.growing import write_while_watched
from tests.progress_log import ProgressLog
from tests.projects import add_model
from tests.unit.services.inspection.test_inspector import BrightnessDetector

NG = encoded(Image.linear_gradient("L").resize((64, 32)), "BMP")  # scores 12.7
TOO_EARLY = {
    "preallocated": NG[:54] + bytes(len(NG) - 54),
    "zeros": bytes(len(NG)),
    "cut": NG[: len(NG) // 2],
    "empty": b"",
}


@pytest.fixture
def detector(monkeypatch):
    detector = BrightnessDetector()
    monkeypatch.setattr(inspector, "load_detector", lambda project, model, *, device: detector)
    return detector


@pytest.fixture
def watch(project, detector, tmp_path, monkeypatch):
    """Watches a folder in which a file gets one content after the other."""
    add_model(project.store, reference=NG)
    folder = tmp_path / "lot"
    folder.mkdir()

    def watch(*contents, readings):
        write_while_watched(monkeypatch, folder / "part.bmp", *contents)
        control, progress = RunControl(), ProgressLog()

        def stop_at_last(row):
            progress.partials.append(row)
            if len(progress.partials) == readings:
                control.stop()

        progress.partial = stop_at_last
        run = inspector.inspect(
            project, RunScope((folder,), watch=True), control=control, progress=progress
        )
        return run, progress.partials

    return watch


@pytest.mark.parametrize("kind", TOO_EARLY)
def test_the_whole_file_counts(project, watch, tmp_path, kind):
    run, (early, late) = watch(TOO_EARLY[kind], NG, readings=2)
    assert early.error
    assert (late.supersedes, late.machine) == (early.id, Verdict.NG)
    assert (run.status, run.total, run.counts) == (RunStatus.FINISHED, 1, VerdictCounts(ng=1))
    assert results.results(project) == [late]
    assert run.left_out == ()
    queue = find_results(project, [run], Filters(), QueueKind.DOUBTFUL, progress=ProgressLog())
    assert [row.id for row in queue] == [late.id]
    for kind_of_report in ("html", "csv"):
        out = tmp_path / f"report.{kind_of_report}"
        export_report(project, out, format=kind_of_report, progress=ProgressLog())
        assert str(early.error) not in out.read_text(encoding="utf-8")


def test_the_trail_keeps_both(project, watch):
    _run, (early, late) = watch(TOO_EARLY["cut"], NG, readings=2)
    assert results.result(project, early.id) == early
    (again,) = (entry for entry in trail(project) if str(entry.what) == "changed file read again")
    assert (str(again.old), str(again.new), again.image) == ("ERROR", "NG", late.path)
    assert again.record is not None
    said = sorted(str(entry.what) for entry in trail(project, image="part.bmp"))
    assert said == ["changed file read again", "verdict of the machine"]


def test_an_image_that_is_written_over_counts_as_it_is_now(project, watch):
    other = encoded(Image.new("L", (64, 32), 10), "BMP")
    run, rows = watch(TOO_EARLY["zeros"], NG, other, readings=3)
    assert [row.supersedes for row in rows] == [None, rows[0].id, rows[1].id]
    assert results.results(project) == [rows[2]]
    assert (run.total, run.counts.total) == (1, 1)


def test_a_watch_that_goes_on_counts_files_too(project, watch, tmp_path):
    path = tmp_path / "lot" / "part.bmp"
    run, (early,) = watch(TOO_EARLY["cut"], readings=1)
    project.store.runs.set_status(run.id, RunStatus.PAUSED)
    path.write_bytes(NG)
    progress = ProgressLog(cancel_after=1)
    with pytest.raises(Cancelled):
        inspector.resume(project, run.id, progress=progress)
    (late,) = progress.partials
    assert late.supersedes == early.id
    after = project.store.runs.get(run.id)
    assert (after.total, after.counts) == (1, VerdictCounts(ng=1))
