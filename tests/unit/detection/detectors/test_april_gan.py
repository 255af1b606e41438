"""April-GAN against slow, obvious versions of its formulas, on random weights."""

import math

import numpy as np
import pytest
import torch

from ad_studio.detection.auxiliary.methods import import_learned
from ad_studio.detection.detectors.april_gan.layers import StageLayers
from ad_studio.detection.prompt_learning.ensemble import prompt_anchors
from tests.fitting import fit
from tests.tiny_backbone import TinyBackbone, WithClassToken


class Unaligned(TinyBackbone):
    """Says nothing of an image as a whole, and its patches were not aligned to text."""

    has_aligned_patches = False


def unit(vector):
    length = math.sqrt(sum(one * one for one in vector))
    return [one / length for one in vector]


def dot(one, other):
    return sum(a * b for a, b in zip(one, other, strict=True))


def standardised(vector):
    mean = sum(vector) / len(vector)
    spread = math.sqrt(sum((one - mean) ** 2 for one in vector) / len(vector) + 1e-5)
    return [(one - mean) / spread for one in vector]


def by_hand(detector, image, reference, *, published):
    """Raw map and, where there is one, the value of the image, by loops over patches."""
    tokens = detector.inputs.backbone.encode_images([image], blocks=detector.inputs.blocks)
    normal, abnormal = detector.prototypes.tolist()

    def share(embedded):
        good, bad = (detector.temperature * dot(embedded, one) for one in (normal, abnormal))
        return 1 / (1 + math.exp(good - bad))

    total = []
    for patch in range(tokens.joint.shape[1]):
        shares, far = [], 0.0
        for layer, stage in zip(detector.layers.fc, tokens.hidden, strict=True):
            token = stage[0, patch].tolist()
            rows, bias = layer.weight.tolist(), layer.bias.tolist()
            if published is False:
                token = standardised(token)
            projected = [dot(row, token) + b for row, b in zip(rows, bias, strict=True)]
            shares.append(share(unit(projected)))
        if detector.inputs.backbone.has_aligned_patches:
            shares.append(share(tokens.joint[0, patch].tolist()))
        text = sum(shares) / len(shares)
        if reference is not None:
            own = detector.inputs.backbone.encode_images([reference], blocks=detector.inputs.blocks)
            for stage, other in zip(tokens.hidden, own.hidden, strict=True):
                token = unit(stage[0, patch].tolist())
                nearest = min(1 - dot(token, unit(one)) for one in other[0].tolist())
                far += nearest / len(tokens.hidden)
        total.append(text + far)
    whole = None if tokens.image_embedding is None else share(tokens.image_embedding[0].tolist())
    return np.array(total), whole


class Published(WithClassToken):
    """On which the authors' own kind of file is imported."""

    name = "published"


@pytest.fixture
def published(tmp_path):
    draw = torch.Generator().manual_seed(2)
    tensors = {f"fc.{i}.weight": torch.randn(12, 16, generator=draw) for i in range(2)}
    tensors |= {f"fc.{i}.bias": torch.randn(12, generator=draw) for i in range(2)}
    torch.save({"trainable_linearlayer": tensors}, tmp_path / "published.pth")
    path = import_learned("april-gan", tmp_path / "published.pth", Published())
    yield
    path.unlink()


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("shots", [0, 1])
@pytest.mark.parametrize("backbone", [TinyBackbone, Unaligned, WithClassToken, Published])
def test_maps_and_scores_equal_a_plain_implementation(photo, shots, backbone):
    image, references = photo[::-1].copy(), [photo] * shots
    detector = fit("april-gan", backbone(), references)
    (found,) = detector.score([image])
    own = backbone is Published
    assert detector.temperature == (100 if own else 20)
    raw, whole = by_hand(detector, image, photo if shots else None, published=own)
    stats = detector.calibration.fused
    expected = (raw - stats.mean) / stats.sigma
    np.testing.assert_allclose(found.fused.flatten(), expected, atol=0.02)
    share = 0.005 if shots else 0.05
    count = max(1, int(share * len(raw)))
    peak = np.sort(raw)[-count:].mean()
    if whole is not None:
        peak = (peak + whole) / 2
    assert found.score == pytest.approx((peak - stats.mean) / stats.sigma, abs=0.02)


def test_each_prompt_is_of_unit_length_before_the_mean():
    backbone = TinyBackbone()
    plain = prompt_anchors(backbone, noun="nut")
    unit_first = prompt_anchors(backbone, noun="nut", unit=True)
    assert not torch.allclose(plain, unit_first, atol=1e-3)
    for anchors in (plain, unit_first):
        torch.testing.assert_close(anchors.norm(dim=-1), torch.ones(2))


def test_defects_of_the_project_change_the_abnormal_prompt_only():
    backbone = TinyBackbone()
    plain, named = (
        prompt_anchors(backbone, noun="nut", defects=defects) for defects in ((), ("burr",))
    )
    assert torch.equal(plain[0], named[0])
    assert not torch.equal(plain[1], named[1])


@pytest.mark.parametrize(
    "tensors",
    [
        {},
        {"fc.0.weight": torch.zeros(4, 3)},
        {"fc.1.weight": torch.zeros(4, 3), "fc.1.bias": torch.zeros(4)},
        {"fc.0.weight": torch.zeros(4, 3), "fc.0.bias": torch.zeros(3)},
        {"fc.0.weight": torch.zeros(4), "fc.0.bias": torch.zeros(4)},
    ],
)
def test_layers_that_are_none_are_refused(tensors):
    with pytest.raises(ValueError, match="layers"):
        StageLayers.restore(tensors, normalise=False)
