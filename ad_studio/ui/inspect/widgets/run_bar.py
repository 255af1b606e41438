"""The form that starts an inspection, with its progress and the buttons that pause it."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ad_studio.domain import RunScope, TraceField
from ad_studio.image_names import is_video_name
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.ui import icons
from ad_studio.ui.inspect.widgets.run_options import RunOptions
from ad_studio.ui.jobs import TaskQueue
from ad_studio.ui.operator import last_operator, remember_operator
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import ElidedLabel, button, label, tool_button
from ad_studio.ui.widgets.choose import choose_folder, choose_video
from ad_studio.ui.widgets.layouts import FlexibleArea, hbox
from ad_studio.ui.widgets.progress_strip import ProgressStrip


class PauseButtons(QWidget):
    """Pause and Resume in one button; Finish beside it while a folder is watched, and Shop floor.

    Signals:
        resumed: The run goes on after a pause.
    """

    resumed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._control = RunControl()
        self.hold = button("", on=self._on_hold)
        self.finish = button(
            self.tr("Finish"),
            icon="check",
            tip=self.tr("Stop watching: inspect what has arrived, then end the run"),
            on=self._on_finish,
        )
        self.floor = button(
            self.tr("Shop floor"),
            icon="image",
            tip=self.tr("The newest part large, its verdict to be read from afar (F9)"),
        )
        line = hbox(self, spacing=8)
        line.addWidget(self.floor)
        line.addWidget(self.finish)
        line.addWidget(self.hold)
        self.follow(self._control, watching=False)
        self.offer_floor(False)

    def follow(self, control: RunControl, *, watching: bool) -> None:
        """Act on this run from now on."""
        self._control = control
        self.finish.setVisible(watching)
        self.finish.setEnabled(True)
        self._show()

    def offer_floor(self, offered: bool) -> None:
        """Have the button for the shop floor view there, or not."""
        self.floor.setVisible(offered)

    def _on_hold(self) -> None:
        if self._control.is_paused:
            self._control.resume()
            self.resumed.emit()
        else:
            self._control.pause()
        self._show()

    def _on_finish(self) -> None:
        self._control.stop()
        self.finish.setEnabled(False)
        self._show()

    def _show(self) -> None:
        paused = self._control.is_paused
        self.hold.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.hold.setToolTip(
            tooltip(
                self.tr("Go on with the next image")
                if paused
                else self.tr("Hold the inspection after the image being scored; nothing is lost")
            )
        )
        icons.bind(self.hold, "play" if paused else "pause", role="text", size=16)


_NARROW = 900  # pixels of width
_OPTIONS = 80  # pixels of height that the options keep in a low window


class RunBar(QFrame):
    """Folder, lot, operator, options, the button that starts, and the progress while it runs.

    After the start only the progress is left, and nothing once it is over: the image needs the
    room. `unfold` brings the fields back. What is started while an inspection goes on waits for it.

    Signals:
        started(RunScope): Inspect this.
        folder_changed: Another folder, or part of it, is to be inspected.
        operator_changed(str): Somebody else is at work.
    """

    started = Signal(object)
    folder_changed = Signal()
    operator_changed = Signal(str)

    def __init__(self, tasks: TaskQueue) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._browse = tool_button(
            "folder", name=self.tr("Choose a folder"), tip=self.tr("Choose a folder of images")
        )
        self._browse.clicked.connect(self.browse)
        self._browse_video = tool_button(
            "video", name=self.tr("Choose a video"), tip=self.tr("Choose a video file")
        )
        self._browse_video.clicked.connect(self.browse_video)
        fields = self._make_fields()
        self._start = button(
            self.tr("Inspect"),
            kind="primary",
            icon="play",
            tip=self.tr("Score every image of the folder with the model"),
            on=self.start,
        )
        self.options = RunOptions()
        options = FlexibleArea(self.options, least=_OPTIONS)
        options.hide()
        self.options_button = button("", icon="options")
        self.options_button.setCheckable(True)
        self.options_button.setToolTip(
            self.tr("More folders, subfolders, patterns of file names, watching, the model")
        )
        self.options_button.toggled.connect(options.setVisible)
        self.strip = ProgressStrip(tasks, what=self.tr("the inspection"))
        self.pause_buttons = PauseButtons()
        self.pause_buttons.resumed.connect(self.strip.restart_estimate)
        self.strip.add_control(self.pause_buttons)
        self._found = label(role="muted")
        fields.addWidget(self._found)
        fields.addWidget(self.options_button)
        fields.addWidget(self._start)
        self._is_folded = self._is_away = False
        self._tasks = tasks
        self._fields = QWidget()
        self._fields.setLayout(fields)
        self._column = column = QVBoxLayout(self)
        self.set_low(False)
        column.addWidget(self._fields)
        column.addWidget(options)
        self.run_name = ElidedLabel(role="muted")
        self.run_name.hide()
        column.addWidget(self.run_name)
        column.addWidget(self.strip)
        self._recalled: tuple[str, str] | None = None  # folder and lot of the run on show
        self._folder.textChanged.connect(self._on_folder)
        self._operator.textChanged.connect(lambda _text: self.operator_changed.emit(self.operator))
        self._folder.returnPressed.connect(self.start)
        self._lot.returnPressed.connect(self._start.setFocus)
        self.options.changed.connect(self._count_options)
        self.options.changed.connect(self.folder_changed)
        tasks.busy_changed.connect(self._on_busy)
        self._count_options()
        self._judge()

    @property
    def lot(self) -> str:
        """The lot as typed."""
        return self._lot.text().strip()

    @property
    def operator(self) -> str:
        """Who is at work, as typed."""
        return self._operator.text().strip()

    @property
    def given(self) -> Mapping[TraceField, str]:
        """What the parts can be traced by, as typed."""
        return {
            TraceField.LOT: self.lot,
            TraceField.OPERATOR: self.operator,
            **self.options.trace.given,
        }

    def fold(self) -> None:
        """Put the fields away."""
        self._is_folded = True
        self.options_button.setChecked(False)
        self._arrange()

    def unfold(self) -> None:
        """Show the fields, ready for another folder."""
        self._is_folded = False
        self._arrange()
        self._folder.setFocus(Qt.FocusReason.OtherFocusReason)
        self._folder.selectAll()

    def ask_for(self, field: TraceField) -> None:
        """Show a field that is missing, ready to be filled in."""
        self.unfold()
        if field in (TraceField.LOT, TraceField.OPERATOR):
            place = self._lot if field is TraceField.LOT else self._operator
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.options_button.setChecked(True)
            self.options.trace.ask_for(field)

    def put_away(self, away: bool) -> None:
        """Hide while something else stands in the place of the run."""
        self._is_away = away
        self._arrange()

    def _arrange(self) -> None:
        self._fields.setVisible(not self._is_folded)
        self.setVisible(not self._is_away and (not self._is_folded or self._tasks.busy))

    @property
    def scope(self) -> RunScope | None:
        """What is to be inspected; None without a folder."""
        folder = self._folder.text().strip()
        return self.options.scope(Path(folder).expanduser()) if folder else None

    def show_found(self, words: str) -> None:
        """Say how many images there are, or nothing."""
        self._found.setText(words)

    def name_run(self, words: str) -> None:
        """Say which inspection goes on; nothing where it is the run on show."""
        self.run_name.setText(words)
        self.run_name.setVisible(bool(words))

    def set_folder(self, folder: Path) -> None:
        """Put a folder or a video into the field; the user still has to start."""
        self.unfold()
        self._folder.setText(str(folder))
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_folders(self, dropped: list[Path]) -> None:
        """Take the folders and videos that were dropped; of another file its folder."""
        folders = dict.fromkeys(
            path.parent if path.is_file() and not is_video_name(path.name) else path
            for path in dropped
        )
        first, *more = folders
        self.set_folder(first)
        for folder in more:
            self.options.add_folder(folder)

    def recall(self, scope: RunScope | None, lot: str) -> None:
        """Fill in what the run on show was given; None: nothing was inspected yet.

        The lot goes with its folder: with another one it is left out.
        """
        self._recalled = None
        self._folder.setText(str(scope.folders[0]) if scope else "")
        self._lot.setText(lot)
        self._recalled = self._folder.text(), lot
        self.options.recall(scope)

    def set_low(self, low: bool) -> None:
        """Do with less height, or take what looks best."""
        inset, between = (6, 6) if low else (12, 12)
        self._column.setContentsMargins(16, inset, 16, inset)
        self._column.setSpacing(between)

    def browse(self) -> None:
        """Ask for a folder."""
        folder = choose_folder(self)
        if folder is not None:
            self.set_folder(folder)

    def browse_video(self) -> None:
        """Ask for a video file."""
        video = choose_video(self)
        if video is not None:
            self.set_folder(video)

    def start(self) -> None:
        """Ask for the inspection of the folder in the field."""
        scope = self.scope
        if scope is not None and self._start.isEnabled():
            remember_operator(self.operator)
            self.started.emit(scope)

    def _on_folder(self, folder: str) -> None:
        if self._recalled is not None and folder.strip() != self._recalled[0]:
            if self.lot == self._recalled[1]:
                self._lot.clear()
            self._recalled = None
        self._judge()
        self.folder_changed.emit()

    def _judge(self) -> None:
        self._start.setEnabled(bool(self._folder.text().strip()))

    def _make_fields(self) -> QHBoxLayout:
        self._folder = QLineEdit(placeholderText=self.tr("Folder of images, or a video"))
        self._folder.setToolTip(
            self.tr("The folder whose images are inspected, or a video file; they are only read")
        )
        self._lot = QLineEdit(placeholderText=self.tr("optional"))
        self._lot.setToolTip(self.tr("The lot that the parts come from; stored with the run"))
        self._operator = QLineEdit(placeholderText=self.tr("optional"))
        self._operator.setText(last_operator())
        self._operator.setToolTip(self.tr("Signs verdicts and thresholds in the audit trail"))
        for field in (self._lot, self._operator):
            field.setMinimumWidth(80)
            field.setMaximumWidth(160)
        fields = hbox(spacing=8)
        self._captions: dict[QLineEdit, QLabel] = {}
        for name, field, stretch in (
            (self.tr("Folder"), self._folder, 6),
            (self.tr("Lot"), self._lot, 2),
            (self.tr("Operator"), self._operator, 2),
        ):
            words = label(name, role="muted")
            words.setBuddy(field)
            field.setAccessibleName(name)
            self._captions[field] = words
            fields.addWidget(words)
            fields.addWidget(field, stretch)
            if field is self._folder:
                fields.addWidget(self._browse)
                fields.addWidget(self._browse_video)
            fields.addSpacing(8)
        return fields

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the fields in themselves where there is no room beside them."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        for field, words in self._captions.items():
            words.setHidden(narrow)
            if field is not self._folder:
                field.setPlaceholderText(words.text() if narrow else self.tr("optional"))

    def _count_options(self) -> None:
        count = self.options.number_set
        words = self.tr("Options ({count})").format(count=count)
        self.options_button.setText(words if count else self.tr("Options"))

    def _on_busy(self, busy: bool) -> None:
        self._start.setText(self.tr("Inspect next") if busy else self.tr("Inspect"))
        self._arrange()
