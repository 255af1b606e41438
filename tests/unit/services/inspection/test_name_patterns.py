from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.errors import UsageError
from ad_studio.services.inspection.name_patterns import NamePatterns, SerialPattern


@given(st.text(alphabet="aB*?[]!/\\.é", max_size=12), st.text(alphabet="aBé.[]", min_size=1))
def test_any_pattern_can_be_typed_and_exclusion_wins(pattern, name):
    path = Path("sub") / name
    assert not NamePatterns([], [pattern, "*"]).fits(path)
    assert NamePatterns([pattern], []).fits(path) != NamePatterns([], [pattern]).fits(path)


@pytest.mark.parametrize(
    ("pattern", "name", "serial"),
    [
        ("{serial}", "A-7.png", "A-7"),
        ("cam1_{serial}_*", "CAM1_a7_top_2.png", "a7"),
        ("cam?_{serial}", "cam2_x.y.tif", "x.y"),
        ("*_{serial}_*", "lot_7_8_9.png", "7"),
        ("{serial}(*)", "A7(2).png", "A7"),
        ("cam1_{serial}_*", "other.png", ""),
        ("{serial}_*", "_1.png", ""),
    ],
)
def test_the_serial_stands_where_the_pattern_says(pattern, name, serial):
    assert SerialPattern(pattern).serial_of(Path("/lot", name)) == serial


@given(st.text(alphabet="aB*?[(\\.+é{}", max_size=12))
def test_any_text_round_a_serial_can_be_typed(text):
    pattern = SerialPattern(text.replace("*", "").replace("?", "") + "_{serial}")
    name = text.replace("*", "").replace("?", "") + "_A7"
    assert pattern.serial_of(Path("sub", f"{name}.png")) == "A7"


@pytest.mark.parametrize("pattern", ["", "cam1_*", "{serial}{serial}"])
def test_a_pattern_says_once_where_the_serial_stands(pattern):
    with pytest.raises(UsageError, match="where the serial stands"):
        SerialPattern(pattern)
