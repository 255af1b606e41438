"""What to inspect, for whom, and how it goes."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ad_studio.domain import RunScope
from ad_studio.ui.inspect.hold_buttons import HoldButtons
from ad_studio.ui.inspect.run_options import RunOptions
from ad_studio.ui.jobs import Lane
from ad_studio.ui.widgets.basics import button, label, tool_button
from ad_studio.ui.widgets.choose import choose_folder
from ad_studio.ui.widgets.giving_area import GivingArea
from ad_studio.ui.widgets.progress_strip import ProgressStrip

_OPERATOR = "operator"
_OPTIONS = 80  # pixels of height that the options keep in a low window


class RunBar(QFrame):
    """Folder, lot, operator, options, the button that starts, and the progress while it runs.

    Signals:
        started(RunScope): Inspect this.
    """

    started = Signal(object)

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._folder = QLineEdit(placeholderText=self.tr("Folder of images; or drop one"))
        self._lot = QLineEdit(placeholderText=self.tr("optional"))
        self._operator = QLineEdit(placeholderText=self.tr("optional"))
        self._operator.setText(str(QSettings().value(_OPERATOR, "")))
        self._operator.setToolTip(self.tr("Signs verdicts and thresholds in the audit trail"))
        for field in (self._lot, self._operator):
            field.setMinimumWidth(80)
            field.setMaximumWidth(160)
        browse = tool_button(
            "folder", name=self.tr("Choose a folder"), tip=self.tr("Choose a folder of images")
        )
        browse.clicked.connect(self.browse)
        self._start = button(
            self.tr("Inspect"),
            kind="primary",
            icon="play",
            tip=self.tr("Score every image of the folder with the model"),
            on=self.start,
        )
        self.options = RunOptions()
        options = GivingArea(self.options, least=_OPTIONS)
        options.hide()
        self._more = button("", icon="options")
        self._more.setCheckable(True)
        self._more.setToolTip(
            self.tr("More folders, subfolders, patterns of file names, watching, the model")
        )
        self._more.toggled.connect(options.setVisible)
        self.strip = ProgressStrip(lane, what=self.tr("the inspection"))
        self.hold = HoldButtons()
        self.hold.resumed.connect(self.strip.restart_estimate)
        self.strip.add_control(self.hold)
        fields = QHBoxLayout()
        fields.setSpacing(8)
        self._folder.setToolTip(
            self.tr("The folder whose images are inspected; they are only read")
        )
        self._lot.setToolTip(self.tr("The lot that the parts come from; stored with the run"))
        for name, field, stretch in (
            (self.tr("Folder"), self._folder, 6),
            (self.tr("Lot"), self._lot, 2),
            (self.tr("Operator"), self._operator, 2),
        ):
            words = label(name, role="muted")
            words.setBuddy(field)
            field.setAccessibleName(name)
            fields.addWidget(words)
            fields.addWidget(field, stretch)
            if field is self._folder:
                fields.addWidget(browse)
            fields.addSpacing(8)
        fields.addWidget(self._more)
        fields.addWidget(self._start)
        self._form = (
            self._folder, self._lot, self._operator, browse, self._start, self._more, self.options
        )  # fmt: skip
        self._column = column = QVBoxLayout(self)
        self.set_low(False)
        column.addLayout(fields)
        column.addWidget(options)
        column.addWidget(self.strip)
        self._folder.textChanged.connect(self._judge)
        self._folder.returnPressed.connect(self.start)
        self._lot.returnPressed.connect(self._start.setFocus)
        self.options.changed.connect(self._count_options)
        lane.busy_changed.connect(self._on_busy)
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

    def set_folder(self, folder: Path) -> None:
        """Put a folder into the field; the user still has to start."""
        self._folder.setText(str(folder))
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def recall(self, scope: RunScope | None, lot: str) -> None:
        """Fill in what the run on show was given; None: nothing was inspected yet."""
        self._folder.setText(str(scope.folders[0]) if scope else "")
        self._lot.setText(lot)
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

    def start(self) -> None:
        """Ask for the inspection of the folder in the field."""
        folder = self._folder.text().strip()
        if folder and self._start.isEnabled():
            QSettings().setValue(_OPERATOR, self.operator)
            self._more.setChecked(False)
            self.started.emit(self.options.scope(Path(folder).expanduser()))

    def _judge(self) -> None:
        self._start.setEnabled(bool(self._folder.text().strip()))

    def _count_options(self) -> None:
        count = self.options.number_set
        words = self.tr("Options ({count})").format(count=count)
        self._more.setText(words if count else self.tr("Options"))

    def _on_busy(self, busy: bool) -> None:
        for widget in self._form:
            widget.setEnabled(not busy)
        if not busy:
            self._judge()
