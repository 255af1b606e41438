"""`verify`, and where the head of the audit chain is shown."""

import csv
import json

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.services.projects.workspace import Workspace


@pytest.fixture
def folder(inspected, root):
    return root / inspected


def verified(run, name, *options):
    code, out, _ = run("verify", name, "--json", *options)
    return code, json.loads(out)


def test_a_project_that_nobody_touched_agrees(run, inspected):
    code, out, err = run("verify", inspected)
    assert (code, err) == (ExitCode.DONE, "Comparing the project with its record\n")
    assert "DIFFERS" not in out
    assert "agrees  Audit chain" in out
    code, found = verified(run, inspected)
    assert (code, found["agrees"]) == (ExitCode.DONE, True)


def test_what_was_changed_is_said_with_exit_code_1(run, inspected, folder):
    (folder / "models" / "1" / "model.json").write_text('{"mean": 5}')
    code, out, _ = run("verify", inspected)
    assert code == ExitCode.ERROR
    assert "DIFFERS  Models" in out
    assert "models/1/model.json is missing or was changed" in out
    code, found = verified(run, inspected)
    assert (code, found["agrees"]) == (ExitCode.ERROR, False)
    assert {check["title"] for check in found["checks"] if check["problems"]} == {"Models"}


def test_a_head_kept_elsewhere_is_looked_for(run, inspected, tmp_path):
    _, found = verified(run, inspected)
    kept = found["head"]["sha256"]
    run("export", inspected, "--format", "csv", "--out", tmp_path / "r.csv")
    code, out, _ = run("verify", inspected, "--since", kept[:12])
    assert code == ExitCode.DONE
    assert "1 entries since entry" in out
    code, found = verified(run, inspected, "--since", "0" * 64)
    assert (code, found["since"]) == (ExitCode.ERROR, None)
    code, _, err = run("verify", inspected, "--since", "junk")
    assert code == ExitCode.USAGE
    assert "no head of an audit chain" in err


def test_every_report_names_the_head_that_it_was_written_at(run, inspected, tmp_path):
    _, found = verified(run, inspected)
    head = found["head"]["sha256"]
    assert json.loads(run("results", inspected, "--json")[1])["audit_head"]["sha256"] == head
    run("export", inspected, "--format", "csv", "--out", tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["audit_head"] for row in csv.DictReader(file)} == {head}
    assert verified(run, inspected)[1]["head"]["entry"] == found["head"]["entry"] + 1


def test_an_export_that_cannot_be_recorded_says_so(run, inspected, root, tmp_path):
    before = verified(run, inspected)[1]["head"]
    with Workspace(root).open(inspected):
        export = ["export", inspected, "--format", "csv", "--out", tmp_path / "r.csv"]
        code, _, err = run(*export)
    assert code == ExitCode.DONE
    assert "The export is not recorded in the audit trail: The project is open" in err
    assert (tmp_path / "r.csv").is_file()
    assert verified(run, inspected)[1]["head"] == before


def test_the_trail_as_table_json_and_csv(run, inspected):
    run("verdict", inspected, "a.png", "ng", "--author", "=Ann", "--reason", "scratch")
    code, out, _ = run("audit", inspected)
    assert code == ExitCode.DONE
    assert "=Ann" in out
    assert "audit trail up to entry" in out
    found = json.loads(run("audit", inspected, "--json")[1])
    newest = found["entries"][0]
    assert (newest["author"], newest["what"], newest["to"]) == ("=Ann", "verdict", "NG")
    assert newest["audit_entry"] == found["audit_head"]["entry"]
    lines = list(csv.DictReader(run("audit", inspected, "--csv")[1].splitlines()))
    assert list(lines[0]) == list(newest)
    assert (lines[0]["author"], lines[0]["why"]) == ("'=Ann", "scratch")
    assert len(lines) == len(found["entries"])
    of_image = json.loads(run("audit", inspected, "--image", "a.png", "--json")[1])["entries"]
    assert [entry["what"] for entry in of_image] == ["verdict", "verdict of the machine"]
    assert run("audit", inspected, "--image", "none.png")[0] == ExitCode.USAGE
