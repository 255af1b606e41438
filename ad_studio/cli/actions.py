"""`actions`: what a project does after each inspected image."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import asdict, replace
from pathlib import Path

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.options import add_author, add_json, add_project, add_run, author, open_project
from ad_studio.cli.output import images, print_json, print_message, printable
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.values import file_path
from ad_studio.domain import ActionSettings, MqttTarget, Outstanding, Sorting
from ad_studio.domain.actions import MQTT_PORT
from ad_studio.errors import UsageError
from ad_studio.services.actions import settings as service
from ad_studio.services.actions.mqtt import PASSWORD_VARIABLE
from ad_studio.services.actions.of_run import carry_out_again
from ad_studio.services.inspection.runs import chosen_run

_NONE = "none"
_TARGET = re.compile(r"(?P<host>[^:/]+|\[[^\]/]+\])(:(?P<port>\d{1,5}))?/(?P<topic>.+)")


def add_actions(parser: ArgumentParser) -> None:
    """Add the options of `actions`."""
    parser.description = (
        "Show or change what is done after each image; by default nothing. Failures are shown and "
        "tried again; no inspection waits for them."
    )
    add_project(parser)
    parser.add_argument(
        "--sort", choices=[*(kind.value for kind in Sorting), _NONE],
        help="move or copy image files into the folders OK, REVIEW, NG and ERROR; needs "
        "--into",
    )  # fmt: skip
    parser.add_argument("--into", metavar="DIR", type=file_path, help="where those folders are")
    parser.add_argument(
        "--log", metavar="FILE", type=_file,
        help=f"append a line to a file: CSV, or JSON where its name ends in .jsonl; {_NONE}: none",
    )  # fmt: skip
    parser.add_argument(
        "--mqtt", metavar="HOST:PORT/TOPIC", type=_target,
        help=f"send a message as JSON; {_NONE}: none",
    )  # fmt: skip
    parser.add_argument(
        "--mqtt-user", metavar="U", default="",
        help=f"sign in to the broker; the password is that of {PASSWORD_VARIABLE}",
    )  # fmt: skip
    parser.add_argument("--mqtt-tls", action="store_true", help="encrypt the connection")
    parser.add_argument(
        "--retry", action="store_true", help="carry out what is still to be done for a run"
    )
    add_author(parser, "who changes it")
    add_run(parser)
    add_json(parser)
    parser.set_defaults(runner=actions)


def actions(options: Namespace) -> ExitCode:
    """Show the actions, change them, or carry out those that failed."""
    _check(options)
    changes = bool(options.sort or options.log or options.mqtt)
    with open_project(options, write=changes or options.retry) as project:
        settings = service.action_settings(project)
        if changes:
            settings = _changed(settings, options)
            service.set_action_settings(project, settings, author=author(options))
        left = Outstanding()
        if options.retry:
            run = chosen_run(project, options.run)
            with terminal_progress() as progress:
                left = carry_out_again(project, run, progress=progress)
    if options.json:
        print_json(asdict(settings))
    else:
        print(_described(settings))
    if left:
        print_message(f"For {images(left.images)} something is still to be done: {left.why}")
    return ExitCode.ACTIONS_LEFT if left else ExitCode.DONE


def _check(options: Namespace) -> None:
    if options.into is not None and options.sort in (None, _NONE):
        raise UsageError("--into goes with --sort move or --sort copy.")
    if not options.mqtt and (options.mqtt_user or options.mqtt_tls):
        raise UsageError("--mqtt-user and --mqtt-tls go with --mqtt.")
    if options.run is not None and not options.retry:
        raise UsageError("--run goes with --retry.")


def _changed(settings: ActionSettings, options: Namespace) -> ActionSettings:
    if options.sort is not None:
        sorting = None if options.sort == _NONE else Sorting(options.sort)
        folder = (options.into or settings.folder) if sorting else None
        settings = replace(settings, sorting=sorting, folder=folder)
    if options.log is not None:
        settings = replace(settings, log=None if options.log == _NONE else options.log)
    if options.mqtt == _NONE:
        settings = replace(settings, mqtt=None)
    elif options.mqtt is not None:
        target = replace(options.mqtt, user=options.mqtt_user, tls=options.mqtt_tls)
        settings = replace(settings, mqtt=target)
    return settings


def _described(settings: ActionSettings) -> str:
    mqtt = settings.mqtt
    sorting = f"{settings.sorting} into {settings.folder}" if settings.sorting else _NONE
    sent = f"{mqtt.topic} at {mqtt.host}, port {mqtt.port}" if mqtt else _NONE
    if mqtt is not None:
        sent += f", as {mqtt.user}" * bool(mqtt.user) + ", encrypted" * mqtt.tls
    lines = (f"Image files: {sorting}", f"Line in a file: {settings.log or _NONE}", f"MQTT: {sent}")
    return "\n".join(map(printable, lines))


def _file(text: str) -> Path | str:
    return _NONE if text == _NONE else file_path(text)


def _target(text: str) -> MqttTarget | str:
    if text == _NONE:
        return _NONE
    found = _TARGET.fullmatch(text)
    port = int((found and found["port"]) or MQTT_PORT)
    if found is None or not 0 < port < 2**16:
        raise ArgumentTypeError(f"{text!r} is not of the form HOST/TOPIC or HOST:PORT/TOPIC")
    return MqttTarget(found["host"].strip("[]"), found["topic"], port=port)
