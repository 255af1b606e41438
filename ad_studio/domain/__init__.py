"""The domain types as plain data: no Qt, no torch, no SQL.

All layers exchange these types, and import them from here. Times are timezone-aware UTC; scores
and thresholds are in sigma of the reference; timings are milliseconds.
"""

from ad_studio.domain.acknowledgements import AcknowledgedBy, Acknowledgement
from ad_studio.domain.actions import (
    ActionKind,
    ActionSettings,
    MqttTarget,
    Outstanding,
    Sorting,
)
from ad_studio.domain.arrays import InputSize, ResultMaps, RgbImage
from ad_studio.domain.audit import AuditHead
from ad_studio.domain.basis import BY_HAND, Basis, BasisKind
from ad_studio.domain.challenges import (
    Challenge,
    ChallengeRemoval,
    ChallengeResult,
    ChallengeRule,
    ChallengeSample,
)
from ad_studio.domain.left_out import LeftOut, LeftOutReason
from ad_studio.domain.models import (
    BackboneInfo,
    Level,
    ModelInfo,
    ModelInForce,
    ModelPartType,
    ModelState,
    SelfCheck,
    TrainSettings,
    TrainUpdate,
)
from ad_studio.domain.operators import Operator, Role
from ad_studio.domain.projects import ProjectCard, ProjectInfo, QualityHint, ReferenceInfo
from ad_studio.domain.runs import (
    ResultRow,
    RunDeletion,
    RunInfo,
    RunScope,
    RunStatus,
)
from ad_studio.domain.settings import SettingVersion
from ad_studio.domain.size_limits import LimitKey, SizeLimit, Zone
from ad_studio.domain.studies import (
    AgainstKnown,
    InspectorAgreement,
    Kappa,
    PairAgreement,
    Share,
    Study,
    StudyAnswer,
    StudyPart,
    StudyResult,
)
from ad_studio.domain.traceability import Shift, TraceField, TraceSettings
from ad_studio.domain.training_sets import (
    ConfirmedPart,
    TrainingImage,
    TrainingRole,
    TrainingSet,
    TrainingSetSummary,
)
from ad_studio.domain.trends import (
    ControlLimits,
    CountedResults,
    Proportion,
    ReasonCount,
    ScoreSpan,
    TrendGroup,
    TrendGrouping,
    Trends,
)
from ad_studio.domain.verdicts import (
    EventKind,
    HumanState,
    Mark,
    Source,
    Thresholds,
    ThresholdVersion,
    Verdict,
    VerdictCounts,
    VerdictEvent,
    effective_verdict,
    human_state,
    shown_score,
)
from ad_studio.domain.videos import DEFAULT_RATE, HIGHEST_RATE, LOWEST_RATE, FrameSpan

__all__ = [
    "BY_HAND",
    "DEFAULT_RATE",
    "HIGHEST_RATE",
    "LOWEST_RATE",
    "AcknowledgedBy",
    "Acknowledgement",
    "ActionKind",
    "ActionSettings",
    "AgainstKnown",
    "AuditHead",
    "BackboneInfo",
    "Basis",
    "BasisKind",
    "Challenge",
    "ChallengeRemoval",
    "ChallengeResult",
    "ChallengeRule",
    "ChallengeSample",
    "ConfirmedPart",
    "ControlLimits",
    "CountedResults",
    "EventKind",
    "FrameSpan",
    "HumanState",
    "InputSize",
    "InspectorAgreement",
    "Kappa",
    "LeftOut",
    "LeftOutReason",
    "Level",
    "LimitKey",
    "Mark",
    "ModelInForce",
    "ModelInfo",
    "ModelPartType",
    "ModelState",
    "MqttTarget",
    "Operator",
    "Outstanding",
    "PairAgreement",
    "ProjectCard",
    "ProjectInfo",
    "Proportion",
    "QualityHint",
    "ReasonCount",
    "ReferenceInfo",
    "ResultMaps",
    "ResultRow",
    "RgbImage",
    "Role",
    "RunDeletion",
    "RunInfo",
    "RunScope",
    "RunStatus",
    "ScoreSpan",
    "SelfCheck",
    "SettingVersion",
    "Share",
    "Shift",
    "SizeLimit",
    "Sorting",
    "Source",
    "Study",
    "StudyAnswer",
    "StudyPart",
    "StudyResult",
    "ThresholdVersion",
    "Thresholds",
    "TraceField",
    "TraceSettings",
    "TrainSettings",
    "TrainUpdate",
    "TrainingImage",
    "TrainingRole",
    "TrainingSet",
    "TrainingSetSummary",
    "TrendGroup",
    "TrendGrouping",
    "Trends",
    "Verdict",
    "VerdictCounts",
    "VerdictEvent",
    "Zone",
    "effective_verdict",
    "human_state",
    "shown_score",
]
