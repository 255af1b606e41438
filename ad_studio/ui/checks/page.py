"""The Checks page: the challenge and agreement studies, a tab for each."""

from pathlib import Path

from PySide6.QtWidgets import QTabWidget

from ad_studio.ui.checks.challenge_tab import ChallengeTab
from ad_studio.ui.checks.study_tab import StudyTab
from ad_studio.ui.session import Session
from ad_studio.ui.widgets.banner import Level
from ad_studio.ui.widgets.focus_hold import FocusHold
from ad_studio.ui.widgets.page import Page


class ChecksPage(Page):
    """Known samples inspected again; the same parts judged by several people."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            title=self.tr("Checks"),
            text=self.tr("Whether the system still sees, and how well people agree."),
        )
        self.challenge = ChallengeTab(session)
        self.work = self.challenge.running
        self.studies = StudyTab(session)
        self.keys = self.studies.judging.keys
        self.tabs = QTabWidget()
        tips = (
            (self.challenge, self.tr("Challenge"), self.tr("Known samples, inspected again")),
            (
                self.studies,
                self.tr("Agreement studies"),
                self.tr("The same parts, judged by several people"),
            ),
        )
        for tab, title, tip in tips:
            self.tabs.setTabToolTip(self.tabs.addTab(tab, title), tip)
        self.body.addWidget(self.tabs, 1)
        for tab in (self.challenge, self.studies):
            tab.failed.connect(self.banner.show_error)
            tab.acted.connect(self.banner.clear)
        self.studies.written.connect(self._on_written)
        self.tabs.currentChanged.connect(lambda _tab: self.banner.clear())
        session.opened.connect(self.banner.clear)
        FocusHold(self)

    def _on_written(self, out: Path) -> None:
        self.banner.say(self.tr("The report is written."), level=Level.SUCCESS, path=str(out))

    def entered(self) -> None:
        """Read what is stored: the command line may have added to it."""
        super().entered()
        self.challenge.read()
        self.studies.read()
