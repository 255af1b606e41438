"""Where the smallest defect that matters is drawn: the reference, as large as there is room."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ad_studio.domain import ReferenceInfo
from ad_studio.ui.jobs import Jobs
from ad_studio.ui.reference_loader import ReferenceLoader
from ad_studio.ui.widgets.basics import button, label
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.length_view import LengthView


class SmallestDefectCard(QFrame):
    """Hidden until the user wants to draw. What is drawn goes into the field beside it.

    Signals:
        drawn(float): The length of a line, in pixels of the reference; above 0.
        left: The user is done, or the reference is another one.
        failed(AdStudioError): The reference cannot be shown.
    """

    drawn = Signal(float)
    left = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._reference: ReferenceInfo | None = None
        self.view = LengthView()
        self.view.setAccessibleName(self.tr("Reference image to draw the smallest defect on"))
        self.view.setToolTip(self.tr("Drag from one end to the other; the wheel zooms"))
        self.view.drawn.connect(self.drawn)
        self._loader = ReferenceLoader(jobs, "smallest-defect", self.view)
        self._loader.failed.connect(self.failed)
        self.done = button(
            self.tr("Done"),
            kind="primary",
            tip=self.tr("Put the reference away; what was drawn stays in the field"),
            on=self.leave,
        )
        title = label(
            self.tr("How small is the smallest defect that matters?"), role="heading", wrap=True
        )
        hint = label(
            self.tr(
                "Drag a line as long as it is, from one end to the other. The wheel zooms. The "
                "field on the left says its length, and whether it is seen; it can be typed there, "
                "too."
            ),
            role="muted",
            wrap=True,
        )
        head = hbox(spacing=16)
        head.addWidget(title, 1)
        head.addWidget(self.done)
        column = vbox(self, spacing=12, margins=(24, 20, 24, 20))
        column.addLayout(head)
        column.addWidget(hint)
        column.addWidget(self.view, 1)
        self.hide()

    def ask(self, reference: ReferenceInfo) -> None:
        """Show the reference to draw on."""
        self._reference = reference
        self._loader.show(reference)
        self.show()
        self.done.setFocus()

    def keep_to(self, reference: ReferenceInfo | None) -> None:
        """Put the picture away unless it is that of this reference."""
        if self._reference is not None and self._reference != reference:
            self.leave()

    def leave(self) -> None:
        """Put the picture away."""
        self._reference = None
        self._loader.clear()
        self.hide()
        self.left.emit()
