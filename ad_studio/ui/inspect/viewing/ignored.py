"""On every image, hatched: what the model that judged it ignores."""

from PySide6.QtCore import QObject

from ad_studio.ignore_regions import IgnoreVersion
from ad_studio.services.projects import ignore_regions
from ad_studio.ui.inspect.bench import Bench
from ad_studio.ui.messages import localized


class Ignored(QObject):
    """Keeps the ignore regions on the viewer to the model of the run on show."""

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        session, desk, screen = bench.session, bench.desk, bench.screen
        self._session = session
        self._on_show = bench.on_show
        self._desk = desk
        self._model_id: int | None = None
        self._version: IgnoreVersion | None = None
        self._lane = session.jobs.lane("ignored")
        self._lane.failed.connect(lambda _id, error: desk.verdict_bar.say(localized(error.message)))
        screen.shown.connect(self._on_shown)
        screen.cleared.connect(self._forget)

    def _on_shown(self) -> None:
        project, model_id = self._session.project, self._on_show.model_id
        if project is None or model_id is None:
            self._forget()
        elif model_id == self._model_id:
            self._lay()
        else:
            self._forget()
            self._model_id = model_id
            self._lane.start(
                lambda _progress: ignore_regions.of_model(project, model_id), then=self._take
            )

    def _take(self, version: IgnoreVersion | None) -> None:
        self._version = version
        self._lay()

    def _forget(self) -> None:
        self._lane.drop()
        self._model_id = self._version = None
        self._lay()

    def _lay(self) -> None:
        version, size = self._version, self._desk.viewer.image_size
        regions = version.regions if version is not None and size is not None else ()
        width, height = size or (0, 0)
        self._desk.viewer.ignored.show_regions(regions, width=width, height=height)
        note = self._desk.ignored_note
        note.setVisible(bool(regions))
        if version is not None:
            words = self.tr("Hatched: never scored (ignore regions, version {number})")
            note.setText(words.format(number=version.number))
