import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.image_names import comparison_key, find_by_name, natural_order, normalized_name
from ad_studio.services.inspection.name_patterns import NamePatterns
from ad_studio.services.results.filters import Facets, Filters
from tests.result_rows import row, table_of


@dataclass(frozen=True)
class One:
    path: Path


IMAGES = [One(Path(p)) for p in ("/lot/a/part.png", "/lot/b/part.png", "/lot/b/Part.png")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("/lot/a/part.png", [0]),
        ("a/part.png", [0]),
        ("part.png", [0, 1]),
        ("Part.png", [2]),
        ("PART.PNG", [0, 1, 2]),
        ("B/PART.png", [1, 2]),
        ("art.png", []),
        ("/elsewhere/lot/a/part.png", []),
    ],
)
def test_images_are_called_by_a_path_or_its_end(name, found):
    assert find_by_name(IMAGES, name) == [IMAGES[i] for i in found]


def test_an_accent_written_apart_is_the_same_name():
    image = One(Path("/lot/Gr\u00f6\u00dfe.png"))
    assert find_by_name([image], "Gro\u0308\u00dfe.png") == [image]


words = st.text(
    alphabet=st.one_of(
        st.sampled_from("aeouAEOU\u0301\u0308\u0327\u00e9\u00fc\u00c5\u212b\u1e9b\u0323"),
        st.characters(categories=("Lu", "Ll", "Lo", "Mn", "Nd")),
    ),
    min_size=1,
    max_size=12,
)


@given(words)
def test_however_a_name_is_written_it_is_the_same_everywhere(name):
    """In patterns, in calls, in the search, as a lot, in the order."""
    stored, typed = (unicodedata.normalize(form, name) for form in ("NFD", "NFC"))
    for here, there in ((stored, typed), (typed, stored)):
        assert normalized_name(here) == normalized_name(there)
        assert comparison_key(here) == comparison_key(there)
        path = Path("/lot") / f"{here}.png"
        assert find_by_name([One(path)], f"{there}.png") == [One(path)]
        inside = Path("sub", f"{here}.png")
        assert NamePatterns([f"{there}*"], []).fits(inside)
        assert not NamePatterns([], [f"sub/{there}.png"]).fits(inside)
        assert natural_order(Path(f"{here}2"))[0] == natural_order(Path(f"{there}2"))[0]
        table = table_of([replace(row(1, 2.0), path=path)])
        table.lots = {1: here}
        assert Filters(text=there).mask(table).all()
        assert Filters(lots=frozenset({there})).mask(table).all()
        assert Facets.of(table, Filters()).lots == {normalized_name(there): 1}
