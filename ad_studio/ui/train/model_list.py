"""The models of the project on the Train page: how each stands, and what it learned from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from ad_studio.domain import ModelState
from ad_studio.services.projects.models import ModelStanding
from ad_studio.services.projects.training_set import learned_from
from ad_studio.ui.messages import localized
from ad_studio.ui.text import put_words, sigma, state_word, when
from ad_studio.ui.widgets.basics import button, label
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.line_list import fill, make_list

_LEAST = 168  # pixels of height: the first model and the beginning of the next


class ModelList(QFrame):
    """Newest first; any model that is not in force can be put in force from here.

    Signals:
        chosen(int): This model was selected, by its id.
        use_asked(int): It is to be put in force.
    """

    chosen = Signal(int)
    use_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.list = make_list(
            name=self.tr("Models"), tip=self.tr("Select a model to see its self-check")
        )
        self.list.setMinimumHeight(_LEAST)
        self.list.currentItemChanged.connect(lambda _item, _before: self._on_current())
        self.use = button(
            self.tr("Use this model…"),
            icon="check",
            tip=self.tr("Put the selected model in force, after a question"),
            on=self._on_use,
        )
        head = hbox(spacing=16)
        head.addWidget(label(self.tr("Models"), role="heading"), 1)
        head.addWidget(self.use)
        column = vbox(self, spacing=12, margins=(24, 20, 24, 20))
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def show_standings(self, standings: Sequence[ModelStanding], model_id: int | None) -> None:
        """List these models, the one with this id selected."""
        fill(self.list, [(self._lines(one), one, True) for one in standings])
        self.list.blockSignals(True)
        ids = [one.model.id for one in standings]
        self.list.setCurrentRow(ids.index(model_id) if model_id in ids else -1)
        self.list.blockSignals(False)
        self._show_use()

    @property
    def _current(self) -> ModelStanding | None:
        item = self.list.currentItem()
        found: ModelStanding | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found

    def _on_current(self) -> None:
        self._show_use()
        if self._current is not None:
            self.chosen.emit(self._current.model.id)

    def _on_use(self) -> None:
        if self._current is not None:
            self.use_asked.emit(self._current.model.id)

    def _show_use(self) -> None:
        current = self._current
        self.use.setEnabled(current is not None and current.state is not ModelState.IN_FORCE)

    def _lines(self, one: ModelStanding) -> list[str]:
        """A model in a few lines, the most important one first."""
        model, version = one.model, one.version
        lines = [
            self.tr("Model {number}, {state}").format(
                number=model.number, state=state_word(one.state)
            ),
            self.tr("Trained {when}: {how}").format(
                when=when(model.created_at),
                how=", ".join(filter(None, (model.method, model.backbone, localized(one.level)))),
            ),
            self.tr("Learned from: {images}").format(images=localized(learned_from(one.learned))),
            self.tr("Thresholds version {id}: REVIEW from {review}, NG from {ng}").format(
                id=version.id,
                review=sigma(version.thresholds.review),
                ng=sigma(version.thresholds.ng),
            ),
        ]
        put = one.put_in_force
        if put is not None:
            lines.append(self.tr("Put in force {when}").format(when=put_words(put)))
            if put.note:
                lines.append(self.tr("Note: {note}").format(note=put.note))
        return lines
