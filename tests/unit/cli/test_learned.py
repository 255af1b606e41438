"""`train-prompts` and `add-prompts`, from labelled images to a detector that uses the result."""

import json

import pytest
import torch

from ad_studio.cli.codes import ExitCode
from ad_studio.detection.auxiliary import methods
from ad_studio.detection.auxiliary.learned import LearnedWeights, find_learned, installed_path
from ad_studio.detection.backbones import registry
from tests.labelled_sets import make_mvtec
from tests.learned_weights import ALONE
from tests.tiny_backbone import TinyBackbone


class Fresh(TinyBackbone):
    """On which nothing is learned yet."""

    name = "fresh"


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(registry, "load_backbone", lambda _id, **_options: Fresh())
    yield
    for name in methods.names():
        installed_path(name, Fresh.name).unlink(missing_ok=True)


@pytest.fixture
def sets(tmp_path):
    make_mvtec(tmp_path / "sets", width=128, height=96)
    return tmp_path / "sets"


def test_where_the_prompts_of_devprompt_begin_is_learned_and_imported(run, sets, tmp_path):
    file = tmp_path / "learned.safetensors"
    given = ("--method", "devprompt", "--backbone", "fresh")
    learn = ("train-prompts", sets, *given, "--out", file, "--epochs", 1, "--device", "cpu")
    assert run(*learn)[0] == ExitCode.DONE
    assert run("add-prompts", file, *given)[0] == ExitCode.DONE
    assert find_learned("devprompt", Fresh()).tensors.keys() == {"context", "words"}


@pytest.mark.parametrize("method", ALONE)
def test_learned_imported_and_measured_without_a_reference(run, sets, tmp_path, method):
    file = tmp_path / "learned.safetensors"
    evaluate = ("evaluate", sets, "--out", tmp_path / "out", "--detector", method, "--shots", 0)
    code, _, err = run(*evaluate)
    assert code == ExitCode.ERROR
    assert "has learned nothing on the backbone fresh" in err

    learn = ("train-prompts", sets, "--method", method, "--out", file, "--backbone", "fresh")
    code, out, _ = run(*learn, "--epochs", 2, "--seed", 4, "--device", "cpu")
    assert code == ExitCode.DONE
    assert "learned from 6 images" in out
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("learned")] == [file.name]
    about = LearnedWeights.read(file).about
    assert (about["epochs"], about["seed"], about["images"]) == (2, 4, 6)

    assert run("add-prompts", file, "--method", method, "--backbone", "fresh")[0] == 0
    code, out, _ = run(*evaluate, "--json")
    assert code == ExitCode.DONE
    assert json.loads(out)["categories"]["metal_nut"]["pixel_auroc"]["mean"] > 0


@pytest.mark.parametrize("method", ALONE)
def test_the_same_seed_learns_the_same_and_another_one_something_else(run, sets, tmp_path, method):
    learned = []
    for seed in (1, 1, 2):
        file = tmp_path / f"{len(learned)}.safetensors"
        given = ("--method", method, "--out", file, "--epochs", 1, "--seed", seed)
        assert run("train-prompts", sets, *given)[0] == ExitCode.DONE
        learned.append(LearnedWeights.read(file).tensors)
    for name, one in learned[0].items():
        assert torch.equal(learned[1][name], one)
    assert any(not torch.equal(learned[2][name], one) for name, one in learned[0].items())


@pytest.mark.parametrize("method", ALONE)
def test_what_was_broken_off_goes_on_where_it_stopped(run, sets, tmp_path, monkeypatch, method):
    learner = type(methods.find_method(method).start(Fresh(), seed=0))
    step, steps = learner.loss, []

    def learn(file, *, stop_at=None):
        def loss(self, examples):
            steps.append(file.stem)
            if steps.count(file.stem) == stop_at:
                raise KeyboardInterrupt
            return step(self, examples)

        monkeypatch.setattr(learner, "loss", loss)
        given = ("--method", method, "--out", file, "--epochs", 3)  # of one step each
        return run("train-prompts", sets, *given)[0]

    whole, broken = (tmp_path / f"{name}.safetensors" for name in ("whole", "broken"))
    assert learn(whole) == ExitCode.DONE
    assert learn(broken, stop_at=2) == ExitCode.CANCELLED
    assert not broken.exists()
    assert learn(broken) == ExitCode.DONE
    assert steps.count("broken") == 2 + 2, "the first epoch was not learned again"
    assert whole.read_bytes() == broken.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--category", "bolt"), "no category bolt"),
        (("--out", "/dev/null/x"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(run, sets, tmp_path, arguments, said):
    file = tmp_path / "learned.safetensors"
    code, _, err = run("train-prompts", sets, "--method", "april-gan", "--out", file, *arguments)
    assert code == ExitCode.ERROR or code == ExitCode.USAGE
    assert said in err
    assert not file.exists()


def test_where_weights_are_to_lie_is_seen_before_anything_is_learned(
    run, sets, tmp_path, monkeypatch
):
    earlier, other, folder = (tmp_path / name for name in ("earlier", "other", "folder"))
    folder.mkdir()
    other.write_bytes(b"something else")
    given = ("train-prompts", sets, "--method", "april-gan", "--epochs", 1, "--out")
    assert run(*given, earlier)[0] == ExitCode.DONE
    assert run(*given, earlier, "--force")[0] == ExitCode.DONE
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}

    def load(_name, **_options):
        raise AssertionError("work begins")

    monkeypatch.setattr(registry, "load_backbone", load)
    for out, force, why in (
        (earlier, (), "add --force"),
        (other, ("--force",), "no learned weights"),
        (folder, ("--force",), "a folder of that name"),
    ):
        code, _, err = run(*given, out, *force)
        assert code == ExitCode.USAGE
        assert why in err
    assert run(*given, other / "x")[0] == ExitCode.ERROR
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()} == before


def test_good_images_alone_teach_nothing(run, tmp_path):
    make_mvtec(tmp_path / "sets", bad=0)
    code, _, err = run(
        "train-prompts", tmp_path / "sets", "--method", "april-gan", "--out", tmp_path / "file"
    )
    assert code == ExitCode.USAGE
    assert "good and of bad" in err
