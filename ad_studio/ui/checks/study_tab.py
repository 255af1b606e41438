"""Agreement studies: planned and listed on the left, answered and evaluated on the right."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ad_studio.domain import Study, StudyResult
from ad_studio.services.projects.project import Project
from ad_studio.services.study import plan
from ad_studio.services.study import session as service
from ad_studio.services.study.report import export_study
from ad_studio.ui import i18n
from ad_studio.ui.checks.judging import JudgingView
from ad_studio.ui.checks.study_form import StudyForm, StudyRequest
from ad_studio.ui.checks.study_result import result_rows
from ad_studio.ui.operator import last_operator
from ad_studio.ui.session import Session
from ad_studio.ui.text import signed, when
from ad_studio.ui.widgets.basics import ComboBox, button, card, label
from ad_studio.ui.widgets.choose import choose_target
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.line_list import fill, make_list


@dataclass(frozen=True, slots=True)
class _Standing:
    """A study, how many answers each inspector has given, and its result once it is complete."""

    study: Study
    given: Mapping[str, int]
    result: StudyResult | None


class StudyTab(QWidget):
    """The studies of the project, and the place where they are answered.

    Signals:
        acted: The user does something; what was said before is out of date.
        failed(AdStudioError): It could not be done.
        written(Path): A report was written.
    """

    acted = Signal()
    written = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._storing = session.jobs.queue("studies", latest_only=False)
        self._reading = session.jobs.queue("study-list")
        session.guard(self._storing, self.tr("Planning a study"))
        self._standings: tuple[_Standing, ...] = ()
        self.judging = JudgingView(session)
        self.form = StudyForm()
        self.form.asked.connect(self._plan)
        self.form.left.connect(self._close_form)
        overview = QWidget()
        row = hbox(overview, spacing=16, margins=(0, 12, 0, 0))
        row.addWidget(self._make_list(), 1)
        row.addWidget(self._make_details(), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(overview)
        self._stack.addWidget(self.judging)
        vbox(self).addWidget(self._stack)
        self.judging.ended.connect(self._on_ended)
        self.judging.failed.connect(self.failed)
        for tasks in (self._storing, self._reading):
            tasks.failed.connect(lambda _id, error: self.failed.emit(error))
        session.opened.connect(self._on_opened)
        self._show(())

    def read(self) -> None:
        """Show what is stored."""
        project = self._session.project
        if project is not None:
            self._reading.start(lambda _progress: _read(project), then=self._show)

    def _make_list(self) -> QStackedWidget:
        frame = card()
        self.list = make_list(
            name=self.tr("Agreement studies"), tip=self.tr("Select a study to go on with it")
        )
        self.list.currentItemChanged.connect(lambda _item, _before: self._show_current())
        self.new = button(
            self.tr("New study…"),
            icon="plus",
            tip=self.tr("Plan a study on parts of the run on show"),
            on=self._on_new,
        )
        text = self.tr(
            "Several people judge the same parts, more than once and blind, in an order by chance. "
            "Their answers are no verdicts of the run."
        )
        column = vbox(frame, spacing=12, margins=(24, 20, 24, 20))
        column.addWidget(label(self.tr("Agreement studies"), role="heading"))
        column.addWidget(label(text, role="muted", wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self._left = QStackedWidget()
        self._left.addWidget(frame)
        self._left.addWidget(self.form)
        return self._left

    def _make_details(self) -> QFrame:
        frame = card()
        self._title = label(role="heading", wrap=True)
        self._hint = label(role="muted", wrap=True)
        self.inspector = ComboBox(
            name=self.tr("Inspector"), tip=self.tr("Who judges on this computer now")
        )
        self.inspector.currentIndexChanged.connect(lambda _at: self._show_begin())
        self.begin = button(
            self.tr("Judge"),
            kind="primary",
            icon="play",
            tip=self.tr("Judge the parts that are left for this inspector"),
            on=self._begin,
        )
        self.results = make_list(
            name=self.tr("Result of the study"),
            tip=self.tr("Shares and kappas, each with its 95 % interval"),
        )
        self.report = button(
            self.tr("Report…"),
            icon="report",
            tip=self.tr("Write the result to an HTML file"),
            on=self._on_report,
        )
        self._line = QWidget()
        line = hbox(self._line, spacing=8)
        line.addWidget(self.inspector, 1)
        line.addWidget(self.begin)
        column = vbox(frame, spacing=12, margins=(24, 20, 24, 20))
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(self._line)
        column.addWidget(self.results, 1)
        column.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        return frame

    @property
    def _current(self) -> _Standing | None:
        item = self.list.currentItem()
        wanted = item.data(Qt.ItemDataRole.UserRole) if item else None
        return next((one for one in self._standings if one.study.id == wanted), None)

    def _on_new(self) -> None:
        snapshot = self._session.snapshot
        if snapshot is not None and snapshot.run is not None:
            self.acted.emit()
            self._left.setCurrentWidget(self.form)
            self.form.ask(snapshot.run.id)

    def _plan(self, request: StudyRequest) -> None:
        project, author = self._session.project, last_operator()
        if project is None:
            return
        self.acted.emit()
        self._storing.start(
            lambda _progress: plan.create_study(
                project,
                request.name,
                inspectors=request.inspectors,
                parts=request.parts,
                rounds=request.rounds,
                run_id=request.run_id,
                judged_only=request.judged_only,
                author=author,
            ),
            then=lambda _study: self._on_planned(),
        )

    def _close_form(self) -> None:
        self._left.setCurrentIndex(0)
        self.new.setFocus()

    def _on_planned(self) -> None:
        self._close_form()
        self.list.setCurrentRow(-1)
        self.read()

    def _begin(self) -> None:
        current = self._current
        if current is not None:
            self.acted.emit()
            self._stack.setCurrentWidget(self.judging)
            self.judging.begin(current.study, self.inspector.currentText())

    def _on_report(self) -> None:
        project, current = self._session.project, self._current
        if project is None or current is None:
            return
        folder = project.info.folder / "reports"
        out = choose_target(
            self,
            title=self.tr("Save the report"),
            start=folder / f"{project.info.slug}-study{current.study.id}.html",
            kinds="HTML (*.html)",
        )
        if out is not None:
            self.acted.emit()
            code = i18n.installed()
            self._storing.start(
                lambda _progress: export_study(project, current.study, out, code=code),
                then=self.written.emit,
            )

    def _on_ended(self) -> None:
        if self._stack.currentWidget() is self.judging:
            self._stack.setCurrentIndex(0)
            self.list.setFocus()
            self.read()

    def _show(self, standings: tuple[_Standing, ...]) -> None:
        self._standings = standings
        fill(self.list, [(self._lines(one), one.study.id, True) for one in standings])
        if standings and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        snapshot = self._session.snapshot
        self.new.setEnabled(snapshot is not None and snapshot.run is not None)
        self._show_current()

    def _lines(self, one: _Standing) -> list[str]:
        study, each = one.study, len(one.study.parts) * one.study.rounds
        parts = self.tr("{parts} parts of run {run}, {rounds} rounds")
        return [
            study.name,
            parts.format(parts=len(study.parts), run=study.run_id, rounds=study.rounds),
            "  ·  ".join(f"{name} {count}/{each}" for name, count in one.given.items()),
            signed(when(study.created_at), study.author),
        ]

    def _show_current(self) -> None:
        current = self._current
        result = None if current is None else current.result
        self._line.setVisible(current is not None and result is None)
        self.results.setVisible(result is not None)
        self.report.setVisible(result is not None)
        if current is None:
            self._title.setText(self.tr("No study yet"))
            self._hint.setText(
                self.tr("Inspect a folder of at least 20 parts, then plan a study on them.")
            )
            return
        self._title.setText(current.study.name)
        if result is not None:
            self._hint.setText(self._known_of(current.study))
            rows = result_rows(result)
            fill(self.results, [(lines, number, True) for number, lines in enumerate(rows)])
            return
        self._hint.setText(
            self.tr("The result is shown when everybody has judged every part in every round.")
        )
        before = self.inspector.currentText()
        self.inspector.clear()
        self.inspector.addItems(list(current.study.inspectors))
        self.inspector.setCurrentIndex(max(0, self.inspector.findText(before)))
        self._show_begin()

    def _known_of(self, study: Study) -> str:
        known = sum(part.known is not None for part in study.parts)
        words = self.tr(
            "Of {known} of {parts} parts it is known what they are. In brackets: 95 % intervals. "
            "What the machine put in REVIEW counts as NG."
        )
        return words.format(known=known, parts=len(study.parts))

    def _show_begin(self) -> None:
        current = self._current
        if current is not None:
            given = current.given.get(self.inspector.currentText(), 0)
            left = len(current.study.parts) * current.study.rounds - given
            self.begin.setEnabled(left > 0)
            self.begin.setText(self.tr("Go on") if given and left else self.tr("Judge"))

    def _on_opened(self) -> None:
        self._reading.drop()
        self._left.setCurrentIndex(0)
        self._stack.setCurrentIndex(0)
        self._show(())
        if self.isVisible():
            self.read()


def _read(project: Project) -> tuple[_Standing, ...]:
    found = []
    for study in service.list_studies(project):
        given = service.answers_given(project, study)
        complete = sum(given.values()) == study.answers_needed
        result = service.result(project, study) if complete else None
        found.append(_Standing(study, given, result))
    return tuple(found)
