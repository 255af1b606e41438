"""`trends`: how a project goes over its runs."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.options import add_json, add_project, open_project
from ad_studio.cli.output import print_json, print_message, sigma, table
from ad_studio.domain import (
    ControlLimits,
    Proportion,
    TrendGroup,
    TrendGrouping,
    Trends,
    Verdict,
)
from ad_studio.services.trends import gather_trends

_HEAD = ("parts", "NG", "share", "limits", "REVIEW", "its limits", "median", "beyond")


def add_trends(parser: ArgumentParser) -> None:
    """Add the options of `trends`."""
    parser.description = (
        "Shares of NG and REVIEW by lot, day or shift over all runs, with control limits, and what "
        "people said. A part whose image was inspected again counts once."
    )
    add_project(parser)
    parser.add_argument(
        "--by", choices=[one.value for one in TrendGrouping], default=TrendGrouping.LOT.value,
        help="what parts are put together by (default: %(default)s)",
    )  # fmt: skip
    add_json(parser)
    parser.set_defaults(runner=trends)


def trends(options: Namespace) -> None:
    """Show how a project goes."""
    with open_project(options, write=False) as project:
        found = gather_trends(project, by=TrendGrouping(options.by))
    if options.json:
        print_json(_fields(found))
    elif not found.groups:
        print_message("Nothing has been inspected yet.")
    else:
        print("\n\n".join(_parts(found)))


def _parts(found: Trends) -> list[str]:
    parts = [
        table(
            (found.grouping.value, *_HEAD),
            [_line(one) for one in found.groups],
            right=_HEAD[:-1],
        ),
        "\n".join(
            f"{name}: {_words(one)}"
            for name, one in (
                ("NG", found.ng),
                ("REVIEW", found.review),
                ("Overkill", found.overkill),
                ("Escape", found.escape),
            )
        ),
    ]
    if found.dppm is not None:
        parts[1] += (
            f"\nNG per million (DPPM): {found.dppm:.0f} "
            f"({1e6 * found.ng.low:.0f} to {1e6 * found.ng.high:.0f})"
        )
    if found.reasons:
        parts.append(
            table(
                ("reason", "NG", "together"),
                [
                    (one.reason or "(none given)", one.count, _percent(one.cumulative))
                    for one in found.reasons
                ],
                right="NG together",
            )
        )
    return parts


def _line(group: TrendGroup) -> tuple[object, ...]:
    return (
        group.key or "(none)",
        group.parts,
        group.ng,
        _percent(group.ng_share),
        _limits(group.ng_limits),
        _percent(group.review_share),
        _limits(group.review_limits),
        " / ".join(sigma(span.median) for span in group.scores),
        ", ".join(group.out_of_control),
    )


def _limits(limits: ControlLimits) -> str:
    return f"{_percent(limits.lower)} to {_percent(limits.upper)}"


def _words(one: Proportion) -> str:
    if one.share is None:
        return "no parts to say it of"
    return (
        f"{_percent(one.share)} ({one.hits} of {one.count}; 95 % confidence "
        f"{_percent(one.low)} to {_percent(one.high)})"
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _fields(found: Trends) -> dict[str, object]:
    """Trends for JSON; shares are 0 to 1."""
    return {
        "by": found.grouping.value,
        "groups": [
            {
                found.grouping.value: one.key,
                "runs": one.run_ids,
                "started_at": one.started_at,
                "parts": one.parts,
                "OK": one.ok,
                "REVIEW": one.review,
                "NG": one.ng,
                "error": one.errors,
                "ng_share": one.ng_share,
                "review_share": one.review_share,
                "lower_limit": one.ng_limits.lower,
                "upper_limit": one.ng_limits.upper,
                "out_of_control": one.is_out_of_control(),
                "review_lower_limit": one.review_limits.lower,
                "review_upper_limit": one.review_limits.upper,
                "review_out_of_control": one.is_out_of_control(Verdict.REVIEW),
                "scores": [
                    {
                        "model": span.model,
                        "images": span.images,
                        "quartile_1": span.low,
                        "median": span.median,
                        "quartile_3": span.high,
                    }
                    for span in one.scores
                ],
            }
            for one in found.groups
        ],
        "ng": _proportion_fields(found.ng),
        "review": _proportion_fields(found.review),
        "dppm": found.dppm,
        "overkill": _proportion_fields(found.overkill),
        "escape": _proportion_fields(found.escape),
        "reasons": [
            {"reason": one.reason, "count": one.count, "cumulative": one.cumulative}
            for one in found.reasons
        ],
    }


def _proportion_fields(one: Proportion) -> dict[str, object]:
    return {
        "hits": one.hits,
        "count": one.count,
        "share": one.share,
        "low": one.low,
        "high": one.high,
    }
