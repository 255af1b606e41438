"""The documents of figures are what the result files say, and nothing else."""

import copy
import json
import re

import pytest

from tools import benchmarks_doc


@pytest.fixture(scope="module")
def results():
    return {
        file.name: json.loads(file.read_text(encoding="utf-8"))
        for file in benchmarks_doc.FOLDER.glob("*.json")
    }


def test_the_page_was_written_from_the_files(results):
    assert benchmarks_doc.PAGE.read_text(encoding="utf-8") == benchmarks_doc.page(results)


def test_so_was_the_table_of_the_readme(results):
    table = benchmarks_doc.headline(results["evaluate.json"])
    assert f"<!-- figures -->\n{table}<!-- /figures -->" in benchmarks_doc.README.read_text(
        encoding="utf-8"
    )


def test_a_missed_target_is_said_and_a_met_one_too(results):
    result = copy.deepcopy(results["evaluate.json"])
    sets = result["detectors"]["devprompt"]["categories"]
    for value, said in ((0.5, "**not met**"), (0.99, "met")):
        for one in sets.values():
            one["image_auroc"]["mean"] = value
        text = benchmarks_doc.page({"evaluate.json": result})
        (line,) = (
            row for row in text.splitlines() if row.startswith("| nine sets") and "image" in row
        )
        assert line.endswith(f"| {said} |")


def test_targets_stand_beside_the_program_as_shipped_only(results):
    for name, result in results.items():
        if name.startswith("evaluate-") and not result["learning"]:  # those are as shipped, too
            assert "### Targets" not in benchmarks_doc.page({name: result})


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="other"):
        benchmarks_doc.page({"other.json": {"benchmark": "weather"}})


def test_no_result_file_shows_a_path_of_the_machine(results):
    for name, result in results.items():
        assert not re.search(r'"(/|[A-Za-z]:\\\\)', json.dumps(result)), name


def test_an_evaluation_is_added_without_its_paths(tmp_path, results):
    result = copy.deepcopy(results["evaluate.json"])
    references = [part["references"] for part in result["parts"]]
    result["settings"] |= {"root": str(tmp_path), "out": str(tmp_path / "out")}
    for part in result["parts"]:
        part["references"] = [str(tmp_path / name) for name in part["references"]]
    result["settings"]["weights"] = str(tmp_path / "vit.safetensors")
    added = benchmarks_doc.without_paths(result)
    assert added["settings"]["weights"] == "vit.safetensors"
    assert str(tmp_path) not in json.dumps(added)
    assert [part["references"] for part in added["parts"]] == references
