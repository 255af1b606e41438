"""The Report page: what was found, as a file for others."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QStackedWidget

from ad_studio.domain import ResultRow, RunInfo, ThresholdVersion, TrendGrouping
from ad_studio.errors import AdStudioError, ReportExistsError
from ad_studio.services import reports as exporting
from ad_studio.services import results, thresholds
from ad_studio.services.audit.trail import trail
from ad_studio.services.audit.verify import audit_head
from ad_studio.services.projects.logo import has_logo, set_logo
from ad_studio.services.projects.project import Project
from ad_studio.services.trends import gather_trends
from ad_studio.ui import i18n
from ad_studio.ui.report.form import ReportForm, ReportRequest
from ad_studio.ui.report.preview import ReportPreview
from ad_studio.ui.report.trail_panel import TrailPanel
from ad_studio.ui.report.trends_panel import TrendsPanel
from ad_studio.ui.session import Session
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.banner import Level
from ad_studio.ui.widgets.basics import button, card
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.page import Page
from ad_studio.ui.widgets.progress_strip import ProgressStrip

_Stored = tuple[RunInfo, list[ResultRow], ThresholdVersion]


class ReportPage(Page):
    """A form on the left, what the report will hold on the right.

    Signals:
        run_asked(int): The images of a run are wanted, in the Inspect step.
        images_asked(Sequence[CountedResults], str): See `TrendsPanel`.
    """

    run_asked = Signal(int)
    images_asked = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            title=self.tr("Report"),
            text=self.tr("The inspection on show as a file to send."),
        )
        self._run: RunInfo | None = None
        self._reading = session.jobs.queue("report-preview")
        self._auditing = session.jobs.queue("audit-trail")
        self._reading_trends = session.jobs.queue("trends")
        for queue in (self._auditing, self._reading_trends):
            queue.failed.connect(lambda _id, error: self.banner.show_error(error))
        self._logos = session.jobs.queue("logo", latest_only=False)
        self._logos.failed.connect(lambda _id, error: self.banner.show_error(error))
        self._exporting = session.jobs.queue("export", latest_only=False)
        session.guard(self._exporting, self.tr("An export"))
        self._request: ReportRequest | None = None
        self._reading.failed.connect(lambda _id, error: self.banner.show_error(error))
        self._exporting.failed.connect(self._on_failed)
        self._exporting.cancelled.connect(
            lambda _id: self.banner.say(self.tr("The export was cancelled. Nothing was written."))
        )
        self._exporting.busy_changed.connect(self._on_busy)
        self.form = ReportForm()
        self.form.asked.connect(self._export)
        self.form.changed.connect(self._show_choice)
        self.form.logo_chosen.connect(self._set_logo)
        thumbnails = Thumbnails(session.jobs, bit_depth=self._bit_depth, parent=self)
        self.preview = ReportPreview(thumbnails)
        self._strip = strip = ProgressStrip(self._exporting, what=self.tr("the export"))
        self._exporting.fraction.connect(
            lambda _id, share: strip.count(
                round((share or 0) * self.preview.included), self.tr("{pace} images/s")
            )
        )
        self._strip_card = card()
        inside = vbox(self._strip_card, margins=(24, 16, 24, 16))
        inside.addWidget(strip)
        self._strip_card.hide()
        right = vbox(spacing=16)
        right.addWidget(self._strip_card)
        self.trail = TrailPanel()
        self.trends = TrendsPanel()
        self.trends.grouping_changed.connect(self._read_trends)
        self.trends.run_asked.connect(self.run_asked)
        self.trends.images_asked.connect(self.images_asked)
        self._shown = QStackedWidget()
        for panel in (self.preview, self.trail, self.trends):
            self._shown.addWidget(panel)
        right.addWidget(self._shown, 1)
        self._trends_button = self._toggle(
            self.tr("Trends"),
            self.tr(
                "Show how shares, scores and reasons go over all runs, in place of the preview"
            ),
        )
        self._trail_button = self._toggle(
            self.tr("Audit trail"),
            self.tr("Show who did what in this project, when and why, in place of the preview"),
        )
        self._trends_button.toggled.connect(
            lambda on: self._trail_button.setChecked(False) if on else None
        )
        self._trail_button.toggled.connect(
            lambda on: self._trends_button.setChecked(False) if on else None
        )
        for one in (self._trends_button, self._trail_button):
            one.toggled.connect(self._show_panel)
        row = hbox(spacing=16)
        row.addWidget(self.form)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        session.opened.connect(self._on_opened)

    def entered(self) -> None:
        """Read the run anew: verdicts may have been given meanwhile."""
        super().entered()
        project, run_id = self.session.project, self.session.run_id
        if project is not None:
            self._reading.start(lambda _progress: _stored(project, run_id), then=self._show)
        self._show_logo()
        self._show_panel()

    def _bit_depth(self) -> int | None:
        return self.session.bit_depth(None if self._run is None else self._run.model_id)

    def _on_opened(self) -> None:
        self._reading.drop()
        self._auditing.drop()
        self._reading_trends.drop()
        self._run = None
        self.banner.clear()
        self.preview.clear()
        self._trail_button.setChecked(False)
        self._trends_button.setChecked(False)

    def _show(self, stored: _Stored | None) -> None:
        snapshot = self.session.snapshot
        if stored is None or snapshot is None:
            return
        run, rows, version = stored
        self.form.show_counts(run.counts)
        self.preview.show_run(snapshot.info.name, run, rows, version)
        self._show_choice()
        if self._run is None or self._run.id != run.id:
            self._run = run
            when = f"{run.started_at.astimezone():%Y%m%d-%H%M}"
            stem = f"{snapshot.info.slug}-{when}-run{run.id}"
            self.form.suggest(snapshot.info.folder / "reports", stem)

    def _toggle(self, words: str, tip: str) -> QPushButton:
        """A button at the title that puts another panel in place of the preview."""
        made = button(words, tip=tip)
        made.setCheckable(True)
        self.heading.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _show_panel(self) -> None:
        """Show the panel that is wanted, read anew."""
        project = self.session.project
        if self._trends_button.isChecked():
            self._shown.setCurrentWidget(self.trends)
            self._read_trends(self.trends.wanted())
        elif self._trail_button.isChecked():
            self._shown.setCurrentWidget(self.trail)
            if project is not None:
                self._auditing.start(
                    lambda _progress: (trail(project), audit_head(project)),
                    then=lambda found: self.trail.show_trail(*found),
                )
        else:
            self._shown.setCurrentWidget(self.preview)

    def _read_trends(self, by: TrendGrouping) -> None:
        project = self.session.project
        if project is not None:
            self._reading_trends.start(
                lambda progress: gather_trends(
                    project, by=by, should_stop=lambda: progress.is_cancelled
                ),
                then=self.trends.show_trends,
            )

    def _show_choice(self) -> None:
        self.preview.show_choice(self.form.request().only)

    def _set_logo(self, file: Path | None) -> None:
        project = self.session.project
        if project is not None:
            self._logos.start(
                lambda _progress: set_logo(project, file), then=lambda _none: self._show_logo()
            )

    def _show_logo(self) -> None:
        project, snapshot = self.session.project, self.session.snapshot
        if project is not None and snapshot is not None:
            self.form.show_logo(there=has_logo(project), writable=snapshot.writable)

    def _export(self, request: ReportRequest, *, replace: bool = False) -> None:
        project, run = self.session.project, self._run
        if project is None or run is None:
            return
        self.banner.clear()
        self._request = request
        self._exporting.start(
            lambda progress: exporting.export_report(
                project,
                request.out,
                format=request.format,
                only=request.only,
                run_id=run.id,
                replace=replace,
                code=i18n.installed(),
                trends=TrendGrouping.LOT if request.with_trends else None,
                progress=progress,
            ),
            then=self._on_exported,
        )

    def _on_exported(self, out: Path) -> None:
        self.banner.say(self.tr("The report is written."), level=Level.SUCCESS, path=str(out))
        for word, icon, target in (
            (self.tr("Open"), "open", out),
            (self.tr("Show folder"), "folder", out.parent),
        ):
            self.banner.add_action(
                button(word, icon=icon, tip=str(target)), partial(_open, target), closes=False
            )

    def _on_failed(self, _job: int, error: AdStudioError) -> None:
        """Say why; an earlier report is replaced when the user says so."""
        request = self._request
        if request is None or not isinstance(error, ReportExistsError):
            self.banner.show_error(error)
            return
        self.banner.say(
            self.tr("Replace the report that is there?"),
            level=Level.WARNING,
            path=str(error.path),
            closable=False,
        )
        again = partial(self._export, request, replace=True)
        self.banner.add_action(
            button(
                self.tr("Replace"),
                kind="primary",
                tip=self.tr("Write over the report that is there"),
            ),
            again,
        )
        self.banner.add_action(
            button(self.tr("Keep the old one"), tip=self.tr("Write nothing")), lambda: None
        )

    def _on_busy(self, busy: bool) -> None:
        follow = self.isVisible()  # else the focus falls on whatever comes next
        if busy:
            self._strip_card.show()
            if follow:
                self._strip.cancel.setFocus()
            self.form.setEnabled(False)
        else:
            self.form.setEnabled(True)
            if follow:
                self.form.export.setFocus()
            self._strip_card.hide()


def _open(target: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))


def _stored(project: Project, run_id: int | None) -> _Stored | None:
    found = results.runs(project)
    if not found:
        return None
    run = next((run for run in found if run.id == run_id), found[0])
    version = thresholds.current_thresholds(project, model_id=run.model_id)
    return run, results.results(project, run.id), version
