"""Chooses the run on show, compares and deletes it; the question before a deletion."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from ad_studio.domain import RunInfo, RunScope, RunStatus
from ad_studio.services.inspection import runs
from ad_studio.ui.i18n import tr, translate
from ad_studio.ui.messages import localized
from ad_studio.ui.session import Session
from ad_studio.ui.text import images, share, when
from ad_studio.ui.widgets.basics import ComboBox, button, icon_label, label, tool_button
from ad_studio.ui.widgets.layouts import hbox, vbox


class RunChooser(ComboBox):
    """The runs, newest first; hidden while there is nothing to choose between.

    Signals:
        chosen(int | None): This run is to be shown; None: the latest.
    """

    chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(
            name=self.tr("Run on show"), tip=self.tr("Choose the run to look at and to report")
        )
        self._session = session
        self.setMinimumContentsLength(28)
        self.hide()
        self.activated.connect(lambda _at: self.chosen.emit(self.currentData()))
        for changed in (session.opened, session.changed, session.runs_changed):
            changed.connect(self._show)

    def _show(self) -> None:
        snapshot = self._session.snapshot
        there = snapshot.runs if snapshot else ()
        self.clear()
        for at, run in enumerate(there):
            self.addItem(run_words(run), run.id if at else None)  # the latest one by no number
            if snapshot and snapshot.run is not None and snapshot.run.id == run.id:
                self.setCurrentIndex(at)
        self.setVisible(len(there) > 1)


class RunTools(QWidget):
    """The chooser, and buttons for the run on show; hidden while there is no run.

    Signals:
        new_asked: Inspect another folder.
        resume_asked: Go on with the run on show, which is not finished.
        compare_asked: Compare the run on show with another one.
        delete_asked: Delete it, after a question.
    """

    new_asked = Signal()
    resume_asked = Signal()
    compare_asked = Signal()
    delete_asked = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)  # without one, it would flash up as a window if there is a run
        self._session = session
        self._away = self._is_live = False
        self.chooser = RunChooser(session)
        self.new = button(
            self.tr("New inspection"),
            icon="folder",
            tip=self.tr("Choose another folder, lot or operator, or inspect the same folder again"),
            on=self.new_asked.emit,
        )
        self.resume = button(
            self.tr("Resume"),
            icon="play",
            tip=self.tr("Go on with the next image, with the model that the run began with"),
            on=self.resume_asked.emit,
        )
        self.compare = tool_button(
            "compare",
            name=self.tr("Compare this run"),
            tip=self.tr("Compare the scores of this run with those of another run or model"),
        )
        self.delete = tool_button(
            "delete",
            name=self.tr("Delete this run"),
            tip=self.tr("Take this run out of the lists; its verdicts stay in the audit trail"),
        )
        self.compare.clicked.connect(self.compare_asked)
        self.delete.clicked.connect(self.delete_asked)
        line = hbox(self, spacing=4)
        for widget in (self.chooser, self.new, self.resume, self.compare, self.delete):
            line.addWidget(widget)
        for changed in (session.opened, session.changed, session.runs_changed):
            changed.connect(self._show)
        self._show()

    def set_live(self, live: bool) -> None:
        """Offer only what makes sense for a run that is being inspected, or all."""
        self._is_live = live
        for widget in (self.compare, self.delete):
            widget.setEnabled(not live)
        self._show()

    def put_away(self, away: bool) -> None:
        """Hide while something else than the run is on show."""
        self._away = away
        self._show()

    def _show(self) -> None:
        snapshot = self._session.snapshot
        run = snapshot.run if snapshot else None
        unfinished = run is not None and runs.is_unfinished(run)
        self.resume.setVisible(unfinished and not self._is_live)
        self.setVisible(run is not None and not self._away)


class DeleteQuestion(QFrame):
    """Hidden until asked; nothing is deleted without a reason.

    Signals:
        confirmed(int, str): Delete this run, for this reason.
    """

    confirmed = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("level", "warning")
        self._run_id: int | None = None
        self._text = label(wrap=True, role="strong")
        note = label(
            self.tr(
                "It leaves all lists and its heatmaps are freed. Its scores and verdicts stay in "
                "the audit trail, with your name and reason. This cannot be undone."
            ),
            wrap=True,
        )
        self._reason = QLineEdit(placeholderText=self.tr("Reason, for the audit trail"))
        self._reason.setAccessibleName(self.tr("Reason for deleting the run"))
        self._reason.setToolTip(self.tr("Why the run is deleted; it has to be given"))
        self._reason.setMinimumWidth(220)
        self._delete = button(
            self.tr("Delete the run"),
            icon="delete",
            tip=self.tr("Delete it for the reason given"),
            on=self._on_delete,
        )
        self._keep = button(self.tr("Keep it"), tip=self.tr("Delete nothing"), on=self.hide)
        words = vbox(spacing=2)
        words.addWidget(self._text)
        words.addWidget(note)
        below = hbox(spacing=8)
        below.addWidget(self._reason, 1)
        for widget in (self._delete, self._keep):
            below.addWidget(widget)
        words.addSpacing(6)
        words.addLayout(below)
        line = hbox(self, spacing=12, margins=(12, 8, 8, 8))
        line.addWidget(icon_label("warning", role="review", size=20))
        line.addLayout(words, 1)
        self._reason.textChanged.connect(lambda text: self._delete.setEnabled(bool(text.strip())))
        self._reason.returnPressed.connect(self._delete.click)
        self.hide()

    def ask(self, run: RunInfo) -> None:
        """Ask about a run."""
        self._run_id = run.id
        words = self.tr("Delete {run}?").format(run=run_words(run))
        self._text.setText(words)
        self.setAccessibleName(words)
        self._reason.clear()
        self._delete.setEnabled(False)
        self.show()
        self._reason.setFocus()

    def _on_delete(self) -> None:
        run_id, self._run_id = self._run_id, None
        self.hide()
        if run_id is not None:
            self.confirmed.emit(run_id, self._reason.text().strip())


def model_word(number: int) -> str:
    """A model by its number: "model 2"."""
    return translate("RunTools", "model {number}").format(number=number)


def run_words(run: RunInfo) -> str:
    """A run in a few words: its number, how it stands unless finished, lot and time."""
    number = translate("RunTools", "Run {number}").format(number=run.id)
    if run.status is not RunStatus.FINISHED:
        number = f"{number} ({status_word(run.status)})"
    lot = translate("RunTools", "lot {lot}").format(lot=run.lot) if run.lot else ""
    return ", ".join(part for part in (number, lot, when(run.started_at)) if part)


def run_place(scope: RunScope, lot: str) -> str:
    """Where the images of a run lie, in few words: "parts, lot 42"."""
    of_lot = translate("RunTools", "lot {lot}").format(lot=lot) if lot else ""
    return ", ".join(part for part in (scope.folders[0].name, of_lot) if part)


def ng_words(run: RunInfo) -> str:
    """The share of a run's images that are NG: "12 % NG"; empty for a run without images."""
    if not run.counts.total:
        return ""
    return f"{share(run.counts.ng, run.counts.total)} NG"


def run_summary(run: RunInfo, model_number: int | None) -> str:
    """A run in one line: number, share of NG, model, how many (of how many), when, by whom, folder.

    Args:
        run: The run.
        model_number: Of the model that judged; None: not known.
    """
    number = translate("RunTools", "Run {number}").format(number=run.id)
    lot = translate("RunTools", "lot {lot}").format(lot=run.lot) if run.lot else ""
    model = "" if model_number is None else model_word(model_number)
    many = images(run.counts.total)
    if run.status is not RunStatus.FINISHED:
        many = tr("{count} of %Ln image(s) ({status})", "", run.total).format(
            count=run.counts.total, status=status_word(run.status)
        )
    taken = tr("%Ln unchanged", "", run.reused) if run.reused else ""
    left = tr("%Ln not looked at", "", run.images_left_out)
    left = left if run.images_left_out else ""
    about = (number, ng_words(run), model, many, left, taken, lot)
    # where space is short the middle is left out: the beginning and the folder tell most
    parts = (*about, when(run.started_at), run.operator, run.scope.text)
    return "  ·  ".join(part for part in parts if part)


def left_out_words(run: RunInfo) -> str:
    """What was in the folders of a run and was not looked at, in a sentence; empty for nothing."""
    if not run.left_out:
        return ""
    what = "; ".join(localized(group.message) for group in run.left_out)
    return translate("RunTools", "Not looked at: {what}.").format(what=what)


def status_word(status: RunStatus) -> str:
    """How a run stands, in the user's language."""
    return localized(status.message)
