from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio import detector_registry
from ad_studio.detection.alignment.crop import CropSpec
from ad_studio.detection.anomaly_map import RecognisedPartType
from ad_studio.detection.detectors.part_types.recogniser import PartTypeRecogniser, describe
from ad_studio.detection.detectors.part_types.scale import COMMON, to_common_scale
from ad_studio.detection.fitting import PartToLearn, fit_and_check
from ad_studio.detection.fitting_part_types import fit_part_types
from ad_studio.detection.model_folder import load_model, read_description, save_model
from ad_studio.domain import Thresholds
from ad_studio.drawn_regions import DrawnRegion, RegionShape
from ad_studio.errors import Cancelled, ModelError
from ad_studio.progress import SilentProgress
from tests.progress_log import ProgressLog
from tests.tiny_backbone import TinyBackbone

NUT, BOLT = "Metal nut", "Bolt M8"


def grain(image, seed):
    noise = np.random.default_rng(seed).normal(0, 3, image.shape)
    return (image + noise).clip(0, 255).astype(np.uint8)


@pytest.fixture
def nut(photo):
    return photo[:40, :64]


@pytest.fixture
def bolt():
    y, x = np.mgrid[:40, :64]
    stripes = np.where((x // 5 + y // 20) % 2, 225.0, 40.0)
    return grain(np.stack([stripes] * 3, axis=-1), 7)


@pytest.fixture
def other():
    """Neither of the two."""
    return np.random.default_rng(3).integers(0, 256, (40, 64, 3), dtype=np.uint8)


def part(image, **more):
    return PartToLearn(
        noun="metal part", defects=("scratch",), references=[lambda _size: image], **more
    )


def kind_of(method, **settings):
    kind = detector_registry.find(method).load()
    if hasattr(kind.settings_type(), "epochs"):
        settings.setdefault("epochs", 1)
    return kind, kind.settings_type(**settings)


def fitted(types, *, method="memory", backbone=None, progress=None, **settings):
    kind, chosen = kind_of(method, **settings)
    return fit_part_types(
        kind,
        backbone or TinyBackbone(),
        types,
        settings=chosen,
        seed=0,
        progress=progress or SilentProgress(),
    )


def alone(one, *, method="memory", **settings):
    """What is fitted on one type by itself."""
    kind, chosen = kind_of(method, **settings)
    return fit_and_check(
        kind,
        TinyBackbone(),
        one,
        settings=chosen,
        seed=0,
        progress=SilentProgress(),
    )


@pytest.fixture
def model(nut, bolt):
    return fitted({NUT: part(nut), BOLT: part(bolt)})


@pytest.mark.parametrize("method", detector_registry.names())
def test_an_image_gets_the_map_and_verdict_of_a_model_of_its_type_alone(method, nut, bolt):
    types = {NUT: part(nut), BOLT: part(bolt)}
    model = fitted(types, method=method)
    assert model.thresholds == COMMON
    for (name, one), image in zip(types.items(), (nut, bolt), strict=True):
        own = alone(one, method=method)
        for shown in (image, grain(image, 1), grain(image, 2)):
            (found,), (expected,) = model.detector.score([shown]), own.detector.score([shown])
            assert found.part_type == RecognisedPartType(name, is_known=True)
            assert COMMON.verdict(found.score) is own.thresholds.verdict(expected.score)
            np.testing.assert_array_equal(found.visual, expected.visual)
            np.testing.assert_array_equal(found.text, expected.text)
            scaled = to_common_scale(expected.fused, own.thresholds)
            np.testing.assert_array_equal(found.fused, scaled.astype(np.float32))


def test_an_image_of_none_of_the_types_is_said_to_be_none(model, other):
    (found,) = model.detector.score([other])
    assert not found.part_type.is_known
    assert found.part_type.name in (NUT, BOLT)


def test_an_image_with_a_defect_is_still_taken_for_its_type(model, nut):
    bad = nut.copy()
    bad[18:22, 26:30] = 250
    (found,) = model.detector.score([bad])
    assert found.part_type == RecognisedPartType(NUT, is_known=True)
    assert COMMON.verdict(found.score) is not COMMON.verdict(0.0)


def test_images_are_scored_alike_in_any_company(model, nut, bolt):
    together = [one.score for one in model.detector.score([nut, bolt, nut])]
    apart = [model.detector.score([image])[0].score for image in (nut, bolt, nut)]
    assert together == apart
    assert model.detector.batch == 1


def test_the_image_is_encoded_once_for_recognition_and_score(nut, bolt):
    class Counting(TinyBackbone):
        encoded = 0

        def encode_images(self, images, *, blocks=None):
            Counting.encoded += len(images)
            return super().encode_images(images, blocks=blocks)

    model = fitted({NUT: part(nut), BOLT: part(bolt)}, backbone=Counting())
    Counting.encoded = 0
    model.detector.score([nut])
    assert Counting.encoded == 1


def test_confirmed_parts_widen_what_is_taken_for_a_type(nut, bolt, other):
    model = fitted({NUT: part(nut, confirmed_ok=[lambda _size: other]), BOLT: part(bolt)})
    (found,) = model.detector.score([other])
    assert found.part_type == RecognisedPartType(NUT, is_known=True)


def test_each_type_has_its_own_ignore_regions(nut, bolt):
    region = DrawnRegion(RegionShape.RECTANGLE, ((0.25, 0.2), (0.75, 0.8)))
    model = fitted({NUT: part(nut, ignore=(region,)), BOLT: part(bolt)})
    bad_nut, bad_bolt = nut.copy(), bolt.copy()
    for image in (bad_nut, bad_bolt):
        image[16:24, 24:40] = (250, 0, 0)
    clean, bad = (model.detector.score([image])[0] for image in (nut, bad_nut))
    np.testing.assert_array_equal(clean.fused, bad.fused)
    clean, bad = (model.detector.score([image])[0] for image in (bolt, bad_bolt))
    assert bad.score > clean.score


def test_a_type_that_is_cropped_lies_beside_one_that_is_not(monkeypatch, nut, bolt):
    crop = CropSpec(length=0.9, width=0.5, columns=96, rows=48, least_length=0.2)
    kind, _ = kind_of("devprompt")

    def choose(image, backbone, settings, *, has_ignore_regions):
        whole = super(kind, kind).choose_transform(
            image, backbone, settings, has_ignore_regions=has_ignore_regions
        )
        return crop if image is bolt else whole

    monkeypatch.setattr(kind, "choose_transform", staticmethod(choose))
    model = fitted({NUT: part(nut), BOLT: part(bolt)}, method="devprompt")
    size = model.detector.input_size(640, 400)
    assert size == crop.input_size(640, 400)
    large = np.asarray(np.kron(nut, np.ones((2, 2, 1), np.uint8)))[: size[1], : size[0]]
    (found,) = model.detector.score([large])
    assert found.part_type.name == NUT
    assert found.fused.shape == (5, 8)


def test_the_check_and_the_basis_speak_for_all_types(model, nut, bolt):
    singles = [alone(part(image)) for image in (nut, bolt)]
    expected = [
        float(to_common_scale(score, one.thresholds))
        for one in singles
        for score in one.check.view_scores
    ]
    assert model.check.view_scores == pytest.approx(expected)
    assert len(model.check.defect_scores) == sum(len(s.check.defect_scores) for s in singles)
    assert dict(model.basis.numbers) == {"types": 2, "provisional": 2}
    assert model.basis.is_provisional
    assert "2 part types" in str(model.basis)


def test_thresholds_of_types_that_rest_on_confirmed_parts_are_not_provisional(nut, bolt):
    def confirmed(image):
        return [lambda _size, seed=seed: grain(image, seed) for seed in range(4)]

    types = {
        name: part(image, confirmed_ok=confirmed(image))
        for name, image in ((NUT, nut), (BOLT, bolt))
    }
    model = fitted(types, method="devprompt")
    assert not model.basis.is_provisional
    assert dict(model.basis.numbers) == {"types": 2, "provisional": 0}


def test_what_is_done_is_said_with_the_name_of_the_type(nut, bolt):
    progress = ProgressLog()
    fitted({NUT: part(nut), BOLT: part(bolt)}, progress=progress)
    said = [str(words) for words in progress.statuses]
    assert f"{NUT}: Looking at the reference" in said
    assert f"{BOLT}: Checking the model on the reference" in said


def test_it_stops_when_asked_to(nut, bolt):
    progress = ProgressLog()
    progress.is_cancelled = True
    with pytest.raises(Cancelled):
        fitted({NUT: part(nut), BOLT: part(bolt)}, progress=progress)


# in a file


@pytest.fixture
def folder(tmp_path, model):
    save_model(tmp_path, model.detector, weights=None, about={})
    return tmp_path


def load(folder):
    return load_model(folder, read_description(folder), TinyBackbone())


def test_a_model_read_back_scores_exactly_the_same(folder, model, nut, bolt, other):
    again = load(folder)
    for image in (nut, bolt, other):
        (before,), (after,) = model.detector.score([image]), again.score([image])
        assert (before.score, before.part_type) == (after.score, after.part_type)
        np.testing.assert_array_equal(before.fused, after.fused)


def edited(folder, change):
    description = read_description(folder)
    change(description.values["types"])
    with pytest.raises(ModelError) as caught:
        load_model(folder, description, TinyBackbone())
    return caught.value


@pytest.mark.parametrize(
    "change",
    [
        lambda types: types.pop(),
        lambda types: types.append(types[0]),
        lambda types: types[1].pop("settings"),
        lambda types: types[1].update(detector="no such detector"),
        lambda types: types[1].update(detector="part-types"),
        lambda types: types[1]["settings"].update(image_size=10**9),
        lambda types: types[1]["thresholds"].update(ng=0.5),
        lambda types: types[1].update(blocks=[0]),
        lambda types: types.clear(),
    ],
)
def test_a_damaged_type_is_found_on_loading(folder, change):
    assert "damaged" in str(edited(folder, change))


# the recogniser


def tokens(*blocks, weights=None):
    return SimpleNamespace(hidden=[torch.tensor([block]) for block in blocks], weights=weights)


def test_the_descriptor_is_the_weighted_mean_of_each_block():
    found = describe(tokens([[3.0, 0.0], [5.0, 0.0]], [[0.0, 2.0]], weights=(2.0, 1.0)))
    expected = torch.tensor([2.0, 0.0, 0.0, 1.0]) / 5**0.5
    torch.testing.assert_close(found, expected)


def test_the_nearest_image_decides_and_the_limit_follows_the_nearest_other_thing():
    def at(degrees):
        angle = torch.deg2rad(torch.tensor(float(degrees)))
        return torch.stack([angle.cos(), angle.sin()])

    def distance(degrees):
        return float(1 - at(degrees)[0])

    recogniser = PartTypeRecogniser.fit([[at(0), at(10)], [at(60)]], [at(-80), at(150)])
    near_first = torch.arccos(torch.tensor(1 - 2 / 3 * distance(80))).rad2deg()  # beside the first
    for degrees, expected in (
        (5, (0, True)),
        (30, (0, True)),
        (40, (1, True)),
        (100, (1, True)),
        (-float(near_first) + 1, (0, True)),
        (-float(near_first) - 1, (0, False)),
        (180, (1, False)),
    ):
        assert recogniser.recognise(tokens([at(degrees).tolist()])) == expected, degrees


# the common scale

pairs = st.tuples(st.floats(0.1, 50), st.floats(0.0, 50)).map(
    lambda two: Thresholds(review=two[0], ng=two[0] + two[1])
)


@given(own=pairs, score=st.floats(-50, 200))
def test_a_value_gets_the_same_verdict_on_the_common_scale(own, score):
    for value in (score, own.review, own.ng):
        found = float(to_common_scale(value, own))
        near = min(abs(value - own.review), abs(value - own.ng))
        if near == 0 or near > 1e-6:
            assert COMMON.verdict(found) is own.verdict(value)


@given(own=pairs, one=st.floats(-50, 200), other=st.floats(-50, 200))
def test_the_common_scale_keeps_order_and_zero(own, one, other):
    low, high = to_common_scale(sorted((one, other)), own)
    assert low <= high or low == pytest.approx(high)
    assert to_common_scale(0.0, own) == 0


def test_the_common_thresholds_change_nothing():
    values = np.linspace(-5, 30, 71)
    np.testing.assert_array_equal(to_common_scale(values, COMMON), values)
