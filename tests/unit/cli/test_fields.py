"""`fields`, and the fields in what other commands say."""

import json

from ad_studio.cli.codes import ExitCode

NOTHING = "Required: none\nSerial in the file name: none\nShifts: none\n"


def test_fields_are_set_shown_and_taken_back(run, nut):
    assert run("fields", nut) == (ExitCode.DONE, NOTHING, "")
    code, said, _ = run(
        "fields", nut, "--require", "serial,Lot", "--serial-pattern", "cam1_{serial}_*",
        "--shifts", "late=14:00, early=6:00", "--author", "Ann",
    )  # fmt: skip
    assert code == ExitCode.DONE
    assert said == (
        "Required: lot, serial\n"
        "Serial in the file name: cam1_{serial}_*\n"
        "Shifts: early from 06:00, late from 14:00\n"
    )
    assert json.loads(run("fields", nut, "--json")[1]) == {
        "required": ["lot", "serial"],
        "serial_pattern": "cam1_{serial}_*",
        "shifts": [{"name": "early", "start": "06:00"}, {"name": "late", "start": "14:00"}],
    }
    assert "Ann" in run("audit", nut)[1]
    nothing = ("--require", "none", "--serial-pattern", "none", "--shifts", "none")
    assert run("fields", nut, *nothing)[:2] == (ExitCode.DONE, NOTHING)


def test_what_cannot_be_meant_is_refused(run, nut):
    for wrong in (
        ("--require", "size"),
        ("--serial-pattern", "cam1_*"),
        ("--shifts", "early"),
        ("--shifts", "early=25:00"),
        ("--shifts", "a=6:00,b=6:00"),
        ("--author", "Ann"),
    ):
        assert run("fields", nut, *wrong)[0] == ExitCode.USAGE
    assert run("fields", nut)[1] == NOTHING


def test_fields_of_a_run_are_shown(run, trained, fake_inspection, tmp_path, results_json):
    given = {"lot": "L7", "operator": "Ada", "station": "QA 3", "shift": "late", "serial": "N1"}
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    assert run("inspect", trained, tmp_path, *options)[0] == ExitCode.DONE
    found = results_json(trained)["run"]
    assert {name: found[name] for name in given} == given
    heading = run("results", trained)[1].splitlines()[0]
    assert "lot L7, serial N1, operator Ada, station QA 3, shift late" in heading
