"""Inspections that wait, kept from one window to the next: offered again, never begun by itself."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSettings

from ad_studio.domain import ProjectInfo, RunScope, TraceField


@dataclass(frozen=True, slots=True)
class AskedRun:
    """An inspection that somebody asked for.

    Attributes:
        scope: Its images.
        model_id: The model; None: the one in force when it begins.
        given: What its parts can be traced by, as given for the whole run.
        run_id: The run that is to be gone on with; None: a new one.
    """

    scope: RunScope
    model_id: int | None
    given: Mapping[TraceField, str]
    run_id: int | None = None


class WaitingRuns:
    """Those of one project, in the settings of the program on this computer."""

    def __init__(self, project: ProjectInfo) -> None:
        folder = project.folder.resolve().as_posix()
        self._key = f"waiting/{folder.replace('/', '|')}"
        self._since = project.created_at.isoformat()  # a later project may lie in the same folder

    def keep(self, runs: Sequence[AskedRun]) -> None:
        """Keep these for the next window, and no others."""
        settings = QSettings()
        if runs:
            kept = {"since": self._since, "runs": [_to_json(run) for run in runs]}
            settings.setValue(self._key, json.dumps(kept))
        elif settings.contains(self._key):
            settings.remove(self._key)

    def recall(self) -> list[AskedRun]:
        """Those that were kept; none where that makes no sense."""
        try:
            found = json.loads(str(QSettings().value(self._key, "null")))
            if found is None or found["since"] != self._since:
                return []
            return [_from_json(run) for run in found["runs"]]
        except (ValueError, KeyError, TypeError, AttributeError):
            return []


def _to_json(run: AskedRun) -> dict[str, Any]:
    given = {field.value: text for field, text in run.given.items()}
    return {
        "scope": run.scope.to_json(),
        "model_id": run.model_id,
        "given": given,
        "run_id": run.run_id,
    }


def _from_json(found: Mapping[str, Any]) -> AskedRun:
    given = {field: str(found["given"][field.value]) for field in TraceField}
    return AskedRun(RunScope.from_json(found["scope"]), found["model_id"], given, found["run_id"])
