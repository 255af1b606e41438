"""`study`: several people judge the same parts, more than once and blind; how well they agree."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ad_studio.cli.options import add_author, add_json, add_project, author, open_project
from ad_studio.cli.output import print_json, printable, table, when
from ad_studio.cli.values import file_path, integer, name_list, non_empty
from ad_studio.domain import Kappa, Share, Study, StudyResult, Verdict
from ad_studio.errors import ReportExistsError, UsageError
from ad_studio.reports.language import ENGLISH, LANGUAGES
from ad_studio.services.projects.project import Project
from ad_studio.services.study import plan, session
from ad_studio.services.study.report import export_study

_ANSWERS = {"ok": Verdict.OK, "ng": Verdict.NG}


def add_study(parser: ArgumentParser) -> None:
    """Add the options of `study`."""
    parser.description = (
        "Agreement study: several people judge the same parts, more than once, in an order by "
        "chance, and see the image alone. Without options, lists the studies."
    )
    add_project(parser)
    parser.add_argument(
        "study", metavar="STUDY", type=integer(1), nargs="?",
        help="a study, by its number: shows how far it is, and its result when it is complete",
    )  # fmt: skip
    parser.add_argument("--new", metavar="TITLE", type=non_empty("a title"), help="plan a study")
    parser.add_argument(
        "--inspectors", metavar="A,B", type=name_list, help="who judges, with commas between"
    )
    parser.add_argument(
        "--parts", metavar="N", type=integer(plan.FEWEST_PARTS, plan.MOST_PARTS),
        help=f"how many parts, {plan.FEWEST_PARTS} to {plan.MOST_PARTS} (default: 30)",
    )  # fmt: skip
    parser.add_argument(
        "--rounds", metavar="N", type=integer(2, plan.MOST_ROUNDS),
        help=f"how many times each judges each part, 2 to {plan.MOST_ROUNDS} (default: 2)",
    )  # fmt: skip
    parser.add_argument(
        "--run", metavar="N", type=integer(1), help="the run with the parts (default: the latest)"
    )
    parser.add_argument(
        "--seed", metavar="N", type=integer(0), help="fixes what chance does (default: any)"
    )
    parser.add_argument(
        "--judged-only", action="store_true",
        help="only parts that a person judged before: their verdicts are what is known",
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="inspector", metavar="A", type=non_empty("a name"),
        help="print the file that this inspector judges next",
    )  # fmt: skip
    parser.add_argument(
        "--answer", choices=list(_ANSWERS), help="with --as: what it is; then print the next one"
    )
    parser.add_argument("--report", metavar="FILE", type=file_path, help="write the result as HTML")
    parser.add_argument(
        "--language", choices=LANGUAGES, default=ENGLISH.code,
        help="of --report (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help="replace an earlier report")
    add_author(parser, "who plans it")
    add_json(parser)
    parser.set_defaults(runner=study)


def study(options: Namespace) -> None:
    """Plan, answer or evaluate a study."""
    _check(options)
    changes = bool(options.new or options.answer or options.report)
    with open_project(options, write=changes) as project:
        if options.new:
            _print_study(project, _create(project, options), as_json=options.json)
        elif options.inspector:
            _answer(project, options)
        elif options.report:
            _write_report(project, options)
        elif options.study:
            found = session.get_study(project, options.study)
            _print_study(project, found, as_json=options.json)
        else:
            _print_list(project, as_json=options.json)


def _check(options: Namespace) -> None:
    of_plan = (
        options.inspectors, options.parts, options.rounds, options.run, options.seed,
        options.judged_only, options.author,
    )  # fmt: skip
    if options.new and (options.study or options.inspector or options.answer):
        raise UsageError("--new plans another study; give no STUDY, --as or --answer with it.")
    if not options.new and any(one is not None and one is not False for one in of_plan):
        raise UsageError(
            "--inspectors, --parts, --rounds, --run, --seed, --judged-only and --author go with "
            "--new."
        )
    if options.new and not options.inspectors:
        raise UsageError("--new needs --inspectors.")
    if options.inspector and not options.study:
        raise UsageError("--as needs a STUDY.")
    if options.report and (not options.study or options.inspector):
        raise UsageError("--report needs a STUDY, and goes without --as.")
    if options.answer and not options.inspector:
        raise UsageError("--answer needs --as.")


def _create(project: Project, options: Namespace) -> Study:
    given = {
        name: value
        for name in ("parts", "rounds", "seed")
        if (value := getattr(options, name)) is not None
    }
    return plan.create_study(
        project,
        options.new,
        inspectors=options.inspectors,
        run_id=options.run,
        judged_only=options.judged_only,
        author=author(options),
        **given,
    )


def _answer(project: Project, options: Namespace) -> None:
    found = session.get_study(project, options.study)
    turn = session.next_turn(project, found, options.inspector)
    if options.answer:
        if turn is None:
            raise UsageError(f"{options.inspector} has judged everything.")
        session.give_answer(project, found, turn, _ANSWERS[options.answer])
        turn = session.next_turn(project, found, options.inspector)
    if options.json:
        print_json(turn and {"round": turn.round, "place": turn.place, "path": turn.row.path})
    elif turn is None:
        print(printable(f"{options.inspector} has judged everything."))
    else:
        print(printable(f"round {turn.round}, {turn.place} of {len(found.parts)}: {turn.row.path}"))


def _write_report(project: Project, options: Namespace) -> None:
    found = session.get_study(project, options.study)
    try:
        out = export_study(
            project, found, options.report, replace=options.force, code=options.language
        )
    except ReportExistsError as error:
        hint = "Choose another name, or add --force to replace it."
        raise ReportExistsError(error.message, path=error.path, hint=hint) from error
    print(printable(out))


def _print_list(project: Project, *, as_json: bool) -> None:
    found = session.list_studies(project)
    if as_json:
        print_json([_study_fields(project, one) for one in found])
        return
    if not found:
        print("No studies.")
        return
    rows = (
        (
            one.id,
            one.name,
            one.run_id,
            len(one.parts),
            ", ".join(one.inspectors),
            f"{sum(session.answers_given(project, one).values())} of {one.answers_needed}",
            when(one.created_at),
        )
        for one in found
    )
    head = ("study", "title", "run", "parts", "inspectors", "answers", "planned")
    print(table(head, rows, right="study run parts"))


def _print_study(project: Project, study: Study, *, as_json: bool) -> None:
    given = session.answers_given(project, study)
    complete = sum(given.values()) == study.answers_needed
    result = session.result(project, study) if complete else None
    if as_json:
        fields = _study_fields(project, study)
        print_json(fields | {"result": result and asdict(result)})
        return
    each = len(study.parts) * study.rounds
    print(
        printable(
            f"Study {study.id}, {study.name}: {len(study.parts)} parts of run {study.run_id}, "
            f"{study.rounds} rounds, seed {study.seed}"
        )
    )
    if result is None:
        rows = ((name, f"{count} of {each}") for name, count in given.items())
        print(table(("inspector", "answers"), rows))
    else:
        _print_result(result)


def _print_result(result: StudyResult) -> None:
    head = ("inspector", "within", "kappa", "with the machine", "kappa")
    print(table(head, (
        (one.inspector, _share(one.within), _kappa(one.within_kappa), _share(one.machine),
         _kappa(one.machine_kappa))
        for one in result.inspectors
    )))  # fmt: skip
    against = [(one.inspector, one.known) for one in result.inspectors]
    against.append(("machine", result.machine))
    known = [(name, one) for name, one in against if one is not None]
    if known:
        print()
        head = ("against known", "effectiveness", "misses", "false alarms", "kappa")
        print(table(head, (
            (name, _share(one.effectiveness), _share(one.misses), _share(one.false_alarms),
             _kappa(one.kappa))
            for name, one in known
        )))  # fmt: skip
    print()
    pairs: Iterable[tuple[str, str, str]] = (
        *((f"{one.first} and {one.second}", _share(one.agreement), _kappa(one.kappa))
          for one in result.pairs),
        ("all inspectors, all rounds", _share(result.between), _kappa(result.between_kappa)),
    )  # fmt: skip
    print(table(("between", "agree", "kappa"), pairs))
    if result.all_known is not None:
        print(f"Everybody right, every time: {_share(result.all_known)} parts")


def _share(found: Share | None) -> str:
    if found is None:
        return "-"
    low, high = found.low, found.high
    return f"{found.count} of {found.total} = {found.value:.1%} ({low:.1%} to {high:.1%})"


def _kappa(found: Kappa) -> str:
    if found.value is None:
        return "not defined"
    if found.low is None or found.high is None:
        return f"{found.value:.3f}"
    return f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"


def _study_fields(project: Project, study: Study) -> dict[str, Any]:
    return {
        "study": study.id,
        "title": study.name,
        "run": study.run_id,
        "parts": len(study.parts),
        "known": sum(part.known is not None for part in study.parts),
        "rounds": study.rounds,
        "seed": study.seed,
        "author": study.author,
        "created_at": study.created_at,
        "answers": session.answers_given(project, study),
        "answers_needed": study.answers_needed,
    }
