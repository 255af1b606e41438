"""Nothing reaches for the network, unless it is asked to download weights.

That holds for every test: `tests/conftest.py` fails those that try, the stories in the window, too.
"""

import subprocess
import sys

import pytest

from ad_studio import paths
from ad_studio.cli.parser import COMMANDS
from ad_studio.detection.auxiliary.methods import installed_path
from tests.cli_program import ROOT
from tests.labelled_sets import make_mvtec

SAMPLE = paths.resources() / "sample"


@pytest.fixture
def learned(tmp_path):
    """Where to keep learned weights; those that the starter is given do not stay."""
    yield tmp_path / "learned.safetensors"
    installed_path("april-gan", "starter").unlink()


def test_every_command_works_without_a_network(demo_cli, demo, tmp_path, learned):
    sets = make_mvtec(tmp_path / "sets").parent
    image = sorted((SAMPLE / "inspect").iterdir())[0]
    small = ("--image-size", 224, "--epochs", 2)
    prompts = ("--method", "april-gan", "--size", 112)
    commands = (
        ("create", "Nut", "--noun", "metal nut"),
        ("look", SAMPLE / "inspect"),
        ("reference", "nut", SAMPLE / "reference.jpg"),
        ("ignore", "nut", "--add-rect", "0,0,10%,10%"),
        ("train", "nut", *small),
        ("train", "nut", *small, "--detector", "memory"),
        ("models", "nut"),
        ("use", "nut", 2, "--author", "Ann"),
        ("use", "nut", 1, "--author", "Ann"),
        ("inspect", "nut", SAMPLE / "inspect"),
        ("inspect", "nut", "--images-of", 1, "--model", 2),
        ("threshold", "nut", "--review", 3, "--ng", 7),
        ("challenge", "nut", "--add", image, "--expect", "ng"),
        ("study", "nut"),
        ("runs", "nut"),
        ("compare", "nut", 1, 2),
        ("results", "nut"),
        ("verdict", "nut", image.name, "ok", "--author", "Ann"),
        ("picture", "nut", image.name, "--out", tmp_path / "heat.png"),
        ("undo", "nut", "--author", "Ann"),
        ("redo", "nut", "--author", "Ann"),
        ("acknowledge", "nut"),
        ("fields", "nut", "--shifts", "early=06:00"),
        ("actions", "nut", "--log", tmp_path / "log.csv"),
        ("actions", "nut", "--retry"),
        ("operators", "nut"),
        ("pixel-size", "nut", "--mm", "0.05"),
        ("learn", "nut", "--min-ok", 1, "--accept", image.name, "--author", "Ann"),
        ("export", "nut", "--format", "html", "--out", tmp_path / "report.html"),
        ("export", "nut", "--format", "pdf", "--out", tmp_path / "report.pdf"),
        ("export", "nut", "--format", "xlsx", "--out", tmp_path / "report.xlsx"),
        ("export", "nut", "--format", "csv", "--out", tmp_path / "report.csv"),
        ("trends", "nut"),
        ("audit", "nut"),
        ("verify", "nut"),
        ("backup", "nut", "--out", tmp_path / "nut.zip"),
        ("restore", tmp_path / "nut.zip", "--workspace", tmp_path / "other"),
        ("edit", "nut", "--noun", "nut"),
        ("duplicate", "nut", "Nut 2"),
        ("projects",),
        ("archive", "nut-2"),
        ("archive", "nut-2", "--back"),
        ("delete", "nut-2", "--yes"),
        ("create", "Bolt", "--noun", "bolt"),
        ("reference", "bolt", image),
        ("train-many", "nut", "bolt", *small, "--detector", "memory"),
        ("backbones", "--all"),
        ("doctor",),
        ("evaluate", sets, "--out", tmp_path / "out", "--seeds", 1, "--epochs", 1, "--size", 112),
        ("train-prompts", sets, *prompts, "--out", learned, "--epochs", 1),
        ("add-prompts", learned, *prompts),
    )
    assert {command for command, *_ in commands} | {"demo"} == set(COMMANDS)
    assert demo.code == 0
    for command in commands:
        code, _, err = demo_cli(*command)
        assert code == 0, (command, err)


def test_a_download_that_was_asked_for_is_seen_and_ends_in_plain_words(cli, network_attempts):
    code, out, err = cli("backbones", "--download", "RN50/openai")
    assert (code, out) == (1, "")
    assert "cannot be downloaded: the server cannot be reached" in err
    assert network_attempts()


def test_child_processes_are_watched(network_attempts):
    code = "import socket; socket.create_connection(('192.0.2.1', 9))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "the tests allow no network" in done.stderr
    assert network_attempts() == ["socket.getaddrinfo '192.0.2.1'"]


@pytest.mark.parametrize(
    "name",
    [
        "hf-hub:laion/CLIP-ViT-B-32-laion2B-s34B-b79K",
        "hf-hub:laion/x/y",
        "local-dir:/etc/x",
        "local-dir:models/1",
        "/etc/passwd/x",
        r"\\\\server\\share/x",
        "../ViT-B-32/openai",
        "timm/hf-hub:timm/vit_small_patch14_dinov2",
        "timm/local-dir:models",
    ],
)
def test_names_that_the_list_of_backbones_lacks_are_refused(demo_cli, tmp_path, name):
    weights = tmp_path / "w.safetensors"
    weights.touch()
    for command in (
        ("train", "demo", "--backbone", name),
        ("train", "demo", "--backbone", name, "--weights", weights),
        ("backbones", "--download", name),
        ("backbones", "--import", name, weights),
    ):
        code, out, err = demo_cli(*command)
        assert (code, out) == (2, ""), command
        assert "Traceback" not in err
        assert ("There is no backbone" in err) or ("timm knows no vision transformer" in err)
