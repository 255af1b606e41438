"""The project that the pictures of the window are taken of: made with the real services."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ad_studio.domain import RunInfo, TrainSettings
    from ad_studio.ui.train.page import TrainPage
    from tools.screenshots import Driver


def make_project(driver: "Driver") -> None:
    """Project, reference, two models, a run of each on the sample parts, verdicts by hand."""
    from ad_studio.domain import TrainSettings
    from ad_studio.ui.rail import Step
    from ad_studio.ui.reference.page import ReferencePage
    from ad_studio.ui.train.page import TrainPage
    from tools.screenshots import LOTS

    session, window = driver.session, driver.window
    session.create("Flange", noun="metal flange", defects=("scratch", "crack", "stain"))
    driver.until(lambda: session.snapshot)
    window.go(Step.REFERENCE)
    reference = window.page_of(Step.REFERENCE, ReferencePage)
    reference.look_at(driver.images)
    driver.settle()
    driver.shoot("2-reference-first-look")
    reference.first_look.leave()
    reference.offer(driver.reference)
    driver.until(lambda: driver.snapshot.reference)
    train = window.page_of(Step.TRAIN, TrainPage)
    for settings in (TrainSettings(detector="memory"), TrainSettings()):
        window.go(Step.TRAIN)
        before = driver.snapshot.standings
        _train(driver, train, settings)
        if before:
            _use(driver, train)
        window.go(Step.INSPECT)
        place = driver.images.parent
        lots = [place / lot for lot in LOTS] if before else [driver.images]
        for lot in lots:
            _inspect(driver, lot)
    latest, *others = driver.snapshot.runs[:3]
    _judge(driver, latest, left=2)
    _challenge(driver)
    _learn(driver)
    for run in others:  # now: to learn from that many would take long
        _judge(driver, run)
    _study(driver)


def _train(driver: "Driver", train: "TrainPage", settings: "TrainSettings") -> None:
    """Train, until there is one more model."""
    from ad_studio.ui.train.settings_panel import SettingsPanel

    before, panel = len(driver.snapshot.standings), train.findChild(SettingsPanel)
    assert panel is not None
    panel.train_asked.emit(settings)
    driver.until(lambda: len(driver.snapshot.standings) > before)
    driver.settle()


def _inspect(driver: "Driver", lot: Path) -> None:
    """Inspect a lot, until there is one more run."""
    from PySide6.QtWidgets import QLineEdit

    from ad_studio.domain import RunScope
    from ad_studio.ui.inspect.page import InspectPage
    from ad_studio.ui.rail import Step

    run_bar = driver.window.page_of(Step.INSPECT, InspectPage).run_bar
    before, fields = len(driver.snapshot.runs), run_bar.findChildren(QLineEdit)
    next(one for one in fields if one.accessibleName() == "Lot").setText(lot.name[4:])
    run_bar.started.emit(RunScope((lot,)))
    driver.until(lambda: len(driver.snapshot.runs) > before)
    driver.settle()


def _use(driver: "Driver", train: "TrainPage") -> None:
    """Put the model that was just trained in force."""
    driver.shoot("3-train-candidate")
    before = driver.snapshot.model
    train.question.author.setText("Eve")
    train.question.note.setText("finds the dark part")
    train.question.use.click()
    driver.until(lambda: driver.snapshot.model != before)
    driver.settle()


def _judge(driver: "Driver", run: "RunInfo", *, left: int = 0) -> None:
    """What an engineer would have said about the parts of a run, but for the last ones."""
    from ad_studio.domain import Verdict
    from ad_studio.services import results
    from ad_studio.services.results import verdicts
    from ad_studio.ui.inspect.page import InspectPage
    from ad_studio.ui.rail import Step

    reasons = ("scratch", "stain", "", "scratch", "crack")
    rows = results.results(driver.project, run.id)
    for number, row in enumerate(rows[: len(rows) - left]):
        bad = row.path.stem.partition("-")[0] in driver.bad
        reason = reasons[(number + run.id) % len(reasons)] if bad else ""
        verdict = Verdict.NG if bad else Verdict.OK
        verdicts.record_verdict(driver.project, row.id, verdict, reason=reason, author="Eve")
    driver.window.page_of(Step.INSPECT, InspectPage).results_controller.read()
    driver.settle()


def _study(driver: "Driver") -> None:
    """A study in which one of two inspectors is not always of one mind, and another to be done.

    None, where there are too few parts for it.
    """
    from ad_studio.domain import Verdict
    from ad_studio.services.study import plan, session

    project = driver.project
    lot = driver.snapshot.runs[2]  # the largest
    if lot.counts.total < plan.FEWEST_PARTS:
        return
    for name in ("Spring", "Autumn"):
        study = plan.create_study(
            project,
            name,
            inspectors=("Ann", "Bob"),
            parts=20,
            run_id=lot.id,
            seed=1,
            author="Eve",
        )
        for inspector in study.inspectors if name == "Spring" else ():
            number = 0
            while (turn := session.next_turn(project, study, inspector)) is not None:
                number += 1
                slip = inspector == "Bob" and number % 9 == 0
                is_bad = (turn.part.known is Verdict.NG) != slip
                verdict = Verdict.NG if is_bad else Verdict.OK
                session.give_answer(project, study, turn, verdict)


def _challenge(driver: "Driver") -> None:
    """A challenge of two of the parts that were judged."""
    from ad_studio.domain import Verdict
    from ad_studio.progress import SilentProgress
    from ad_studio.services import results
    from ad_studio.services.challenge import challenge, samples

    project, run = driver.project, driver.snapshot.runs[0]
    rows = results.results(project, run.id)
    for verdict in (Verdict.OK, Verdict.NG):
        one = next(row for row in rows if row.human is verdict)
        samples.add_sample(project, one.path, verdict, author="Eve")
    challenge.run_challenge(project, author="Eve", progress=SilentProgress())
    driver.session.refresh()
    driver.settle()


def _learn(driver: "Driver") -> None:
    """What the confirmed parts offer, and the candidate that is learned from them."""
    from ad_studio.ui.rail import Step
    from ad_studio.ui.train.page import TrainPage

    train = driver.window.page_of(Step.TRAIN, TrainPage)
    driver.window.go(Step.TRAIN)
    driver.settle()
    train.learning.asking.emit()
    driver.settle()
    driver.shoot("3-train-learn")
    train.learn_card.learn.click()
    driver.settle()
    driver.shoot("3-train-comparison")
    train.question.keep.click()
    train.banner.clear()
