from contextlib import closing
from pathlib import Path

import pytest

from ad_studio.domain import Mark, Verdict
from ad_studio.errors import UsageError
from ad_studio.messages import msg, plain
from ad_studio.services.audit.trail import trail
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store import NewResult, audit_chain
from tests.campaigns.tampering import make_project
from tests.projects import add_model, make_store, start_run


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(audit_chain, "login_name", lambda: "kim")
    monkeypatch.setattr(audit_chain, "computer_name", lambda: "qa-pc")
    make_project(tmp_path / "nut")
    with closing(Project(tmp_path / "nut", write=True)) as project:
        yield project


def one(entries, what):
    (found,) = [entry for entry in entries if str(entry.what) == what]
    return found


def test_everything_that_was_done_is_in_it_newest_first(project):
    entries = trail(project)
    assert [entry.created_at for entry in entries] == sorted(
        (entry.created_at for entry in entries), reverse=True
    )
    said = [str(entry.what) for entry in entries]
    assert {*said} == {
        *("project made", "project changed", "reference set", "training set changed"),
        *("model trained", "model put in force", "thresholds set", "ignore regions drawn"),
        *("run 1 started", "run 1: finished", "run 2 started", "run 2: cancelled"),
        *("fields of parts set", "NG acknowledged", "operator set", "signed in"),
        *("run 2 deleted", "run 1 exported", "verdict", "changed file read again"),
        *("challenge sample 1 added", "challenge sample 2 added", "challenge sample 1 taken out"),
        *("challenge failed", "agreement study planned", "agreement study answered"),
    }
    assert all((entry.record.login, entry.record.computer) == ("kim", "qa-pc") for entry in entries)


def test_a_project_without_a_model_has_one_too(tmp_path):
    with Workspace(tmp_path).create("Nut", noun="nut", defects=()) as project:
        assert [str(entry.what) for entry in trail(project)] == ["project made"]


def test_a_verdict_says_from_what_to_what_why_and_on_which_model_and_thresholds(project):
    entry = one(trail(project), "verdict")
    assert (str(entry.old), str(entry.new), str(entry.why)) == ("NG", "OK", "oil")
    assert (entry.author, entry.image.name, entry.model) == ("Ann", "4.png", 1)
    assert (entry.thresholds.thresholds.review, entry.thresholds.thresholds.ng) == (3, 5)
    assert entry.record.upto["verdict_event"] == 5


def test_a_challenge_says_how_many_samples_were_as_expected_and_on_what(project):
    entries = trail(project)
    entry = one(entries, "challenge failed")
    assert (str(entry.new), entry.author, entry.model) == ("1 of 2 samples as expected", "Ann", 1)
    assert entry.thresholds.thresholds.ng == 6
    added = one(entries, "challenge sample 2 added")
    assert (str(added.new), added.image.name) == ("expected NG", "NG.png")
    assert str(one(entries, "challenge sample 1 taken out").why) == "worn"


def test_a_study_says_who_answers_and_not_what(project):
    entries = trail(project)
    planned = one(entries, "agreement study planned")
    assert (str(planned.new), planned.author) == ("Gauge: 1 part of run 1, Ann, Bob", "Ann")
    answered = one(entries, "agreement study answered")
    assert (str(answered.new), answered.author) == ("Gauge: round 1, 1 part", "Ann")


def test_decisions_say_what_was_before(project):
    entries = trail(project)
    found = [e for e in reversed(entries) if str(e.what) == "thresholds set"]
    first, second, third, zoned = found
    assert [str(first.old), str(second.old)] == ["", ""], "two models"
    limited = "REVIEW 3.5, NG 6, NG only from 0.001 mm² (a pixel is 0.01 mm)"
    assert (str(third.old), str(third.new)) == ("REVIEW 3, NG 5", limited)
    zone = "; in Back (10 to 20 % across, 10 to 20 % down) from 0.002 mm²"
    assert (str(zoned.old), str(zoned.new)) == (limited, limited + zone)
    assert (third.author, str(third.why)) == ("Ann", "first defects")
    assert first.why == first.thresholds.basis.message, "of the program: can be translated"
    assert str(one(entries, "run 1: finished").new) == "4 images"
    cancelled = one(entries, "run 2: cancelled")
    assert str(cancelled.new).startswith("ended before all of ")
    assert cancelled.what.values["status"] == msg("cancelled"), "can be translated"
    assert str(one(entries, "ignore regions drawn").new) == "version 1, 1 region"
    learned = [str(entry.new) for entry in entries if str(entry.what) == "training set changed"]
    assert "version 1, 1 image" in learned
    put = next(entry for entry in entries if str(entry.what) == "model put in force")
    assert (str(put.old), str(put.new), put.author) == ("model 1", "model 2", "Ann")
    changed = one(entries, "project changed")
    assert (str(changed.old), str(changed.new)) == ("metal nut", "nut")
    assert str(one(entries, "run 1 exported").new) == "lot.html"
    assert str(one(entries, "run 2 deleted").why) == "wrong lot"


def test_the_trail_of_an_image_has_the_machine_s_verdicts_too(project):
    project.store.verdicts.record_mark(1, Mark.UNSURE, author="Kim", reason="dark")
    entries = trail(project, image="2.png")
    assert [str(entry.what) for entry in entries] == ["marked as unsure", "verdict of the machine"]
    assert len(trail(project, machine=True)) > len(trail(project))
    with pytest.raises(UsageError, match="No image that was inspected"):
        trail(project, image="none.png")


def test_a_later_event_is_sealed_by_a_later_entry(project):
    project.store.verdicts.record(1, Verdict.NG, author="Kim", reason="")
    newest, *_ = trail(project)
    assert newest.record.entry == project.store.audit.head().entry


def test_an_image_that_was_not_inspected_is_in_it_with_the_reason(tmp_path):
    with closing(make_store(tmp_path / "nut")) as store:
        run = start_run(store, add_model(store))
        gone = NewResult(path=Path("/lot/7.png"), error=plain("not there any more"))
        store.results.add(run.id, [gone]).result()
    with closing(Project(tmp_path / "nut", write=False)) as project:
        for entries in (trail(project), trail(project, image="7.png")):
            entry = one(entries, "image not inspected")
            assert (str(entry.why), entry.image, entry.model) == (
                "not there any more",
                Path("/lot/7.png"),
                1,
            )
            assert entry.record.upto["result"] == 1
