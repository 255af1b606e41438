import pytest

from ad_studio.evaluation.metrics import NO_NORMAL_IMAGES, Metrics
from ad_studio.evaluation.summary import ALL_METRICS, Measurement, summarise


def measured(category, seed, value, *, image=True):
    values = dict.fromkeys(ALL_METRICS, value)
    reasons = {}
    if not image:
        values["image_auroc"] = None
        reasons["image_auroc"] = NO_NORMAL_IMAGES
    return Measurement(category, "memory", "", seed, 3, 4, Metrics(values, reasons))


def test_mean_and_standard_deviation_over_seeds():
    found = summarise([measured("nut", 0, 0.5), measured("nut", 1, 0.7)])
    nut = found["categories"]["nut"]
    assert nut["pixel_auroc"] == pytest.approx({"mean": 0.6, "std": 0.1, "n": 2})
    assert (nut["good"], nut["defective"]) == (3, 4)
    assert set(found["summary"]) == set(ALL_METRICS)


def test_means_over_categories_vary_from_seed_to_seed():
    found = summarise(
        [measured(name, seed, value + seed / 10)
         for name, value in (("nut", 0.5), ("bolt", 0.7)) for seed in (0, 1)]
    )  # fmt: skip
    assert found["summary"]["aupro"] == pytest.approx(
        {"mean": 0.65, "std": 0.05, "n": 2, "categories": 2}
    )


def test_what_is_not_defined_says_why_and_stays_out_of_the_mean():
    found = summarise([measured("nut", 0, 0.5), measured("carpet", 0, 0.9, image=False)])
    assert found["categories"]["carpet"]["image_auroc"] == {
        "mean": None,
        "std": None,
        "n": 0,
        "why": NO_NORMAL_IMAGES,
    }
    assert found["summary"]["image_auroc"]["mean"] == 0.5
    assert found["summary"]["image_auroc"]["categories"] == 1
    assert found["summary"]["pixel_auroc"]["mean"] == pytest.approx(0.7)


def test_defined_nowhere():
    found = summarise([measured("carpet", 0, 0.9, image=False)])
    assert found["summary"]["image_auroc"]["mean"] is None
