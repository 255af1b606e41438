import shutil

import pytest

from ad_studio.domain import Verdict
from ad_studio.errors import Cancelled, UsageError
from ad_studio.services.inspection import inspector
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.learning import plan as planning
from ad_studio.services.learning.plan import plan_learning, verified_parts
from tests.progress_log import ProgressLog
from tests.unit.services.learning.conftest import picture

GOOD = tuple(f"g{i}" for i in range(8))


def plan(project, **options):
    return plan_learning(project, progress=ProgressLog(), **options)


def names(parts):
    return sorted(part.path.stem for part in parts)


def reasons(found):
    return {one.path.stem: str(one.reason) for one in found.left_out}


def test_confirmed_parts_are_learned_with_who_confirmed_them(inspected, say):
    say("g0", "g1", "g2", "b0")
    found = plan(inspected)
    assert names(found.ok) == ["g0", "g1", "g2"]
    assert {part.confirmed_by for part in found.ok} == {"Kim"}
    assert found.left_out == found.outliers == ()


def test_without_any_confirmed_part_there_is_nothing_to_learn(inspected, say):
    with pytest.raises(UsageError, match="learn from: 0"):
        plan(inspected)
    say("b0")
    with pytest.raises(UsageError, match="learn from: 0"):
        plan(inspected)


def test_fewer_than_asked_for_are_refused(inspected, say):
    say("g0", "g1")
    assert len(plan(inspected, least_ok=2).ok) == 2
    with pytest.raises(UsageError, match="learn from: 2; at least 3"):
        plan(inspected, least_ok=3)


def test_a_verdict_taken_back_takes_the_part_out(inspected, say):
    say("g0", "g1")
    say("g1", verdict=Verdict.REVIEW)
    assert names(plan(inspected).ok) == ["g0"]


def test_files_that_changed_or_vanished_are_left_out_and_named(inspected, say, lot):
    say("g0", "g1", "g2")
    (lot / "g1.png").unlink()
    picture(77).save(lot / "g2.png")
    found = plan(inspected)
    assert names(found.ok) == ["g0"]
    assert reasons(found) == {
        "g1": "The file cannot be read any more.",
        "g2": "The file was changed since it was inspected.",
    }


def test_copies_of_the_reference_are_left_out_and_named(inspected, say, lot, tmp_path):
    shutil.copy(tmp_path / "reference.png", lot / "again.png")
    inspector.inspect(inspected, lot, device="cpu", progress=ProgressLog())
    say("again", verdict=Verdict.OK)
    with pytest.raises(UsageError) as refused:
        plan(inspected)
    assert str(refused.value.hint) == "Left out: again.png. It is the same image as the reference."
    say("g0")
    assert reasons(plan(inspected)) == {"again": "It is the same image as the reference."}


def test_parts_of_another_shape_are_left_out(inspected, say, lot):
    say("g0")
    picture(50).crop((0, 0, 64, 64)).save(lot / "g9.png")
    inspector.inspect(inspected, lot, device="cpu", progress=ProgressLog())
    say("g9")
    assert reasons(plan(inspected)) == {"g9": "The image is of another shape than the reference."}


def test_an_image_with_a_warning_is_not_learned_from(inspected, say, lot):
    picture(50).point(lambda value: value // 5).save(lot / "g9.png")
    picture(51).point(lambda value: value // 5).save(lot / "h9.png")
    inspector.inspect(inspected, lot, device="cpu", progress=ProgressLog())
    say("g0")
    say("g9")
    found = plan(inspected, lot=chosen_run(inspected, None))
    assert names(found.ok) == ["g0"]
    assert not {"g9", "h9"} & set(names(found.lot))
    assert "much darker than the reference" in reasons(found)["g9"]


def test_the_same_bytes_judged_twice_are_one_part_and_none_if_people_disagree(inspected, say, lot):
    say("g0", "g1")
    inspector.inspect(inspected, lot, device="cpu", progress=ProgressLog())
    say("g0")
    say("g1", verdict=Verdict.NG)
    found = plan(inspected)
    assert names(found.ok) == ["g0"]
    assert reasons(found) == {"g1": "The same image was confirmed as different things."}
    assert names(verified_parts(inspected).parts) == ["g0"]


def test_a_bad_part_confirmed_ok_is_asked_about_again(inspected, say):
    say(*GOOD)
    say("b0", verdict=Verdict.OK)
    found = plan(inspected)
    assert names(found.outliers) == ["b0"]
    assert names(found.ok) == list(GOOD)
    accepted = plan(inspected, accept={found.outliers[0].result_id})
    assert names(accepted.ok) == ["b0", *GOOD]
    assert accepted.outliers == ()


def test_a_part_can_be_left_out_by_hand(inspected, say):
    say("g0", "g1")
    (first, second) = plan(inspected).ok
    assert plan(inspected, without={first.sha256}).ok == (second,)


def test_of_many_parts_some_are_chosen(inspected, say, monkeypatch):
    say(*GOOD)
    monkeypatch.setattr(planning, "MOST_LEARNED", 4)
    found = plan(inspected)
    assert len(found.ok) == 4
    assert found.unchosen == 4


def test_a_lot_is_learned_but_for_its_strangest_quarter(inspected):
    found = plan(inspected, confirmed=False, lot=chosen_run(inspected, None))
    assert names(found.lot) == list(GOOD)
    assert found.ok == ()


def test_what_people_judged_is_not_learned_as_of_a_lot(inspected, say):
    say("g0", "b0")
    found = plan(inspected, lot=chosen_run(inspected, None))
    assert names(found.ok) == ["g0"]
    assert not {"g0", "b0"} & set(names(found.lot))


def test_a_lot_of_a_few_images_is_refused(inspected, say):
    say(*GOOD)
    with pytest.raises(UsageError, match="without a verdict: 3;"):
        plan(inspected, confirmed=False, lot=chosen_run(inspected, None))


def test_planning_can_be_cancelled(inspected, say):
    say("g0")
    with pytest.raises(Cancelled):
        plan_learning(inspected, progress=ProgressLog(cancel_after=0))
