import pytest
import torch
import torch.nn.functional as F

from ad_studio.detection.prompt_learning.prompts import (
    ABNORMAL_STATES,
    GENERIC_DEFECTS,
    NORMAL_STATES,
    PromptFeatures,
    PromptLearner,
)

FAMILIES = ("normal", "manual", "learned")


@pytest.fixture
def make(tiny):
    def learner(*, defects=(), seed=0, **options):
        draw = torch.Generator().manual_seed(seed)
        return PromptLearner(tiny, noun="nut", defects=defects, generator=draw, **options)

    return learner


def read(learner):
    with torch.no_grad():
        return learner()


def test_only_context_and_words_are_trained(make, tiny):
    learner = make(n_context=5, n_learned=3)
    shapes = {name: tuple(value.shape) for name, value in learner.named_parameters()}
    assert shapes == {"context": (5, tiny.token_width), "words": (3, tiny.token_width)}


def test_prompts_begin_where_they_are_told(make):
    learned = make(n_learned=3, seed=7).state_dict()
    same = make(n_learned=3, start=learned)
    fewer, more = make(n_learned=2, start=learned), make(n_learned=5, start=learned)
    by_chance = make(n_learned=5)
    assert torch.equal(same.context, learned["context"])
    assert torch.equal(same.words, learned["words"])
    assert torch.equal(fewer.words, learned["words"][:2])
    assert torch.equal(more.words[:3], learned["words"])
    assert torch.equal(more.words[3:], by_chance.words[3:]), "there are no learned ones for these"
    assert make(n_learned=0, start=learned).words.shape[0] == 0


def test_every_family_has_its_prompts(make):
    found = read(make(defects=("dent",), n_learned=3))
    assert len(found.normal) == len(NORMAL_STATES)
    assert len(found.manual) == len(ABNORMAL_STATES) + 1 + len(GENERIC_DEFECTS)
    assert len(found.learned) == 3


def test_a_defect_named_twice_counts_once(make):
    plain, doubled = make(), make(defects=(GENERIC_DEFECTS[0], "dent", "dent"))
    assert len(read(doubled).manual) == len(read(plain).manual) + 1


def test_without_learned_words_the_family_is_empty(make, tiny):
    found = read(make(n_learned=0))
    assert found.learned.shape == (0, found.normal.shape[1])
    assert all(torch.isfinite(p).all() for p in found.prototypes())


def test_all_families_share_one_context(make):
    learner = make()
    before = read(learner)
    with torch.no_grad():
        learner.context[0] += 1
    after = read(learner)
    for family in FAMILIES:
        moved = (getattr(after, family) - getattr(before, family)).abs().amax(dim=1)
        assert (moved > 1e-4).all(), family


def test_every_family_sends_gradients_into_the_shared_context(make):
    for family in FAMILIES:
        learner = make()
        getattr(learner(), family).sum().backward()
        assert learner.context.grad.abs().sum() > 0
        reached = learner.words.grad is not None and bool(learner.words.grad.abs().sum() > 0)
        assert reached == (family == "learned")


def test_each_learned_prompt_has_words_of_its_own(make):
    learner = make()
    before = read(learner)
    with torch.no_grad():
        learner.words[1] += 1
    after = read(learner)
    assert torch.equal(after.normal, before.normal)
    assert torch.equal(after.manual, before.manual)
    moved = (after.learned - before.learned).abs().amax(dim=1) > 1e-4
    assert moved.tolist() == [False, True, False, False]


def test_context_stands_in_front_of_the_words(make, tiny):
    """With the context set to the slot's own words, a prompt reads as the plain sentence."""
    learner = make(n_context=2)
    slot = tiny.embed_tokens(tiny.tokenize(["x x"]))[0, 1:3]
    with torch.no_grad():
        learner.context.copy_(slot)
    ids = tiny.tokenize([f"x x {state.format('nut')}" for state in NORMAL_STATES])
    plain = tiny.encode_prompts(tiny.embed_tokens(ids), ids)
    torch.testing.assert_close(read(learner).normal, plain)


def test_prototypes_are_unit_means_of_raw_features():
    normal = torch.tensor([[3.0, 0], [0, 1]])
    manual, learned = torch.tensor([[0.0, 10], [2, 0]]), torch.tensor([[4.0, 0]])
    found = PromptFeatures(normal=normal, manual=manual, learned=learned).prototypes()
    torch.testing.assert_close(found[0], F.normalize(torch.tensor([1.5, 0.5]), dim=0))
    torch.testing.assert_close(found[1], F.normalize(torch.tensor([2, 10 / 3]), dim=0))


def test_a_seed_fixes_the_start(make):
    first, again, other = make(seed=1), make(seed=1), make(seed=2)
    assert torch.equal(first.context, again.context)
    assert torch.equal(first.words, again.words)
    assert not torch.equal(first.context, other.context)
    assert 0.005 < float(first.context.detach().std()) < 0.05
