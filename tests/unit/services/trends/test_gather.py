"""What counts as a part, where it counts, and what is said of it."""

import pytest
from scipy.stats import binomtest

from ad_studio.domain import TrendGrouping, Verdict
from ad_studio.errors import Cancelled
from ad_studio.services.inspection.runs import delete_run
from ad_studio.services.results.verdicts import record_verdict
from ad_studio.services.trends import gather_trends
from tests.projects import add_model


def groups(project, by=TrendGrouping.LOT):
    return {one.key: one for one in gather_trends(project, by=by).groups}


def counts(group):
    return group.ok, group.review, group.ng, group.errors


def test_before_any_run_there_is_nothing(project):
    found = gather_trends(project)
    assert (found.groups, found.reasons, found.dppm) == ([], [], None)
    assert found.ng.share is found.overkill.share is found.escape.share is None


def test_parts_are_put_together_by_lot_in_the_order_of_time(project, inspected):
    inspected({"a": 1.0, "b": 4.0, "c": 9.0}, lot="Z")
    inspected({"d": 1.0, "e": None}, lot="A")
    inspected({"f": 8.0}, lot="Z")
    found = gather_trends(project)
    assert [one.key for one in found.groups] == ["Z", "A"]
    assert [counts(one) for one in found.groups] == [(1, 1, 2, 0), (1, 0, 0, 1)]
    assert [one.run_ids for one in found.groups] == [(1, 3), (2,)]
    assert found.groups[0].ng_share == 0.5
    assert found.groups[0].review_share == 0.25
    assert found.dppm == pytest.approx(1e6 * 2 / 5)


def test_it_can_be_stopped(project, inspected):
    inspected({"a": 1.0}, lot="L1")
    with pytest.raises(Cancelled):
        gather_trends(project, should_stop=lambda: True)


def test_by_day_it_is_the_day_of_this_place(project, inspected):
    row = inspected({"a": 1.0}, lot="Z")["a"]
    inspected({"b": 1.0}, lot="A")
    day = row.inspected_at.astimezone().date().isoformat()
    assert counts(groups(project, TrendGrouping.DAY)[day]) == (2, 0, 0, 0)


def test_by_shift_it_is_the_shift_of_each_image(project, inspected):
    inspected({"a": 1.0, "b": 9.0}, lot="Z", shift="early")
    inspected({"c": 1.0}, lot="Z", shift="late")
    inspected({"d": 4.0}, lot="A", shift="early")
    inspected({"e": 1.0})
    found = groups(project, TrendGrouping.SHIFT)
    assert {key: counts(one) for key, one in found.items()} == {
        "early": (1, 1, 1, 0), "late": (1, 0, 0, 0), "": (1, 0, 0, 0),
    }  # fmt: skip
    assert found["early"].run_ids == (1, 3)


def test_an_image_inspected_again_counts_once_in_its_first_lot_with_its_last_result(
    project, inspected
):
    inspected({"a": 9.0, "b": 1.0}, lot="one")
    inspected({"a": 2.0}, lot="again")
    found = groups(project)
    assert list(found) == ["one"]
    assert counts(found["one"]) == (2, 0, 0, 0)


def test_what_a_person_said_stays_when_the_image_is_inspected_again(project, inspected):
    row = inspected({"a": 1.0}, lot="one")["a"]
    record_verdict(project, row.id, Verdict.NG, author="Ada", reason="scratch")
    inspected({"a": 1.0}, lot="again")
    assert counts(groups(project)["one"]) == (0, 0, 1, 0)


def test_of_two_results_that_people_judged_the_one_judged_last_counts(project, inspected):
    first = inspected({"a": 1.0, "b": 1.0}, lot="one")
    second = inspected({"a": 1.0, "b": 1.0}, lot="again")
    record_verdict(project, second["a"].id, Verdict.OK, author="Ada")
    record_verdict(project, first["a"].id, Verdict.NG, author="Ada")
    record_verdict(project, first["b"].id, Verdict.NG, author="Ada")
    record_verdict(project, second["b"].id, Verdict.OK, author="Ada")
    assert counts(groups(project)["one"]) == (1, 0, 1, 0)


def test_an_error_does_not_take_the_place_of_a_verdict(project, inspected):
    rows = inspected({"a": 9.0, "b": 1.0}, lot="one")
    record_verdict(project, rows["b"].id, Verdict.NG, author="Ada")
    inspected({"a": None, "b": None}, lot="again", damaged=("a", "b"))
    assert counts(groups(project)["one"]) == (0, 0, 2, 0)


def test_what_could_be_scored_later_is_no_error_any_more(project, inspected):
    inspected({"a": None, "b": None, "c": None}, lot="one", damaged=("a",))
    inspected({"a": 9.0, "b": 1.0}, lot="one")
    assert counts(groups(project)["one"]) == (1, 0, 1, 1)


def test_a_file_of_the_same_name_in_another_lot_is_another_part(project, inspected):
    inspected({"a": None}, lot="one")
    inspected({"a": 1.0}, lot="two")
    found = groups(project)
    assert (counts(found["one"]), counts(found["two"])) == ((0, 0, 0, 1), (1, 0, 0, 0))


def test_a_deleted_run_does_not_count(project, inspected):
    inspected({"a": 1.0}, lot="one")
    row = inspected({"b": 9.0}, lot="two")["b"]
    delete_run(project, row.run_id, reason="wrong lot")
    assert list(groups(project)) == ["one"]


def test_overkill_and_escape_are_of_the_parts_that_people_judged(project, inspected):
    rows = inspected({"a": 9.0, "b": 1.0, "c": 4.0, "d": 1.0, "e": 9.0, "f": None, "g": 9.0})
    for name, verdict in (
        ("a", Verdict.OK), ("b", Verdict.OK), ("c", Verdict.OK),
        ("d", Verdict.NG), ("e", Verdict.NG),
    ):  # fmt: skip
        record_verdict(project, rows[name].id, verdict, author="Ada")
    found = gather_trends(project)
    assert (found.overkill.hits, found.overkill.count) == (1, 3)
    assert (found.escape.hits, found.escape.count) == (1, 2)


def test_intervals_are_exact(project, inspected):
    inspected({f"p{number}": 9.0 if number < 3 else 1.0 for number in range(40)})
    found = gather_trends(project).ng
    interval = binomtest(3, 40).proportion_ci(0.95, "exact")
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))


def test_reasons_come_with_the_most_frequent_first(project, inspected):
    rows = inspected(dict.fromkeys("abcdef", 9.0))
    for name, reason in zip("abcde", ("dent", "scratch", "dent", "", "stain"), strict=True):
        record_verdict(project, rows[name].id, Verdict.NG, author="Ada", reason=reason)
    record_verdict(project, rows["f"].id, Verdict.OK, author="Ada", reason="dust")
    found = gather_trends(project).reasons
    assert [(one.reason, one.count) for one in found] == [
        ("dent", 2), ("", 1), ("scratch", 1), ("stain", 1),
    ]  # fmt: skip
    assert [one.cumulative for one in found] == pytest.approx([0.4, 0.6, 0.8, 1.0])


def test_exactly_the_results_that_are_counted_are_handed_over(project, inspected):
    early = inspected({"a": 9.0, "b": 1.0, "c": 4.0}, lot="one", shift="A")
    late = inspected({"a_of_B": 9.0}, lot="one", shift="B")
    again = inspected({"b": 9.0}, lot="two", shift="B")
    found = groups(project, TrendGrouping.SHIFT)
    ((ng,), (review,)) = found["A"].counted[Verdict.NG], found["A"].counted[Verdict.REVIEW]
    assert (ng.run_ids, ng.ids) == ((1, 3), (early["a"].id, again["b"].id))
    assert (review.run_ids, review.ids) == ((1,), (early["c"].id,))
    ((ng,), review) = found["B"].counted[Verdict.NG], found["B"].counted[Verdict.REVIEW]
    assert (ng.run_ids, ng.ids, review) == ((2,), (late["a_of_B"].id,), ())


def test_what_is_handed_over_is_apart_for_each_model(project, inspected):
    first = inspected({"a": 9.0})["a"]
    rows = inspected({"b": 9.0, "c": 9.0}, model=add_model(project.store))
    for row in (first, rows["b"]):
        record_verdict(project, row.id, Verdict.NG, author="Ada", reason="dent")
    record_verdict(project, rows["c"].id, Verdict.NG, author="Ada", reason="accident")
    found = {one.reason: one.counted for one in gather_trends(project).reasons}
    assert [(one.model, one.ids) for one in found["dent"]] == [
        (1, (first.id,)), (2, (rows["b"].id,))
    ]  # fmt: skip


@pytest.mark.parametrize(("score", "verdict"), [(9.0, Verdict.NG), (4.0, Verdict.REVIEW)])
def test_a_lot_beyond_the_limits_is_told(project, inspected, score, verdict):
    for lot in range(9):
        inspected(
            {f"{lot}x{number}": score if number == 0 else 1.0 for number in range(50)},
            lot=f"L{lot}",
        )
    inspected({f"bad{number}": score if number < 12 else 1.0 for number in range(50)}, lot="bad")
    told = {key: one.out_of_control for key, one in groups(project).items()}
    assert {key: beyond for key, beyond in told.items() if beyond} == {"bad": [verdict]}


def test_scores_are_told_for_each_model_without_images_that_have_a_warning(project, inspected):
    inspected({"a": 1.0, "b": 2.0, "c": 3.0, "d": 50.0}, lot="one", warned=("d",))
    other = add_model(project.store)
    inspected({"e": 7.0}, lot="one", model=other)
    first, second = groups(project)["one"].scores
    assert (first.model, first.images, first.low, first.median, first.high) == (1, 3, 1.5, 2.0, 2.5)
    assert (second.model, second.images, second.median) == (2, 1, 7.0)
