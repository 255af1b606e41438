import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain.basis import BY_HAND, Basis, BasisKind

REFERENCE = Basis(BasisKind.REFERENCE, {"views": 13, "highest": 2.346})
NUMBERS = (
    *("highest", "ok", "ng", "views", "margin", "percent", "over", "escapes", "lowest"),
    *("mean", "over_review", "among", "guessed"),
    *("images", "median", "spread"),
    *("types", "provisional"),
)

said = [
    (REFERENCE, "one reference image, 13 views of it, highest 2.35 sigma"),
    (
        Basis(BasisKind.PROVISIONAL, {"views": 6, "mean": 2.346}),
        "provisional: one reference image, mean of 6 views of it 2.35 sigma",
    ),
    (
        Basis(BasisKind.LEFT_OUT, {"ok": 10, "highest": 2.5, "over_review": 2, "among": 11}),
        "10 confirmed OK learned, each left out in turn, highest 2.50 sigma: at most 1 in 11 good "
        "parts expected above the NG threshold, 2 in 11 above REVIEW",
    ),
    (
        Basis(BasisKind.LOT, {"ok": 9, "guessed": 9}),
        "provisional: 9 parts learned, 9 of them of a lot without verdicts, of which most are "
        "taken to be good",
    ),
    (
        Basis(BasisKind.UNJUDGED, {"images": 12, "median": 2.0, "spread": 0.346}),
        "provisional: median 2.00 sigma and spread 0.35 of 12 images of a lot without verdicts, of "
        "which most are taken to be good",
    ),
    (
        Basis(BasisKind.PART_TYPES, {"types": 3, "provisional": 1}),
        "the first thresholds of 3 part types, brought to one scale; provisional for 1 of them",
    ),
    (
        Basis(BasisKind.FIRST, of=REFERENCE),
        "from the reference alone: one reference image, 13 views of it, highest 2.35 sigma",
    ),
    (
        Basis(BasisKind.HIGHEST_OK, {"ok": 20, "highest": 3.0, "margin": 0.5}),
        "highest score of 20 confirmed OK (3.00 sigma) plus 0.5 sigma",
    ),
    (
        Basis(BasisKind.BEST_F1, {"ok": 20, "ng": 6, "duplicates": 2}),
        "largest F1 on 20 confirmed OK and 6 confirmed NG; duplicates left out: 2",
    ),
    (
        Basis(BasisKind.OVERKILL, {"percent": 1.0, "over": 1, "ok": 100}),
        "overkill at most 1 %: 1 of 100 confirmed OK",
    ),
    (
        Basis(BasisKind.NO_ESCAPE, {"escapes": 0, "ng": 6, "lowest": 4.0}),
        "zero escapes on 6 confirmed NG, lowest 4.00 sigma",
    ),
    (
        Basis(BasisKind.NO_ESCAPE, {"escapes": 2, "ng": 6, "lowest": 4.0}),
        "2 escapes on 6 confirmed NG, lowest 4.00 sigma",
    ),
    (BY_HAND, "set by hand"),
    (
        Basis(BasisKind.RESTORED, {"version": 3}, of=BY_HAND),
        "version 3 restored (set by hand)",
    ),
    (Basis(BasisKind.OTHER, words="as {agreed}"), "as {agreed}"),
]


def test_every_kind_has_words():
    assert {basis.kind for basis, _ in said} == set(BasisKind)


@pytest.mark.parametrize(("basis", "words"), said)
def test_the_words_of_a_basis(basis, words):
    assert str(basis) == words
    assert Basis.from_text(basis.to_text()) == basis


numbers = st.one_of(st.integers(0, 10**9), st.floats(0, 1e9))
bases = st.recursive(
    st.builds(
        Basis,
        st.sampled_from([*BasisKind]).filter(
            lambda kind: kind not in (BasisKind.FIRST, BasisKind.RESTORED)
        ),
        st.fixed_dictionaries(dict.fromkeys(NUMBERS, numbers)),
        words=st.text(),
    ),
    lambda earlier: st.builds(
        Basis,
        st.sampled_from([BasisKind.FIRST, BasisKind.RESTORED]),
        st.fixed_dictionaries({"version": numbers}),
        of=earlier,
    ),
    max_leaves=3,
)


def test_thresholds_of_several_part_types_are_provisional_as_long_as_those_of_one_are():
    for count in (0, 1, 3):
        basis = Basis(BasisKind.PART_TYPES, {"types": 3, "provisional": count})
        assert basis.is_provisional == (count > 0)
        assert Basis(BasisKind.RESTORED, {"version": 1}, of=basis).is_provisional == (count > 0)


@given(bases)
def test_a_stored_basis_comes_back(basis):
    again = Basis.from_text(basis.to_text())
    assert again == basis
    assert str(again) == str(basis)


@given(st.text().filter(lambda words: not words.startswith("{")))
def test_words_of_earlier_programs_stand_as_they_are(words):
    assert str(Basis.from_text(words)) == words
    assert Basis.from_text("set by hand") == BY_HAND
