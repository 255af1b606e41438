import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from ad_studio.domain import Kappa
from ad_studio.services.study.statistics import cohen_kappa, fleiss_kappa, share, with_interval

FLEISS_1971 = """
    00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
    00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
"""How many of six psychiatrists gave each of five diagnoses to each of thirty patients.

Fleiss (1971), Psychological Bulletin 76, table 1: kappa is .430.
"""
FLEISS_1969 = ((106, 10, 4), (22, 28, 10), (2, 12, 6))
"""200 cases in three categories by two raters: Fleiss, Cohen and Everitt (1969), Psychological

Bulletin 72, table 1: the unweighted kappa is .429, its variance .002885.
"""


def from_counts(counts):
    """Ratings with these counts of categories, part by part."""
    return np.array([np.repeat(np.arange(len(one)), one) for one in counts], np.int8)


def from_table(table):
    """Pairs of ratings that fall so often into each cell."""
    cells = np.array([*np.ndindex(3, 3)], np.int8)
    return np.repeat(cells, np.ravel(table), axis=0)


def test_fleiss_kappa_is_that_of_the_paper():
    ratings = from_counts([[*map(int, row)] for row in FLEISS_1971.split()])
    assert ratings.shape == (30, 6)
    assert fleiss_kappa(ratings) == pytest.approx(0.430, abs=5e-4)


def test_cohens_kappa_and_its_interval_are_those_of_the_paper():
    found = with_interval(cohen_kappa, from_table(FLEISS_1969))
    assert found.value == pytest.approx(0.429, abs=5e-4)
    error = 0.002885**0.5
    assert found.low == pytest.approx(0.4286 - 1.972 * error, abs=2e-3)  # t, 199 degrees
    assert found.high == pytest.approx(0.4286 + 1.972 * error, abs=2e-3)


@pytest.mark.parametrize("seed", range(5))
def test_cohens_kappa_is_that_of_scikit_learn(seed):
    ratings = np.random.default_rng(seed).integers(0, 2, (40, 3, 2), np.int8)
    flat = ratings.reshape(-1, 2)
    assert cohen_kappa(ratings) == pytest.approx(cohen_kappa_score(flat[:, 0], flat[:, 1]))


def test_for_two_raters_fleiss_kappa_takes_their_common_shares():
    # Scott's pi by hand: agreement 3/4; shares 5/8 and 3/8, chance 34/64
    ratings = np.array([[0, 0], [0, 0], [0, 1], [1, 1]], np.int8)
    assert fleiss_kappa(ratings) == pytest.approx((3 / 4 - 34 / 64) / (1 - 34 / 64))


def test_full_agreement_is_1_and_has_no_interval():
    ratings = np.array([[0, 0], [1, 1], [1, 1], [0, 0]], np.int8)
    for kappa in (cohen_kappa, fleiss_kappa):
        assert with_interval(kappa, ratings) == Kappa(1.0)


def test_where_everything_said_is_the_same_kappa_is_not_defined():
    ratings = np.zeros((20, 2), np.int8)
    for kappa in (cohen_kappa, fleiss_kappa):
        assert with_interval(kappa, ratings) == Kappa(None)


def test_where_one_part_decides_whether_it_is_defined_there_is_no_interval():
    ratings = np.zeros((20, 2), np.int8)
    ratings[0] = 1
    assert with_interval(cohen_kappa, ratings) == Kappa(1.0)


def test_rounds_of_a_part_count_as_one_in_the_interval():
    """The same answers three times over tell no more than once."""
    once = from_table(FLEISS_1969)[::5].reshape(-1, 1, 2)
    thrice = np.repeat(once, 3, axis=1)
    found, again = with_interval(cohen_kappa, once), with_interval(cohen_kappa, thrice)
    assert (found.low, found.high) == pytest.approx((again.low, again.high))


@pytest.mark.parametrize(("count", "total"), [(0, 20), (7, 30), (80, 80)])
def test_a_share_has_wilsons_interval(count, total):
    found = share(count, total)
    z2 = 1.959963984540054**2
    centre = (count + z2 / 2) / (total + z2)
    reach = (z2 * (count * (total - count) / total + z2 / 4)) ** 0.5 / (total + z2)
    assert (found.low, found.high) == pytest.approx((centre - reach, centre + reach), abs=1e-12)
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize("kappa", [cohen_kappa, fleiss_kappa])
def test_a_single_part_has_a_kappa_without_an_interval(kappa):
    found = with_interval(kappa, np.array([[0, 1]], np.int8))
    assert found.low is None and found.high is None
    assert found.value is not None and found.value <= 0
