"""What the audit trail says of thresholds, verdicts, models and settings."""

import json
from collections.abc import Mapping
from typing import Any

from ad_studio.domain import AcknowledgedBy, ModelInfo, ResultRow, ThresholdVersion
from ad_studio.messages import Message, msg, plain
from ad_studio.services.actions import settings as actions
from ad_studio.services.challenge import rule
from ad_studio.services.projects import pixel_size, traceability
from ad_studio.services.projects.project import SIGN_IN

MEANS = {
    AcknowledgedBy.KEY: msg("by a key"),
    AcknowledgedBy.SCANNER: msg("by a scanner"),
    AcknowledgedBy.BUTTON: msg("by a button"),
    AcknowledgedBy.COMMAND: msg("by a command"),
}
"""By what somebody took note of an NG part."""

SETTINGS = {
    traceability.SETTING: msg("fields of parts set"),
    actions.SETTING: msg("actions after each image set"),
    SIGN_IN: msg("sign-in asked for or not"),
    rule.SETTING: msg("rule for challenges set"),
    pixel_size.SETTING: msg("pixel size set"),
}
"""What was done where a setting was set, by its name."""


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


def setting_words(name: str, value: Mapping[str, Any]) -> Message:
    """What was set: in words where it is one number, else as it is stored."""
    if name != pixel_size.SETTING:
        return plain(json.dumps(value, ensure_ascii=False))
    mm = value["mm"]
    return msg("not known") if mm is None else msg("{mm:g} mm", mm=mm)
