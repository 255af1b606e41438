"""Says at all times which model and which thresholds inspect."""

from PySide6.QtWidgets import QSizePolicy

from ad_studio.services.projects.models import ModelStanding
from ad_studio.ui.session import Session
from ad_studio.ui.text import put_words, signed, tooltip, when
from ad_studio.ui.widgets.basics import ElidedLabel


class InForceNote(ElidedLabel):
    """The model in force and its thresholds, by their numbers; the tooltip says who decided so."""

    def __init__(self, session: Session) -> None:
        super().__init__(role="muted")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._session = session
        session.opened.connect(self._show)
        session.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        snapshot = self._session.snapshot
        standing = snapshot.in_force if snapshot else None
        if standing is None:
            self.setText("")
            return
        words = self.tr("In force: model {model}, thresholds version {version}")
        self.setText(words.format(model=standing.model.number, version=standing.version.id))
        self.setToolTip(tooltip("\n".join((self.text(), *self._decided(standing)))))

    def _decided(self, standing: ModelStanding) -> list[str]:
        """When, and by whom, model and thresholds were chosen."""
        model, version, put = standing.model, standing.version, standing.put_in_force
        lines = []
        if put is not None:
            words = self.tr("Model {number} was put in force {when}")
            lines.append(words.format(number=model.number, when=put_words(put)))
        words = self.tr("Thresholds version {id} was set {when}")
        set_by = signed(when(version.created_at), version.author)
        return [*lines, words.format(id=version.id, when=set_by)]
