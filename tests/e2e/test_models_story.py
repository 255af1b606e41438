"""Two real models of the sample part: the second one inspects only once somebody signs for it."""

import json
import shutil

from ad_studio import paths


def states(cli):
    code, out, _ = cli("models", "demo", "--json")
    assert code == 0
    return {one["number"]: one["state"] for one in json.loads(out)}


def inspected(cli, folder, *options):
    """Which model inspects a folder, and the score it gives."""
    code, out, _ = cli("inspect", "demo", folder, *options, "--json")
    assert code == 0
    found = json.loads(out)
    (row,) = found["results"]
    return found["model"]["number"], row["score"]


def test_a_candidate_is_tried_used_and_taken_back(demo_cli, tmp_path):
    folder = tmp_path / "parts"
    folder.mkdir()
    shutil.copy(paths.resources() / "sample" / "inspect" / "part_08.jpg", folder)
    before = inspected(demo_cli, folder)
    assert before[0] == 1

    code, out, _ = demo_cli("train", "demo", "--detector", "memory", "--level", "fast")
    assert code == 0
    assert "Model 2 is a candidate; model 1 stays in force." in out
    assert states(demo_cli) == {1: "in force", 2: "candidate"}
    fast, thorough = json.loads(demo_cli("models", "demo", "--json")[1])
    assert (fast["level"], thorough["level"]) == ("fast", "thorough")
    assert inspected(demo_cli, folder) == before
    tried = inspected(demo_cli, folder, "--model", 2)
    assert tried[0] == 2
    assert tried[1] != before[1]

    code, out, _ = demo_cli("use", "demo", 2, "--author", "Ann", "--note", "a trial")
    assert code == 0
    assert "It was model 1 before. To put that back: ad-studio use demo 1" in out
    assert states(demo_cli) == {1: "earlier", 2: "in force"}
    assert inspected(demo_cli, folder) == tried
    assert demo_cli("use", "demo", 2)[0] == 2

    assert demo_cli("use", "demo", 1, "--author", "Kim")[0] == 0
    assert states(demo_cli) == {1: "in force", 2: "earlier"}
    assert inspected(demo_cli, folder) == before
