import hashlib
import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import ad_studio.detection  # noqa: F401 - the torchvision guard comes first
from ad_studio.detection.backbones.text_tower import (
    DESCRIPTION,
    EOT,
    JOINT_BLOCKS,
    PAD,
    SOT,
    UNKNOWN,
    WEIGHTS,
    HeadConfig,
    JointHead,
    TextConfig,
    TextTower,
    bpe_ids,
    describe,
    load_text_side,
)

STARTER = Path(__file__).parents[3] / "resources" / "starter"
CONFIG = TextConfig(width=32, layers=2, heads=2, context=12, joint=24)


@pytest.fixture
def tower():
    torch.manual_seed(0)
    words = "x a metal nut with scratch damaged"
    tower = TextTower(CONFIG, sorted({i for w in words.split() for i in bpe_ids(w)})).eval()
    nn.init.normal_(tower.positions)
    nn.init.normal_(tower.tokens.weight)
    return tower


def test_tokenize_frames_the_words(tower):
    ids = tower.tokenize(["Metal NUT", ""])
    assert ids.shape == (2, CONFIG.context)
    assert ids.dtype == torch.long
    assert ids[0, 0] == SOT
    assert ids[0, 3] == EOT
    assert ids[1].tolist() == [SOT, EOT] + [PAD] * (CONFIG.context - 2)
    assert (ids[0, 1:3] > UNKNOWN).all()


def test_words_never_read_share_the_unknown_row(tower):
    ids = tower.tokenize(["damaged zqv", "damaged wkp"])
    assert UNKNOWN in ids[0].tolist()
    assert torch.isfinite(tower(ids)).all()


def test_a_long_phrase_keeps_its_end(tower):
    ids = tower.tokenize(["nut " * 50])
    assert ids.shape == (1, CONFIG.context)
    assert ids[0, -1] == EOT


def test_longer_neighbours_and_padding_change_nothing(tower):
    alone = tower(tower.tokenize(["metal nut"]))
    together = tower(tower.tokenize(["metal nut", "a damaged metal nut with a scratch"]))
    torch.testing.assert_close(alone[0], together[0])


def test_what_follows_the_end_changes_nothing(tower):
    ids = tower.tokenize(["metal nut", "a damaged metal nut with a scratch"])
    embeddings = tower.embed(ids)
    noisy = embeddings.clone()
    noisy[0, 4:] = torch.randn_like(noisy[0, 4:])
    torch.testing.assert_close(tower.encode(noisy, ids)[0], tower.encode(embeddings, ids)[0])


def test_cutting_to_the_longest_prompt_changes_nothing(tower):
    ids = tower.tokenize(["metal nut", "damaged metal nut"])
    length = int((ids == EOT).int().argmax(dim=1).max()) + 1
    torch.testing.assert_close(
        tower.encode(tower.embed(ids)[:, :length], ids[:, :length]), tower(ids)
    )


def test_deep_tokens_take_the_place_of_the_first_ones_in_later_blocks(tower):
    ids = tower.tokenize(["metal nut", "a damaged metal nut"])
    embeddings = tower.embed(ids)
    other = embeddings.clone()
    other[:, 1:3] = 0
    deep = [torch.ones(2, CONFIG.width)]
    changed = tower.encode(embeddings, ids, deep=deep)
    assert not torch.allclose(changed, tower.encode(embeddings, ids))
    assert not torch.allclose(changed, tower.encode(other, ids, deep=deep)), "the first block reads"


def test_learned_context_gets_gradients(tower):
    tower.requires_grad_(False)
    ids = tower.tokenize(["x x metal nut", "x x damaged metal nut"])
    context = (0.02 * torch.randn(2, CONFIG.width)).requires_grad_()
    embeddings = tower.embed(ids)
    embeddings = torch.cat([embeddings[:, :1], context.expand(2, -1, -1), embeddings[:, 3:]], dim=1)
    tower.encode(embeddings, ids).sum().backward()
    assert context.grad.abs().sum() > 0


def test_word_order_and_words_matter(tower):
    features = tower(tower.tokenize(["metal nut", "nut metal", "damaged metal nut"]))
    assert (features[0] - features[1]).norm() > 1e-3
    assert (features[0] - features[2]).norm() > 1e-3


@pytest.mark.parametrize("hidden", [0, 16])
def test_head_shapes(hidden):
    head = JointHead(HeadConfig(width=8, hidden=hidden, joint=24))
    tokens = [torch.randn(2, 5, 8) for _ in JOINT_BLOCKS]
    assert head(tokens).shape == (2, 5, 24)


def test_head_treats_images_of_a_batch_apart():
    torch.manual_seed(0)
    head = JointHead(HeadConfig(width=8, hidden=16, joint=24))
    tokens = [torch.randn(2, 5, 8) for _ in JOINT_BLOCKS]
    torch.testing.assert_close(head(tokens)[:1], head([t[:1] for t in tokens]))


def test_saved_and_loaded_again(tower, tmp_path):
    head = JointHead(HeadConfig(width=8, hidden=16, joint=24))
    both = nn.ModuleDict({"text": tower, "head": head})
    save_file({k: v.half() for k, v in both.state_dict().items()}, tmp_path / WEIGHTS)
    (tmp_path / DESCRIPTION).write_text(json.dumps(describe(tower, head)))
    again, head_again = load_text_side(tmp_path)
    ids = again.tokenize(["damaged metal nut zqv"])
    assert torch.equal(ids, tower.tokenize(["damaged metal nut zqv"]))
    torch.testing.assert_close(again(ids), tower(ids), atol=2e-2, rtol=2e-2)
    assert head_again.config == head.config
    assert not any(p.requires_grad for m in (again, head_again) for p in m.parameters())


@pytest.fixture(scope="module")
def shipped():
    return load_text_side(STARTER)


def test_starter_stays_under_fifty_megabytes():
    assert sum(f.stat().st_size for f in STARTER.iterdir()) < 50e6


def test_starter_matches_its_description():
    about = json.loads((STARTER / DESCRIPTION).read_text())
    for file, key in (
        ("vision.safetensors", "vision_sha256"),
        ("efficientnet.safetensors", "efficientnet_sha256"),
        (WEIGHTS, "weights_sha256"),
    ):
        assert hashlib.sha256((STARTER / file).read_bytes()).hexdigest() == about[key]


def test_starter_is_deterministic(shipped):
    tower, _ = shipped
    ids = tower.tokenize(["a metal nut", "a damaged metal nut"])
    assert torch.equal(tower(ids), tower(ids))


@pytest.mark.parametrize("noun", ["metal nut", "transistor", "zorblax", ""])
@pytest.mark.parametrize("context", ["", "x x x x "])
def test_starter_keeps_states_apart_whatever_the_noun(shipped, noun, context):
    tower, _ = shipped

    def mean(phrases):
        features = tower(tower.tokenize([context + p.format(noun) for p in phrases]))
        return nn.functional.normalize(features.mean(dim=0), dim=0)

    normal = mean(["good {}", "flawless {}", "{} without defect"])
    other_normal = mean(["perfect {}", "{} without damage", "normal {}"])
    abnormal = mean(["damaged {}", "{} with a defect", "broken {}"])
    assert normal @ other_normal > 0.99
    assert normal @ abnormal < 0.95
