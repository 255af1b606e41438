"""The Reference page: the one normal image that a project is trained on, and its bit depth."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QStackedWidget, QVBoxLayout, QWidget

from ad_studio.domain import ReferenceInfo
from ad_studio.errors import AdStudioError, DepthError
from ad_studio.imaging.files import read_bytes
from ad_studio.progress import Progress
from ad_studio.services.projects import references
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.training_set import read_image
from ad_studio.ui.messages import localized
from ad_studio.ui.reference.depth_question import DepthPreview, DepthQuestion, depth_previews
from ad_studio.ui.reference.drawing import Drawing
from ad_studio.ui.reference.first_look import FirstLookPanel
from ad_studio.ui.reference.hints import Hints
from ad_studio.ui.reference_loader import decode_reference
from ad_studio.ui.session import Session
from ad_studio.ui.text import when
from ad_studio.ui.widgets.banner import Level
from ad_studio.ui.widgets.basics import ElidedLabel, button, card, label
from ad_studio.ui.widgets.choose import choose_folder, choose_image
from ad_studio.ui.widgets.dropzone import Drops, DropZone
from ad_studio.ui.widgets.focus_hold import FocusHold
from ad_studio.ui.widgets.layouts import INSET, hbox, pin_below, vbox
from ad_studio.ui.widgets.page import Page


class ReferencePage(Page):
    """Takes the reference image, shows it, and says what is wrong with it."""

    def __init__(self, session: Session, *, on_next: Callable[[], None]) -> None:
        super().__init__(
            session,
            title=self.tr("Reference"),
            text=self.tr("One image of a good part, taken as you will take the others."),
        )
        self._shown: int | None = None
        self._on_depth: Callable[[Project, int], ReferenceInfo] | None = None  # while it is asked
        self._set = session.jobs.queue("set-reference", latest_only=False)
        self._preview = session.jobs.queue("preview")
        self._depths = session.jobs.queue("depth-previews")
        session.guard(self._set, self.tr("Setting the reference image"))
        self._set.failed.connect(self._on_not_set)
        for tasks in (self._preview, self._depths):
            tasks.failed.connect(lambda _id, error: self.banner.show_error(error))
        self._set.busy_changed.connect(self._on_busy)
        self._zone = DropZone(
            icon="drop",
            title=self.tr("Drop one image of a good part here"),
            text=self.tr("Sharp, evenly lit, the whole part in view. No defects are needed."),
            browse=self.tr("Choose an image…"),
            tip=self.tr("Choose the image file of a good part"),
            on_browse=self._browse,
        )
        self._look = button(
            self.tr("Find a typical image in a folder…"),
            tip=self.tr("Compare the images of a folder with each other, and take a typical one"),
            on=self._browse_folder,
        )
        self._zone.add_choice(self._look)
        self.first_look = FirstLookPanel(session.jobs, self.banner)
        self.first_look.taken.connect(self._on_typical)
        self.first_look.left.connect(self._leave_look)
        self._looking = False
        self.drawing = Drawing(session, self.banner, self)
        self.drawing.canvas.setAcceptDrops(False)  # the page takes what is dropped
        self.keys = (self.drawing.canvas.keys,)
        self._board = QWidget()
        board = vbox(self._board, spacing=8)
        board.addWidget(self.drawing.tools)
        board.addWidget(self.drawing.canvas, 1)
        self.depth_question = DepthQuestion()
        self.depth_question.chosen.connect(self._on_depth_chosen)
        self.depth_question.left.connect(self._leave_depth)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._zone)
        self._stack.addWidget(self._board)
        self._stack.addWidget(self.depth_question)
        self._stack.addWidget(self.first_look)
        self._next = button(
            self.tr("Continue to training"),
            kind="primary",
            icon="train",
            on=lambda: self.drawing.leave(on_next),
            tip=self.tr("Go on to train a model on this image"),
        )
        self._panel = self._make_panel()
        row = hbox(spacing=16)
        row.addWidget(self._stack, 1)
        row.addWidget(self._panel)
        self.body.addLayout(row, 1)
        Drops(self, self._zone, self._on_dropped)
        FocusHold(self)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._show)
        self._show()

    def _on_dropped(self, images: list[Path]) -> None:
        """One image is enough: of several the first one is taken, and that is said.

        Of a folder, a typical one is looked for.
        """
        if images[0].is_dir():
            self.look_at(images[0])
            return
        is_first = self._reference() is None
        self.offer(images[0])
        if len(images) > 1 and is_first:
            words = self.tr("%Ln file(s) were dropped; {name} is taken.", "", len(images))
            hint = self.tr("One good image is enough. Drop another one to take it instead.")
            self.banner.say(words.format(name=images[0].name), hint=hint)

    def offer(self, image: Path) -> None:
        """Take `image` as reference; asks first if there is one already."""
        if self._reference() is None:
            self._take(image)
            return
        self.banner.say(
            self.tr("Replace the reference image?"),
            level=Level.WARNING,
            path=str(image),
            hint=localized(references.MODELS_STAY),
            closable=False,
        )
        self.banner.add_action(
            button(
                self.tr("Replace"),
                kind="primary",
                tip=self.tr("Take the new image; the old one stays in the project's folder"),
            ),
            lambda: self._take(image),
        )
        self.banner.add_action(
            button(self.tr("Keep the old one"), tip=self.tr("Change nothing")), lambda: None
        )

    def _make_panel(self) -> QFrame:
        panel = card()
        panel.setFixedWidth(312)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(*INSET)
        column.setSpacing(12)
        self._size, self._depth, self._taken = label(), label(), label()
        self._source = ElidedLabel()
        self._hash = ElidedLabel()
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(8)
        facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, value in (
            (self.tr("Size"), self._size),
            (self.tr("Bit depth"), self._depth),
            (self.tr("Set", "when the image was set"), self._taken),
            (self.tr("From", "the file it came from"), self._source),
            ("SHA-256", self._hash),
        ):
            facts.addRow(label(name, role="muted"), value)
        self._hints = Hints()
        self._replace = button(
            self.tr("Replace image…"),
            icon="replace",
            tip=self.tr("Choose another image of a good part"),
            on=self._browse,
        )
        self._change_depth = button(
            self.tr("Change bit depth…"),
            tip=self.tr("Say how many bits the camera delivers, where its files do not say it"),
            on=self._ask_again,
        )
        column.addWidget(label(self.tr("Reference image"), role="heading"))
        column.addLayout(facts)
        column.addSpacing(8)
        column.addWidget(label(self.tr("Quality"), role="heading"))
        column.addWidget(self._hints)
        column.addSpacing(8)
        column.addWidget(self.drawing.panel)
        column.addStretch(1)
        pin_below(panel, words, self._change_depth, self._replace, self._next)
        return panel

    def _reference(self) -> ReferenceInfo | None:
        snapshot = self.session.snapshot
        return snapshot.reference if snapshot else None

    def _browse(self) -> None:
        image = choose_image(self)
        if image is not None:
            self.offer(image)

    def _browse_folder(self) -> None:
        folder = choose_folder(self)
        if folder is not None:
            self.look_at(folder)

    def look_at(self, folder: Path) -> None:
        """Show the images of a folder beside each other, so that one of them is taken."""
        self.banner.clear()
        self._looking = True
        self.first_look.look(folder)
        self._show()

    def _leave_look(self) -> None:
        self._looking = False
        self._show()

    def _on_typical(self, image: Path) -> None:
        self._leave_look()
        self.offer(image)

    def _take(self, image: Path) -> None:
        self._set_with(lambda project: references.set_reference(project, image))

    def _set_with(self, work: Callable[[Project], ReferenceInfo]) -> None:
        self.banner.clear()
        project = self.session.project
        if project is not None:
            self._set.start(
                lambda _progress: work(project), then=lambda _info: self.session.refresh()
            )

    def _on_not_set(self, _id: int, error: AdStudioError) -> None:
        if not isinstance(error, DepthError) or error.path is None:
            self.banner.show_error(error)
            return
        image = error.path
        self._ask_depth(
            image.name,
            lambda: read_bytes(image),
            image,
            lambda project, bits: references.set_reference(project, image, bit_depth=bits),
        )

    def _ask_again(self) -> None:
        reference = self._reference()
        if reference is not None:
            self._ask_depth(
                reference.source.name,
                lambda: read_image(reference),
                reference.path,
                references.change_depth,
            )

    def _ask_depth(
        self,
        name: str,
        read: Callable[[], bytes],
        path: Path,
        then: Callable[[Project, int], ReferenceInfo],
    ) -> None:
        """Ask for the bit depth of an image; `then` sets the reference with it."""
        snapshot = self.session.snapshot
        trained = snapshot is not None and snapshot.model is not None
        self._on_depth = then
        self.depth_question.ask(name, localized(references.MODELS_STAY) if trained else "")

        def preview(progress: Progress) -> list[DepthPreview]:
            return depth_previews(read(), path, progress)

        self._depths.start(preview, then=self.depth_question.show_previews)
        self._show()

    def _on_depth_chosen(self, bits: int) -> None:
        then = self._on_depth
        self._leave_depth()
        if then is not None:
            self._set_with(lambda project: then(project, bits))

    def _leave_depth(self) -> None:
        self._depths.drop()
        self._on_depth = None
        self._show()

    def _on_opened(self) -> None:
        self.banner.clear()
        self._leave_depth()
        if self._looking:
            self.first_look.leave()

    def _on_busy(self, busy: bool) -> None:
        for widget in (self._zone.browse, self._look, self._replace, self._change_depth):
            widget.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)

    def _show(self) -> None:
        reference = self._reference()
        self._panel.setVisible(reference is not None)
        self.drawing.show_reference(reference)
        if reference is None:
            self._shown = None
            self._preview.drop()
            self._put_in_front(self._zone)
            return
        self._put_in_front(self._board)
        self._depth.setText(
            self.tr("as the file says")
            if reference.bit_depth is None
            else self.tr("{bits} bits").format(bits=reference.bit_depth)
        )
        self._size.setText(f"{reference.width} × {reference.height} px")
        self._taken.setText(when(reference.created_at))
        self._source.setText(str(reference.source))
        self._hash.setText(reference.sha256)
        self._hints.show_hints(reference.hints)
        if self._shown != reference.id:
            self._shown = reference.id
            self.drawing.canvas.clear()
            self._preview.start(
                partial(decode_reference, reference), then=self.drawing.show_picture
            )

    def _put_in_front(self, widget: QWidget) -> None:
        """Show a widget, or what is asked or looked at before there is a reference."""
        if self._on_depth is not None:
            widget = self.depth_question
        elif self._looking:
            widget = self.first_look
        self._stack.setCurrentWidget(widget)
