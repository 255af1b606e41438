"""A lot that changes while its run is stopped: what the run took in is told of, image by image."""

import csv
import json
import os
import signal
from pathlib import Path

from ad_studio import paths
from ad_studio.services.inspection import inspector

GOOD = paths.resources() / "sample" / "reference.jpg"


def test_every_image_of_a_stopped_run_is_judged_or_named(demo_cli, tmp_path, monkeypatch):
    lot = tmp_path / "lot"
    lot.mkdir()
    for number in range(1, 7):
        os.link(GOOD, lot / f"{number}.jpg")

    # Ctrl-C after the first image
    score = inspector.score

    def stop_after(detector, group, *, between):
        found = score(detector, group[:1], between=between)
        signal.raise_signal(signal.SIGINT)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(inspector, "score", stop_after)
        code, _, err = demo_cli("inspect", "demo", lot)
    assert code == 130
    assert "1 of 6 images are done and kept. To go on: ad-studio inspect demo --resume 2" in err

    # one of those that are left is deleted, another image comes
    (lot / "5.jpg").unlink()
    os.link(GOOD, lot / "7.jpg")
    code, out, err = demo_cli("inspect", "demo", "--resume", 2)
    assert code == 3, "one could not be read, one was not looked at"
    gone = "The image does not exist, or was moved or deleted."
    assert f"{lot / '5.jpg'}: {gone}" in err
    left_out = "1 file(s) that came after the run had begun (1 with images): 7.jpg"
    assert f"warning: not looked at: {left_out}" in err
    assert out.startswith("Run 2 of ")

    code, out, _ = demo_cli("results", "demo", "--run", 2, "--json")
    told = json.loads(out)
    assert (told["run"]["status"], told["run"]["total"]) == ("finished", 6)
    assert told["run"]["counts"]["error"] == 1
    assert sum(told["run"]["counts"].values()) == 6
    by_name = {Path(row["path"]).name: row for row in told["results"]}
    assert sorted(by_name) == [f"{number}.jpg" for number in range(1, 7)]
    assert [name for name, row in by_name.items() if row["error"]] == ["5.jpg"]

    report = tmp_path / "lot.csv"
    assert demo_cli("export", "demo", "--run", 2, "--format", "csv", "--out", report)[0] == 0
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    (row,) = (row for row in rows if row["path"].endswith("5.jpg"))
    assert row["error"].startswith(gone)

    code, out, _ = demo_cli("audit", "demo", "--csv")
    entries = list(csv.DictReader(out.splitlines()))
    said = [entry["what"] for entry in reversed(entries)]
    steps = ["run 2 started", "run 2: cancelled", "image not inspected", "run 2: finished"]
    assert [what for what in said if what in steps] == steps
    (entry,) = (entry for entry in entries if entry["what"] == "image not inspected")
    assert entry["image"].endswith("5.jpg")
    assert entry["why"].startswith(gone)
    assert demo_cli("verify", "demo")[0] == 0
