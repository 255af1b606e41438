import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.errors import StoreError, UsageError
from ad_studio.messages import render
from ad_studio.services.audit.trail import trail
from ad_studio.services.projects.pixel_size import (
    LARGEST,
    SETTING,
    SMALLEST,
    from_length,
    pixel_size,
    set_pixel_size,
    whole_pixels,
)


def test_it_is_not_known_until_somebody_says_it_and_who_did_is_recorded(project):
    assert pixel_size(project) is None
    set_pixel_size(project, 0.05, author="Ann")
    assert pixel_size(project) == 0.05
    set_pixel_size(project, None, author="Bob")
    set_pixel_size(project, None, author="Eve")  # nothing changes
    assert pixel_size(project) is None
    said = [entry for entry in trail(project) if str(entry.what) == "pixel size set"]
    assert [entry.author for entry in said] == ["Bob", "Ann"]
    size = said[1].new
    assert str(size) == "0.05 mm"
    assert render(size, translate=lambda text: text, decimal_point=",") == "0,05 mm"


@pytest.mark.parametrize("wrong", [0, -1, 1e-7, 1e-200, 1001, float("nan"), float("inf")])
def test_no_pixel_has_such_a_size(project, wrong):
    with pytest.raises(UsageError):
        set_pixel_size(project, wrong)
    assert pixel_size(project) is None


def test_a_known_length_says_it():
    assert from_length(400, 20) == 0.05
    for pixels, mm in ((0, 1), (1, 0), (-1, -1), (float("inf"), 1), (1, float("nan"))):
        with pytest.raises(UsageError, match="above 0"):
            from_length(pixels, mm)


@given(pixels=st.integers(1, 10_000), pixel_mm=st.floats(SMALLEST, LARGEST))
def test_the_millimetres_of_so_many_pixels_are_so_many_pixels(pixels, pixel_mm):
    assert whole_pixels(pixels * pixel_mm, pixel_mm=pixel_mm) == pixels


def test_a_part_of_a_pixel_is_none_and_less_than_one_is_no_defect():
    assert whole_pixels(0.15, pixel_mm=0.05) == 3
    assert whole_pixels(0.149, pixel_mm=0.05) == 2
    assert whole_pixels(16.7) == 16
    with pytest.raises(UsageError, match=r"0\.04 mm is less than a pixel, which is 0\.05 mm"):
        whole_pixels(0.04, pixel_mm=0.05)
    with pytest.raises(UsageError, match=r"0\.9 px is less than a pixel"):
        whole_pixels(0.9)


def test_a_damaged_setting_is_an_error_of_the_store(project):
    project.store.settings.add(SETTING, {"mm": "wide"}, author="")
    with pytest.raises(StoreError):
        pixel_size(project)
