import pytest

from ad_studio.domain import Thresholds, TrainingRole, Verdict
from ad_studio.errors import Cancelled, ImageError, PoorReferenceError, UsageError
from ad_studio.services import thresholds
from ad_studio.services.inspection import inspector
from ad_studio.services.inspection.run_plan import chosen_model
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.learning.comparison import compare_models
from ad_studio.services.learning.learn import forget, learn
from ad_studio.services.learning.plan import plan_learning
from ad_studio.services.projects import models, references, training_set
from tests.progress_log import ProgressLog
from tests.unit.services.learning.conftest import picture

GOOD = tuple(f"g{i}" for i in range(8))


def learned(project, **options):
    plan = plan_learning(project, progress=ProgressLog(), **options)
    return learn(project, plan, author="Kim", note="first lot", progress=ProgressLog())


def test_a_candidate_is_trained_and_the_model_in_force_stays(inspected, say):
    say(*GOOD)
    before = chosen_model(inspected, None)
    candidate = learned(inspected)
    assert candidate != before
    assert chosen_model(inspected, None) == before
    assert len(candidate.self_check.left_out_scores) == 8
    version = thresholds.current_thresholds(inspected, model_id=candidate.id)
    assert str(version.basis).startswith("8 confirmed OK learned")


def test_the_candidate_knows_what_it_learned_from(inspected, say, lot):
    say("g0", "g1", "g2")
    found = training_set.of_model(inspected, learned(inspected).id)
    assert (found.number, found.author, found.note) == (2, "Kim", "first lot")
    parts = found.of_role(TrainingRole.CONFIRMED_OK)
    assert len(parts) == 3
    assert {part.confirmed_by for part in parts} == {"Kim"}
    for part in parts:
        assert inspected.info.folder in part.path.parents
    (lot / "g0.png").unlink()
    assert all(training_set.read_image(part) for part in parts)


def test_learning_the_same_again_makes_no_new_version_of_the_training_set(inspected, say):
    say("g0", "g1")
    first, second = learned(inspected), learned(inspected)
    assert first.training_set_id == second.training_set_id
    say("g1", verdict=Verdict.NG)
    third = training_set.of_model(inspected, learned(inspected).id)
    assert len(third.of_role(TrainingRole.CONFIRMED_OK)) == 1


def test_a_lot_is_marked_as_such(inspected):
    candidate = learned(inspected, confirmed=False, lot=chosen_run(inspected, None))
    found = training_set.of_model(inspected, candidate.id)
    assert len(found.of_role(TrainingRole.LOT)) == 8
    version = thresholds.current_thresholds(inspected, model_id=candidate.id)
    assert str(version.basis).startswith("provisional")


def test_a_file_changed_after_planning_is_refused_and_nothing_is_stored(inspected, say, lot):
    say("g0")
    plan = plan_learning(inspected, progress=ProgressLog())
    picture(70).save(lot / "g0.png")
    with pytest.raises(ImageError, match="changed"):
        learn(inspected, plan, progress=ProgressLog())
    assert training_set.current(inspected).number == 1
    assert len(models.list_models(inspected)) == 1


def test_cancelled_learning_leaves_the_model_in_force(inspected, say):
    say("g0")
    plan = plan_learning(inspected, progress=ProgressLog())
    before = chosen_model(inspected, None)
    with pytest.raises(Cancelled):
        learn(inspected, plan, progress=ProgressLog(cancel_after=0))
    assert models.list_models(inspected) == [before]


def test_the_reference_alone_can_be_gone_back_to(inspected, say):
    say("g0")
    learned(inspected)
    assert len(forget(inspected, author="Kim").images) == 1
    assert forget(inspected).number == 3, "nothing changed the second time"


def test_a_part_taken_out_stays_out_until_it_is_accepted(inspected, say):
    say("g0", "g1", "g2")
    learned(inspected)
    out = plan_learning(inspected, progress=ProgressLog()).ok[0]
    left = forget(inspected, {out.sha256}, author="Kim")
    assert out.sha256 not in {image.sha256 for image in left.images}
    plan = plan_learning(inspected, progress=ProgressLog())
    assert plan.taken_out == (out,)
    assert len(plan.ok) == 2
    assert len(training_set.of_model(inspected, learned(inspected).id).images) == 3
    assert forget(inspected, {out.sha256}) == training_set.current(inspected), "it is out already"
    accepted = plan_learning(inspected, accept={out.result_id}, progress=ProgressLog())
    assert accepted.taken_out == ()
    assert out in accepted.ok


def test_the_hint_names_a_part_that_was_taken_out(inspected, say):
    say("g0", "g1")
    learned(inspected)
    first, second = plan_learning(inspected, progress=ProgressLog()).ok
    forget(inspected, {first.sha256})
    with pytest.raises(UsageError) as refused:
        plan_learning(inspected, without={second.sha256}, progress=ProgressLog())
    assert str(refused.value.hint).startswith("g0.png was taken out")


def compared(project, candidate, before):
    return compare_models(project, before, candidate, device="cpu", progress=ProgressLog())


def test_a_candidate_is_compared_on_what_people_judged(inspected, say):
    say(*GOOD, "b0", "b1")
    before, candidate = chosen_model(inspected, None), learned(inspected)
    found = compared(inspected, candidate, before)
    assert (found.good, found.bad) == (8, 2)
    assert found.before.model == before
    assert found.after.model == candidate
    assert found.after.good_in_review + found.after.overkill <= 2
    assert found.after.escape == 0
    assert found.after.auroc == 1.0
    assert all(flip.before is not flip.after for flip in found.flips)


def test_a_bad_part_with_a_warning_is_no_escape_whatever_it_scores(inspected, say, lot):
    picture(100, spot=True).point(lambda value: value // 5).save(lot / "b9.png")
    inspector.inspect(inspected, lot, device="cpu", progress=ProgressLog())
    say("g0", "b0", "b9")
    model = chosen_model(inspected, None)
    high = Thresholds(review=1e6, ng=2e6)
    thresholds.set_thresholds(inspected, high, model_id=model.id, author="Kim")
    found = compared(inspected, model, model)
    assert (found.before.escape, found.before.bad_in_review) == (1, 1)


def test_learning_with_another_poor_reference_needs_an_explicit_yes(inspected, say, tmp_path):
    say("g0")
    plan = plan_learning(inspected, progress=ProgressLog())
    picture().point(lambda value: value // 16).save(tmp_path / "dark.png")
    references.set_reference(inspected, tmp_path / "dark.png")
    with pytest.raises(PoorReferenceError, match="would mislead"):
        learn(inspected, plan, progress=ProgressLog())


def test_learned_parts_count_as_they_were_left_out(inspected, say):
    say(*GOOD)
    before, candidate = chosen_model(inspected, None), learned(inspected)
    pair = thresholds.current_thresholds(inspected, model_id=candidate.id).thresholds
    verdicts = [pair.verdict(score) for score in candidate.self_check.left_out_scores]
    found = compared(inspected, candidate, before)
    assert found.after.good_in_review == verdicts.count(Verdict.REVIEW)
    assert found.after.auroc is None


def test_parts_too_few_to_be_left_out_are_not_compared(inspected, say):
    say("g0", "b0")
    before, candidate = chosen_model(inspected, None), learned(inspected)
    say("g1")
    found = compared(inspected, candidate, before)
    assert (found.good, found.bad, found.learned) == (1, 1, 1)


def test_files_gone_since_are_said(inspected, say, lot):
    say("g0", "g1", "g2", "b0")
    before, candidate = chosen_model(inspected, None), learned(inspected)
    (lot / "b0.png").unlink()
    found = compared(inspected, candidate, before)
    assert (found.good, found.bad, found.unread) == (3, 0, 1)


def test_scores_of_runs_are_taken_over(inspected, say, lot, monkeypatch):
    say("g0", "g1", "g2", "b0")
    before, candidate = chosen_model(inspected, None), learned(inspected)
    inspector.inspect(inspected, lot, model_id=candidate.id, device="cpu", progress=ProgressLog())
    say("b0", "b1")
    found = compared(inspected, candidate, before)
    assert found.bad == 2
