"""The challenge: known samples on the left; on the right it is run, and its outcome is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from ad_studio.domain import (
    Challenge,
    ChallengeResult,
    ChallengeRule,
    ChallengeSample,
    Verdict,
)
from ad_studio.messages import NOTHING, Message
from ad_studio.services.challenge import challenge as service
from ad_studio.services.challenge import rule, samples
from ad_studio.services.projects.project import Project
from ad_studio.ui.checks.sample_list import SampleList
from ad_studio.ui.messages import localized
from ad_studio.ui.operator import last_operator, remember_operator
from ad_studio.ui.session import Session
from ad_studio.ui.text import sigma, signed, tooltip, verdict_word, when
from ad_studio.ui.widgets.banner import Banner, Level
from ad_studio.ui.widgets.basics import SpinBox, button, card, label
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.line_list import fill, make_list
from ad_studio.ui.widgets.progress_strip import ProgressStrip


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the tab shows of a project; `names`: the files of the latest challenge's samples."""

    samples: Sequence[ChallengeSample]
    latest: Challenge | None
    names: dict[int, str]
    asked: ChallengeRule = field(default_factory=ChallengeRule)
    due: Message = NOTHING


class ChallengeTab(QWidget):
    """Adds and takes out samples, runs the challenge, shows the latest one.

    Signals:
        acted: The user does something; what was said before is out of date.
        failed(AdStudioError): It could not be done.
    """

    acted = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.running = session.jobs.queue("challenge", latest_only=False)
        self._storing = session.jobs.queue("samples", latest_only=False)
        self._reading = session.jobs.queue("challenges")
        session.guard(self.running, self.tr("A challenge"))
        session.guard(self._storing, self.tr("Storing samples"))
        self.samples = SampleList()
        self.samples.added.connect(self._add)
        self.samples.removed.connect(self._remove)
        row = hbox(self, spacing=16, margins=(0, 12, 0, 0))
        row.addWidget(self.samples, 1)
        row.addWidget(self._make_outcome(), 1)
        for tasks in (self.running, self._storing, self._reading):
            tasks.failed.connect(lambda _id, error: self.failed.emit(error))
        self.running.busy_changed.connect(self._on_busy)
        self._storing.busy_changed.connect(self._on_stored)
        session.opened.connect(self._on_opened)
        self._rule = self._entered()  # as shown last
        self._show(_Stored((), None, {}))

    def read(self) -> None:
        """Show what is stored."""
        project = self._session.project
        if project is not None:
            self._reading.start(lambda _progress: _stored(project), then=self._show)

    def _make_outcome(self) -> QFrame:
        frame = card()
        text = self.tr(
            "Inspects the samples with the model and thresholds in force. It passes if every OK "
            "sample is OK, and every NG sample NG or REVIEW: what is in REVIEW is stopped and "
            "looked at by a person."
        )
        self.author = QLineEdit(last_operator(), placeholderText=self.tr("Your name"))
        self.author.setAccessibleName(self.tr("Who runs the challenge"))
        self.author.setToolTip(self.tr("Kept in the audit trail, also for samples and rules"))
        self.run = button(
            self.tr("Run the challenge"),
            kind="primary",
            icon="play",
            tip=self.tr("Inspect all samples now; the outcome is kept in the audit trail"),
            on=self._run,
        )
        self.author.returnPressed.connect(self.run.click)
        self._strip = ProgressStrip(self.running, what=self.tr("the challenge"))
        self.outcome = Banner()
        self.results = make_list(
            name=self.tr("Outcome by sample"),
            tip=self.tr("What the machine said about each sample in the latest challenge"),
        )
        line = hbox(spacing=8)
        line.addWidget(self.author, 1)
        line.addWidget(self.run)
        column = vbox(frame, spacing=12, margins=(24, 20, 24, 20))
        column.addWidget(label(self.tr("Challenge"), role="heading"))
        column.addWidget(label(text, role="muted", wrap=True))
        column.addLayout(line)
        column.addWidget(self._strip)
        column.addWidget(self.outcome)
        column.addWidget(self.results, 1)
        column.addStretch()  # while the list is hidden
        column.addLayout(self._make_rule())
        column.addWidget(self.due)
        return frame

    def _make_rule(self) -> QVBoxLayout:
        self.each_shift = QCheckBox(self.tr("each shift"))
        self.each_shift.setToolTip(
            tooltip(
                self.tr(
                    "No inspection with the model in force starts unless the latest challenge "
                    "passed since the shift began by the clock; without shifts, since midnight"
                )
            )
        )
        self.hours = SpinBox(0, rule.MOST_HOURS, value=0, name=self.tr("Hours"))
        self.hours.setSpecialValueText(self.tr("none"))
        self.hours.setSuffix(" h")
        self.hours.setToolTip(
            tooltip(
                self.tr(
                    "No inspection with the model in force starts unless the latest challenge "
                    "passed within these hours; none: inspections need no challenge"
                )
            )
        )
        self.set_rule = button(
            self.tr("Set"), tip=self.tr("Have this rule from now on"), on=self._on_rule
        )
        self.due = label(role="muted", wrap=True)
        row = hbox(spacing=8)
        for widget in (self.hours, self.each_shift, self.set_rule):
            row.addWidget(widget)
        row.addStretch(1)
        made = vbox(spacing=4)
        made.addWidget(label(self.tr("Needed before an inspection, within"), wrap=True))
        made.addLayout(row)
        return made

    def _entered(self) -> ChallengeRule:
        return ChallengeRule(self.hours.value(), each_shift=self.each_shift.isChecked())

    def _show_rule(self, asked: ChallengeRule) -> None:
        """Show the rule in force, unless another one is being entered."""
        if self._entered() == self._rule:
            self.hours.setValue(asked.hours)
            self.each_shift.setChecked(asked.each_shift)
        self._rule = asked

    def _on_rule(self) -> None:
        asked = self._entered()
        author = self.author.text().strip()
        self._store(lambda project: rule.set_challenge_rule(project, asked, author=author))

    def _run(self) -> None:
        project, author = self._session.project, self.author.text().strip()
        if project is None:
            return
        remember_operator(author)
        self.acted.emit()
        self.running.start(
            lambda progress: service.run_challenge(project, author=author, progress=progress),
            then=lambda _done: self.read(),
        )

    def _add(self, images: Sequence[Path], expected: Verdict) -> None:
        author = self.author.text().strip()

        def work(project: Project) -> None:
            for image in images:
                samples.add_sample(project, image, expected, author=author)

        self._store(work)

    def _remove(self, sample_id: int, reason: str) -> None:
        author = self.author.text().strip()
        self._store(
            lambda project: samples.remove_sample(project, sample_id, reason=reason, author=author)
        )

    def _store(self, work: Callable[[Project], None]) -> None:
        project = self._session.project
        if project is not None:
            self.acted.emit()
            self._storing.start(lambda _progress: work(project))

    def _on_stored(self, busy: bool) -> None:
        """Whatever became of it: of several samples, some may have been stored."""
        if not busy:
            self.read()

    def _show(self, stored: _Stored) -> None:
        self.samples.show_samples(stored.samples)
        self._show_rule(stored.asked)
        self.due.setText(localized(stored.due))
        self.due.setVisible(bool(stored.due))
        latest = stored.latest
        self.results.setVisible(latest is not None)
        if latest is None:
            self.outcome.say(self.tr("There was no challenge yet."), closable=False)
            return
        total = len(latest.results)
        words = (
            self.tr("Passed: {count} of {total} samples as expected.")
            if latest.passed
            else self.tr("FAILED: {count} of {total} samples as expected.")
        )
        self.outcome.say(
            words.format(count=latest.as_expected, total=total),
            level=Level.SUCCESS if latest.passed else Level.ERROR,
            hint=signed(when(latest.created_at), latest.author),
            closable=False,
        )
        fill(
            self.results,
            [
                (self._lines(result, stored.names[result.sample_id]), result.sample_id, True)
                for result in sorted(latest.results, key=lambda one: one.is_as_expected)
            ],
        )

    def _lines(self, result: ChallengeResult, name: str) -> list[str]:
        said = verdict_word(result.verdict)
        first = f"{name}: {said}, {sigma(result.score)}" if result.verdict else f"{name}: {said}"
        words = (
            self.tr("Sample {number}, expected {verdict}: as expected")
            if result.is_as_expected
            else self.tr("Sample {number}, expected {verdict}: NOT as expected")
        )
        second = words.format(number=result.sample_id, verdict=result.expected)
        return [line for line in (first, second, localized(result.error)) if line]

    def _on_busy(self, busy: bool) -> None:
        self.run.setEnabled(not busy)
        self.samples.setEnabled(not busy)
        (self._strip.cancel if busy else self.run).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_opened(self) -> None:
        self._reading.drop()
        self._rule = self._entered()  # what was being entered was meant for another project
        self._show(_Stored((), None, {}))
        if self.isVisible():
            self.read()


def _stored(project: Project) -> _Stored:
    latest = service.latest_challenge(project)
    of_latest = [] if latest is None else service.samples_of(project, latest)
    return _Stored(
        samples.list_samples(project),
        latest,
        {one.id: one.source.name for one in of_latest},
        rule.challenge_rule(project),
        rule.why_due(project),
    )
