"""Size limits with zones as plain data: what they refuse, what they say, what they are known by."""

from dataclasses import replace

import pytest

from ad_studio.domain import SizeLimit, Thresholds, Zone
from ad_studio.domain.size_limits import LONGEST_NAME, MOST_ZONES
from ad_studio.drawn_regions import rectangle
from ad_studio.errors import UsageError

BOX = rectangle(0.1, 0.1, 0.4, 0.4)
FACE, BACK = Zone("Sealing face", BOX, 0), Zone("Back", rectangle(0.5, 0, 1, 1), 5)
LIMIT = SizeLimit(2, 0.1, (FACE, BACK))


@pytest.mark.parametrize("name", ["", " ", " face", "face\n", "fa\u200bce", "x" * 41])
def test_a_zone_needs_a_name_that_can_be_read(name):
    with pytest.raises(UsageError, match="name"):
        Zone(name, BOX, 1)
    Zone("x" * LONGEST_NAME, BOX, 1)


@pytest.mark.parametrize("mm2", [-1, float("nan"), float("inf")])
def test_a_zone_needs_an_area_or_0(mm2):
    with pytest.raises(UsageError, match="negative"):
        Zone("Back", BOX, mm2)


def test_two_zones_of_the_same_name_are_refused():
    with pytest.raises(UsageError, match='Two zones have the name "back"'):
        SizeLimit(2, 0.1, (BACK, Zone("back", BOX, 1)))


def test_so_many_zones_that_nobody_can_tell_them_apart_are_refused():
    many = tuple(Zone(f"Zone {at}", BOX, 1) for at in range(MOST_ZONES + 1))
    SizeLimit(2, 0.1, many[1:])
    with pytest.raises(UsageError, match="at most 20 zones"):
        SizeLimit(2, 0.1, many)


def test_any_size_outside_of_zones_is_a_limit_only_beside_zones():
    assert SizeLimit(0, 0.1, (BACK,)).area == 0
    with pytest.raises(UsageError, match="above 0"):
        SizeLimit(0, 0.1)
    with pytest.raises(UsageError, match="No region can be measured"):
        SizeLimit(0, 1e-200, (FACE,))
    with pytest.raises(UsageError, match="No region can be measured"):
        SizeLimit(0, 1e-160, (BACK,))


def test_it_says_itself_with_its_zones():
    said = (
        "NG only from 2 mm² (a pixel is 0.1 mm); in Sealing face (10 to 40 % across, 10 to 40 % "
        "down) from any size; in Back (50 to 100 % across, 0 to 100 % down) from 5 mm²"
    )
    assert str(LIMIT.message) == said
    assert str(SizeLimit(0, 0.1, (BACK,)).message).startswith("NG from any size (a pixel is 0.1")


def test_a_zone_that_is_moved_a_little_says_otherwise():
    moved = replace(FACE, region=BOX.moved(0.002, 0))
    assert str(moved.message) == (
        "in Sealing face (10.2 to 40.2 % across, 10 to 40 % down) from any size"
    )


def test_names_do_not_change_what_is_measured_and_everything_else_does():
    assert SizeLimit(2, 0.1).key == SizeLimit(2, 0.1).area
    others = [
        SizeLimit(3, 0.1, LIMIT.zones),
        SizeLimit(2, 0.2, LIMIT.zones),
        SizeLimit(2, 0.1, (FACE,)),
        SizeLimit(2, 0.1, (replace(FACE, mm2=1), BACK)),
        SizeLimit(2, 0.1, (FACE, replace(BACK, region=BOX))),
    ]
    assert len({LIMIT.key, *(one.key for one in others)}) == 6
    renamed = SizeLimit(2, 0.1, (replace(FACE, name="Face"), BACK))
    swapped = SizeLimit(2, 0.1, (BACK, FACE))
    assert LIMIT.key == renamed.key == swapped.key and renamed != LIMIT


def test_sizes_are_looked_up_by_zone():
    assert LIMIT.share_of(10_000) == pytest.approx(0.02)
    assert LIMIT.share_of(10_000, zone="Sealing face") == 0
    assert LIMIT.share_of(10_000, zone="Back") == pytest.approx(0.05)
    assert LIMIT.admits(0.02, width=100, height=100)
    assert not LIMIT.admits(0.02, width=100, height=100, zone="Back")


def test_a_shortfall_names_the_zone():
    size = {"width": 100, "height": 100}
    there = str(LIMIT.shortfall(0.02, **size, zone="Back"))
    assert "lies in zone Back and has 2 mm². NG there only from 5 mm²." in there
    assert "outside of all zones and has 1 mm²" in str(LIMIT.shortfall(0.01, **size))


def test_the_reason_of_a_verdict_says_that_zones_count():
    pair = Thresholds(3, 5, LIMIT)
    assert "large enough for its zone reaches NG: 4.12 sigma" in str(
        pair.size_reason(7, {LIMIT.key: 4.129})
    )
    assert not pair.size_reason(7, {LIMIT.area: 4.129}), "measured without zones"
