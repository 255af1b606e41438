"""Size limits on NG from the project's side: set, tried, measured and told."""

from pathlib import Path

import numpy as np
import pytest

from ad_studio.domain import ResultMaps, SizeLimit, Thresholds, Verdict
from ad_studio.errors import UsageError
from ad_studio.services import thresholds
from ad_studio.services.projects.pixel_size import set_pixel_size, size_limit
from ad_studio.services.results.limited import measure_table, to_measure
from ad_studio.services.results.table import read_table
from ad_studio.services.thresholds import scores
from ad_studio.services.thresholds.preview import ThresholdPreview
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.versions import left_behind
from ad_studio.store import NewResult
from tests.projects import add_model, start_run

ONE = SizeLimit(1, 0.1)  # 100 square pixels: one patch of the maps below
SIZED = Thresholds(3, 5, ONE)


def maps(side, peak=8):
    """A square of `side` patches, of an image of 200 x 200 pixels in 20 x 20 patches."""
    heat = np.zeros((20, 20), np.float32)
    heat[3 : 3 + side, 3 : 3 + side] = peak
    return ResultMaps(text=heat, visual=heat, fused=heat)


@pytest.fixture
def run(project):
    """Squares of 4, 1 and 2 patches; a faint one; one whose score is not of its map."""
    run = start_run(project.store, add_model(project.store))
    found = [(maps(4), 8), (maps(1), 8), (maps(2), 8), (maps(1, 4), 4), (maps(1, 2), 10)]
    batch = [
        NewResult(
            path=Path(f"/lot/{at}.png"),
            sha256=f"{at:064x}",
            width=200,
            height=200,
            score=float(score),
            maps=one,
        )
        for at, (one, score) in enumerate(found)
    ]
    project.store.results.add(run.id, batch).result()
    return run


def machine(table):
    return [tuple(Verdict)[code] for code in table.machine]


NG, REVIEW = Verdict.NG, Verdict.REVIEW


def test_a_limit_is_by_the_pixel_size_of_the_project(project):
    assert size_limit(project, 0) is None
    with pytest.raises(UsageError, match="how large a pixel"):
        size_limit(project, 1)
    set_pixel_size(project, 0.1)
    assert size_limit(project, 1) == ONE
    for wrong in (-1, 1e-7, 1e6, 1e300, float("inf"), float("nan")):
        with pytest.raises(UsageError, match=r"0\.000001 mm² at least and 999999 mm² at most"):
            size_limit(project, wrong)


def test_what_is_tried_is_what_a_commit_comes_to(project, run):
    table = read_table(project, [run])
    table.judge(SIZED)
    assert machine(table) == [NG, NG, NG, REVIEW, NG], "not measured: the score alone counts"
    assert {one[0] for one in to_measure(table)} == {1, 2, 3, 5}
    measure_table(project, table)
    assert to_measure(table) == []
    assert machine(table) == [NG, REVIEW, NG, REVIEW, NG]
    preview = ThresholdPreview(ScoreTable.of(table))
    (flip,) = preview.flips(Thresholds(3, 5), SIZED)
    assert (flip.result_id, flip.old, flip.new) == (2, NG, REVIEW)
    thresholds.set_thresholds(project, SIZED, author="Ann")
    assert [row.machine for row in project.store.results.of_run(run.id)] == machine(table)
    again = read_table(project, [run])
    assert machine(again) == machine(table)
    again.judge(SIZED)
    assert to_measure(again) == [], "stored with the commit"
    assert preview.at(SIZED).counts == again.counts()


def test_rows_that_come_in_and_those_kept_are_judged_alike(project, run):
    thresholds.set_thresholds(project, SIZED)
    table = read_table(project, [run])
    table.judge(SIZED)
    rest = table.without({1})
    assert machine(rest) == machine(table)[1:]
    rest.extend([table.row(0)])
    assert machine(rest) == [*machine(table)[1:], NG]
    rest.judge(Thresholds(3, 5))
    rest.judge(SIZED)
    assert machine(rest) == [*machine(table)[1:], NG]
    row = table.row(1)
    assert "no region of 1 mm² or more" in str(SIZED.size_reason(row.score, row.limited))


def test_verdicts_of_people_are_held_against_the_limit_too(project, run):
    thresholds.set_thresholds(project, SIZED)
    project.store.verdicts.record(2, Verdict.OK, author="Ann", reason="")
    verified = scores.verified(project)
    look = ThresholdPreview(verified)
    assert look.at(SIZED).overkill == 0 and look.at(Thresholds(3, 5)).overkill == 1


def test_another_pixel_size_changes_no_verdict(project, run):
    set_pixel_size(project, 0.1)
    thresholds.set_thresholds(project, SIZED)
    before = [row.machine for row in project.store.results.of_run(run.id)]
    set_pixel_size(project, 0.5)
    assert thresholds.current_thresholds(project).thresholds.size_limit == ONE
    assert [row.machine for row in project.store.results.of_run(run.id)] == before


def test_a_limit_stays_with_its_model_and_that_is_said(project, run):
    thresholds.set_thresholds(project, SIZED)
    other = add_model(project.store)
    assert "NG only from 1 mm²" in str(left_behind(project, other))
