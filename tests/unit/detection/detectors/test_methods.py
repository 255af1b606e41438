"""What every method must do, whichever it is."""

import numpy as np
import pytest

from ad_studio import detector_registry
from ad_studio.detection.detectors.base import FitData
from ad_studio.detection.fitting import fit_without_reference
from ad_studio.detection.generated_good import generated_good
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.model_folder import load_model, read_description, save_model
from ad_studio.drawn_regions import DrawnRegion, RegionShape
from ad_studio.errors import Cancelled, ModelError, UsageError
from ad_studio.progress import SilentProgress, stop_between
from tests.fitting import fit
from tests.progress_log import ProgressLog
from tests.tiny_backbone import PATCH, TinyBackbone

ALL = detector_registry.names()


def needs_reference(name):
    return detector_registry.find(name).load().needs_reference


MAPS = ("text", "visual", "fused")


def train(name, images, *, progress=None, seed=0, **options):
    kind = detector_registry.find(name).load()
    settings = kind.make_settings(options, epochs=3, seed=seed)
    return fit(name, TinyBackbone(), images, settings=settings, progress=progress)


def spotted(image, row, column):
    out = image.copy()
    out[row * PATCH : (row + 1) * PATCH, column * PATCH : (column + 1) * PATCH] = (255, 0, 255)
    return out


def peak(grid):
    return tuple(int(i) for i in np.unravel_index(grid.argmax(), grid.shape))


@pytest.fixture(params=ALL)
def name(request):
    return request.param


@pytest.mark.parametrize("place", [(0, 0), (7, 11), (2, 9)])
def test_a_spot_is_found_where_it_was_drawn(name, place, photo):
    plain, bad = train(name, [photo]).score([photo, spotted(photo, *place)])
    assert bad.fused.shape == (8, 12)
    assert peak(bad.visual) == place
    assert bad.visual[place] > plain.visual[place]


def test_maps_are_finite_and_missing_branches_zero(name, photo):
    detector = train(name, [photo])
    (found,) = detector.score([photo[::-1].copy()])
    for kind in MAPS:
        one = getattr(found, kind)
        assert one.dtype == np.float32
        assert np.isfinite(one).all()
        assert bool(one.any()) == (kind == "fused" or kind in detector.branches)


def test_held_out_views_have_mean_zero_and_sigma_one(name, photo):
    """So that a score is in sigma of the reference, whatever the method's own units."""
    detector = train(name, [photo])
    assert detector.calibration.fused.sigma > 0
    (reference,) = detector.score([photo])
    assert abs(float(reference.fused.mean())) < 5


def test_an_image_is_judged_alone(name, photo):
    noise = np.random.default_rng(0).integers(0, 256, photo.shape, dtype=np.uint8)
    detector = train(name, [photo])
    together = detector.score([noise, photo])[1]
    (alone,) = detector.score([photo])
    assert together.score == pytest.approx(alone.score, rel=1e-4, abs=1e-3)
    for kind in MAPS:
        np.testing.assert_allclose(getattr(together, kind), getattr(alone, kind), atol=2e-3)


def test_a_seed_fixes_everything(name, photo):
    bad = spotted(photo, 3, 4)
    first, again = (train(name, [photo], seed=4).score([bad])[0] for _ in range(2))
    assert first.score == again.score
    for kind in MAPS:
        np.testing.assert_array_equal(getattr(first, kind), getattr(again, kind))


def test_a_saved_model_is_the_same_model(name, photo, tmp_path):
    detector = train(name, [photo])
    save_model(tmp_path, detector, weights=None, about={})
    again = load_model(tmp_path, read_description(tmp_path), TinyBackbone())
    assert (again.name, again.settings) == (name, detector.settings)
    (before,), (after,) = detector.score([photo]), again.score([photo])
    assert after.score == pytest.approx(before.score, abs=1e-3)
    np.testing.assert_allclose(after.fused, before.fused, atol=1e-3)


TILES = {"tile": str(8 * PATCH), "held_out": "2"}


@pytest.fixture(params=[name for name in ALL if name != "winclip"])
def tiled(request):
    return request.param


def test_tiles_change_nothing_where_every_patch_stands_for_itself(tiled, photo):
    """The tokens of the tiny backbone depend on their own pixels only; half precision costs .02."""
    bad = spotted(photo, 3, 7)
    # tiles have no places on the reference, nor is a tiled part turned
    fixed = {"pose": "fixed", "place_weight": "0"} if tiled == "devprompt" else {}
    whole = train(tiled, [photo], held_out="2", **fixed).score([photo, bad])
    cut = train(tiled, [photo], **TILES).score([photo, bad])
    for one, other in zip(whole, cut, strict=True):
        assert other.score == pytest.approx(one.score, abs=0.02)
        for kind in MAPS:
            np.testing.assert_allclose(getattr(other, kind), getattr(one, kind), atol=0.02)


def test_a_model_of_tiles_is_stored_and_damage_to_it_noticed(tiled, photo, tmp_path):
    detector = train(tiled, [photo], **TILES)
    save_model(tmp_path, detector, weights=None, about={})
    again = load_model(tmp_path, read_description(tmp_path), TinyBackbone())
    assert again.inputs.tiling == detector.inputs.tiling is not None
    bad = spotted(photo, 3, 7)
    (before,), (after,) = detector.score([bad]), again.score([bad])
    np.testing.assert_allclose(after.fused, before.fused, atol=1e-3)
    with pytest.raises(ModelError, match="damaged"):
        load_model(tmp_path, read_description(tmp_path), TinyBackbone(coarse=True))


def test_an_ignore_region_lies_alike_in_tiles(tiled, photo):
    region = DrawnRegion(RegionShape.RECTANGLE, ((0.5, 0.25), (0.75, 0.75)))
    kind = detector_registry.find(tiled).load()
    detector = fit(
        tiled,
        TinyBackbone(),
        [photo],
        settings=kind.make_settings(TILES, epochs=3, seed=0),
        ignore=(region,),
    )
    clean, hidden = detector.score([photo, spotted(photo, 4, 7)])
    assert hidden.score == clean.score
    assert not hidden.fused[2:6, 6:9].any()


def test_scoring_can_be_stopped_between_two_tiles(tiled, photo):
    class Stopped(SilentProgress):
        is_cancelled = True

    detector = train(tiled, [photo], **TILES)
    with pytest.raises(Cancelled):
        detector.score([photo], between=stop_between(Stopped()))


def test_winclip_says_that_it_looks_at_whole_images(photo):
    with pytest.raises(UsageError, match="whole images only"):
        train("winclip", [photo], **TILES)


def test_a_second_reference_makes_what_it_shows_normal(name, photo):
    bad = spotted(photo, 3, 4)
    alone, both = train(name, [photo]), train(name, [photo, bad])
    (strange,), (known,) = alone.score([bad]), both.score([bad])
    assert known.visual[3, 4] < strange.visual[3, 4]


def test_fitting_can_be_cancelled(name, photo):
    with pytest.raises(Cancelled):
        train(name, [photo], progress=ProgressLog(cancel_after=0))


def test_every_entry_loads_a_detector_of_its_name(name):
    assert detector_registry.find(name).load().name == name


def test_an_unknown_method_names_the_known_ones():
    with pytest.raises(UsageError) as caught:
        detector_registry.find("patchcore")
    assert all(name in str(caught.value.hint) for name in ALL)


def make_settings_of(name):
    return detector_registry.find(name).load().make_settings


def test_settings_are_read_from_text():
    settings = make_settings_of("devprompt")(
        {"loss.margin": "3", "text_weight": "0.5", "image_size": "336"}, epochs=7, seed=1
    )
    assert (settings.loss.margin, settings.text_weight, settings.image_size) == (3.0, 0.5, 336)
    assert (settings.epochs, settings.seed) == (7, 1)
    assert make_settings_of("memory")({"cosine": "true"}, epochs=7).cosine is True
    assert make_settings_of("winclip")({"sides": "2,4"}).sides == (2, 4)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"colour": "1"}, "colour"),
        ({"loss.colour": "1"}, "colour"),
        ({"loss": "1"}, "devprompt"),
        ({"seed.x": "1"}, "seed"),
        ({"epochs": "many"}, "epochs"),
        ({"image_size": "big"}, "image_size"),
    ],
)
def test_settings_that_make_no_sense_are_refused(options, said):
    with pytest.raises(UsageError) as caught:
        make_settings_of("devprompt")(options)
    assert said in str(caught.value.message)


def test_a_switch_must_be_true_or_false():
    with pytest.raises(UsageError, match="true or false"):
        make_settings_of("memory")({"cosine": "maybe"})


def test_rotations_make_turned_parts_normal(photo):
    turned = np.ascontiguousarray(photo[::-1, ::-1])
    plain, rotated = train("memory", [photo]), train("memory", [photo], rotations="4")
    assert len(rotated.memory) == 4 * len(plain.memory)
    assert rotated.score([turned])[0].visual.mean() < plain.score([turned])[0].visual.mean()


def test_a_coreset_is_smaller_and_still_knows_the_reference(photo):
    full, small = train("memory", [photo]), train("memory", [photo], coreset="0.25")
    assert len(small.memory) == len(full.memory) // 4
    (known,), (strange,) = small.score([photo]), small.score([255 - photo])
    assert known.score < strange.score


def test_winclip_without_memory_is_zero_shot(photo):
    detector = train("winclip", [photo], few_shot="false")
    (found,) = detector.score([spotted(photo, 3, 4)])
    assert not found.visual.any()
    assert found.text.any()


@pytest.fixture(params=[one for one in ALL if not needs_reference(one)])
def zero_shot(request):
    """The name of a method that can be fitted on no image at all."""
    return request.param


def test_without_a_reference_the_prompts_alone_are_asked(zero_shot, photo):
    detector = train(zero_shot, [])
    plain, bad = detector.score([photo, spotted(photo, 3, 4)])
    assert not bad.visual.any()
    assert bad.text[3, 4] != plain.text[3, 4]


def test_without_a_reference_a_sigma_is_that_of_generated_images(zero_shot):
    detector = train(zero_shot, [])
    good = generated_good(detector.input_size)
    maps = [detector.score([image])[0].fused for image in good]
    values = np.concatenate([one.flatten() for one in maps])
    assert abs(values.mean()) < 0.5
    assert 0.5 < values.std() < 1.5


def test_a_saved_model_without_a_reference_is_the_same_model(zero_shot, photo, tmp_path):
    detector = train(zero_shot, [])
    save_model(tmp_path, detector, weights=None, about={})
    again = load_model(tmp_path, read_description(tmp_path), TinyBackbone())
    (before,), (after,) = detector.score([photo]), again.score([photo])
    np.testing.assert_allclose(after.fused, before.fused, atol=1e-3)


@pytest.mark.parametrize("name", [one for one in ALL if needs_reference(one)])
def test_what_needs_a_reference_says_so(name):
    kind = detector_registry.find(name).load()
    with pytest.raises(UsageError, match=f"{name} needs at least one image"):
        fit_without_reference(
            kind,
            TinyBackbone(),
            noun="nut",
            defects=(),
            settings=kind.make_settings({}),
            progress=SilentProgress(),
        )


def test_a_model_keeps_the_blocks_it_was_trained_on(name, photo, tmp_path):
    """Whatever the backbone's own choice becomes."""
    kind = detector_registry.find(name).load()
    whole = InputPipeline.of_whole_images(TinyBackbone())
    inputs = InputPipeline(whole.backbone, whole.transform, blocks=(1,))
    settings = kind.make_settings({}, epochs=1)
    data = FitData(noun="nut", references=[photo])
    detector = kind.fit(inputs, data, settings=settings, progress=SilentProgress())
    save_model(tmp_path, detector, weights=None, about={})
    again = load_model(tmp_path, read_description(tmp_path), TinyBackbone())
    own = TinyBackbone.stages if name == "april-gan" else ()  # its layers are learned for these
    assert again.inputs.blocks == (own or (1,))
    assert again.score([photo])[0].score == pytest.approx(
        detector.score([photo])[0].score, abs=1e-3
    )
