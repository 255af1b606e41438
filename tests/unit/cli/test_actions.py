"""`actions`."""

import json

from ad_studio.cli.codes import ExitCode

NOTHING = "Image files: none\nLine in a file: none\nMQTT: none\n"


def test_actions_are_set_shown_and_taken_back(run, nut, tmp_path):
    assert run("actions", nut) == (ExitCode.DONE, NOTHING, "")
    code, said, _ = run(
        "actions", nut, "--sort", "copy", "--into", tmp_path / "sorted",
        "--log", tmp_path / "log.csv", "--mqtt", "broker:1884/line/1", "--mqtt-user", "ada",
    )  # fmt: skip
    assert code == ExitCode.DONE
    assert said == (
        f"Image files: copy into {tmp_path / 'sorted'}\n"
        f"Line in a file: {tmp_path / 'log.csv'}\n"
        "MQTT: line/1 at broker, port 1884, as ada\n"
    )
    found = json.loads(run("actions", nut, "--sort", "move", "--json")[1])
    assert (found["sorting"], found["folder"]) == ("move", str(tmp_path / "sorted"))
    assert found["mqtt"]["topic"] == "line/1"
    nothing = ("--sort", "none", "--log", "none", "--mqtt", "none")
    assert run("actions", nut, *nothing)[:2] == (ExitCode.DONE, NOTHING)


def test_what_cannot_be_meant_is_refused(run, nut):
    for wrong in (
        ("--sort", "move"),
        ("--into", "x"),
        ("--mqtt", "broker"),
        ("--mqtt", "broker:99999/line"),
        ("--mqtt", "broker/line/#"),
        ("--mqtt-tls",),
        ("--run", "1"),
    ):
        assert run("actions", nut, *wrong)[0] == ExitCode.USAGE
    assert run("actions", nut)[1] == NOTHING


def test_what_failed_is_said_after_the_inspection_and_done_again(run, inspected, tmp_path):
    log = tmp_path / "log.csv"
    run("actions", inspected, "--log", log)
    log.mkdir()
    code, _, err = run("inspect", inspected, tmp_path / "lot 7")
    assert code == ExitCode.ACTIONS_LEFT
    assert "for 3 images something is still to be done: " in err
    assert f"log.csv could not be written: Is a directory. ad-studio actions {inspected}" in err
    code, _, err = run("actions", inspected, "--retry")
    assert (code, "For 3 images" in err) == (ExitCode.ACTIONS_LEFT, True)
    log.rmdir()
    assert run("actions", inspected, "--retry")[0] == ExitCode.DONE
    assert len(log.read_text().splitlines()) == 4
    assert run("actions", inspected, "--retry")[0] == ExitCode.DONE
    assert len(log.read_text().splitlines()) == 4


def test_a_script_is_told_what_is_left_and_of_unreadable_images_first(
    run, inspected, scores, tmp_path
):
    run("actions", inspected, "--log", tmp_path / "log.csv")
    found = json.loads(run("inspect", inspected, tmp_path / "lot 7", "--json")[1])
    assert found["actions_left"] is None
    (tmp_path / "log.csv").unlink()
    (tmp_path / "log.csv").mkdir()
    code, out, _ = run("inspect", inspected, tmp_path / "lot 7", "--json")
    assert code == ExitCode.ACTIONS_LEFT
    left = json.loads(out)["actions_left"]
    assert left["images"] == 3
    assert "could not be written" in left["why"]
    scores["a.png"] = "The file is cut off."
    code, _, err = run("inspect", inspected, tmp_path / "lot 7")
    assert (code, "is still to be done" in err) == (ExitCode.UNREADABLE, True)


def test_each_kind_of_action_that_failed_is_named_also_when_it_fails_again(
    run, inspected, tmp_path
):
    log, into = tmp_path / "log.csv", tmp_path / "sorted"
    run("actions", inspected, "--log", log, "--sort", "copy", "--into", into)
    log.mkdir()
    into.touch()
    for command in (("inspect", inspected, tmp_path / "lot 7"), ("actions", inspected, "--retry")):
        _, _, err = run(*command)
        assert f"could not be put into {into / 'OK'}: " in err
        assert f"{log} could not be written: Is a directory." in err
