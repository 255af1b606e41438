"""`models` and `use`: which models there are, and which of them is in force."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from ad_studio.cli.options import add_author, add_json, add_project, author, open_project
from ad_studio.cli.output import print_json, print_message, table, when
from ad_studio.cli.run_results import describe_thresholds
from ad_studio.cli.values import integer
from ad_studio.domain import ModelInForce, TrainingRole
from ad_studio.services import thresholds
from ad_studio.services.projects.models import (
    ModelStanding,
    in_force_history,
    list_standings,
    model_by_number,
    model_in_force,
    put_in_force,
)
from ad_studio.services.projects.training_set import learned_from


def add_models(parser: ArgumentParser) -> None:
    """Add the options of `models`."""
    add_project(parser)
    add_json(parser)
    parser.set_defaults(runner=models)


def models(options: Namespace) -> None:
    """List the models, newest first."""
    with open_project(options, write=False) as project:
        found = list_standings(project)
        history = in_force_history(project)
    if options.json:
        print_json([_fields(one, history) for one in found])
    elif not found:
        print_message("There is no trained model yet.")
    else:
        print(_listed(found))


def add_use(parser: ArgumentParser) -> None:
    """Add the options of `use`."""
    add_project(parser)
    parser.add_argument(
        "model", metavar="MODEL", type=integer(1), help="its number, see `ad-studio models`"
    )
    add_author(parser, "who puts the model in force")
    parser.add_argument(
        "--note", metavar="TEXT", type=str.strip, default="", help="why; kept with the decision"
    )
    parser.set_defaults(runner=use)


def use(options: Namespace) -> None:
    """Put a model in force."""
    with open_project(options) as project:
        before = model_in_force(project)
        model = model_by_number(project, options.model)
        left_behind = thresholds.left_behind(project, model)
        put_in_force(project, model.number, author=author(options), note=options.note)
        version = thresholds.current_thresholds(project, model_id=model.id)
        slug = project.info.slug
    print(f"Model {model.number} is in force: {describe_thresholds(version)}")
    if before is not None:
        print(f"It was model {before.number} before. To put that back: ad-studio use {slug} "
              f"{before.number}")  # fmt: skip
    if left_behind:
        print_message(left_behind)


def _listed(found: Iterable[ModelStanding]) -> str:
    columns = ("model", "trained", "method", "backbone", "level", "learned from",
               "version", "REVIEW", "NG", "state", "since", "by", "note")  # fmt: skip
    rows = (
        (
            one.model.number,
            when(one.model.created_at),
            one.model.method,
            one.model.backbone,
            one.level,
            learned_from(one.learned),
            one.version.id,
            f"{one.version.thresholds.review:g}",
            f"{one.version.thresholds.ng:g}",
            one.state,
            *_signature(one.put_in_force),
        )
        for one in found
    )
    return table(columns, rows, right="model version REVIEW NG")


def _signature(put: ModelInForce | None) -> tuple[str, str, str]:
    """Since when, by whom and why; of an earlier model, as it was put in force last."""
    if put is None:
        return "", "", ""
    return when(put.created_at), put.author or "automatic", put.note


def _fields(one: ModelStanding, history: Iterable[ModelInForce]) -> dict[str, object]:
    model, version = one.model, one.version
    return {
        "number": model.number,
        "created_at": model.created_at,
        "detector": model.detector,
        "part_types": model.part_types,
        "backbone": model.backbone,
        "backbone_sha256": model.backbone_sha256,
        "level": str(one.level),
        "seed": model.seed,
        "training_set": {
            "version": one.learned.number,
            **{role.value: one.learned.counts.get(role, 0) for role in TrainingRole},
        },
        "thresholds": {
            "id": version.id,
            "review": version.thresholds.review,
            "ng": version.thresholds.ng,
            "basis": str(version.basis),
        },
        "state": one.state,
        "put_in_force": [
            {"author": put.author, "note": put.note, "created_at": put.created_at}
            for put in history
            if put.model_id == model.id
        ],
    }
