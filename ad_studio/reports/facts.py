"""Facts of a report in words of its language: what was inspected with what, and how it stands."""

from collections import Counter
from typing import NamedTuple

from ad_studio.domain import HumanState, Mark, ResultRow
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.reports.data import ReportData, ReportItem

_MARKS = {
    Mark.UNSURE: msg("unsure: no verdict given"),
    Mark.SKIPPED: msg("skipped: left for later"),
}
_MARK_WORDS = {Mark.UNSURE: msg("unsure"), Mark.SKIPPED: msg("skipped")}


class Fact(NamedTuple):
    """A named value; `kind` says how it is best set: "path", "hash", or nothing special."""

    label: str
    value: str
    kind: str = ""


class Note(NamedTuple):
    """Something to be read before the figures: a few strong words, a sentence, a list."""

    strong: str
    text: str
    lines: tuple[str, ...] = ()


def run_facts(data: ReportData) -> list[Fact]:
    """What was inspected, by whom, where and when."""
    run, done = data.run, data.challenge
    challenge = ""
    if done is not None:
        challenge = data.language.words(
            msg(
                "{outcome}: {count} of {total} known samples as expected, {when}",
                outcome=msg("passed") if done.passed else msg("FAILED"),
                count=done.as_expected,
                total=len(done.results),
                when=data.language.moment(done.created_at),
            )
        )
    return _facts(
        data,
        (msg("Lot"), run.lot, ""),
        (msg("Operator"), run.operator, ""),
        (msg("Station"), run.station, ""),
        (msg("Shift"), run.shift, ""),
        (msg("Serial"), run.serial, ""),
        (msg("Folder"), run.scope.text or str(run.folder), "path"),
        (msg("Pixel size"), "" if data.pixel_mm is None else _mm(data), ""),
        (msg("Started"), data.language.moment(run.started_at), ""),
        (msg("Finished"), data.language.moment(run.finished_at), ""),
        (msg("Run"), str(run.id), ""),
        (msg("Challenge before it"), challenge, ""),
    )


def _mm(data: ReportData) -> str:
    return f"{data.pixel_mm:g} mm".replace(".", data.language.decimal_point)


def model_facts(data: ReportData) -> list[Fact]:
    """What inspected."""
    model, ignored = data.model, data.ignored
    regions = ""
    if ignored is not None:
        regions = data.language.words(
            msg(
                "version {version}, {count} of them, {percent} of the image, {how}",
                version=ignored.number,
                count=len(ignored.regions),
                percent=data.language.percent(data.ignored_share),
                how=_how_ignored(data) if ignored.regions else msg("nothing is ignored"),
            )
        )
    return _facts(
        data,
        (msg("Model"), f"{model.number} ({model.method})", ""),
        (msg("Backbone"), model.backbone, ""),
        (msg("SHA-256"), model.backbone_sha256, "hash"),
        (msg("Trained"), data.language.moment(model.created_at), ""),
        (msg("Seed, device"), f"{model.seed}, {model.device}", ""),
        (msg("Ignore regions"), regions, ""),
        (msg("Drawn by"), ignored.author if ignored is not None else "", ""),
        (msg("Typical defects"), ", ".join(data.project.defects), ""),
    )


def _how_ignored(data: ReportData) -> Message:
    if data.ignored_stays:
        return msg("hatched in the pictures: never scored; they do not turn with the part")
    return msg("hatched in the pictures: never scored")


def threshold_facts(data: ReportData) -> list[Fact]:
    """The thresholds, what they rest on, and who set them."""
    version = data.thresholds
    pair = version.thresholds
    limit = NOTHING if pair.size_limit is None else pair.size_limit.message
    if data.zones_stay:
        limit = msg("{limit}; zones do not turn with the part", limit=limit)
    when = data.language.moment(version.created_at)
    return _facts(
        data,
        (msg("REVIEW from"), data.language.sigma(pair.review), ""),
        (msg("NG from"), data.language.sigma(pair.ng), ""),
        (msg("Size limit"), data.language.words(limit), ""),
        (msg("Basis"), data.language.words(version.basis.message), ""),
        (msg("Set by"), version.author, ""),
        (msg("Note"), version.note, ""),
        (
            msg("Set"),
            data.language.words(msg("{when} (version {version})", when=when, version=version.id)),
            "",
        ),
    )


def basis(data: ReportData) -> Note:
    """How far scores and thresholds can be trusted."""
    text = msg(
        "Scores say how far an image departs from one reference image, in standard deviations "
        "(σ) of that image. The model has seen no other part, good or bad, and the basis above "
        "says how the thresholds were chosen."
    )
    if data.learned:
        text = msg(
            "Scores say how far an image departs from one reference image and {parts} further "
            "part(s) that the model learned from, in standard deviations (σ). The basis above "
            "says how the thresholds were chosen.",
            parts=data.learned,
        )
    marks = Counter(one.row.mark for one in data.items if one.row.mark)
    marked = "".join(
        data.language.words(
            msg(", {count} marked {mark}", count=marks[mark], mark=_MARK_WORDS[mark])
        )
        for mark in sorted(marks)
    )
    checked = msg(
        "In this report {checked} of {count} images were checked by a person{marked}.",
        checked=sum(one.row.human is not None for one in data.items),
        count=len(data.items),
        marked=marked,
    )
    return Note(
        data.language.words(msg("What this rests on.")),
        f"{data.language.words(text)} {data.language.words(checked)}",
    )


def reference_facts(data: ReportData) -> list[Fact]:
    """The image that the model was trained on."""
    reference = data.reference
    size = msg("{width} × {height} pixels", width=reference.width, height=reference.height)
    return _facts(
        data,
        (msg("From"), str(reference.source), "path"),
        (msg("Size"), data.language.words(size), ""),
        (msg("SHA-256"), reference.sha256, "hash"),
        (msg("Set"), data.language.moment(reference.created_at), ""),
        *((msg("Note"), data.language.words(hint.text), "") for hint in reference.hints),
    )


def size_reason(data: ReportData, item: ReportItem) -> Message:
    """Why an image whose score reaches the NG threshold is REVIEW, with the zone; empty else."""
    pair = data.thresholds.thresholds
    reason = pair.size_reason(item.row.score, item.row.limited)
    if not reason or pair.size_limit is None or not pair.size_limit.zones:
        return reason
    return item.shortfall() or reason


def image_facts(data: ReportData, item: ReportItem) -> list[Fact]:
    """What is known of one image."""
    row, said = item.row, item.said
    return _facts(
        data,
        (msg("Serial"), row.serial, ""),
        (msg("Frames"), "" if row.span is None else data.language.words(row.span.message), ""),
        (msg("Part type"), row.part_type, ""),
        (msg("Machine"), row.machine or "", ""),
        (msg("Size limit"), data.language.words(size_reason(data, item)), ""),
        (msg("Warning"), data.language.words(row.warning), ""),
        (msg("Mark"), data.language.words(human_words(row)), ""),
        (msg("Reason"), row.reason, ""),
        (msg("By"), said.author if said else "", ""),
        (msg("On"), data.language.moment(said.created_at) if said else "", ""),
        (msg("Inspected"), data.language.moment(row.inspected_at), ""),
        (msg("File"), str(row.path), "path"),
        (msg("SHA-256"), row.sha256, "hash"),
    )


def human_words(row: ResultRow) -> Message:
    """What a person made of the machine's verdict."""
    if row.mark is not None:
        return _MARKS[row.mark]
    if row.human is None:
        return msg("not checked by a person")
    if row.human_state is HumanState.CONFIRMED:
        return msg("confirmed {verdict}", verdict=row.human)
    return msg("overridden to {verdict}", verdict=row.human)


def _facts(data: ReportData, *facts: tuple[Message, str, str]) -> list[Fact]:
    """Those that have a value."""
    words = data.language.words
    return [Fact(words(label), value, kind) for label, value, kind in facts if value]
