import json

import pytest
from PIL import Image


@pytest.fixture
def referenced(run, nut, tmp_path):
    Image.new("RGB", (200, 100), "grey").save(tmp_path / "nut.png")
    run("reference", nut, tmp_path / "nut.png")
    return nut


def as_json(run, *arguments):
    code, out, _ = run("ignore", *arguments, "--json")
    assert code == 0
    return json.loads(out)


def test_without_regions_it_says_so(run, referenced):
    code, out, _ = run("ignore", referenced)
    assert (code, out) == (0, "No ignore regions: the whole image is scored.\n")


def test_rectangles_and_polygons_in_pixels_or_percent(run, referenced):
    code, out, _ = run(
        *("ignore", referenced, "--add-rect", "20,10,100,50"),
        *("--add-polygon", "0,0", "10%,0", "0,20%", "--author", "Kim"),
    )
    assert code == 0
    assert "Version 1" in out
    assert "100 x 50" in out
    found = as_json(run, referenced)
    assert (found["version"], found["author"]) == (1, "Kim")
    assert found["regions"] == [
        {"shape": "rectangle", "points": [[0.1, 0.1], [0.6, 0.6]], "width": 0},
        {"shape": "polygon", "points": [[0, 0], [0.1, 0], [0, 0.2]], "width": 0},
    ]


def test_more_regions_are_added_and_clear_takes_them_away(run, referenced):
    run("ignore", referenced, "--add-rect", "0,0,10%,10%")
    assert len(as_json(run, referenced, "--add-rect", "50%,50%,10%,10%")["regions"]) == 2
    replaced = as_json(run, referenced, "--clear", "--add-rect", "0,0,20%,10%")
    assert (replaced["version"], len(replaced["regions"])) == (3, 1)
    assert replaced["covered"] == pytest.approx(0.02, abs=0.002)
    assert as_json(run, referenced, "--clear")["regions"] == []
    assert as_json(run, referenced, "--list")["version"] == 4


def test_a_model_trained_before_is_said(run, trained, tmp_path):
    code, _, err = run("ignore", trained, "--add-rect", "0,0,10%,10%")
    assert code == 0
    assert "trained with none of the ignore regions; train again to use version 1" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--add-rect", "190,0,20,20"], "within the image"),
        (["--add-rect", "0,0,0,20"], "nothing inside"),
        (["--add-polygon", "0,0", "1,1"], "not the points"),
        (["--add-rect", "0,0,100%,99%"], "more than 90%"),
        (["--list", "--clear"], "--list"),
    ],
)
def test_what_makes_no_region_changes_nothing(run, referenced, arguments, said):
    code, _, err = run("ignore", referenced, *arguments)
    assert code != 0
    assert said in err
    assert as_json(run, referenced)["version"] is None


@pytest.mark.parametrize("text", ["1,2,3", "a,b,c,d", "1,2,3,-4", "1;2;3;4"])
def test_what_is_no_place_is_refused(run, referenced, text):
    code, _, err = run("ignore", referenced, "--add-rect", text)
    assert code != 0
    assert "in pixels or percent" in err


def test_without_a_reference_there_is_nothing_to_draw_on(run, nut):
    code, _, err = run("ignore", nut, "--add-rect", "0,0,1,1")
    assert code != 0
    assert "no reference image" in err


def test_an_author_without_a_change_is_refused(run, referenced):
    code, out, err = run("ignore", referenced, "--author", "Kim")
    assert (code, out) == (2, "")
    assert "--author goes with a change" in err
