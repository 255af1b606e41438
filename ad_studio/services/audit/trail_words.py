"""What the audit trail says of thresholds, verdicts, models and settings."""

from ad_studio.domain import AcknowledgedBy, ModelInfo, ResultRow, RunStatus, ThresholdVersion
from ad_studio.messages import Message, msg, plain

MEANS = {
    AcknowledgedBy.KEY: msg("by a key"),
    AcknowledgedBy.SCANNER: msg("by a scanner"),
    AcknowledgedBy.BUTTON: msg("by a button"),
    AcknowledgedBy.COMMAND: msg("by a command"),
}
"""By what somebody took note of an NG part."""


def threshold_words(version: ThresholdVersion) -> Message:
    """Both thresholds, and the size limit where there is one."""
    pair = version.thresholds
    if pair.size_limit is None:
        return msg("REVIEW {review:g}, NG {ng:g}", review=pair.review, ng=pair.ng)
    return msg(
        "REVIEW {review:g}, NG {ng:g}, {limit}",
        review=pair.review,
        ng=pair.ng,
        limit=pair.size_limit.message,
    )


def outcome_words(row: ResultRow) -> Message:
    """The verdict that counts for a result."""
    return plain("ERROR" if row.verdict is None else row.verdict)


def model_words(model: ModelInfo) -> Message:
    """A model by its number."""
    return msg("model {model}", model=model.number)


def image_words(count: int) -> Message:
    """So many images."""
    return msg("1 image") if count == 1 else msg("{count} images", count=count)


def run_end_words(status: str, total: int) -> Message:
    """How many images a run was about, and whether it ended before all of them were inspected."""
    if status == RunStatus.FINISHED:
        return image_words(total)
    return msg("ended before all of {images}", images=image_words(total))


def region_words(count: int) -> Message:
    """So many regions."""
    return msg("1 region") if count == 1 else msg("{count} regions", count=count)


def part_words(count: int) -> Message:
    """So many parts."""
    return msg("1 part") if count == 1 else msg("{count} parts", count=count)


def version_words(number: int, holds: Message) -> Message:
    """A version, and what it holds."""
    return msg("version {number}, {holds}", number=number, holds=holds)
