"""`threshold`: shown, changed, tried, suggested, held against human verdicts."""

import json
from pathlib import Path

import numpy as np
import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.detection.alignment.crop import CropSpec
from ad_studio.domain import ResultMaps, Verdict
from ad_studio.services import results
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results.verdicts import record_verdict
from ad_studio.store import NewResult
from tests.projects import add_model, start_run


def test_thresholds_of_another_model_than_that_of_the_latest_run(run, inspected):
    run("train", inspected)
    run("use", inspected, 2)
    code, out, err = run("threshold", inspected, "--ng", 50)
    assert code == ExitCode.DONE
    assert out.startswith("Model 2: ")
    assert "The latest run used model 1; the thresholds of model 2 do not apply to it." in err


def test_a_size_limit_alone_leaves_what_the_lines_rest_on(run, inspected):
    run("pixel-size", inspected, "--mm", 0.1)
    limited = run("threshold", inspected, "--ng-size", 2)[1]
    assert limited.startswith("Model 1: REVIEW from 3, NG from 5 sigma")
    assert limited.endswith("(reference views)\n")
    assert run("threshold", inspected, "--ng", 5)[1].endswith("(set by hand)\n")


def test_thresholds_shown_and_changed(run, inspected, results_json):
    shown = run("threshold", inspected)
    said = "Model 1: REVIEW from 3, NG from 5 sigma (reference views)\n"
    assert shown == (ExitCode.DONE, said, "")
    code, out, _ = run("threshold", inspected, "--ng", 10)
    assert (code, out) == (
        ExitCode.DONE,
        "Model 1: REVIEW from 3, NG from 10 sigma (set by hand)\n",
    )
    assert [row["verdict"] for row in results_json(inspected)["results"]] == [
        "OK",
        "REVIEW",
        "REVIEW",
    ]
    run("threshold", inspected, "--review", 0.5, "--ng", 0.75)
    assert results_json(inspected)["thresholds"]["review"] == 0.5


@pytest.mark.parametrize("wrong", [("--review", 6), ("--ng", "nan"), ("--ng", "inf"),
                                   ("--review", 0), ("--review=-1",)])  # fmt: skip
def test_thresholds_that_make_no_sense(run, inspected, wrong):
    code, out, err = run("threshold", inspected, *wrong)
    assert (code, out) == (ExitCode.USAGE, "")
    assert err.startswith("ad-studio: ")
    assert wrong[0].strip("-=1").casefold() in err.casefold(), "which of the two"
    assert "REVIEW from 3, NG from 5" in run("threshold", inspected)[1]


@pytest.mark.parametrize(
    "stray",
    [
        ("--note", "tighter"),
        ("--history", "--author", "Ann"),
        ("--ng", 9, "--dry-run", "--note", "tighter"),
    ],
)
def test_a_note_without_a_change_is_refused(run, inspected, stray):
    code, out, err = run("threshold", inspected, *stray)
    assert (code, out) == (ExitCode.USAGE, "")
    assert "go with a change" in err


@pytest.mark.parametrize("stray", [("--overkill", 5), ("--margin", 1, "--history")])
def test_wishes_without_a_suggestion_are_refused(run, inspected, stray):
    code, out, err = run("threshold", inspected, *stray)
    assert (code, out) == (ExitCode.USAGE, "")
    assert "go with --suggest or --take" in err
    assert run("threshold", inspected, "--suggest", *stray[:2])[0] == ExitCode.DONE


def test_the_history_of_thresholds_and_back(run, inspected):
    run("threshold", inspected, "--ng", 10, "--author", "Ann", "--note", "fewer NG")
    code, out, _ = run("threshold", inspected, "--restore", 1, "--note", "too few")
    assert (code, out) == (
        ExitCode.DONE,
        "Model 1: REVIEW from 3, NG from 5 sigma (version 1 restored (reference views))\n",
    )
    lines = run("threshold", inspected, "--history")[1].splitlines()
    assert [line.split()[0] for line in lines] == ["version", "3", "2", "1"]
    assert lines[2].split()[3:] == ["3", "10", "Ann", "set", "by", "hand", "fewer", "NG"]
    found = json.loads(run("threshold", inspected, "--history", "--json")[1])
    assert [one["id"] for one in found] == [3, 2, 1]
    assert (found[1]["author"], found[1]["note"], found[0]["note"]) == (
        "Ann",
        "fewer NG",
        "too few",
    )
    code, _, err = run("threshold", inspected, "--restore", 9)
    assert code == ExitCode.ERROR
    assert "no threshold version 9" in err


def test_suggested_thresholds_are_listed_and_taken(run, inspected):
    code, out, _ = run("threshold", inspected, "--suggest")
    assert code == ExitCode.DONE
    lines = out.splitlines()
    assert lines[1].startswith("reference     3.00  5.00       3 views")
    assert "views of the reference at or above REVIEW 0.0 % (0.0 to 70.8 %)" in lines[1]
    assert "not enough yet: 0 OK, 0 NG; needs 10 OK and 5 NG" in out
    found = json.loads(run("threshold", inspected, "--suggest", "--json", "--overkill", 2)[1])
    assert [one["way"] for one in found] == [
        "reference", "highest-ok", "best-f1", "overkill", "no-escape", "lot"
    ]  # fmt: skip
    assert (found[0]["review"], found[0]["views"], found[1]["ng"]) == (3, 3, None)
    assert found[3]["basis"].endswith("needs 50 OK")
    run("threshold", inspected, "--ng", 10)
    taken = json.loads(
        run("threshold", inspected, "--take", "reference", "--author", "Ann", "--json")[1]
    )
    assert (taken["ng"], taken["author"]) == (5, "Ann")
    assert taken["basis"] == "from the reference alone: reference views"
    code, _, err = run("threshold", inspected, "--take", "best-f1")
    assert code == ExitCode.ERROR
    assert "not enough yet: 0 OK, 0 NG" in err


def test_thresholds_are_tried_without_storing_anything(run, inspected):
    code, out, _ = run("threshold", inspected, "--ng", 3.5, "--dry-run")
    assert code == ExitCode.DONE
    assert out.splitlines() == [
        "Tried on run 1, the latest: REVIEW from 3, NG from 3.5 sigma; nothing is stored",
        "2 NG, 0 REVIEW, 1 OK",
        "Overkill: 0 of 0 confirmed OK (0 more in REVIEW)",
        "Escape: 0 of 0 confirmed NG (0 more in REVIEW)",
        "Would flip: 1, of which 0 have a human verdict that stands",
        "image  sigma  now     then",
        "b.png   4.00  REVIEW  NG",
    ]
    found = json.loads(run("threshold", inspected, "--ng", 3.5, "--dry-run", "--json")[1])
    assert found["counts"] == {"OK": 1, "REVIEW": 0, "NG": 2, "error": 0}
    assert [(flip["now"], flip["then"]) for flip in found["flips"]] == [("REVIEW", "NG")]
    assert found["flips"][0]["path"].endswith("b.png")
    assert "NG from 5" in run("threshold", inspected)[1]
    assert run("threshold", inspected, "--dry-run")[0] == ExitCode.USAGE


def test_thresholds_are_held_against_human_verdicts(run, inspected, root):
    with Workspace(root).open(inspected) as project:
        for row, word in zip(results.results(project), ("OK", "NG", "NG"), strict=True):
            record_verdict(project, row.id, Verdict(word))
    out = run("threshold", inspected, "--check")[1].splitlines()
    assert [line.split() for line in out[1:3]] == [
        ["OK", "confirmed", "1", "0", "0"],
        ["NG", "confirmed", "0", "1", "1"],
    ]
    assert out[3] == "Curves: not enough yet: 1 OK, 2 NG"
    found = json.loads(run("threshold", inspected, "--check", "--json")[1])
    assert (found["overkill"], found["escape"], found["roc"]) == (0, 0, None)


def test_a_part_under_two_names_is_held_against_the_thresholds_once(run, inspected, root):
    with Workspace(root).open(inspected) as project:
        found = start_run(project.store, project.store.models.in_force())
        batch = [
            NewResult(path=Path("/lot", name), sha256="a" * 64, score=9.0)
            for name in ("a.png", "copy of a.png")
        ]
        for row in project.store.results.add(found.id, batch).result():
            record_verdict(project, row.id, Verdict.OK)
    out = run("threshold", inspected, "--check")[1].splitlines()
    assert out[1].split() == ["OK", "confirmed", "0", "0", "1"]
    assert out[3] == "Left out: 1 with the same bytes as another image"
    found = json.loads(run("threshold", inspected, "--check", "--json")[1])
    assert (found["overkill"], found["duplicates"]) == (1, 1)
    assert (
        "not enough yet: 1 OK, 0 NG; needs 10 OK; duplicates left out: 1"
        in (run("threshold", inspected, "--suggest")[1])
    )


@pytest.mark.parametrize("task", [("--suggest",), ("--history",), ("--restore", 1)])
def test_thresholds_by_hand_and_another_way_do_not_mix(run, inspected, task):
    code, _, err = run("threshold", inspected, "--ng", 7, *task)
    assert code == ExitCode.USAGE
    assert "--review, --ng and --ng-size" in err


def test_thresholds_before_training_name_the_project(run, nut, root):
    assert str(root / nut) in run("threshold", nut)[2]


def test_a_size_limit_is_tried_set_and_said(run, project, results_json):
    """One spot of a patch, one of 16, of images of 20 x 20 patches and 200 x 200 pixels."""
    slug, store = project.info.slug, project.store
    batch = []
    for side in (1, 4):
        fused = np.zeros((20, 20), np.float32)
        fused[3 : 3 + side, 3 : 3 + side] = 8
        batch.append(
            NewResult(
                path=Path(f"/lot/{side}.png"), sha256=f"{side:064x}", width=200, height=200,
                score=8.0, maps=ResultMaps(text=fused, visual=fused, fused=fused),
            )
        )  # fmt: skip
    store.results.add(start_run(store, store.models.in_force()).id, batch).result()
    project.close()
    code, out, err = run("threshold", slug, "--ng-size", 1)
    assert (code, out) == (ExitCode.USAGE, "") and "how large a pixel" in err
    run("pixel-size", slug, "--mm", "0.1")
    tried = json.loads(run("threshold", slug, "--ng-size", 1, "--dry-run", "--json")[1])
    assert tried["counts"]["NG"] == 1 and tried["size_limit"] == {
        "mm2": 1,
        "pixel_mm": 0.1,
        "zones": [],
    }
    assert [flip["path"] for flip in tried["flips"]] == ["/lot/1.png"]
    said = "NG from 5 sigma, NG only from 1 mm² (a pixel is 0.1 mm) (reference views)"
    assert said in run("threshold", slug, "--ng-size", 1, "--author", "Ann")[1]
    by_hand = said.replace("from 5", "from 6").replace("reference views", "set by hand")
    assert by_hand in run("threshold", slug, "--ng", 6)[1], "kept"
    assert "1 mm²" in run("threshold", slug, "--history")[1]
    found = {Path(row["path"]).name: row for row in results_json(slug)["results"]}
    assert (found["1.png"]["machine"], found["4.png"]["machine"]) == ("REVIEW", "NG")
    assert "no region of 1 mm² or more" in found["1.png"]["size_reason"]
    assert found["4.png"]["size_reason"] is None
    assert "no region of 1 mm² or more" in run("results", slug)[1]
    assert "NG only from 1 mm²" in run("audit", slug)[1]
    assert run("threshold", slug, "--ng-size", 0)[1].endswith("NG from 6 sigma (set by hand)\n")


def test_zones_are_tried_set_and_said(run, project):
    """A spot of a patch at the top left, of an image of 20 x 20 patches and 200 x 200 pixels."""
    slug, store = project.info.slug, project.store
    fused = np.zeros((20, 20), np.float32)
    fused[3, 3] = 8
    one = NewResult(
        path=Path("/lot/1.png"), sha256=f"{1:064x}", width=200, height=200,
        score=8.0, maps=ResultMaps(text=fused, visual=fused, fused=fused),
    )  # fmt: skip
    store.results.add(start_run(store, store.models.in_force()).id, [one]).result()
    width, height = store.references.current().width, store.references.current().height
    project.close()
    back = ("--zone", "Back", 4, "0,0,50%,50%")
    assert "how large a pixel" in run("threshold", slug, *back)[2]
    run("pixel-size", slug, "--mm", "0.1")
    tried = json.loads(run("threshold", slug, *back, "--dry-run", "--json")[1])
    assert tried["counts"]["REVIEW"] == 1
    assert tried["size_limit"] == {
        "mm2": 0,
        "pixel_mm": 0.1,
        "zones": [
            {"name": "Back", "mm2": 4, "shape": "rectangle", "points": [[0, 0], [0.5, 0.5]],
             "width": 0}
        ],
    }  # fmt: skip
    place = "(0 to 50 % across, 0 to 50 % down)"
    said = f"NG from any size (a pixel is 0.1 mm); in Back {place} from 4 mm²"
    assert said in run("threshold", slug, *back, "--author", "Ann")[1]
    assert "no region that is large enough for its zone" in run("results", slug)[1]
    assert said in run("audit", slug)[1]
    assert f"Back 4 mm² {place}" in run("threshold", slug, "--history")[1]
    face = ("--zone-polygon", "Face", 0, "0,0", f"{width / 2},0", f"0,{height / 2}")
    assert f"{said}; in Face {place} from any size" in run("threshold", slug, *face)[1], "kept"
    assert "1 NG" in run("threshold", slug, "--ng", 6, "--dry-run")[1]
    said = run("threshold", slug, "--clear-zones")[1]
    assert said.endswith("NG from 5 sigma (reference views)\n")


def test_zones_are_taken_away_also_where_the_pixel_size_is_not_known_any_more(run, inspected):
    run("pixel-size", inspected, "--mm", "0.1")
    run("threshold", inspected, "--ng-size", 3, "--zone", "Back", 4, "0,0,50%,50%")
    assert run("pixel-size", inspected, "--unknown")[0] == ExitCode.DONE
    said = run("threshold", inspected, "--clear-zones")[1]
    assert "NG only from 3 mm² (a pixel is 0.1 mm)" in said and "Back" not in said


def test_zones_of_another_model_are_taken_over(run, project):
    slug, first = project.info.slug, project.store.models.in_force()
    add_model(project.store)
    project.close()
    run("pixel-size", slug, "--mm", "0.1")
    run("threshold", slug, "--ng-size", 3, "--zone", "Back", 4, "0,0,50%,50%")
    assert "Back" not in run("threshold", slug, "--model", first.number + 1)[1]
    taken = ("threshold", slug, "--model", first.number + 1, "--zones-of", first.number)
    assert "in Back (0 to 50 % across, 0 to 50 % down) from 4 mm²" in run(*taken)[1]
    run("threshold", slug, "--clear-zones")
    code, _, err = run(*taken)
    assert code == ExitCode.USAGE and f"Model {first.number} has no zones." in err
    assert "Back" in run("threshold", slug, "--model", first.number + 1)[1], "nothing is lost"
    code, _, err = run(*taken[:-1], 9)
    assert code != ExitCode.DONE and "9" in err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--zone", "Back", "much", "0,0,9,9"), "'much'"),
        (("--zone", "Back", 1, "0,0,9"), "4 numbers"),
        (("--zone", "Back", 1, "90%,0,20%,9"), "within the image"),
        (("--zone", "Back", 1, "0,0,0,9"), "nothing inside"),
        (("--zone", " ", 1, "0,0,9,9"), "needs a name"),
        (("--zone", "Back", 1e9, "0,0,9,9"), "999999 mm²"),
        (("--zone", "A", 1, "0,0,9,9", "--zone", "a", 1, "0,0,9,9"), 'the name "a"'),
        (("--zone-polygon", "Back", 1, "0,0", "9,9"), "three corners"),
        (("--zone-polygon", "Back", 1, "0,0", "9,9", "x"), "2 numbers"),
    ],
)
def test_zones_that_make_no_sense(run, inspected, wrong, said):
    run("pixel-size", inspected, "--mm", "0.1")
    code, out, err = run("threshold", inspected, *wrong)
    assert (code, out) == (ExitCode.USAGE, "") and said in err


def test_a_straightened_part_has_no_zones(run, inspected, root):
    run("pixel-size", inspected, "--mm", "0.1")
    description = root / inspected / "models" / "1" / "model.json"
    found = json.loads(description.read_text())
    zone = ("threshold", inspected, "--zone", "Back", 1, "0,0,9,9")
    description.write_text(json.dumps({**found, "transform": {"kind": CropSpec.kind}}))
    code, _, err = run(*zone)
    assert code == ExitCode.USAGE and "straightened has no zones" in err
    description.write_text(json.dumps({**found, "rotation_invariant": True}))
    assert "do not follow the part" in run(*zone)[2]
    description.write_text(json.dumps({**found, "rotation_invariant": False}))
    assert "do not follow the part" not in run("threshold", inspected)[2]
