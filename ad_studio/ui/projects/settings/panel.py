"""The settings of the open project, beside the cards."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QTabWidget, QWidget

from ad_studio.domain import ActionSettings, Operator, TraceSettings
from ad_studio.identity import login_name
from ad_studio.services.actions.settings import action_settings
from ad_studio.services.projects.operators import operators
from ad_studio.services.projects.pixel_size import pixel_size
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.traceability import trace_settings
from ad_studio.ui.operator import last_operator
from ad_studio.ui.projects.settings.actions import ActionsSection
from ad_studio.ui.projects.settings.fields import FieldsSection
from ad_studio.ui.projects.settings.people import PeopleSection
from ad_studio.ui.projects.settings.pixels import PixelSection
from ad_studio.ui.projects.settings.section import Change
from ad_studio.ui.reference_loader import ReferenceLoader
from ad_studio.ui.session import Session
from ad_studio.ui.widgets.basics import ElidedLabel, button, scrolling
from ad_studio.ui.widgets.layouts import vbox


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the project is set to."""

    fields: TraceSettings
    actions: ActionSettings
    people: list[Operator]
    asks_for_sign_in: bool
    pixel_mm: float | None


class SettingsPanel(QFrame):
    """Fields, actions, people and the size of a pixel in a tab each.

    Every change is signed, and a new version.

    Signals:
        saved: Something was stored.
        failed(AdStudioError): It could not be, or what is stored cannot be read.
        left: The panel is to be put away.
    """

    saved = Signal()
    failed = Signal(object)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFixedWidth(400)
        self._session = session
        self._reading = session.jobs.queue("settings")
        self._storing = session.jobs.queue("store-settings", latest_only=False)
        self._reading.failed.connect(lambda _id, error: self.failed.emit(error))
        self._storing.failed.connect(lambda _id, error: self._on_failed(error))
        session.guard(self._storing, self.tr("Saving the settings"))
        self.fields, self.after = FieldsSection(), ActionsSection()
        self.people, self.pixels = PeopleSection(), PixelSection()
        self._loader = ReferenceLoader(session.jobs, "reference-to-measure", self.pixels.view)
        self._loader.failed.connect(self.failed)
        self.title = ElidedLabel(role="heading")
        self.tabs = QTabWidget()
        for section, words, tip in (
            (self.fields, self.tr("Fields"), self.tr("What parts are traced by")),
            (self.after, self.tr("After each image"), self.tr("What is done after each image")),
            (self.people, self.tr("People"), self.tr("Who may change what")),
            (self.pixels, self.tr("Pixel size"), self.tr("How large a pixel is on the part")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(scrolling(section), words), tip)
            section.asked.connect(partial(self._store, section))
            section.refused.connect(self.failed)
        self.tabs.currentChanged.connect(lambda _at: self._show_reference())
        self.leave = button(
            self.tr("Close"), tip=self.tr("Put the settings away"), on=self.left.emit
        )
        column = vbox(self, spacing=12, margins=(12, 12, 12, 24))
        column.addWidget(self.title)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.leave)

    def read(self) -> None:
        """Show what is stored."""
        project = self._session.project
        if project is not None:
            self.title.setText(project.info.name)
            self._reading.start(lambda _progress: _read(project), then=self._show)
            self._loader.clear()  # it may be that of another project
            self._show_reference()

    def _show_reference(self) -> None:
        """Have the reference to draw on once its tab is in front."""
        snapshot = self._session.snapshot
        reference = None if snapshot is None else snapshot.reference
        if reference is not None and self.pixels.isVisibleTo(self):
            self._loader.show(reference)

    def _show(self, stored: _Stored, *, only: QWidget | None = None) -> None:
        """Fill in all sections, or one: what is typed in the others and not saved stays."""
        if only in (None, self.fields):
            self.fields.show_settings(stored.fields)
        if only in (None, self.after):
            self.after.show_settings(stored.actions)
        if only in (None, self.people):
            self.people.show_settings(stored.people, is_required=stored.asks_for_sign_in)
        if only in (None, self.pixels):
            self.pixels.show_settings(stored.pixel_mm)

    def _store(self, section: QWidget, change: Change) -> None:
        project, author = self._session.project, last_operator() or login_name()
        if project is None:
            return

        def work(_progress: object) -> _Stored:
            change(project, author)
            return _read(project)

        self._storing.start(work, then=partial(self._on_stored, section))

    def _on_stored(self, section: QWidget, stored: _Stored) -> None:
        self._show(stored, only=section)
        self._session.refresh()
        self.saved.emit()

    def _on_failed(self, error: object) -> None:
        self.people.show_required()
        self.failed.emit(error)


def _read(project: Project) -> _Stored:
    return _Stored(
        trace_settings(project),
        action_settings(project),
        operators(project),
        project.asks_for_sign_in,
        pixel_size(project),
    )
