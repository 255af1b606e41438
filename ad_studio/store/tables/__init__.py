"""The tables of a project database.

Migrations in `ad_studio.store.migrations` create them; a test holds both to the same schema.
Triggers refuse to delete or replace a row and to change a column. The exceptions are: name, noun
and defects of the project; status, end, total and left-out files of a run; what was last seen of an
image's file; what a result repeats of its events. The maps of a deleted run are freed.

Import as `from ad_studio.store import tables as t`: some names are also names of domain types.
"""

from ad_studio.store.tables.audit import Acknowledgement, ActionDone, AuditEntry
from ad_studio.store.tables.base import Base
from ad_studio.store.tables.checks import (
    Challenge,
    ChallengeRemoval,
    ChallengeResult,
    ChallengeSample,
    Study,
    StudyAnswer,
    StudyPart,
)
from ad_studio.store.tables.models import (
    ModelFile,
    ModelInForce,
    ModelPartType,
    ModelVersion,
    SizeLimit,
    SizeZone,
    ThresholdVersion,
    TrainingImage,
    TrainingSet,
    TrainingSetImage,
)
from ad_studio.store.tables.project import (
    IgnoreRegion,
    IgnoreVersion,
    OperatorVersion,
    Project,
    ReferenceDepth,
    ReferenceImage,
    SettingVersion,
    SignIn,
)
from ad_studio.store.tables.results import (
    Image,
    LimitedScore,
    Result,
    ResultFrames,
    ResultMap,
    ResultPartType,
    ResultTrace,
    SupersededResult,
    VerdictEvent,
    ZonedScore,
)
from ad_studio.store.tables.runs import InspectionRun, RunDeletion, RunImages, RunTrace

__all__ = [
    "Acknowledgement",
    "ActionDone",
    "AuditEntry",
    "Base",
    "Challenge",
    "ChallengeRemoval",
    "ChallengeResult",
    "ChallengeSample",
    "IgnoreRegion",
    "IgnoreVersion",
    "Image",
    "InspectionRun",
    "LimitedScore",
    "ModelFile",
    "ModelInForce",
    "ModelPartType",
    "ModelVersion",
    "OperatorVersion",
    "Project",
    "ReferenceDepth",
    "ReferenceImage",
    "Result",
    "ResultFrames",
    "ResultMap",
    "ResultPartType",
    "ResultTrace",
    "RunDeletion",
    "RunImages",
    "RunTrace",
    "SettingVersion",
    "SignIn",
    "SizeLimit",
    "SizeZone",
    "Study",
    "StudyAnswer",
    "StudyPart",
    "SupersededResult",
    "ThresholdVersion",
    "TrainingImage",
    "TrainingSet",
    "TrainingSetImage",
    "VerdictEvent",
    "ZonedScore",
]
