import pytest

from ad_studio.evaluation.published import CATEGORIES, FIGURES, MVTEC, VISA, figures_of, key_of
from ad_studio.evaluation.summary import ALL_METRICS


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("bottle", (96.8, 97.31, 97.28)),
        ("mvtec_metal_nut", (89.5, 91.65, 92.67)),
        ("Metal Nut", (89.5, 91.65, 92.67)),
        ("pcb1", (95.31, 95.72, 95.83)),
        ("pipe_fryum", (98.92, 99.16, 99.19)),
        ("capsule", (96.04, 95.60, 96.25)),
        ("capsules", (95.9, 94.01, 94.01)),
        ("cookie", ()),
    ],
)
def test_figures_of_a_category_by_any_of_its_names(name, row):
    figures = figures_of(("winclip", "promptad", "devprompt"), shots=1)
    found = [one.by_category[key_of(name)] for one in figures if key_of(name) in one.by_category]
    assert tuple(found) == row


def test_means_of_the_tables_are_those_that_were_computed_from_them_elsewhere():
    means = {(one.method, one.data): one.mean for one in FIGURES if one.by_category}
    assert means["promptad", MVTEC] == pytest.approx(95.27, abs=0.006)
    assert means["devprompt", MVTEC] == pytest.approx(95.48, abs=0.006)
    assert means["promptad", VISA] == pytest.approx(96.17, abs=0.006)
    assert means["devprompt", VISA] == pytest.approx(96.10, abs=0.006)
    assert {data: len(keys) for data, keys in CATEGORIES.items()} == {MVTEC: 15, VISA: 12}


def test_only_figures_of_as_many_references_stand_beside_ours():
    assert {one.mean for one in figures_of(("winclip", "anomalyclip"), shots=0)} == {
        *(72.6, 61.2),
        *(90.7, 91.6),
    }
    assert figures_of(("winclip",), shots=2) == ()
    assert figures_of(("april-gan",), shots=0) == ()
    assert len(figures_of(("anople",), shots=2)) == 2  # its source does not say


def test_every_figure_is_in_percent_and_of_a_known_metric():
    assert all(one.metric in ALL_METRICS and 1 < one.mean < 100 and one.source for one in FIGURES)
