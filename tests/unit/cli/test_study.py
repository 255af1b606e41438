import json
import shutil

import pytest

from ad_studio.domain import Verdict
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.study.session import get_study
from ad_studio.services.study.session import result as evaluate
from tests.projects import add_parts, answer_all, start_run


@pytest.fixture
def studied(run, project, tmp_path):
    """A project with 20 parts in a run."""
    model = project.store.models.in_force()
    lot = tmp_path / "parts"
    add_parts(project.store, start_run(project.store, model), lot, [1.0, 9.0] * 10)
    project.close()
    return "metal-nut"


@pytest.fixture
def plan(run, studied):
    """Plans a study of 20 parts."""
    code, out, _ = run(
        *("study", studied, "--new", "Gauge", "--inspectors", "Ann, Bob", "--parts", "20"),
        *("--author", "Eve", "--json"),
    )
    assert code == 0
    return json.loads(out)


def test_a_study_is_planned_and_listed(run, studied, plan):
    assert plan["answers"] == {"Ann": 0, "Bob": 0}
    assert (plan["parts"], plan["rounds"], plan["author"]) == (20, 2, "Eve")
    assert plan["result"] is None
    (listed,) = json.loads(run("study", studied, "--json")[1])
    assert listed == {name: value for name, value in plan.items() if name != "result"}
    out = run("study", studied)[1]
    assert "Gauge" in out and "0 of 80" in out
    assert "0 of 40" in run("study", studied, "1")[1]


def test_answers_are_given_for_the_part_whose_turn_it_is(run, studied, plan, tmp_path):
    code, first, _ = run("study", studied, "1", "--as", "Ann")
    assert code == 0
    assert first.startswith("round 1, 1 of 20: ")
    shutil.rmtree(tmp_path / "parts")
    code, _, err = run("study", studied, "1", "--as", "Ann", "--answer", "ng")
    assert code == 1, "its file is gone"
    assert "does not exist" in err
    assert run("study", studied, "1", "--as", "Ann")[1] == first


def test_a_complete_study_shows_its_result(run, root, studied, plan, tmp_path):
    with Workspace(root).open(studied) as project:
        study = get_study(project, 1)

        def rule(part, inspector, number):
            changed = (part.result_id, inspector, number) == (1, "Bob", 2)
            return Verdict.NG if changed else part.machine

        answer_all(project.store, study, rule)
        expected = evaluate(project, study)
    out = run("study", studied, "1")[1]
    assert "19 of 20 = 95.0% (76.4% to 99.1%)" in out
    assert "against known" not in out, "nothing is known of these parts"
    found = json.loads(run("study", studied, "1", "--json")[1])["result"]
    assert found["between"]["count"] == expected.between.count == 19
    assert found["inspectors"][0]["within_kappa"]["value"] == 1
    assert found["pairs"][0]["kappa"]["value"] == pytest.approx(expected.pairs[0].kappa.value)
    report = tmp_path / "study.html"
    code, out, _ = run("study", studied, "1", "--report", report, "--language", "de")
    assert (code, out) == (0, f"{report}\n")
    text = report.read_text(encoding="utf-8")
    assert '<html lang="de">' in text
    assert "19/20 = 95,0 % (76,4 % – 99,1 %)" in text
    code, _, err = run("study", studied, "1", "--report", report)
    assert (code, "--force" in err) == (1, True)
    assert run("study", studied, "1", "--report", report, "--force")[0] == 0
    assert run("study", studied, "1", "--as", "Ann")[1] == "Ann has judged everything.\n"
    code, _, err = run("study", studied, "1", "--as", "Ann", "--answer", "ok")
    assert (code, "has judged everything" in err) == (2, True)


def test_an_inspector_called_as_the_machine_keeps_the_row(run, root, studied):
    with Workspace(root).open(studied) as project:
        for result_id in range(1, 21):
            verdict = Verdict.OK if result_id % 2 else Verdict.NG
            project.store.verdicts.record(result_id, verdict, author="Eve", reason="")
    run("study", studied, "--new", "Gauge", "--inspectors", "Ann, machine", "--parts", "20")
    with Workspace(root).open(studied) as project:
        answer_all(project.store, get_study(project, 1), lambda part, name, number: part.machine)
    against = run("study", studied, "1")[1].partition("against known")[2].partition("\n\n")[0]
    assert [line.split()[0] for line in against.splitlines()[1:]] == ["Ann", "machine", "machine"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--new", "A"), "needs --inspectors"),
        (("--new", "A", "--as", "Ann"), "plans another study"),
        (("--parts", "30"), "go with --new"),
        (("--seed", "0"), "go with --new"),
        (("--as", "Ann"), "needs a STUDY"),
        (("1", "--answer", "ok"), "needs --as"),
        (("--report", "a.html"), "needs a STUDY"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run, arguments, words):
    code, _, err = run("study", "nut", *arguments)
    assert code == 2
    assert words in err
