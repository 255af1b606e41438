"""The main window: the rail, the page in front, and nothing else."""

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from ad_studio.errors import AdStudioError
from ad_studio.ui import window_keys, window_state
from ad_studio.ui.end_notice import EndNotice
from ad_studio.ui.jobs import Jobs
from ad_studio.ui.key_map import KeyMap
from ad_studio.ui.messages import localized
from ad_studio.ui.rail import Rail, Step, step_states, title
from ad_studio.ui.session import Session
from ad_studio.ui.sign_in import SignInBar
from ad_studio.ui.text import percent
from ad_studio.ui.theme import Theme
from ad_studio.ui.train import dropped
from ad_studio.ui.train.steps import step_word
from ad_studio.ui.widgets.banner import Level
from ad_studio.ui.widgets.basics import button
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.page import Page
from ad_studio.ui.window_pages import PAGES
from ad_studio.ui.window_work import WindowWork

if TYPE_CHECKING:
    from ad_studio.ui.inspect.run_queue import RunQueue

PageT = TypeVar("PageT", bound=Page)

_ROOMY = 1300  # logical pixels of width from which the rail shows its words
_HIGH = 780  # logical pixels of height from which pages need not save any


class MainWindow(QMainWindow):
    """Frames the steps; a page is built when it is first entered.

    Signals:
        language_chosen(str): The user wants the window in another language; nothing is running.
    """

    language_chosen = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self._jobs = jobs
        for part in (session, jobs, theme):
            part.setParent(self)
        self._pages: dict[Step, Page] = {}
        self._rail = Rail(theme)
        self._rail.chosen.connect(self.go)
        self._rail.foot.language_chosen.connect(self._on_language)
        self._rail.foot.keys_asked.connect(self.toggle_key_map)
        self._work = WindowWork(self._rail, self)
        self._work.changed.connect(self._write_title)
        self._work.ended.connect(self._tell_end)
        self._end_notice = EndNotice(self)
        self._may_leave = False
        self._runs: RunQueue | None = None
        self._resuming: int | None = None
        self._state_before = self.windowState()
        self._stack = QStackedWidget()
        central = QWidget()
        self._sign_in = SignInBar(session)
        column = vbox(spacing=0)
        column.addWidget(self._sign_in)
        column.addWidget(self._stack, 1)
        row = hbox(central, spacing=0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        self.setCentralWidget(central)
        window_state.place(self)
        self._key_map = KeyMap(central)
        self._keys = window_keys.window_keys(self.toggle_key_map, self._go_if_ready)
        window_keys.install(self, self._keys)
        session.opened.connect(self._on_opened)
        session.failed.connect(self._forget_step)
        session.changed.connect(self._on_changed)
        session.unwritable.connect(self._say_unwritable)
        session.opened.connect(lambda: QTimer.singleShot(0, self, self._say_dropped_training))
        self._write_title()
        self.go(Step.PROJECTS)

    @property
    def step(self) -> Step:
        """The step in front."""
        return list(self._pages)[self._stack.currentIndex()]

    def page(self, step: Step) -> Page:
        """The page of a step; built on first use."""
        if step not in self._pages:
            self._pages[step] = PAGES[step](self)
            self._pages[step].set_low(self.height() < _HIGH)
            self._add_scrolling(self._pages[step])
            self._work.follow(step, self._pages[step])
            window_state.place_panes(self._pages[step])
        return self._pages[step]

    def page_of(self, step: Step, kind: type[PageT]) -> PageT:
        """The page of a step, for who knows which class it is of."""
        page = self.page(step)
        assert isinstance(page, kind)
        return page

    def go(self, step: Step) -> None:
        """Bring a step to the front."""
        page = self.page(step)
        self._stack.setCurrentIndex(list(self._pages).index(step))
        self._rail.select(step)
        page.entered()
        self._renew_key_map()

    def resume(self) -> None:
        """Open the project that was open last, at the step that was in front."""
        slug = window_state.last_project(self.session.root)
        if slug is not None:
            self._resuming = window_state.last_step()
            self.session.open(slug)

    def toggle_key_map(self) -> None:
        """Show which key does what on the page in front, or no longer."""
        if self._key_map.isVisible():
            self._key_map.put_away()
        else:
            self._show_key_map()

    def _renew_key_map(self) -> None:
        """Other keys act now: show them, if the map is there."""
        if self._key_map.isVisible():
            self._show_key_map()

    def _show_key_map(self) -> None:
        self._key_map.show_groups((*self._pages[self.step].keys, self._keys))

    def show_queue(self, runs: "RunQueue") -> None:
        """Show in the rail which inspections wait."""
        self._runs = runs
        self._rail.show_queue(runs)

    def set_picture_only(self, alone: bool) -> None:
        """Fill the screen with the page in front, or be as before."""
        self._rail.setVisible(not alone)
        if alone:
            self._state_before = self.windowState()
            self.setWindowState(self._state_before | Qt.WindowState.WindowFullScreen)
        else:
            self.setWindowState(self._state_before)
        self._renew_key_map()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rail give way in a narrow window, and the pages do with less in a low one."""
        super().resizeEvent(event)
        self._rail.set_compact(self.width() < _ROOMY)
        for page in self._pages.values():
            page.set_low(self.height() < _HIGH)

    def changeEvent(self, event: QEvent) -> None:
        """What was said on the desktop is seen once the window is in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._end_notice.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        focus = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focus, QAbstractButton
        ):
            focus.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop all work, wait for it, and let go of the project; ask first if it would be lost."""
        running = self.session.still_running()
        if running and not self._may_leave:
            self._ask_to_leave(running)
            event.ignore()
            return
        snapshot = self.session.snapshot
        window_state.remember(self, snapshot.info.folder if snapshot else None, self.step)
        self.hide()
        self._jobs.shutdown()
        self.session.close()
        event.accept()

    def _add_scrolling(self, page: Page) -> None:
        """Let a page be scrolled in a window that is lower than the page can be."""
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(area)  # first: all parts of the page are styled at each new parent
        area.setWidget(page)

    def _ask_to_leave(self, running: str) -> None:
        banner = self._pages[self.step].banner
        hint = self.tr(
            "A training that is broken off leaves no model. An inspection keeps what is done and "
            "can be resumed."
        )
        waiting = len(self._runs.kept) if self._runs else 0
        if waiting:
            running += " " + self.tr(
                "%Ln waiting inspection(s) will be offered again at the next start.", "", waiting
            )
        banner.say(running, level=Level.WARNING, hint=hint)
        leave = button(
            self.tr("Close all the same"), tip=self.tr("End what is running, and the program")
        )
        banner.add_action(leave, self._leave)

    def _leave(self) -> None:
        self._may_leave = True
        self.close()

    def _tell_end(self, step: Step, page: Page) -> None:
        """What a page says at the end of its work is said on the page in front, too."""
        said = f"{title(step)}: {page.banner.text}" if page.banner.text else ""
        self._end_notice.tell(self.windowTitle(), said)
        if self.step is step or not said:
            return
        front = self._pages[self.step].banner
        front.say(said)
        show = button(self.tr("Show"), tip=self.tr("Go to this step"))
        front.add_action(show, lambda: self.go(step))

    def _on_opened(self) -> None:
        """Another project, or none: what the pages show belongs to the one before."""
        self._rail.show_snapshot(self.session.snapshot)
        self._write_title()
        self.go(self._first_step())

    def _first_step(self) -> Step:
        """Where work on the open project goes on: where it was left, if it is being resumed."""
        snapshot, resuming = self.session.snapshot, self._resuming
        if snapshot is None:
            return Step.PROJECTS
        self._resuming = None
        if resuming is not None and self._is_ready(resuming):
            return Step(resuming)
        if snapshot.reference is None:
            return Step.REFERENCE
        return Step.TRAIN if snapshot.model is None else Step.INSPECT

    def _say_unwritable(self, error: AdStudioError) -> None:
        self._pages[self.step].banner.say(
            self.tr("This project can only be read, nothing is stored: {why}").format(
                why=localized(error.message)
            ),
            level=Level.WARNING,
            path=str(error.path),
            hint=localized(error.hint),
        )

    def _say_dropped_training(self) -> None:
        """Say of a project that comes on show that its last training left no model."""
        snapshot = self.session.snapshot
        if snapshot is None or not snapshot.writable:
            return
        found = dropped.take(snapshot.info.folder)
        newest = snapshot.standings[0].model.created_at if snapshot.standings else None
        if found is None or (newest is not None and newest >= found.noted_at):
            return
        step = found.step
        words = self.tr('The training of {name} was stopped at step {number}, "{step}".')
        said = words.format(name=snapshot.info.name, number=step.value, step=step_word(step))
        hint = self.tr("It left no model. Start it again in the Train step.")
        front = self._pages[self.step].banner
        front.say(said, level=Level.WARNING, hint=hint)
        if self.step is not Step.TRAIN:
            show = button(title(Step.TRAIN), tip=self.tr("Go to this step"))
            front.add_action(show, lambda: self.go(Step.TRAIN))

    def _forget_step(self) -> None:
        self._resuming = None

    def _go_if_ready(self, step: int) -> None:
        if self._is_ready(step):
            self.go(Step(step))

    def _is_ready(self, step: int) -> bool:
        """Whether there is a step of this number that makes sense now."""
        return step in list(Step) and self._rail.button(Step(step)).isEnabled()

    def _on_language(self, code: str) -> None:
        """A window speaks one language for life; say so while its work cannot be left."""
        running = self.session.still_running()
        if running:
            hint = self.tr("Choose the language again when it is done.")
            self._pages[self.step].banner.say(running, hint=hint)
        else:
            self.language_chosen.emit(code)

    def _on_changed(self) -> None:
        self._write_title()
        self._rail.show_snapshot(self.session.snapshot)
        if not step_states(self.session.snapshot)[self.step].enabled:
            self.go(Step.PROJECTS)

    def _write_title(self) -> None:
        """How far the work has come stands first: a task bar shows the beginning."""
        done = "" if self._work.share is None else percent(self._work.share)
        parts = (done, *self._project_words(), "ad_studio")
        self.setWindowTitle(" – ".join(part for part in parts if part))

    def _project_words(self) -> tuple[str, ...]:
        snapshot = self.session.snapshot
        if snapshot is None:
            return ()
        name = snapshot.info.name
        if not snapshot.writable:
            name = self.tr("{name} (read only)").format(name=name)
        run = snapshot.run
        return name, self.tr("run {number}").format(number=run.id) if run else ""
