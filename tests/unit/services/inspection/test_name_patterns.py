from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ad_studio.services.inspection.name_patterns import NamePatterns


@given(st.text(alphabet="aB*?[]!/\\.é", max_size=12), st.text(alphabet="aBé.[]", min_size=1))
def test_any_pattern_can_be_typed_and_exclusion_wins(pattern, name):
    path = Path("sub") / name
    assert not NamePatterns([], [pattern, "*"]).fits(path)
    assert NamePatterns([pattern], []).fits(path) != NamePatterns([], [pattern]).fits(path)
