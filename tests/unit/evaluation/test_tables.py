import csv
import io

import pytest

from ad_studio.evaluation import tables
from ad_studio.evaluation.metrics import NO_NORMAL_IMAGES, Metrics
from ad_studio.evaluation.published import MVTEC, figures_of, key_of
from ad_studio.evaluation.summary import ALL_METRICS, Measurement, summarise


def found(value=0.5, categories=("mvtec_bottle", "my|part"), seeds=2):
    return summarise(
        Measurement(
            category=name,
            detector="memory",
            variant="",
            seed=seed,
            good=0 if name == "my|part" else 2,
            defective=3,
            metrics=Metrics(
                {m: None if m == "image_auroc" and name == "my|part" else value + seed / 10
                 for m in ALL_METRICS},
                {"image_auroc": NO_NORMAL_IMAGES} if name == "my|part" else {},
            ),
        )
        for name in categories for seed in range(seeds)
    )  # fmt: skip


@pytest.fixture
def results():
    variants = [
        {"variant": f"k={k}", "detector": "memory", "options": {}, "settings": {"k": k}, **found(k)}
        for k in (0.1, 0.5, 0.7)
    ]
    return {
        "complete": True,
        "date": "2026-01-01 00:00 UTC",
        "machine": {"cpu": "A fast one", "cores": 2},
        "backbone": {"device": "cpu"},
        "resolution": "256 x 256 pixels",
        "settings": {
            "backbone": "starter",
            "size": None,
            "shots": 1,
            "seeds": 2,
            "reference": None,
            "preset": "devprompt",
            "ablate": ["k", "branch"],
            "draws": 2,
        },
        "detectors": {
            "memory": {"settings": {"k": 0.5}, **found()},
            "devprompt": {"settings": {}, **found(0.6)},
        },
        "ablations": {"k": variants},
        "learning": [
            {"variant": name, "detector": "memory", **found(auroc)}
            for name, auroc in (("0 OK", 0.7), ("4 OK", 0.9))
        ],
        "skipped": {"winclip": "No text tower."},
        "notes": ["One image only."],
    }


def test_markdown_has_every_table(results):
    text = tables.as_markdown(results)
    assert "| mvtec_bottle | 2/3 | 55.00 ± 5.00 | 55.0 ± 5.0 |" in text
    assert "my\\|part" in text
    assert f"my|part: no image AUROC ({NO_NORMAL_IMAGES})" in text
    assert "Skipped: No text tower." in text
    assert "| mvtec_bottle | 96.80 | 97.31 | 97.28 | 55.00 ± 5.00 | 65.00 ± 5.00 |" in text
    assert "| category | k=0.1 | k=0.5 | k=0.7 |" in text
    assert "| learned from | sets | pixel AUROC | image AUROC |" in text
    assert "| 4 OK | 1 | 95.00 ± 5.00 |" in text
    assert "| category | 0 OK | 4 OK |" in text
    assert "## Branches of devprompt" in text
    assert "One image only." in text
    assert "Not complete" not in text
    assert "Not complete" in tables.as_markdown({**results, "complete": False})


def test_other_choices_stand_best_first_beside_what_was_given(results):
    for one in results["ablations"]["k"]:
        one["summary"]["aupro"] = {"mean": None, "std": None, "n": 0}
    head, rows = tables.gain_rows(results)
    assert head == ["variant", "pixel AUROC", "image AUROC", "AUPRO"]
    assert rows == [
        ["k=0.7", "+20.00", "+20.00", "–"],
        ["k=0.1", "-40.00", "-40.00", "–"],
    ]


def test_every_line_of_a_markdown_table_has_the_same_columns(results):
    for block in tables.as_markdown(results).replace("\\|", "").split("\n\n"):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.splitlines()}) == 1


def test_csv_can_be_read_back(results):
    rows = list(csv.DictReader(io.StringIO(tables.as_csv(results))))
    assert len(rows) == (2 + 3 + 2) * 3
    bottle = rows[0]
    assert (bottle["detector"], bottle["variant"], bottle["category"]) == (
        "memory",
        "",
        "mvtec_bottle",
    )
    assert float(bottle["aupro_mean"]) == pytest.approx(0.55)
    assert bottle["seeds"] == "2"
    assert rows[1]["image_auroc_mean"] == ""
    learned = {"learned from 0 OK", "learned from 4 OK"}
    assert {row["variant"] for row in rows} == {"", "k=0.1", "k=0.5", "k=0.7", *learned}


def test_one_seed_has_no_deviation():
    one = found(seeds=1)["summary"]
    assert tables.cell(one["aupro"], "aupro") == "50.0"
    assert tables.cell(one["train_seconds"], "train_seconds") == "0.5"


def test_no_published_table_without_known_categories_or_without_a_preset(results):
    assert len(tables.published_tables(results)) == 1
    assert (
        tables.published_tables(results | {"settings": results["settings"] | {"preset": ""}}) == []
    )
    results["detectors"] = {"memory": {"settings": {"k": 0.5}, **found(categories=("cookie",))}}
    assert tables.published_tables(results) == []
    assert "beside the published" not in tables.as_markdown(results)


def test_figures_of_other_numbers_of_references_do_not_stand_beside_ours(results):
    results["settings"]["shots"] = 4
    assert tables.published_tables(results) == []
    results["settings"]["reference"] = "one.png"
    assert len(tables.published_tables(results)) == 1


def test_the_mean_of_a_data_set_stands_there_only_if_all_of_it_was_measured(results):
    every = tuple(figures_of(("devprompt",), shots=1)[0].by_category)
    results["detectors"] = {
        "all": {"settings": {}, **found(categories=(*every, "cookie"), seeds=1)},
        "some": {"settings": {}, **found(0.7, categories=every[1:], seeds=1)},
    }
    ((_, head, rows),) = tables.published_tables(results)
    assert head[-2:] == ["all (here)", "some (here)"]
    assert len(rows) == len(every) + 1
    assert rows[-1] == [f"mean of {MVTEC}", "94.75", "95.27", "95.48", "50.00", "–"]
    del results["detectors"]["all"]
    ((_, _, rows),) = tables.published_tables(results)
    assert {key_of(row[0]) for row in rows} == set(every[1:])


def test_zero_shot_figures_are_means_by_metric_with_their_source(results):
    results["settings"] |= {"preset": "anomalyclip", "shots": 0}
    every = tuple(figures_of(("devprompt",), shots=1)[0].by_category)
    results["detectors"] = {"anomalyclip": {"settings": {}, **found(categories=every, seeds=1)}}
    assert [(title, rows) for title, _, rows in tables.published_tables(results)] == [
        ("pixel AUROC", [[f"mean of {MVTEC}", "72.60", "90.70", "50.00"]]),
        ("image AUROC", [[f"mean of {MVTEC}", "61.20", "91.60", "50.00"]]),
    ]
    assert "anomalyclip with 0 (a published zero-shot comparison)" in tables.published_note(results)
