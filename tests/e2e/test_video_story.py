"""A video of the sample part is inspected, by command and in the window; a report tells of it."""

import csv
import json

import av
import numpy as np
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from ad_studio.domain import Verdict
from ad_studio.paths import resources
from ad_studio.ui.rail import Step

_MINUTE = 60_000
GOOD, BAD = "part_01.jpg", "part_04.jpg"


def write_belt(path, names):
    """A video that shows each of these sample images for a second."""
    folder = resources() / "sample" / "inspect"
    images = {name: Image.open(folder / name).convert("RGB") for name in set(names)}
    width, height = images[names[0]].size
    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=1)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv444p"
        for name in names:
            frame = av.VideoFrame.from_ndarray(np.asarray(images[name]), format="rgb24")
            for packet in stream.encode(frame.reformat(format="yuv444p")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return path


def test_a_defect_that_comes_by_is_one_row(demo_cli, tmp_path):
    belt = write_belt(tmp_path / "belt.mkv", [GOOD] * 2 + [BAD] * 3 + [GOOD] * 2)
    code, out, _err = demo_cli("inspect", "demo", belt, "--rate", "1", "--json")
    found = json.loads(out)
    assert code == 0
    event, rest = found["results"]
    assert event["verdict"] in ("REVIEW", "NG")
    assert rest["verdict"] == "OK"
    assert event["frames"]["is_event"]
    assert 1 <= event["frames"]["start"] <= 2 <= 4 <= event["frames"]["end"] <= 5
    assert event["frames"]["raw"] >= event["score"]
    assert found["run"]["total"] == 2
    _code, shown, _err = demo_cli("results", "demo")
    assert "Event from 0:0" in shown
    assert "outside of events" in shown
    out = tmp_path / "report.csv"
    demo_cli("export", "demo", "--format", "csv", "--out", out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["event"] for line in lines] == ["yes", "no"]
    page = tmp_path / "report.html"
    demo_cli("export", "demo", "--format", "html", "--out", page)
    assert "in belt.mkv" in page.read_text(encoding="utf-8")


def test_in_the_window_an_event_is_a_row_with_its_frame(
    qtbot, demo_cli, window, tmp_path, monkeypatch
):
    belt = write_belt(tmp_path / "belt.mkv", [GOOD] * 2 + [BAD] * 3 + [GOOD] * 2)
    session = window.session
    session.open("demo")
    qtbot.waitUntil(lambda: window.step is Step.INSPECT, timeout=_MINUTE)
    page = window.page(Step.INSPECT)
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=_MINUTE)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(belt), ""))
    page.run_bar.browse_video()
    page.run_bar.start()
    ran = session.snapshot.run
    qtbot.waitUntil(lambda: session.snapshot.run != ran and not session.jobs.busy, timeout=_MINUTE)
    assert session.snapshot.run.counts.total == page.state.results.rowCount() == 2
    event = page.state.results.result(page.state.results.id_at(0))
    assert event.span.is_event
    assert event.verdict is not Verdict.OK
    page.state.image.show(event.id)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id == event.id, timeout=_MINUTE)
    assert event.path != belt, "its frame is a picture of its own in the project"
    assert session.project.info.folder in event.path.parents


def test_what_is_asked_for_must_fit_a_video(demo_cli, tmp_path):
    (tmp_path / "frames").mkdir()
    (tmp_path / "none.mp4").write_bytes(b"no video" * 100)
    none, frames = tmp_path / "none.mp4", tmp_path / "frames"
    for given, words in (
        ([none, frames], "only where its images are the frames of one"),
        ([frames, "--rate", "2"], "--rate goes with a video, or with --sequence"),
        ([frames, "--sequence"], "--sequence needs --rate"),
        ([none, "--watch"], "inspected as a whole"),
        (["--images-of", "1", "--sequence"], "go with folders and videos"),
    ):
        code, _out, err = demo_cli("inspect", "demo", *given)
        assert (code, words in err) == (2, True), err
    code, out, _err = demo_cli("inspect", "demo", none)
    assert (code, "This is no video file" in out) == (3, True)
