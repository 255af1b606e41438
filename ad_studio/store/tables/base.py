"""What all tables share."""

from datetime import datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from ad_studio.domain import (
    Basis,
    Mark,
    RunStatus,
    Source,
    TrainingRole,
    Verdict,
)
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.messages import Message
from ad_studio.store.types import (
    BasisText,
    FiniteNumber,
    JsonOf,
    MessageText,
    RegionJson,
    UtcDateTime,
    WholeNumber,
    Words,
)


def choice(kind: type[Enum]) -> sa.Enum:
    """Return a text column type that holds an enum's values.

    The type refuses other values; a CHECK in the database as well would cost a quarter of the
    time of judging a large run again.
    """
    return sa.Enum(
        kind,
        native_enum=False,
        length=16,
        values_callable=lambda members: [str(member.value) for member in members],
    )


class Base(DeclarativeBase):
    """Base of all tables; constraint names are fixed, so that migrations can refer to them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        datetime: UtcDateTime,
        Basis: BasisText,
        DrawnRegion: RegionJson,
        Message: MessageText,
        str: Words,
        int: WholeNumber,
        float: FiniteNumber,
        list[Any]: JsonOf(list),
        dict[str, Any]: JsonOf(dict),
        Mark: choice(Mark),
        RunStatus: choice(RunStatus),
        Source: choice(Source),
        TrainingRole: choice(TrainingRole),
        Verdict: choice(Verdict),
    }
