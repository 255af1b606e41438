import pytest
import torch

from ad_studio.detection.backbones.open_clip_backbone import (
    create_model,
    make_tokenizer,
    with_random_weights,
)
from ad_studio.detection.backbones.open_clip_text import OpenClipText
from ad_studio.domain import TrainUpdate
from ad_studio.errors import BackboneError
from ad_studio.progress import SilentProgress
from tests.fitting import fit

TOWERS = (
    "tiny-vit",
    "tiny-vit-clipa",
    "tiny-eos",
    "tiny-bidirectional",
    "tiny-last",
    "tiny-coca",
)
CAUSAL = ("tiny-vit", "tiny-eos")
TEXTS = ["a metal nut with a scratch", "flawless nut", "nut"]
LONG = "a very long description of a part " * 12


def _model(architecture):
    torch.manual_seed(0)
    return create_model(architecture, weights=None, quick_gelu=False, image_size=None).eval()


def _text(architecture, model):
    return OpenClipText(model, make_tokenizer=lambda: make_tokenizer(architecture, folder=None))


@torch.no_grad()
@pytest.mark.parametrize("architecture", TOWERS)
def test_untouched_embeddings_give_exactly_encode_text(architecture):
    """With a prompt that fills the context nothing is cut, so every operation is the same."""
    model = _model(architecture)
    text = _text(architecture, model)
    ids = text.tokenize([*TEXTS, LONG])
    assert torch.equal(text.encode(text.embed(ids), ids), model.encode_text(ids, normalize=False))


@torch.no_grad()
@pytest.mark.parametrize("architecture", TOWERS)
def test_truncation_changes_nothing(architecture):
    model = _model(architecture)
    text = _text(architecture, model)
    ids = text.tokenize(TEXTS)
    mine = text.encode(text.embed(ids), ids)
    torch.testing.assert_close(mine, model.encode_text(ids, normalize=False), atol=2e-6, rtol=1e-5)


@torch.no_grad()
@pytest.mark.parametrize("architecture", TOWERS)
def test_only_causal_towers_that_pool_at_the_end_token_are_cut(architecture):
    model = _model(architecture)
    text = _text(architecture, model)
    ids = text.tokenize(TEXTS)
    lengths = []
    tower = getattr(model, "text", model)
    tower.transformer.resblocks[0].register_forward_pre_hook(
        lambda _, inputs: lengths.append(inputs[0].shape[1])
    )
    text.encode(text.embed(ids), ids)
    longest = int((ids != 0).sum(dim=1).max())
    assert text.truncates == (architecture in CAUSAL)
    assert lengths == [longest if architecture in CAUSAL else 77]


@pytest.mark.parametrize("architecture", TOWERS)
def test_gradients_reach_the_embeddings_and_no_weight(architecture):
    backbone = with_random_weights(architecture, device=torch.device("cpu"))
    ids = backbone.tokenize(TEXTS)
    embeddings = backbone.embed_tokens(ids).detach().requires_grad_()
    assert embeddings.shape == (3, ids.shape[1], backbone.token_width)
    backbone.encode_prompts(embeddings, ids).sum().backward()
    assert embeddings.grad[:, 1:3].abs().sum() > 0


def test_first_id_is_a_start_token():
    backbone = with_random_weights("tiny-vit", device=torch.device("cpu"))
    assert backbone.tokenize(["scratch", "nut"])[:, 0].tolist() == [49406, 49406]


def test_vocabulary_without_start_token_gets_a_neutral_first_word():
    seen = []

    def sentencepiece_like(texts):
        seen.extend(texts)
        return torch.tensor([[len(word) for word in text.split()[:1]] for text in texts])

    text = OpenClipText(_model("tiny-last"), make_tokenizer=lambda: sentencepiece_like)
    assert text.tokenize(["scratched nut", "hole"]).tolist() == [[1], [1]]
    assert seen[-2:] == ["a scratched nut", "a hole"]


def test_tokenizer_of_another_package_is_asked_for_in_plain_words():
    try:
        import transformers  # noqa: F401
    except ImportError:
        expected = "needs the package transformers"
    else:
        expected = "tokenizer files"
    with pytest.raises(BackboneError, match=expected):
        make_tokenizer("ViT-B-16-SigLIP", folder=None)


def test_temperature_is_the_raw_parameter():
    backbone = with_random_weights("tiny-vit", device=torch.device("cpu"))
    assert backbone.temperature == pytest.approx(2.6593, abs=1e-3)


def test_dropped_text_tower_is_gone_and_the_vision_tower_stays(noise):
    backbone = with_random_weights("tiny-vit", device=torch.device("cpu"))
    backbone.drop_text()
    assert backbone.encode_images([noise]).joint.shape == (1, 16, 24)
    with pytest.raises(RuntimeError, match="dropped"):
        backbone.tokenize(["nut"])


class _Updates(SilentProgress):
    def __init__(self):
        self.epochs = []

    def partial(self, result):
        assert isinstance(result, TrainUpdate)
        self.epochs.append(result.epoch)


@pytest.mark.parametrize(
    "architecture", ["tiny-vit", "tiny-timm-vit", "tiny-timm-fastvit", "tiny-last"]
)
def test_trains_and_scores(architecture, build, noise):
    backbone = build(architecture)
    updates = _Updates()
    detector = fit("devprompt", backbone, [noise], epochs=2, held_out=2, progress=updates)
    assert updates.epochs == [1, 2]
    good, bad = detector.score([noise, 255 - noise])
    assert good.fused.shape == bad.fused.shape
    assert bad.score > good.score


@pytest.mark.parametrize("architecture", ["tiny-vit", "tiny-last"])
def test_deep_tokens_take_the_place_of_the_first_ones_in_later_blocks(architecture, build):
    backbone = build(architecture)
    ids = backbone.tokenize(["a worn nut", "hole"])
    embeddings = backbone.embed_tokens(ids)
    plain = backbone.encode_prompts(embeddings, ids)
    deep = [torch.zeros(2, backbone.token_width, requires_grad=True)]
    changed = backbone.encode_prompts(embeddings, ids, deep=deep)
    assert changed.shape == plain.shape
    assert not torch.allclose(changed, plain)
    changed.sum().backward()
    assert float(deep[0].grad.abs().sum()) > 0
