"""The actions of a run: carried out beside it, what is left of them, and carried out again."""

from collections.abc import Callable
from functools import reduce

from ad_studio.domain import (
    ActionKind,
    Outstanding,
    Role,
    RunInfo,
    Sorting,
)
from ad_studio.errors import UsageError
from ad_studio.messages import Message, joined, msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.actions.action import Action
from ad_studio.services.actions.mqtt import MqttMessage
from ad_studio.services.actions.result_log import ResultLog
from ad_studio.services.actions.runner import ActionRunner
from ad_studio.services.actions.settings import action_settings, action_settings_at
from ad_studio.services.actions.sorting import Sort
from ad_studio.services.projects.project import Project


def make_runner(project: Project, run: RunInfo, *, should_stop: Callable[[], bool]) -> ActionRunner:
    """Make what carries out the actions of a project for the results of a run.

    Once `should_stop` is true, what is left stays undone; `add_left` finds it later.
    """
    return ActionRunner(project, _actions(project, run), should_stop=should_stop)


def left_undone(project: Project, run: RunInfo) -> Outstanding:
    """Tell what is left of what was to be done after the images of a run when it began.

    What the project asks for since then, or does not ask for any more, is not missing.
    """
    kinds = [action.kind for action in _actions(project, run, as_begun=True)]
    store = project.store.actions
    missing = [kind for kind in kinds if store.count_left(run.id, [kind])]
    if not missing:
        return Outstanding()
    why = reduce(joined, map(_not_done, missing))
    return Outstanding(store.count_left(run.id, kinds), why)


def carry_out_again(
    project: Project, run: RunInfo, *, as_begun: bool = False, progress: Progress
) -> Outstanding:
    """Carry out what is still to be done for a run that is over; return what that left.

    Args:
        project: Open for writing.
        run: The run.
        as_begun: Only what was to be done when the run began.
        progress: Says when not to go on.

    Raises:
        Cancelled: The user asked to stop; what was done is recorded.
        SignInError: Nobody is signed in, and the project asks for it.
        UsageError: The run goes on: it tries by itself.
    """
    project.authorize(Role.OPERATOR)
    with project.carrying_out:
        if project.store.runs.get(run.id).status.goes_on:
            raise UsageError(msg("This run goes on. What failed is tried again by itself."))
        actions = _actions(project, run, as_begun=as_begun)
        runner = ActionRunner(project, actions, should_stop=lambda: progress.is_cancelled)
        add_left(project, run, runner)
        runner.close()
        raise_if_cancelled(progress)
        return runner.outstanding


def add_left(project: Project, run: RunInfo, runner: ActionRunner) -> None:
    """Have a runner carry out what an earlier one has left of a run."""
    with project.carrying_out:
        done = {kind: project.store.actions.done(run.id, kind) for kind in runner.kinds}
        runner.add(project.store.results.of_run(run.id), without=done)


def _actions(project: Project, run: RunInfo, *, as_begun: bool = False) -> list[Action]:
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
    if as_begun:
        begun = action_settings_at(project, run.started_at).kinds
        found = [action for action in found if action.kind in begun]
    return found


def _not_done(kind: ActionKind) -> Message:
    return {
        ActionKind.MOVE: msg("Files were not moved."),
        ActionKind.COPY: msg("Files were not copied."),
        ActionKind.LOG: msg("No line was written."),
        ActionKind.MQTT: msg("No message was sent."),
    }[kind]
