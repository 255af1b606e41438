"""Learning from confirmed parts, on the sample part with the real backbone."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox

from ad_studio import paths
from ad_studio.domain import Verdict
from ad_studio.services import results
from ad_studio.services.results.review_queue import QueueKind
from ad_studio.ui.rail import Step
from tests.keyboard import strike_seen
from tests.widgets import named

_SAMPLE = paths.resources() / "sample"
_MINUTES = 5 * 60_000
_SIZE = 224  # a quarter of the patches of the starter's own size


def truth():
    """What each image of the sample is, by its file name."""
    told = json.loads((_SAMPLE / "sample.json").read_text(encoding="utf-8"))["images"]
    return {Path(one["file"]).name: Verdict(one["expected"]) for one in told}


def in_review(verdicts):
    return sum(verdict == Verdict.REVIEW for verdict in verdicts.values())


def escapes(verdicts):
    """Bad parts that are called OK."""
    return [
        name for name, is_ in truth().items() if is_ is Verdict.NG and verdicts[name] == Verdict.OK
    ]


@pytest.fixture
def folder(tmp_path):
    """The twelve parts of the sample, where a test may change them."""
    return shutil.copytree(_SAMPLE / "inspect", tmp_path / "lot")


@pytest.fixture
def flange(cli, folder):
    """A project trained on the reference of the sample that has inspected its parts."""
    cli("create", "Flange", "--noun", "metal flange", "--defect", "scratch")
    cli("reference", "flange", _SAMPLE / "reference.jpg")
    assert cli("train", "flange", "--image-size", _SIZE, "--epochs", 8)[0] == 0
    assert cli("inspect", "flange", folder)[0] == 0
    return cli


def say(cli, *names, verdict=None):
    """Say what these images are; without any, what all of them are."""
    for name in names or truth():
        word = verdict or truth()[name].value.lower()
        assert cli("verdict", "flange", name, word, "--author", "Kim")[0] == 0


def by_machine(cli):
    return {name: row["machine"] for name, row in cli.results("flange").items()}


def models(cli):
    found = json.loads(cli("models", "flange", "--json")[1])
    return {one["number"]: one["state"] for one in found}


def test_learned_on_the_command_line(flange, folder):
    cli = flange
    before = by_machine(cli)
    assert in_review(before) >= 3, "one reference cannot tell much"
    say(cli)

    code, out, _ = cli("learn", "flange", "--author", "Kim", "--json")
    assert code == 0
    told = json.loads(out)
    assert len(told["plan"]["ok"]) == 6
    assert (told["comparison"]["good"], told["comparison"]["bad"]) == (6, 6)
    assert told["comparison"]["in_force"]["bad_in_review"] == in_review(before)
    assert models(cli) == {1: "in force", 2: "candidate"}

    assert cli("use", "flange", 2, "--author", "Kim")[0] == 0
    assert cli("inspect", "flange", folder)[0] == 0
    after = by_machine(cli)
    assert in_review(after) < in_review(before)
    assert escapes(after) == []

    code, out, _ = cli("learn", "flange", "--without", "part_01.jpg", "--dry-run", "--json")
    assert (code, len(json.loads(out)["plan"]["ok"])) == (0, 5)
    assert "the reference alone" in cli("learn", "flange", "--forget", "--author", "Kim")[1]
    code, out, _ = cli("learn", "flange", "--dry-run", "--json")
    assert len(json.loads(out)["plan"]["ok"]) == 6, "nothing was said of a single part"


def test_what_cannot_be_learned_is_named(flange, folder):
    cli = flange
    code, _, err = cli("learn", "flange")
    assert code == 2
    assert "Good parts to learn from: 0" in err

    say(cli, "part_01.jpg", "part_03.jpg", "part_05.jpg", "part_07.jpg")
    (folder / "part_03.jpg").write_bytes((folder / "part_02.jpg").read_bytes())
    assert cli("inspect", "flange", folder, "--include", "part_05.jpg")[0] == 0
    say(cli, "part_05.jpg", verdict="ng")
    (folder / "part_07.jpg").unlink()
    code, out, err = cli("learn", "flange", "--author", "Kim")
    assert code == 0
    assert "Learning from the reference and 1 confirmed OK" in out
    assert "part_03.jpg is not learned from: The file was changed" in err
    assert "part_05.jpg is not learned from: The same image was confirmed as different" in err
    assert "part_07.jpg is not learned from: The file cannot be read" in err
    assert models(cli) == {1: "in force", 2: "candidate"}

    assert cli("learn", "flange", "--forget", "--author", "Kim")[0] == 0
    assert cli("train", "flange", "--detector", "memory", "--image-size", _SIZE)[0] == 0
    listed = json.loads(cli("models", "flange", "--json")[1])
    assert [one["training_set"]["confirmed_ok"] for one in listed] == [0, 1, 0]


def idle(qtbot, window):
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=_MINUTES)


def inspected_by_machine(qtbot, window, folder):
    """Inspect a folder with the model in force; what the machine says, by file name."""
    window.go(Step.INSPECT)
    inspect = window.page(Step.INSPECT)
    inspect.run_bar.set_folder(folder)
    with qtbot.waitSignal(window.session.changed, timeout=_MINUTES):
        inspect.run_bar.start()
    idle(qtbot, window)
    return {row.path.name: row.machine for row in results.results(window.session.project)}


def test_learned_in_the_window(qtbot, window, folder):
    session = window.session
    session.create("Flange", noun="metal flange", defects=("scratch",))
    qtbot.waitUntil(lambda: window.step is Step.REFERENCE, timeout=_MINUTES)
    window.page(Step.REFERENCE).offer(_SAMPLE / "reference.jpg")
    qtbot.waitUntil(lambda: session.snapshot.reference is not None, timeout=_MINUTES)
    window.go(Step.TRAIN)
    train = window.page(Step.TRAIN)
    named(train, QSpinBox, "Steps").setValue(8)
    size = named(train, QComboBox, "Input size")
    size.setCurrentIndex(size.findData(_SIZE))
    train.start()
    qtbot.waitUntil(lambda: session.snapshot.model is not None, timeout=_MINUTES)
    before = inspected_by_machine(qtbot, window, folder)
    assert in_review(before) >= 3, "one reference cannot tell much"

    inspect = window.page(Step.INSPECT)
    kinds = inspect.view.list.review.kind
    kinds.setCurrentIndex(kinds.findData(QueueKind.ALL))
    inspect.view.list.review.start.setChecked(True)
    for _image in truth():
        wanted = inspect.state.image.requested_id
        is_ = truth()[inspect.state.results.result(wanted).path.name]
        key = Qt.Key.Key_N if is_ is Verdict.NG else Qt.Key.Key_O
        strike_seen(qtbot, inspect, key)
    learn = inspect.view.list.notice.learn
    qtbot.waitUntil(learn.isVisible, timeout=_MINUTES)
    assert learn.text() == "Learn from 6 parts"

    with qtbot.waitSignal(train.learning.learned, timeout=_MINUTES):
        qtbot.mouseClick(learn, Qt.MouseButton.LeftButton)
    idle(qtbot, window)
    assert train.comparison.isVisible()
    assert train.comparison.said["Bad in REVIEW"][0] == f"{in_review(before)} of 6"
    assert train.comparison.said["Escape"][1] == "0 of 6"
    assert session.snapshot.model.number == 1, "nobody has decided yet"
    train.question.author.setText("Kim")
    with qtbot.waitSignal(session.changed, timeout=_MINUTES):
        qtbot.mouseClick(train.question.use, Qt.MouseButton.LeftButton)
    assert session.snapshot.model.number == 2

    after = inspected_by_machine(qtbot, window, folder)
    assert session.snapshot.run.model_id == session.snapshot.model.id
    assert in_review(after) < in_review(before)
    assert escapes(after) == []
