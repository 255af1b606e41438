import re
from pathlib import Path

import pytest

from ad_studio import detector_registry
from ad_studio.errors import UsageError
from ad_studio.evaluation.presets import PRESETS, with_preset
from ad_studio.evaluation.settings import EvaluationSettings

DOCUMENT = (Path(__file__).parents[3] / "docs" / "presets.md").read_text(encoding="utf-8")


def settings_of(preset, **given):
    return EvaluationSettings(root=Path("r"), out=Path("o"), **with_preset(preset, given))


def test_what_is_given_counts_more_than_the_preset():
    settings = settings_of(
        "devprompt", backbone="starter", options={"devprompt.loss.margin": "7"}, shots=4
    )
    assert (settings.backbone, settings.size, settings.shots) == ("starter", 240, 4)
    assert settings.preset == "devprompt"
    methods = detector_registry.names()
    assert settings.options_of("devprompt", methods=methods) == {
        "loss.top_k": "0.1",
        "loss.margin": "7",
        "loss.deviation": "1",
        "loss.align": "0.001",
        "pose": "fixed",
    }
    assert settings.options_of("promptad", methods=methods) == {}


def test_unknown_presets():
    assert with_preset("", {"shots": 2}) == {"shots": 2}
    with pytest.raises(UsageError, match="preset"):
        with_preset("magic", {})


@pytest.mark.parametrize("preset", PRESETS)
def test_each_preset_is_for_its_method_and_sets_what_it_has(preset):
    settings = settings_of(preset)
    assert settings.detectors == (preset,)
    kind = detector_registry.find(preset).load()
    options = settings.options_of(preset, methods=detector_registry.names())
    assert len(options) == len(settings.options)
    made = kind.make_settings(options, epochs=settings.epochs, image_size=settings.size)
    assert made.image_size == settings.size
    assert settings.shots or not kind.needs_reference
    assert set(PRESETS[preset].compared) <= set(detector_registry.names())


@pytest.mark.parametrize(
    ("preset", "facts"),
    [
        ("winclip", {"temperature": 0.07, "sides": (2, 3), "score_share": 0.0}),
        ("promptad", {"epochs": 100, "smoothing": 0.01, "score_share": 0.0}),
        ("devprompt", {"epochs": 100, "pose": "fixed", "n_learned": 4}),
        ("april-gan", {"prompt_share": 0.0, "score_share": 0.0}),
        ("anomalyclip", {"smoothing": 4 / 14, "vv_blocks": 19, "layers": 1}),
    ],
)
def test_facts_of_the_papers(preset, facts):
    settings = settings_of(preset)
    options = settings.options_of(preset, methods=detector_registry.names())
    made = detector_registry.find(preset).load().make_settings(options, epochs=settings.epochs)
    assert {name: getattr(made, name) for name in facts} == facts


def test_the_document_says_of_each_preset_what_it_sets():
    rows = re.findall(r"^\| `([\w-]+)` \| ([^ ]+)[^|]* \| (\d+) \| (\d+)", DOCUMENT, re.MULTILINE)
    assert {name: (backbone, int(size), int(shots)) for name, backbone, size, shots in rows} == {
        name: (one.backbone, one.size, one.shots) for name in PRESETS if (one := settings_of(name))
    }
