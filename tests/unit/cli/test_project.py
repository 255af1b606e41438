"""`create`, `reference`, `train` and `train-many`."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import Level, TrainSettings
from ad_studio.errors import Cancelled, PoorReferenceError
from ad_studio.services import part_types, training
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store import NewPartType
from tests.bad_images import encoded, picture
from tests.projects import add_model


def test_create_says_where(run, root):
    code, out, err = run("create", "Metal nut", "--noun", "metal nut", "--defect", "scratch")
    assert (code, err) == (ExitCode.DONE, "")
    assert str(root / "metal-nut") in out
    with Workspace(root).open("metal-nut") as project:
        assert (project.info.noun, project.info.defects) == ("metal nut", ("scratch",))


def test_create_twice(run, nut, root):
    code, out, err = run("create", "Metal  Nut", "--noun", "x")
    assert (code, out) == (ExitCode.ERROR, "")
    assert err.startswith(f"ad-studio: {root / nut}: There is already a project")


def test_an_empty_name_is_a_usage_error(run):
    assert run("create", " ", "--noun", "x")[0] == ExitCode.USAGE
    assert run("create", "x", "--noun", " ")[0] == ExitCode.USAGE


def test_the_workspace_option_wins(run, root, tmp_path):
    run("create", "Nut", "--noun", "nut", "--workspace", tmp_path / "other")
    assert (tmp_path / "other" / "nut").is_dir()
    assert not root.exists()


def test_reference_says_what_is_wrong_with_it(run, nut, tmp_path):
    image = tmp_path / "nut.png"
    image.write_bytes(encoded(picture(64, 48), "PNG"))
    code, out, err = run("reference", nut, image)
    assert code == ExitCode.DONE
    assert f"{image}, 64 x 48 pixels" in out
    assert "ad-studio: warning: The image is small" in err


def test_the_bit_depth_is_said_once(run, nut, tmp_path):
    image = tmp_path / "nut.png"
    values = np.arange(64 * 48, dtype=np.uint16).reshape(48, 64)
    image.write_bytes(encoded(Image.fromarray(values), "PNG"))
    code, out, err = run("reference", nut, image)
    assert (code, out) == (ExitCode.ERROR, "")
    assert "12 bits in a 16-bit file" in err
    assert "--bit-depth" in err
    assert run("reference", nut, image, "--bit-depth", 17)[0] == ExitCode.USAGE
    said = "Bit depth of files that do not say it: 12\n"
    assert run("reference", nut, image, "--bit-depth", 12)[1].endswith(said)
    assert run("reference", nut, image)[1].endswith(said)


def test_another_reference_leaves_the_models_as_they_are(run, nut, trained, tmp_path):
    image = tmp_path / "nut.png"
    image.write_bytes(encoded(picture(480, 360), "PNG"))
    code, _, err = run("reference", nut, image)
    assert code == ExitCode.DONE
    assert "Models already trained stay as they are; train again to use the new image." in err


def test_a_reference_that_is_not_there(run, nut, tmp_path):
    code, _, err = run("reference", nut, tmp_path / "nofile.png")
    assert code == ExitCode.ERROR
    assert "folder" not in err.replace(str(tmp_path), "")


def test_training_again_says_which_thresholds_are_left_behind(run, inspected):
    run("threshold", inspected, "--review", 3.5, "--ng", 6)
    said = "The thresholds set by hand for model 1 (3.5 / 6) do not apply to model 2."
    assert run("train", inspected)[2].endswith(f"ad-studio: {said}\n")
    assert said not in run("train", inspected)[2]


def test_an_interrupted_training_says_what_is_true(run, nut, monkeypatch):
    def train(*_args, **_options):
        raise Cancelled

    monkeypatch.setattr(training, "train", train)
    assert run("train", nut) == (
        ExitCode.CANCELLED,
        "",
        "ad-studio: Cancelled. No model was made.\n",
    )


def test_train_passes_the_settings_on(run, nut, fake_training, tmp_path):
    code, out, err = run("train", nut)
    assert code == ExitCode.DONE
    assert "Model 1, devprompt with starter on cpu" in out
    assert "The reference itself: 0.50 sigma" in out
    assert "REVIEW from 3, NG from 5 sigma (reference views)" in out
    assert "Learning" in err
    run("train", nut, "--detector", "memory", "--backbone", "RN50/openai", "--weights",
        tmp_path / "w.pt", "--epochs", 7, "--seed", 3, "--device", "cuda", "--image-size",
        336, "--set", "rotations=4", "--set", "cosine = true")  # fmt: skip
    options = {"rotations": "4", "cosine": "true"}
    assert fake_training == [
        TrainSettings(),
        TrainSettings("memory", "RN50/openai", tmp_path / "w.pt", 7, 3, "cuda", 336, options),
    ]


def test_the_smallest_defect_is_handed_on_in_pixels(run, nut, fake_training):
    run("train", nut, "--smallest-defect", 16)
    code, _, err = run("train", nut, "--smallest-defect", "0.4mm")
    assert code != 0
    assert "how large a pixel is" in err
    run("pixel-size", nut, "--mm", 0.05)
    run("train", nut, "--smallest-defect", "0.4mm")
    assert [one.smallest_defect for one in fake_training] == [16, 8]
    code, _, err = run("train", nut, "--smallest-defect", "-3px")
    assert code != 0
    for size, said in (
        ("0.0001px", "0.0001 px is less"),
        ("0.04mm", "0.04 mm is less than a pixel"),
    ):
        code, _, err = run("train", nut, "--smallest-defect", size)
        assert code == ExitCode.USAGE
        assert said in err
    assert len(fake_training) == 2


def test_a_level_is_a_size_of_the_starter(run, nut, fake_training):
    run("train", nut, "--level", "fast")
    assert fake_training == [TrainSettings(image_size=Level.FAST.image_size)]
    code, _, err = run("train", nut, "--level", "fast", "--backbone", "RN50/openai")
    assert (code, "goes with the starter" in err) == (ExitCode.USAGE, True)
    assert len(fake_training) == 1


def test_an_unknown_project_names_the_known_ones(run, nut):
    code, _, err = run("results", "nutt")
    assert code == ExitCode.ERROR
    assert 'no project "nutt"' in err
    assert "Projects here: metal-nut." in err


def test_training_on_a_poor_reference_needs_an_explicit_yes(run, nut, monkeypatch):
    def train(project, settings, *, progress):
        if not settings.accept_reference:
            raise PoorReferenceError(
                "It would mislead.", path=Path("/nut.png"), hint="In a window."
            )
        return add_model(project.store)

    monkeypatch.setattr(training, "train", train)
    code, out, err = run("train", nut)
    assert (code, out) == (ExitCode.ERROR, "")
    assert err.endswith("Set a better image, or train on this one with --accept-reference.\n")
    assert run("train", nut, "--accept-reference")[0] == ExitCode.DONE


@pytest.fixture
def fake_training_of_many(monkeypatch):
    """Training of several projects that stores a made-up model; gives what it was called with."""
    calls = []

    def train(project, others, settings, *, progress):
        names = [project.info.name, *(one.info.name for one in others)]
        assert all(one.store.folder != project.store.folder for one in others)
        calls.append((names, settings))
        kept = [
            NewPartType(number=number, name=name, path=Path(f"{name}.png"), sha256="ab")
            for number, name in enumerate(names)
        ]
        return add_model(project.store, part_types=kept)

    monkeypatch.setattr(part_types, "train_part_types", train)
    return calls


def test_one_model_for_several_projects(run, nut, fake_training_of_many):
    for name in ("Bolt", "Screw"):
        run("create", name, "--noun", name)
    code, out, _err = run("train-many", nut, "bolt", "Screw", "--seed", 3, "--detector", "memory")
    assert code == ExitCode.DONE
    assert "devprompt: Metal nut, Bolt, Screw with starter on cpu" in out
    assert "The reference of Metal nut itself: 0.50 sigma" in out
    assert "Other views of all references:" in out
    assert "Model 1 is in force." in out
    ((names, settings),) = fake_training_of_many
    assert names == ["Metal nut", "Bolt", "Screw"]
    assert settings == TrainSettings(seed=3, detector="memory")


def test_one_model_for_projects_that_are_not_there(run, nut, root, fake_training_of_many):
    code, _out, err = run("train-many", nut, "bolt")
    assert code == ExitCode.ERROR
    assert 'no project "bolt"' in err
    run("create", "Bolt M8", "--noun", "bolt")
    run("archive", "bolt-m8")
    for name in ("bolt-m8", "Bolt M8"):
        code, _out, err = run("train-many", nut, name)
        assert code == ExitCode.ERROR
        assert f'The project "{name}" is archived' in err
        assert "--back" in err
    assert run("train-many", nut)[0] == ExitCode.USAGE
    assert fake_training_of_many == []
