"""The side panel of the Inspect step: tabs about thresholds, and room for others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidgetItem,
    QTabWidget,
    QWidget,
)

from ad_studio.domain import ModelInForce, ResultRow, ThresholdVersion
from ad_studio.services.projects.decisions import Decision
from ad_studio.services.thresholds.curves import Agreement
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import Suggestion
from ad_studio.services.thresholds.versions import restored_basis
from ad_studio.ui.inspect.state import ThresholdDraft
from ad_studio.ui.inspect.threshold_panel.check_tab import CheckTab
from ad_studio.ui.inspect.threshold_panel.thresholds_tab import ThresholdsTab
from ad_studio.ui.messages import localized
from ad_studio.ui.text import sigma, signed, when
from ad_studio.ui.widgets.basics import button, label, scrolling
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.line_list import Row, fill, make_list


@dataclass(frozen=True, slots=True)
class ThresholdFacts:
    """The data for choosing thresholds of a model, besides the run on show.

    Attributes:
        history: What was decided about the model, newest first.
        verified: Images with a human verdict, over all runs of the model.
        agreement: Its curves; None while nobody looks at them.
    """

    history: list[Decision]
    suggestions: list[Suggestion]
    verified: ScoreTable
    agreement: Agreement | None


class CommitBar(QFrame):
    """Shown while other thresholds are tried than those in force.

    Signals:
        committed(str): Store those being tried, with this note.
    """

    committed = Signal(str)

    def __init__(self, draft: ThresholdDraft) -> None:
        super().__init__()
        self.setProperty("role", "commit")
        self._draft = draft
        self._what = label(role="caption", wrap=True)
        self.note = QLineEdit(placeholderText=self.tr("Note (optional)"))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setToolTip(self.tr("Kept with the thresholds, for whoever asks later why"))
        self.note.returnPressed.connect(self._commit)
        self.commit = button(
            self.tr("Commit"),
            kind="primary",
            icon="check",
            tip=self.tr("Store these thresholds as a new version and judge every image by them"),
            on=self._commit,
        )
        self.discard = button(
            self.tr("Discard"),
            tip=self.tr("Go back to the thresholds in force"),
            on=draft.discard,
        )
        buttons = hbox(spacing=8)
        buttons.addWidget(self.commit, 1)
        buttons.addWidget(self.discard)
        column = vbox(self, spacing=8, margins=(16, 12, 16, 12))
        for widget in (self._what, self.note):
            column.addWidget(widget)
        column.addLayout(buttons)
        draft.moved.connect(self._show)
        self._version: ThresholdVersion | None = None  # that the note is about
        draft.version_shown.connect(self._on_version)
        self._show()

    def offer_again(self) -> None:
        """Let what could not be stored be committed once more; its note is still there."""
        self.commit.setEnabled(True)

    def _on_version(self) -> None:
        """A note is about what is tried against one version: it goes with that one alone."""
        version = self._draft.version
        if version is not None and version != self._version:
            self._version = version
            self.note.clear()

    def _show(self) -> None:
        version, changed = self._draft.version, self._draft.is_changed
        self.setVisible(changed)
        self.commit.setEnabled(True)
        tried = self._draft.thresholds
        if version is not None and tried is not None and changed:
            pair = version.thresholds
            words = self.tr("Not committed: {basis}. In force: REVIEW {review}, NG {ng}.").format(
                basis=localized(self._draft.basis.message),
                review=sigma(pair.review),
                ng=sigma(pair.ng),
            )
            if pair.size_limit is not None:
                words += f" {localized(pair.size_limit.message)}."
            if tried.size_limit != pair.size_limit:
                limit = tried.size_limit
                said = self.tr("NG from any size") if limit is None else localized(limit.message)
                words += " " + self.tr("Tried: {limit}.").format(limit=said)
            self._what.setText(words)

    def _commit(self) -> None:
        if self._draft.is_changed and self.commit.isEnabled():
            self.commit.setEnabled(False)
            self.committed.emit(self.note.text().strip())


class HistoryTab(QWidget):
    """Newest first; going to a version tries it out, restoring commits it as a new one.

    Signals:
        restored: Store what is being tried.
    """

    restored = Signal()

    def __init__(self, draft: ThresholdDraft) -> None:
        super().__init__()
        self._draft = draft
        self.list = make_list(
            name=self.tr("Versions of the thresholds"),
            tip=self.tr("Click a version to see what it would make of this run"),
        )
        self.list.currentItemChanged.connect(lambda item, _before: self._look(item))
        self.list.itemClicked.connect(self._look)
        self.restore = button(
            self.tr("Restore this version"),
            icon="undo",
            tip=self.tr("Put it in force again, as a new version; nothing is ever deleted"),
            on=self.restored.emit,
        )
        column = vbox(self, spacing=8, margins=(12, 12, 12, 12))
        column.addWidget(
            label(
                self.tr("Who set which thresholds, or put the model in force, when and why"),
                role="caption",
                wrap=True,
            )
        )
        column.addWidget(self.list, 1)
        column.addWidget(self.restore)
        draft.moved.connect(self._on_moved)
        self._on_moved()

    def show_history(self, history: list[Decision]) -> None:
        """List these, the newest first; only a version of the thresholds can be chosen."""
        newest = next(one for one in history if isinstance(one, ThresholdVersion))
        rows: list[Row] = [
            (self._lines(one, in_force=one is newest), one, True)
            if isinstance(one, ThresholdVersion)
            else (self._put_lines(one), one, False)
            for one in history
        ]
        fill(self.list, rows)

    def _put_lines(self, put: ModelInForce) -> list[str]:
        lines = [self.tr("The model was put in force"), signed(when(put.created_at), put.author)]
        return [*lines, self._note(put.note)] if put.note else lines

    def _note(self, note: str) -> str:
        return self.tr("Note: {note}").format(note=note)

    def _lines(self, version: ThresholdVersion, *, in_force: bool) -> list[str]:
        pair = version.thresholds
        title = self.tr("Version {id}").format(id=version.id)
        if in_force:
            title += self.tr(", in force")
        lines = [
            title,
            self.tr("REVIEW from {review}, NG from {ng}").format(
                review=sigma(pair.review), ng=sigma(pair.ng)
            ),
            *([] if pair.size_limit is None else [localized(pair.size_limit.message)]),
            localized(version.basis.message),
            signed(when(version.created_at), version.author),
        ]
        if version.note:
            lines.append(self._note(version.note))
        return lines

    def _look(self, item: QListWidgetItem | None) -> None:
        version = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if version is None or self._draft.version is None:
            return
        if version.id == self._draft.version.id:
            self._draft.discard()
        else:
            self._draft.take(version.thresholds, restored_basis(version))

    def _on_moved(self) -> None:
        item, draft = self.list.currentItem(), self._draft
        version = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self.restore.setEnabled(
            version is not None and draft.is_changed and draft.basis == restored_basis(version)
        )


class ThresholdPanel(QFrame):
    """Thresholds are tried here; nothing is stored before Commit.

    Signals:
        commit_asked(Thresholds, Basis, str): Store these, with basis and note.
        picked(int): The user wants to see this result.
        tab_changed: Another tab is on top.
        wanted: Something in it is to be seen, also where it is put away.
    """

    commit_asked = Signal(object, object, str)
    picked = Signal(int)
    tab_changed = Signal()
    wanted = Signal()

    def __init__(self, draft: ThresholdDraft, *, name_of: Callable[[int], str]) -> None:
        """Make the panel; `name_of` gives the name of a result's image by its id."""
        super().__init__()
        self.setProperty("card", "true")
        self._table = ScoreTable.empty()
        self.draft = draft
        self.thresholds = ThresholdsTab(draft, name_of=name_of)
        self.check = CheckTab(draft)
        self.history = HistoryTab(draft)
        self.commit_bar = CommitBar(draft)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.add_tab(
            scrolling(self.thresholds),
            self.tr("Thresholds"),
            self.tr("Move the REVIEW and NG lines, in sigma, and see what they come to"),
        )
        self.add_tab(
            self.check,
            self.tr("Check"),
            self.tr("How well the scores agree with what people said"),
        )
        self.add_tab(
            self.history,
            self.tr("History"),
            self.tr("Every version of the thresholds: who set it, when and why"),
        )
        column = vbox(self, spacing=0, margins=(1, 4, 1, 1))
        column.addWidget(self.tabs, 1)
        column.addWidget(self.commit_bar)
        self.thresholds.picked.connect(self.picked)
        self.commit_bar.committed.connect(self._commit)
        self.history.restored.connect(self.commit_bar.commit.click)
        self.tabs.currentChanged.connect(lambda _at: self.tab_changed.emit())
        draft.version_shown.connect(lambda: self.setEnabled(draft.version is not None))
        self.setEnabled(False)

    def add_tab(self, widget: QWidget, title: str, tip: str) -> None:
        """Add a tab at the end; `title` is what it says, `tip` what it is for."""
        self.tabs.setTabToolTip(self.tabs.addTab(widget, title), tip)

    def show_suggestions(self) -> None:
        """Bring the suggestions to the front."""
        self.wanted.emit()
        self.tabs.setCurrentIndex(0)
        self.thresholds.show_suggestions()

    def show_table(self, table: ScoreTable) -> None:
        """Show the images of the run."""
        self._table = table
        self.thresholds.show_table(table)
        self.thresholds.follow()

    def update_rows(self, rows: Sequence[ResultRow]) -> None:
        """A person has judged some of them, or taken that back."""
        self.show_table(self._table.with_verdicts({row.id: row.human for row in rows}))

    def show_facts(self, facts: ThresholdFacts) -> None:
        """Show what is known about the model's thresholds."""
        self.thresholds.suggestions.show_suggestions(facts.suggestions)
        self.history.show_history(facts.history)
        self.check.show_verified(facts.verified)
        if facts.agreement is not None:
            self.check.show_agreement(facts.agreement)

    @property
    def shows_check(self) -> bool:
        """True while the curves are looked at."""
        return self.tabs.currentWidget() is self.check

    def _commit(self, note: str) -> None:
        self.commit_asked.emit(self.draft.thresholds, self.draft.basis, note)
