"""What a project does after each image: its settings, and the actions made of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ad_studio.domain import ActionSettings, MqttTarget, Role, RunInfo, RunScope, Sorting
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.services.actions.action import Action
from ad_studio.services.actions.mqtt import MqttMessage, is_installed
from ad_studio.services.actions.result_log import ResultLog
from ad_studio.services.actions.runner import ActionRunner
from ad_studio.services.actions.sorting import Sort
from ad_studio.services.projects.project import Project

SETTING = "actions"
"""The name under which these settings are stored."""


def action_settings(project: Project) -> ActionSettings:
    """Return what a project does after each image; nothing where nobody set it.

    Raises:
        StoreError: The settings are damaged.
    """
    return project.setting(SETTING, _settings, ActionSettings())


def set_action_settings(project: Project, settings: ActionSettings, *, author: str = "") -> None:
    """Have a project do this after each image from now on; a run that goes on is not changed.

    Args:
        project: Open for writing.
        settings: All of them; paths are absolute.
        author: Who sets them.

    Raises:
        UsageError: A folder is missing, a path is relative, a topic has wildcards, or the library
            for MQTT is not installed.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    if (settings.sorting is None) != (settings.folder is None):
        raise UsageError(msg("To sort images, say whether to move or copy them, and where to."))
    for path in (settings.folder, settings.log):
        if path is not None and not path.is_absolute():
            raise UsageError(
                msg('"{path}" is not a full path.', path=path),
                hint=msg("Begin with the drive, or with the topmost folder."),
            )
    mqtt = settings.mqtt
    if mqtt is not None:
        if not mqtt.host or not mqtt.topic or set("+#") & set(mqtt.topic):
            raise UsageError(msg("An MQTT message needs a host, and a topic without + and #."))
        if not is_installed():
            raise UsageError(
                msg("The library for MQTT is not installed."),
                hint=msg("Install it: python -m pip install paho-mqtt."),
            )
    if settings != action_settings(project):
        project.store.settings.add(SETTING, _json(settings), author=author)


def require_apart(settings: ActionSettings, scope: RunScope) -> None:
    """See to it that a run does not inspect again what it has sorted.

    Raises:
        UsageError: Images are sorted into folders that the run looks into.
    """
    target = settings.folder
    if target is None or not scope.recursive:
        return
    if any(folder.resolve() in (target.resolve(), *target.resolve().parents)
           for folder in scope.folders):  # fmt: skip
        raise UsageError(
            msg("Images are sorted into a folder that is inspected with its subfolders."),
            path=target,
            hint=msg("Sort them into another folder."),
        )


def make_runner(project: Project, run: RunInfo) -> ActionRunner:
    """Make what carries out the actions of a project for the results of a run."""
    return ActionRunner(project, _actions(project, run))


def still_to_do(project: Project, run: RunInfo) -> int:
    """Count the images of a run of which something is still to be done."""
    rows = project.store.results.of_run(run.id)
    done = [project.store.actions.done(run.id, one.kind) for one in _actions(project, run)]
    return sum(any(row.id not in of_kind for of_kind in done) for row in rows)


def carry_out_again(project: Project, run: RunInfo) -> int:
    """Carry out what is still to be done for a run; return for how many images that failed.

    Raises:
        SignInError: Nobody is signed in, and the project asks for it.
    """
    project.authorize(Role.OPERATOR)
    runner = make_runner(project, run)
    add_left(project, run, runner)
    return runner.close()


def add_left(project: Project, run: RunInfo, runner: ActionRunner) -> None:
    """Have a runner carry out what an earlier one has left of a run."""
    kinds = [action.kind for action in _actions(project, run)]
    done = {kind: project.store.actions.done(run.id, kind) for kind in kinds}
    runner.add(project.store.results.of_run(run.id), without=done)


def _actions(project: Project, run: RunInfo) -> list[Action]:
    settings = action_settings(project)
    found: list[Action] = []
    # A sequence would lack a frame, the project the picture of one; a video is not one image.
    stays = run.scope.rate is not None and settings.sorting is Sorting.MOVE
    if settings.sorting is not None and settings.folder is not None and not stays:
        found.append(Sort(settings.sorting, settings.folder))
    if settings.log is not None:
        found.append(ResultLog(settings.log, project.info, run))
    if settings.mqtt is not None:
        found.append(MqttMessage(settings.mqtt, project.info, run))
    return found


def _json(settings: ActionSettings) -> dict[str, Any]:
    mqtt = settings.mqtt
    return {
        "sorting": settings.sorting,
        "folder": None if settings.folder is None else str(settings.folder),
        "log": None if settings.log is None else str(settings.log),
        "mqtt": mqtt and {
            "host": mqtt.host, "port": mqtt.port, "topic": mqtt.topic, "user": mqtt.user,
            "tls": mqtt.tls,
        },
    }  # fmt: skip


def _settings(found: Mapping[str, Any]) -> ActionSettings:
    sorting, folder, log, mqtt = (found[name] for name in ("sorting", "folder", "log", "mqtt"))
    return ActionSettings(
        sorting=None if sorting is None else Sorting(sorting),
        folder=None if folder is None else Path(folder),
        log=None if log is None else Path(log),
        mqtt=None if mqtt is None else MqttTarget(**mqtt),
    )
