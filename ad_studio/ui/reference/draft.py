"""Ignore regions that are drawn but not applied: kept from one window to the next."""

import json

from PySide6.QtCore import QSettings

from ad_studio.domain import ProjectInfo, ReferenceInfo
from ad_studio.drawn_regions import from_json, to_json
from ad_studio.errors import UsageError
from ad_studio.ui.drawing.edits import Regions


class Draft:
    """What is drawn on one reference image of one project and not applied."""

    def __init__(self, project: ProjectInfo, reference: ReferenceInfo) -> None:
        self._key = f"drawing/{project.slug}/{reference.sha256[:16]}"

    def keep(self, regions: Regions | None) -> None:
        """Keep these for the next time; None: there is nothing to keep."""
        settings = QSettings()
        if regions is not None:
            settings.setValue(self._key, json.dumps([to_json(region) for region in regions]))
        elif settings.contains(self._key):
            settings.remove(self._key)

    def recall(self) -> Regions | None:
        """What was kept; None if nothing was, or it makes no sense."""
        try:
            found = json.loads(str(QSettings().value(self._key, "null")))
            return None if found is None else tuple(from_json(region) for region in found)
        except (UsageError, ValueError, KeyError, TypeError):
            return None
