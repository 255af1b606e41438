import math

import pytest
import torch
import torch.nn.functional as F
from hypothesis import strategies as st

from ad_studio.detection.calibration import SIGMA_FLOOR
from ad_studio.detection.prompt_learning.losses import (
    LossSettings,
    contrast,
    deviation_loss,
    promptad_loss,
    unit_of_contrast,
)
from ad_studio.detection.prompt_learning.prompts import PromptFeatures
from ad_studio.errors import UsageError

E0, E1, E2 = torch.eye(3)
values = st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=40).map(torch.tensor)
shares = st.floats(0.001, 1)


def test_contrast_is_abnormal_minus_normal_cosine():
    tokens = torch.stack([E0, E1, (E0 + E1) / math.sqrt(2)])
    assert contrast(tokens, E0, E1).tolist() == pytest.approx([-1, 1, 0], abs=1e-6)


def test_contrast_takes_batches():
    tokens = F.normalize(torch.randn(2, 4, 3, generator=torch.Generator().manual_seed(0)), dim=-1)
    both = contrast(tokens, E0, E1)
    assert both.shape == (2, 4)
    torch.testing.assert_close(both[1], contrast(tokens[1], E0, E1))


def test_deviation_loss_by_hand():
    delta = torch.tensor([0.2, -0.1, 0.1, -0.4])
    settings = LossSettings(margin=5, top_k=0.5)
    loss = deviation_loss(delta, torch.tensor(0.1), settings)
    assert float(loss) == pytest.approx(5 + (0.2 + 0.1) / 2 / 0.1)


def test_deviation_loss_is_zero_once_the_margin_is_kept():
    settings = LossSettings(margin=5, top_k=0.5)
    kept = torch.tensor([-0.5, -0.9, -0.6, -2.0])
    assert float(deviation_loss(kept, torch.tensor(0.1), settings)) == 0
    assert float(deviation_loss(kept + 0.06, torch.tensor(0.1), settings)) > 0


def test_deviation_loss_pulls_on_the_hardest_patches_only():
    delta = torch.tensor([0.3, -0.2, 0.1, -0.4], requires_grad=True)
    deviation_loss(delta, torch.tensor(0.5), LossSettings(top_k=0.5)).backward()
    assert delta.grad.tolist() == pytest.approx([1, 0, 1, 0])


def test_promptad_loss_by_hand():
    """Per patch: the triplet of one patch is not paid for by another."""
    features = PromptFeatures(normal=E0[None], manual=E1[None], learned=E1[None] * 2)
    tokens = torch.stack([E0, E1])
    temperature = 2.0
    sure = -math.log(math.exp(2) / (math.exp(2) + 2))
    wrong = -math.log(1 / (1 + 2 * math.exp(2)))
    v2t = (sure + wrong) / 2
    triplet = (0 + 2) / 2
    loss = promptad_loss(tokens, features, temperature=temperature, settings=LossSettings())
    assert float(loss) == pytest.approx(v2t + triplet, rel=1e-5)


def test_alignment_counts_by_its_weight():
    features = PromptFeatures(normal=E0[None], manual=E1[None], learned=E2[None])

    def loss(align):
        settings = LossSettings(align=align)
        return float(promptad_loss(E0[None], features, temperature=1, settings=settings))

    assert loss(0.5) - loss(0) == pytest.approx(0.5 * 2, rel=1e-5)


def test_without_learned_prompts_there_is_nothing_to_align():
    features = PromptFeatures(normal=E0[None], manual=E1[None], learned=torch.zeros(0, 3))

    def loss(align):
        settings = LossSettings(align=align)
        return float(promptad_loss(E0[None], features, temperature=1, settings=settings))

    assert loss(1) == loss(0) == pytest.approx(math.log(1 + math.exp(-1)))


def test_the_absolute_value_counts_patches_that_are_more_normal_than_most():
    delta = torch.tensor([0.1, -0.6, 0.2, -0.3])
    settings = LossSettings(margin=5, top_k=0.5, signed=False)
    loss = deviation_loss(delta, torch.tensor(0.1), settings)
    assert float(loss) == pytest.approx(5 + (0.6 + 0.3) / 2 / 0.1)


def test_the_unit_of_contrast():
    tokens = F.normalize(torch.randn(50, 3, generator=torch.Generator().manual_seed(0)), dim=-1)
    spread = unit_of_contrast(tokens, E0, temperature=3.0, scale="spread")
    assert float(spread) == pytest.approx(float(tokens[:, 0].std()))
    warm = unit_of_contrast(tokens, E0, temperature=3.0, scale="temperature")
    assert float(warm) == pytest.approx(math.exp(-3.0))
    flat = unit_of_contrast(E0.expand(9, -1), E0, temperature=99.0, scale="spread")
    assert float(flat) == pytest.approx(SIGMA_FLOOR)
    with pytest.raises(UsageError):
        unit_of_contrast(tokens, E0, temperature=3.0, scale="other")
