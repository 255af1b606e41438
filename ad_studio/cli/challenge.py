"""`challenge`: known samples, inspected again to prove that the system still sees."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Any

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.options import (
    add_author,
    add_device,
    add_json,
    add_project,
    author,
    open_project,
)
from ad_studio.cli.output import print_json, print_message, printable, sigma, table, when
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.values import file_path, integer
from ad_studio.domain import Challenge, ChallengeRule, ChallengeSample, Verdict
from ad_studio.errors import UsageError
from ad_studio.services.challenge import challenge as service
from ad_studio.services.challenge import rule, samples
from ad_studio.services.projects.models import get_model
from ad_studio.services.projects.project import Project

_SHIFT = "shift"
_EXPECTED = {"ok": Verdict.OK, "ng": Verdict.NG}


def add_challenge(parser: ArgumentParser) -> None:
    """Add the options of `challenge`."""
    parser.description = (
        "Inspect known samples again with the model and thresholds in force. It passes if every "
        "OK sample is OK, and every NG sample NG or REVIEW: what is in REVIEW is stopped and "
        "looked at. Without options, shows the samples and the latest challenge."
    )
    add_project(parser)
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--run", action="store_true", help="inspect the samples now")
    task.add_argument(
        "--add", metavar="FILE", type=file_path, nargs="+", default=[],
        help="images that become samples; they are copied into the project",
    )  # fmt: skip
    task.add_argument(
        "--remove", metavar="N", type=integer(1), help="take a sample out; its results stay"
    )
    task.add_argument(
        "--require", metavar="RULE", type=_rule,
        help="no inspection with the model in force unless a challenge passed within so many hours "
        f"(8), since the shift began ({_SHIFT}), or both (8,{_SHIFT}); 0: inspect without",
    )  # fmt: skip
    task.add_argument("--history", action="store_true", help="list all challenges, newest first")
    parser.add_argument("--expect", choices=list(_EXPECTED), help="what the parts of --add are")
    parser.add_argument("--reason", metavar="R", default="", help="why a sample is taken out")
    add_author(parser, "who does it")
    add_device(parser)
    add_json(parser)
    parser.set_defaults(runner=challenge)


def challenge(options: Namespace) -> ExitCode | None:
    """Run a challenge, or show or change the samples."""
    if bool(options.add) != (options.expect is not None):
        raise UsageError("--add and --expect go together.")
    if options.reason and options.remove is None:
        raise UsageError("--reason goes with --remove.")
    changes = bool(options.run or options.add or options.remove or options.require is not None)
    if options.author and not changes:
        raise UsageError("--author goes with --run, --add, --remove or --require.")
    with open_project(options, write=changes) as project:
        if options.run:
            return _run(project, options)
        if options.history:
            _print_history(project, as_json=options.json)
            return None
        signed = author(options)
        for image in options.add:
            samples.add_sample(project, image, _EXPECTED[options.expect], author=signed)
        if options.remove is not None:
            samples.remove_sample(project, options.remove, reason=options.reason, author=signed)
        if options.require is not None:
            rule.set_challenge_rule(project, options.require, author=signed)
        _print_state(project, as_json=options.json)
    return None


def _rule(text: str) -> ChallengeRule:
    """Read "8", "shift" or "8,shift"."""
    hours, _, rest = text.partition(",")
    if hours == _SHIFT and not rest:
        return ChallengeRule(each_shift=True)
    if rest not in ("", _SHIFT):
        raise ArgumentTypeError(f"{text!r} is no rule, such as 8, {_SHIFT} or 8,{_SHIFT}")
    return ChallengeRule(integer(0, rule.MOST_HOURS)(hours), each_shift=rest == _SHIFT)


def _run(project: Project, options: Namespace) -> ExitCode:
    with terminal_progress() as progress:
        done = service.run_challenge(
            project, author=author(options), device=options.device, progress=progress
        )
    if options.json:
        print_json(_fields(project, done))
    else:
        _print_challenge(project, done)
    return ExitCode.DONE if done.passed else ExitCode.ERROR


def _print_state(project: Project, *, as_json: bool) -> None:
    found = samples.list_samples(project)
    latest = service.latest_challenge(project)
    asked, due = rule.challenge_rule(project), rule.why_due(project)
    if as_json:
        print_json(
            {
                "samples": [_sample_fields(sample) for sample in found],
                "required_hours": asked.hours,
                "required_each_shift": asked.each_shift,
                "due": str(due),
                "latest": latest and _fields(project, latest),
            }
        )
        return
    if found:
        rows = (
            (one.id, one.expected, one.source.name, one.author, when(one.created_at))
            for one in found
        )
        print(table(("sample", "expected", "file", "by", "added"), rows, right="sample"))
    else:
        print("No samples.")
    print(_rule_words(asked))
    if latest is not None:
        print()
        _print_challenge(project, latest)
    if due:
        print_message(f"warning: a challenge is due: {due}")


def _rule_words(asked: ChallengeRule) -> str:
    within = f"within {asked.hours} h" if asked.hours else ""
    since = "since the shift began" if asked.each_shift else ""
    needed = " and ".join(part for part in (within, since) if part)
    return f"Inspections need {f'a challenge that passed {needed}' if needed else 'no challenge'}."


def _print_challenge(project: Project, done: Challenge) -> None:
    names = {one.id: one.source.name for one in service.samples_of(project, done)}
    rows = (
        (
            result.sample_id,
            names[result.sample_id],
            result.expected,
            sigma(result.score),
            result.verdict or f"error: {result.error}",
            "yes" if result.is_as_expected else "NO",
        )
        for result in done.results
    )
    head = ("sample", "file", "expected", "sigma", "verdict", "as expected")
    print(table(head, rows, right="sample sigma"))
    print(printable(_line(project, done)))


def _print_history(project: Project, *, as_json: bool) -> None:
    found = service.list_challenges(project)
    if as_json:
        print_json([_fields(project, one) for one in found])
        return
    for one in found:
        print(printable(_line(project, one)))
    if not found:
        print("There was no challenge yet.")


def _line(project: Project, done: Challenge) -> str:
    by = f" by {done.author}" if done.author else ""
    return (
        f"Challenge {done.id} {'passed' if done.passed else 'FAILED'}: {done.as_expected} of "
        f"{len(done.results)} samples as expected, {when(done.created_at)}{by}, "
        f"model {get_model(project, done.model_id).number}"
    )


def _sample_fields(sample: ChallengeSample) -> dict[str, Any]:
    return {
        "sample": sample.id,
        "expected": sample.expected,
        "source": sample.source,
        "path": sample.path,
        "sha256": sample.sha256,
        "author": sample.author,
        "created_at": sample.created_at,
    }


def _fields(project: Project, done: Challenge) -> dict[str, Any]:
    return {
        "challenge": done.id,
        "passed": done.passed,
        "author": done.author,
        "created_at": done.created_at,
        "model": get_model(project, done.model_id).number,
        "threshold_id": done.threshold_id,
        "results": [
            {
                "sample": result.sample_id,
                "expected": result.expected,
                "score": result.score,
                "verdict": result.verdict,
                "error": result.error,
                "as_expected": result.is_as_expected,
            }
            for result in done.results
        ],
    }
