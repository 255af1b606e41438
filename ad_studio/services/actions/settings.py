"""What a project does after each image: its settings."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ad_studio.domain import ActionSettings, MqttTarget, Role, RunScope, Sorting
from ad_studio.errors import UsageError
from ad_studio.files import nearest_existing
from ad_studio.messages import msg
from ad_studio.services.actions.mqtt import is_installed
from ad_studio.services.projects.project import Project

SETTING = "actions"
"""The name under which these settings are stored."""


def action_settings(project: Project) -> ActionSettings:
    """Return what a project does after each image; nothing where nobody set it.

    Raises:
        StoreError: The settings are damaged.
    """
    return project.setting(SETTING, settings_of, ActionSettings())


def action_settings_at(project: Project, moment: datetime) -> ActionSettings:
    """Return what a project was set to do after each image at a moment.

    Raises:
        StoreError: The settings are damaged.
    """
    version = project.store.settings.current(SETTING, at=moment)
    if version is None:
        return ActionSettings()
    with project.store.values_of("setting_version"):
        return settings_of(version.value)


def set_action_settings(project: Project, settings: ActionSettings, *, author: str = "") -> None:
    """Have a project do this after each image from now on; a run that goes on is not changed.

    Args:
        project: Open for writing.
        settings: All of them; paths are absolute.
        author: Who sets them.

    Raises:
        UsageError: A folder is missing, a path is relative, a file stands where a folder is needed
            or the other way round, a topic has wildcards, or the library for MQTT is not installed.
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
    _require_places(settings)
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


def _require_places(settings: ActionSettings) -> None:
    """See that nothing stands in the way; what is missing is made when it is needed."""
    hint = msg("Choose another place.")
    if settings.log is not None and settings.log.is_dir():
        raise UsageError(msg("This is a folder."), path=settings.log, hint=hint)
    for folder in (settings.folder, settings.log and settings.log.parent):
        if folder is not None and not (there := nearest_existing(folder)).is_dir():
            raise UsageError(msg("This is not a folder."), path=there, hint=hint)


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


def settings_of(found: Mapping[str, Any]) -> ActionSettings:
    """Read settings as they are stored.

    Raises:
        KeyError, TypeError, ValueError: They were not stored by this program.
    """
    sorting, folder, log, mqtt = (found[name] for name in ("sorting", "folder", "log", "mqtt"))
    return ActionSettings(
        sorting=None if sorting is None else Sorting(sorting),
        folder=None if folder is None else Path(folder),
        log=None if log is None else Path(log),
        mqtt=None if mqtt is None else MqttTarget(**mqtt),
    )
