import pytest

from ad_studio.domain import RunStatus, Verdict
from ad_studio.errors import ProjectError, UsageError
from ad_studio.messages import plain
from ad_studio.services.study.plan import create_study, in_order
from ad_studio.store import NewResult

OK, REVIEW, NG = Verdict
TWO = ("Ann", "Bob")


def create(project, **options):
    return create_study(project, "Gauge", **{"inspectors": TWO, "parts": 20} | options)


def test_a_study_is_what_was_planned(project, run):
    study = create(project, author=" Eve ", rounds=3, seed=5)
    assert (study.name, study.run_id, study.author) == ("Gauge", run.id, "Eve")
    assert (study.inspectors, study.rounds, study.seed) == (TWO, 3, 5)
    assert len({part.result_id for part in study.parts}) == len(study.parts) == 20
    assert study.answers_needed == 120


def test_parts_are_chosen_evenly_among_the_verdicts(project, run):
    chosen = [part.machine for part in create(project, parts=21).parts]
    assert [chosen.count(verdict) for verdict in Verdict] == [7, 7, 7]


def test_what_a_person_said_before_is_what_a_part_is(project, run, judge):
    judge(NG, 1), judge(OK, 2), judge(REVIEW, 3)
    known = {part.result_id: part.known for part in create(project, parts=30).parts}
    assert (known[1], known[2], known[3], known[4]) == (NG, OK, None, None)


def test_only_judged_parts_where_that_is_wanted(project, run, judge):
    judge(NG, *range(1, 11)), judge(OK, *range(11, 22))
    study = create(project, judged_only=True)
    assert {part.known for part in study.parts} == {OK, NG}
    with pytest.raises(UsageError, match=r"only 21 .* judged by a person .*; 22"):
        create(project, judged_only=True, parts=22)


def test_parts_whose_files_are_gone_or_changed_are_passed_over(project, run):
    first, second, *rest = project.store.results.of_run(run.id)
    first.path.unlink()
    second.path.write_bytes(b"another part")
    chosen = {part.result_id for part in create(project, parts=28).parts}
    assert chosen == {row.id for row in rest}
    with pytest.raises(UsageError, match="only 28 different parts"):
        create(project, parts=29)


def test_the_same_image_is_not_judged_twice_and_an_error_not_at_all(project, run_of):
    run = run_of([1.0] * 19)
    (sha256, *_) = [row.sha256 for row in project.store.results.of_run(run.id)]
    first, *_ = [row.path for row in project.store.results.of_run(run.id)]
    path = first.with_name("twin.png")
    path.write_bytes(first.read_bytes())
    twin = NewResult(path=path, sha256=sha256, score=1.0)
    torn = NewResult(path=run.folder / "torn.png", error=plain("torn"))
    project.store.results.add(run.id, [twin, torn]).result()
    with pytest.raises(UsageError, match=r"only 19 .* with a score .*; 20"):
        create(project)


def test_the_seed_fixes_the_choice_and_the_order(project, run):
    first, again, other = (create(project, seed=seed) for seed in (1, 1, 2))

    def results(study):
        return [part.result_id for part in study.parts]

    assert results(first) == results(again) != results(other)
    orders = {
        tuple(part.result_id for part in in_order(first, name, number))
        for name in TWO
        for number in (1, 2)
    }
    assert len(orders) == 4, "another order for everybody and every round"
    assert all(sorted(order) == sorted(results(first)) for order in orders)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"inspectors": ("Ann",)}, "two inspectors"),
        ({"inspectors": ("Ann", "ann ")}, "a name of their own"),
        ({"inspectors": ("Ann", " ")}, "a name of their own"),
        ({"parts": 19}, "20 to 80 parts"),
        ({"parts": 81}, "20 to 80 parts"),
        ({"rounds": 1}, "2 to 5 rounds"),
        ({"rounds": 6}, "2 to 5 rounds"),
    ],
)
def test_a_plan_that_tells_nothing_is_refused(project, run, options, words):
    with pytest.raises(UsageError, match=words):
        create(project, **options)


def test_without_a_run_there_are_no_parts(project):
    with pytest.raises(ProjectError, match="Nothing has been inspected"):
        create(project)


def test_a_deleted_run_has_no_parts(project, run):
    project.store.runs.finish(run.id, RunStatus.FINISHED)
    project.store.runs.delete(run.id, author="Ann", reason="wrong lot")
    with pytest.raises(ProjectError, match="was deleted"):
        create(project, run_id=run.id)
