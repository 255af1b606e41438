"""The side panel of the Inspect step: tabs about thresholds, and room for others."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from ad_studio.domain import ResultRow, Thresholds, ThresholdVersion
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.ui.inspect.console.check_tab import CheckTab
from ad_studio.ui.inspect.console.commit_bar import CommitBar
from ad_studio.ui.inspect.console.evidence import Evidence
from ad_studio.ui.inspect.console.hand import Hand
from ad_studio.ui.inspect.console.history_tab import HistoryTab
from ad_studio.ui.inspect.console.thresholds_tab import ThresholdsTab
from ad_studio.ui.widgets.basics import scrolling

_FOLLOW_MS = 16


class Console(QFrame):
    """Thresholds are tried here; nothing is stored before Commit.

    Signals:
        tried(Thresholds | None): Judge by these for now.
        commit_asked(Thresholds, str, str): Store these, with basis and note.
        picked(int): The user wants to see this result.
        tab_changed: Another tab is on top.
    """

    tried = Signal(object)
    commit_asked = Signal(object, str, str)
    picked = Signal(int)
    tab_changed = Signal()

    def __init__(self, *, name_of: Callable[[int], str]) -> None:
        """Make the panel; `name_of` gives the name of a result's image by its id."""
        super().__init__()
        self.setProperty("card", "true")
        self._table = ScoreTable.empty()
        self._told: Thresholds | None = None
        self.hand = Hand(self)
        self.thresholds = ThresholdsTab(self.hand, name_of=name_of)
        self.check = CheckTab(self.hand)
        self.history = HistoryTab(self.hand)
        self.commit_bar = CommitBar(self.hand)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.commit_bar)
        self.thresholds.picked.connect(self.picked)
        self.commit_bar.committed.connect(self._commit)
        self.history.restored.connect(self.commit_bar.commit.click)
        self.tabs.currentChanged.connect(lambda _at: self.tab_changed.emit())
        # Bars and numbers keep up with the mouse; flips, list and heat follow in frames between.
        self._following = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._following.timeout.connect(self.catch_up)
        self.hand.moved.connect(self._on_moved)
        self.setEnabled(False)

    def add_tab(self, widget: QWidget, title: str, tip: str) -> None:
        """Add a tab at the end; `title` is what it says, `tip` what it is for."""
        self.tabs.setTabToolTip(self.tabs.addTab(widget, title), tip)

    def show_version(self, version: ThresholdVersion | None) -> None:
        """These thresholds are in force; None: there is no model."""
        self.setEnabled(version is not None)
        self.hand.show(version)

    def confirm(self, version: ThresholdVersion) -> None:
        """These were stored; the next ones that the user is on to stay in hand."""
        self.hand.confirm(version)

    def show_table(self, table: ScoreTable) -> None:
        """Show the images of the run."""
        self._table = table
        self.thresholds.show_table(table)
        self.thresholds.follow()

    def update_row(self, row: ResultRow) -> None:
        """A person has judged one of them, or taken that back."""
        self.show_table(self._table.with_verdict(row.id, row.human))

    def show_evidence(self, evidence: Evidence) -> None:
        """Show what is known about the model's thresholds."""
        self.thresholds.suggestions.show_suggestions(evidence.suggestions)
        self.history.show_history(evidence.history)
        self.check.show_verified(evidence.verified)
        if evidence.agreement is not None:
            self.check.show_agreement(evidence.agreement)

    def catch_up(self) -> None:
        """Let everything else follow the thresholds in hand now."""
        self._following.stop()
        self.thresholds.follow()
        if self.hand.thresholds != self._told:
            self._told = self.hand.thresholds
            self.tried.emit(self._told)

    @property
    def shows_check(self) -> bool:
        """True while the curves are looked at."""
        return self.tabs.currentWidget() is self.check

    def _on_moved(self) -> None:
        if not self.hand.is_sliding:
            self.catch_up()
        elif not self._following.isActive():
            self._following.start()

    def _commit(self, note: str) -> None:
        self.commit_asked.emit(self.hand.thresholds, self.hand.basis, note)
