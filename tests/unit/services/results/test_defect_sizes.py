"""Sizes of defects, and results chosen and sorted by them."""

from pathlib import Path

import numpy as np
import pytest

from ad_studio.domain import ResultMaps
from ad_studio.errors import Cancelled
from ad_studio.messages import plain
from ad_studio.progress import SilentProgress
from ad_studio.services.results.defect_sizes import measure_defects
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.listing import find_results
from ad_studio.services.results.ordering import Order, SortKey
from ad_studio.store import NewResult
from tests.progress_log import ProgressLog
from tests.projects import add_model, start_run


def maps(side):
    """A hot square of `side` patches on a grid of ten by ten."""
    heat = np.zeros((10, 10), np.float32)
    heat[2 : 2 + side, 2 : 2 + side] = 9.0
    return ResultMaps(text=heat, visual=heat, fused=heat)


@pytest.fixture
def run(project):
    store = project.store
    run = start_run(store, add_model(store))
    batch = [
        NewResult(path=Path(f"/lot/{side}.png"), sha256=f"{side:064x}", score=4.0, maps=maps(side))
        for side in (0, 4, 1, 2)
    ]
    batch.append(NewResult(path=Path("/lot/torn.png"), error=plain("torn")))
    store.results.add(run.id, batch).result()
    return run


def names(rows):
    return [row.path.name for row in rows]


def test_each_is_measured_at_the_level(project, run):
    log = ProgressLog()
    measure_defects(project, [1, 2, 3, 4, 5], 3.0, progress=log)
    ((ids, sizes),) = log.partials
    assert ids == [1, 2, 3, 4, 5]
    assert sizes[0] == sizes[4] == 0
    assert 0.01 < sizes[2] < sizes[3] < sizes[1] < 0.3


def test_results_are_found_and_sorted_by_size(project, run):
    largest = Order(SortKey.SIZE, descending=True)
    found = find_results(project, [run], Filters(), largest, progress=SilentProgress())
    assert names(found) == ["4.png", "2.png", "1.png", "0.png", "torn.png"]
    wanted = Filters(min_size=0.03, text=".png")
    found = find_results(project, [run], wanted, largest, progress=SilentProgress())
    assert names(found) == ["4.png", "2.png"]


def test_it_stops_when_asked(project, run):
    log = ProgressLog()
    log.is_cancelled = True
    with pytest.raises(Cancelled):
        measure_defects(project, [1], 3.0, progress=log)
