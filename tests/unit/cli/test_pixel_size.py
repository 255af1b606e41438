"""`pixel-size`."""

import json

from ad_studio.cli.codes import ExitCode


def test_the_size_of_a_pixel_is_said_worked_out_and_taken_back(run, nut):
    assert run("pixel-size", nut)[:2] == (ExitCode.DONE, "Pixel size: not known\n")
    assert run("pixel-size", nut, "--mm", "0.1")[1] == "Pixel size: 0.1 mm\n"
    assert run("pixel-size", nut, "--length", "400", "20")[1] == "Pixel size: 0.05 mm\n"
    assert json.loads(run("pixel-size", nut, "--json")[1]) == {"mm": 0.05}
    assert run("pixel-size", nut, "--unknown")[1] == "Pixel size: not known\n"


def test_what_cannot_be_is_refused(run, nut):
    for wrong in (("--mm", "0"), ("--length", "0", "3"), ("--author", "Ann"), ("--mm", "wide")):
        assert run("pixel-size", nut, *wrong)[0] != ExitCode.DONE
    assert run("pixel-size", nut)[1] == "Pixel size: not known\n"
