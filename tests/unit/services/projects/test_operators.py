import ast
from datetime import timedelta
from pathlib import Path

import pytest

import ad_studio.services
from ad_studio.domain import (
    AcknowledgedBy,
    ActionSettings,
    Mark,
    Operator,
    Role,
    Thresholds,
    TraceField,
    TraceSettings,
    TrainSettings,
    Verdict,
)
from ad_studio.errors import SignInError, StoreError, UsageError
from ad_studio.progress import SilentProgress
from ad_studio.services import training
from ad_studio.services.actions.settings import set_action_settings
from ad_studio.services.audit.trail import trail
from ad_studio.services.inspection import inspector, runs
from ad_studio.services.learning import learn
from ad_studio.services.projects import ignore_regions, models, pins, references
from ad_studio.services.projects.operators import (
    FREE_TRIES,
    add_operator,
    ask_for_sign_in,
    operators,
    remove_operator,
    require_signed_in,
    sign_in,
)
from ad_studio.services.projects.traceability import set_trace_settings
from ad_studio.services.results import verdicts
from ad_studio.services.results.acknowledgements import acknowledge
from ad_studio.services.thresholds import versions
from ad_studio.store import repositories
from tests.projects import add_model, add_scores, start_run, tamper


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """PINs that are hashed in no time."""
    monkeypatch.setattr(pins, "COST", 16)


@pytest.fixture
def asking(project):
    """A project in which Ada is an operator and Ann an engineer, and everybody signs in."""
    run = start_run(project.store, add_model(project.store))
    add_scores(project.store, run, [1.0, 9.0])
    add_operator(project, "Ada", Role.OPERATOR, pin="1111", author="Ann")
    add_operator(project, "Ann", Role.ENGINEER, pin="2222", author="Ann")
    ask_for_sign_in(project, True, author="Ann")
    return project


def test_a_pin_is_stored_so_that_it_cannot_be_read_and_no_two_are_alike():
    stored = pins.hash_pin("4711")
    assert "4711" not in stored
    assert stored != pins.hash_pin("4711")
    assert [pins.fits(pin, stored) for pin in ("4711", " 4711 ", "4712", "")] == [1, 1, 0, 0]
    with pytest.raises(UsageError, match="at least 4"):
        pins.hash_pin("12 ")


def test_what_holds_by_default_is_that_nobody_signs_in(project):
    assert not project.asks_for_sign_in
    assert project.authorize(Role.ENGINEER, "Kim") == "Kim"


def test_the_person_signed_in_signs_whatever_name_is_given(asking):
    assert operators(asking) == [Operator("Ada", Role.OPERATOR), Operator("Ann", Role.ENGINEER)]
    sign_in(asking, "Ada", "1111")
    assert verdicts.record_verdict(asking, 2, Verdict.OK, author="Bob").author == "Ada"
    said = [str(entry.what) for entry in trail(asking)]
    assert said[:2] == ["verdict", "signed in"]
    assert {"operator set", "sign-in asked for or not"} <= set(said)


def test_a_list_that_nobody_could_change_any_more_is_refused(asking):
    sign_in(asking, "Ann", "2222")
    with pytest.raises(UsageError, match="No engineer would be left"):
        remove_operator(asking, "Ann")
    with pytest.raises(UsageError, match="No engineer would be left"):
        add_operator(asking, "Ann", Role.OPERATOR, pin="2222")
    add_operator(asking, "Eve", Role.ENGINEER, pin="3333")
    remove_operator(asking, "Ann")
    assert [one.name for one in operators(asking)] == ["Ada", "Eve"]
    sign_in(asking, "Eve", "3333")
    ask_for_sign_in(asking, False)
    remove_operator(asking, "Eve")
    with pytest.raises(UsageError, match="no engineer on the list"):
        ask_for_sign_in(asking, True)


def test_who_was_taken_from_the_list_cannot_sign_in(asking):
    sign_in(asking, "Ann", "2222")
    remove_operator(asking, "Ada")
    with pytest.raises(SignInError, match="name or the PIN"):
        sign_in(asking, "Ada", "1111")
    with pytest.raises(UsageError, match="no operator Ada"):
        remove_operator(asking, "Ada")


def test_wrong_pins_make_a_name_wait_longer_and_longer(asking):
    for _ in range(FREE_TRIES):
        with pytest.raises(SignInError, match="wrong"):
            sign_in(asking, "Ada", "9999")
    last = asking.store.operators.failures("Ada").last
    with pytest.raises(SignInError, match="Too many") as caught:
        sign_in(asking, "Ada", "1111", now=last + timedelta(seconds=29))
    assert "1 seconds" in str(caught.value.hint)
    sign_in(asking, "Ann", "2222", now=last)  # others need not wait
    with pytest.raises(SignInError, match="wrong"):
        sign_in(asking, "Ada", "9999", now=last + timedelta(seconds=31))
    last = asking.store.operators.failures("Ada").last
    with pytest.raises(SignInError, match="Too many"):
        sign_in(asking, "Ada", "1111", now=last + timedelta(seconds=59))
    sign_in(asking, "Ada", "1111", now=last + timedelta(seconds=61))
    assert asking.store.operators.failures("Ada").number == 0


def test_a_clock_that_was_set_back_makes_nobody_wait_longer_than_a_quarter_of_an_hour(asking):
    for _ in range(FREE_TRIES):
        with pytest.raises(SignInError, match="wrong"):
            sign_in(asking, "Ada", "9999")
    last = asking.store.operators.failures("Ada").last
    with pytest.raises(SignInError, match="Too many") as caught:
        sign_in(asking, "Ada", "1111", now=last - timedelta(days=9))
    assert "in 30 seconds" in str(caught.value.hint)


def test_a_change_of_the_list_holds_at_once_for_who_is_signed_in(asking):
    sign_in(asking, "Ann", "2222")
    add_operator(asking, "Eve", Role.ENGINEER, pin="3333")
    add_operator(asking, "Ann", Role.OPERATOR, pin="2222")
    with pytest.raises(SignInError, match="Ann is an operator"):
        remove_operator(asking, "Ada")
    sign_in(asking, "Eve", "3333")
    add_operator(asking, "Ivy", Role.ENGINEER, pin="4444")
    remove_operator(asking, "Eve")
    with pytest.raises(SignInError, match="Nobody is signed in"):
        remove_operator(asking, "Ada")


def test_work_that_waited_begins_only_in_the_name_of_who_asked_for_it(asking):
    ada = sign_in(asking, "Ada", "1111")
    require_signed_in(asking, ada)
    with pytest.raises(SignInError, match="Nobody was signed in when"):
        require_signed_in(asking, None)
    sign_in(asking, "Ann", "2222")
    with pytest.raises(SignInError, match="Ada asked for this"):
        require_signed_in(asking, ada)
    ask_for_sign_in(asking, False)
    require_signed_in(asking, ada)


def test_a_pin_that_was_tampered_with_is_an_error_of_the_store(asking):
    tamper(asking.store, "UPDATE operator_version SET pin = 'plain:1111'")
    with pytest.raises(StoreError):
        sign_in(asking, "Ada", "1111")


QUIET = SilentProgress()
OPERATORS_WORK = {
    "verdict": lambda project: verdicts.record_verdict(project, 2, Verdict.OK),
    "mark": lambda project: verdicts.record_mark(project, 2, Mark.UNSURE),
    "undo": lambda project: verdicts.undo_last(project, run_ids=(1,)),
    "redo": lambda project: verdicts.redo_last(project, run_ids=(1,)),
    "acknowledge": lambda project: acknowledge(project, 2, means=AcknowledgedBy.KEY),
    "inspect": lambda project: inspector.inspect(project, Path("/nowhere"), progress=QUIET),
    "resume": lambda project: inspector.resume(project, 99, progress=QUIET),
}
ENGINEERS_WORK = {
    "thresholds": lambda project: versions.set_thresholds(project, Thresholds(2, 4)),
    "restore": lambda project: versions.restore(project, 1),
    "model": lambda project: models.put_in_force(project, 1, author="Ann"),
    "train": lambda project: training.train(project, TrainSettings(), progress=QUIET),
    "learn": lambda project: learn.learn(project, None, progress=QUIET),
    "forget": learn.forget,
    "reference": lambda project: references.set_reference(project, Path("/nowhere.png")),
    "depth": lambda project: references.change_depth(project, 12),
    "regions": lambda project: ignore_regions.commit(project, ()),
    "delete": lambda project: runs.delete_run(project, 1, reason="wrong lot"),
    "project": lambda project: project.update(noun="nut"),
    "fields": lambda project: set_trace_settings(
        project, TraceSettings(frozenset({TraceField.LOT}))
    ),
    "actions": lambda project: set_action_settings(project, ActionSettings(log=Path("/l.csv"))),
    "add": lambda project: add_operator(project, "Eve", Role.OPERATOR, pin="1234"),
    "remove": lambda project: remove_operator(project, "Ada"),
    "sign-in": lambda project: ask_for_sign_in(project, False),
}


def test_nothing_is_changed_by_who_has_not_signed_in_and_little_by_operators(asking):
    before = asking.store.audit.head()
    for work in (*OPERATORS_WORK.values(), *ENGINEERS_WORK.values()):
        with pytest.raises(SignInError, match="Nobody is signed in"):
            work(asking)
    asking.operator = Operator("Ada", Role.OPERATOR)
    for work in ENGINEERS_WORK.values():
        with pytest.raises(SignInError, match="Ada is an operator"):
            work(asking)
    assert asking.store.audit.head() == before


ASKED_BEFORE = {
    "fit_and_store": "by train, train_alike and train_part_types",
    "_set_images": "by learn",
    "_set": "by set_reference and change_depth",
    "_send": "by inspect and resume",
    "_grow": "by inspect and resume",
    "_wait_while_paused": "by inspect and resume",
    "carry_out": "by inspect and resume",
    "sign_in": "it is the asking itself",
    "_carry_out": "by inspect, resume and carry_out_again",
    "add_video": "by inspect and resume",
    "_measure_in_pieces": "by set_thresholds",
    "export_report": "a report is a copy; that it was written is recorded for whoever did it",
    "export_study": "likewise",
}
"""Functions that store something and need not ask, and why."""


def test_every_service_that_stores_something_asks_who_does_it():
    writing = _writing_methods()
    assert {"record", "start", "put_in_force", "add"} <= writing
    missing = []
    for path in Path(ad_studio.services.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name not in ASKED_BEFORE:
                calls = [
                    ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)
                ]
                stores = [
                    call for call in calls
                    if ("store." in call or "_runs." in call) and call.split(".")[-1] in writing
                ]  # fmt: skip
                if stores and not any(call.endswith(".authorize") for call in calls):
                    missing.append(f"{path.name}: {node.name} calls {stores}")
    assert not missing


def _writing_methods():
    """Names of the methods of repositories that write."""
    found = set()
    for path in Path(repositories.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                text = ast.unparse(node)
                if "_database.write" in text or "_database.submit" in text:
                    found.add(node.name)
    return found
