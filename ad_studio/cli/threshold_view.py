"""Thresholds as the terminal shows them, and as JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ad_studio.cli.tables import sigma, table, when
from ad_studio.domain import Thresholds, ThresholdVersion, Verdict, VerdictCounts
from ad_studio.services.thresholds.curves import Agreement
from ad_studio.services.thresholds.preview import Flips, Preview
from ad_studio.services.thresholds.suggestions import Kind, Suggestion, not_enough, said_interval

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Trial:
    """What thresholds would come to on a run.

    Attributes:
        image: Gives the file of a result, by its id.
    """

    thresholds: Thresholds
    preview: Preview
    flips: Flips
    image: Callable[[int], Path]


def trial_text(trial: Trial) -> str:
    """Return counts, mistakes and the images that would flip, the highest scores first."""
    pair, preview, flips = trial.thresholds, trial.preview, trial.flips
    counts = preview.counts
    shown = flips[:_SHOWN]
    parts = [
        f"Tried: REVIEW from {pair.review:g}, NG from {pair.ng:g} sigma; nothing is stored",
        f"{counts.ng} NG, {counts.review} REVIEW, {counts.ok} OK",
        f"Overkill: {preview.overkill} of {preview.good.total} confirmed OK "
        f"({preview.good.review} more in REVIEW)",
        f"Escape: {preview.escape} of {preview.bad.total} confirmed NG "
        f"({preview.bad.review} more in REVIEW)",
        f"Would flip: {len(flips)}, of which {flips.verified} have a human verdict that stands",
    ]
    if shown:
        rows = (
            (trial.image(flip.result_id).name, sigma(flip.score), flip.old, flip.new)
            for flip in shown
        )
        parts.append(table(("image", "sigma", "now", "then"), rows, right="sigma"))
    if len(flips) > len(shown):
        parts.append(f"{len(flips) - len(shown)} more: add --json")
    return "\n".join(parts)


def trial_fields(trial: Trial) -> dict[str, object]:
    """Return the same, ready for JSON, with every flip."""
    preview, counts = trial.preview, trial.preview.counts
    return {
        "review": trial.thresholds.review,
        "ng": trial.thresholds.ng,
        "counts": _by_verdict(counts) | {"error": counts.error},
        **_confusion(preview),
        "flips": [
            {
                "path": str(trial.image(flip.result_id)),
                "score": flip.score,
                "now": flip.old,
                "then": flip.new,
                "human": flip.human,
            }
            for flip in trial.flips
        ],
    }


@dataclass(frozen=True, slots=True)
class Check:
    """How thresholds stand up to human verdicts.

    Attributes:
        duplicates: Images that do not count because another has the same bytes.
    """

    preview: Preview
    agreement: Agreement
    duplicates: int


def check_text(check: Check) -> str:
    """Return confusion and areas of the curves, or what is missing."""
    preview, agreement = check.preview, check.agreement
    rows = [
        (f"{word} confirmed", by.ok, by.review, by.ng)
        for word, by in (("OK", preview.good), ("NG", preview.bad))
    ]
    words = ("person \\ machine", *Verdict)
    parts = [table(words, rows, right=tuple(Verdict))]
    if check.duplicates:
        parts.append(f"Left out: {check.duplicates} with the same bytes as another image")
    if agreement.roc is None or agreement.precision_recall is None:
        parts.append(f"Curves: {not_enough(agreement.ok, agreement.ng)}")
    else:
        parts.append(f"Area under the ROC curve: {agreement.roc.area:.3f}")
        parts.append(f"Average precision: {agreement.precision_recall.area:.3f}")
    return "\n".join(parts)


def check_fields(check: Check) -> dict[str, object]:
    """Return the same, ready for JSON, with the curves."""
    agreement = check.agreement
    curves = {"roc": agreement.roc, "precision_recall": agreement.precision_recall}
    return {
        **_confusion(check.preview),
        "duplicates": check.duplicates,
        **{
            name: curve and {"area": curve.area, "x": curve.x.tolist(), "y": curve.y.tolist()}
            for name, curve in curves.items()
        },
    }


def _confusion(preview: Preview) -> dict[str, object]:
    return {
        "overkill": preview.overkill,
        "escape": preview.escape,
        "confirmed_ok": _by_verdict(preview.good),
        "confirmed_ng": _by_verdict(preview.bad),
    }


def _by_verdict(counts: VerdictCounts) -> dict[str, int]:
    return {"OK": counts.ok, "REVIEW": counts.review, "NG": counts.ng}


def suggestions_text(found: list[Suggestion]) -> str:
    """Return a list of suggestions, one on a line."""
    rows = (
        (
            one.kind,
            sigma(one.thresholds.review if one.thresholds else None),
            sigma(one.thresholds.ng if one.thresholds else None),
            f"{one.ok} views" if one.kind is Kind.REFERENCE else one.ok,
            one.ng,
            said_interval(one),
            one.basis,
        )
        for one in found
    )
    head = ("way", "REVIEW", "NG", "confirmed OK", "confirmed NG", "95 % confidence", "basis")
    return table(head, rows, right=("REVIEW", "NG", "confirmed OK", "confirmed NG"))


def history_text(found: list[ThresholdVersion]) -> str:
    """Return a list of versions, one on a line."""
    rows = (
        (
            one.id,
            when(one.created_at),
            f"{one.thresholds.review:g}",
            f"{one.thresholds.ng:g}",
            one.author,
            one.basis,
            one.note,
        )
        for one in found
    )
    head = ("version", "when", "REVIEW", "NG", "author", "basis", "note")
    return table(head, rows, right=("version", "REVIEW", "NG"))


def version_fields(version: ThresholdVersion) -> dict[str, object]:
    """Return a version, ready for JSON."""
    return {
        "id": version.id,
        "review": version.thresholds.review,
        "ng": version.thresholds.ng,
        "basis": version.basis,
        "author": version.author,
        "note": version.note,
        "created_at": version.created_at.isoformat(),
    }


def suggestion_fields(one: Suggestion) -> dict[str, object]:
    """Return a suggestion, ready for JSON."""
    pair, interval = one.thresholds, one.interval
    return {
        "way": one.kind,
        "review": pair and pair.review,
        "ng": pair and pair.ng,
        "basis": one.basis,
        "confirmed_ok": 0 if one.kind is Kind.REFERENCE else one.ok,
        "confirmed_ng": one.ng,
        "duplicates": one.duplicates,
        "views": one.ok if one.kind is Kind.REFERENCE else 0,
        "about": one.about or None,
        "value": one.share,
        "confidence_95": interval and [interval.low, interval.high],
        "method": interval and interval.method,
    }
