"""Drawing ignore regions on the reference: canvas, tools and list of the same edits, and saving."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from ad_studio.domain import ReferenceInfo
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.ignore_regions import IgnoreState, IgnoreVersion
from ad_studio.services.projects import ignore_regions
from ad_studio.services.projects.project import Project
from ad_studio.ui.drawing.board import DrawingBoard
from ad_studio.ui.drawing.edits import RegionEdits
from ad_studio.ui.images import Picture
from ad_studio.ui.reference.draft import Draft
from ad_studio.ui.reference.region_panel import RegionPanel, outdated_words
from ad_studio.ui.session import Session
from ad_studio.ui.widgets.banner import Banner, Level
from ad_studio.ui.widgets.basics import button
from ad_studio.ui.widgets.region_layers import IgnoreLayer


class Drawing(QObject):
    """Keeps what is drawn until it is applied or discarded, also when the window closes meanwhile.

    Attributes:
        canvas: To draw on.
        tools: To draw with.
        panel: What is drawn.
    """

    def __init__(self, session: Session, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._banner = banner
        self._loaded: tuple[int, IgnoreVersion | None] | None = None
        self._draft: Draft | None = None
        self.edits = RegionEdits()
        self._board = DrawingBoard(
            self.edits,
            layer=IgnoreLayer(),
            title=self.tr("Ignore"),
            name=self.tr("Reference image with its ignore regions"),
            parent=self,
        )
        self.canvas, self.tools = self._board.canvas, self._board.tools
        self.panel = RegionPanel()
        self._tasks = session.jobs.queue("ignore-regions", latest_only=False)
        self._tasks.failed.connect(lambda _id, error: banner.show_error(error))
        self._tasks.busy_changed.connect(lambda busy: self.panel.apply.setEnabled(not busy))
        session.guard(self._tasks, self.tr("Saving the ignore regions"))
        self._board.changed.connect(self._show)
        self.panel.delete_asked.connect(lambda: self._board.do(self.edits.delete))
        self.panel.picked.connect(self._board.pick)
        self.panel.discard_asked.connect(lambda: self._board.do(self.edits.discard))
        self.panel.apply_asked.connect(self._apply)
        self.panel.earlier_asked.connect(self._take_earlier)

    def show_reference(self, reference: ReferenceInfo | None) -> None:
        """Show what is saved for a reference; keep what is drawn on the one that is shown."""
        snapshot = self._session.snapshot
        if reference is None or snapshot is None:
            self._loaded = self._draft = None
            self.edits.load(())
            self.canvas.clear()
            self._show()
            return
        current = snapshot.ignoring.current
        if self._loaded is None or self._loaded[0] != reference.id:
            self._board.set_reference(reference)
            self._load(reference, current)
            self._recall(Draft(snapshot.info, reference))
        elif self._loaded[1] != current and not self.edits.is_changed:
            self._load(reference, current)
        self.panel.show_standing(snapshot.ignoring)
        self._show()

    def show_picture(self, picture: Picture) -> None:
        """Put the pixels of the reference on the canvas."""
        self._board.show_picture(picture)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on to `then`; asks first if what is drawn was not applied."""
        if not self.edits.is_changed:
            then()
            return
        self._banner.say(
            self.tr("The ignore regions drawn are not applied yet."),
            level=Level.WARNING,
            hint=self.tr("Training uses only those that were applied."),
        )
        self._banner.add_action(
            button(self.tr("Apply and continue"), kind="primary"),
            lambda: self._apply(self.panel.author.text().strip(), then),
        )
        self._banner.add_action(button(self.tr("Continue without them")), then)

    def _take_earlier(self) -> None:
        snapshot = self._session.snapshot
        if snapshot is not None and snapshot.ignoring.earlier is not None:
            earlier = snapshot.ignoring.earlier.regions
            self._board.do(lambda: self.edits.replace_all(earlier))

    def _load(self, reference: ReferenceInfo, current: IgnoreVersion | None) -> None:
        self._loaded = (reference.id, current)
        self.edits.load(() if current is None else current.regions)

    def _recall(self, draft: Draft) -> None:
        """Draw again what was drawn before and not applied; it can be discarded and undone."""
        self._draft = draft
        drawn = draft.recall()
        if drawn is not None and drawn != self.edits.regions:
            self.edits.replace_all(drawn)
            self._banner.say(
                self.tr("The ignore regions that you drew earlier are not applied yet."),
                hint=self.tr("Apply or discard them at the right."),
            )

    def _apply(self, author: str, then: Callable[[], None] = lambda: None) -> None:
        project, regions = self._session.project, self.edits.regions
        if project is None:
            return

        def saved(found: IgnoreState) -> None:
            self._on_saved(found)
            then()

        self._tasks.start(lambda _progress: _commit(project, regions, author), then=saved)

    def _on_saved(self, found: IgnoreState) -> None:
        if self._loaded is not None and found.current is not None:
            self._loaded = (self._loaded[0], found.current)
            if self.edits.regions == found.current.regions:
                self.edits.load(found.current.regions)
            words = self.tr("Version {number} of the ignore regions is saved.")
            level = Level.WARNING if found.outdated else Level.SUCCESS
            self._banner.say(
                words.format(number=found.current.number), level=level, hint=outdated_words(found)
            )
        self._session.refresh()
        self._show()

    def _show(self) -> None:
        if self._draft is not None:
            self._draft.keep(self.edits.regions if self.edits.is_changed else None)
        self.canvas.redraw()
        self.tools.show_edits(self.edits)
        self.panel.show_edits(self.edits)


def _commit(project: Project, regions: Sequence[DrawnRegion], author: str) -> IgnoreState:
    ignore_regions.commit(project, regions, author=author)
    return ignore_regions.state(project)
