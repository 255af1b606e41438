"""The results of runs column by column: a hundred thousand rows as objects would take seconds."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import func, select, type_coerce
from sqlalchemy.types import NullType

from ad_studio.store import maps_codec
from ad_studio.store import tables as t
from ad_studio.store.parts.base import StorePart
from ad_studio.store.parts.runs import RESULT_FIELDS
from ad_studio.store.types import path_text

_PIECE = 1000


class ResultColumns(NamedTuple):
    """Results of some runs, in the order they were stored; all columns have one length.

    Values are as they lie in the database: verdicts and marks are their words or None, times are
    text, UTC without zone. Names that cannot be decoded are escaped.
    """

    ids: Sequence[int]
    run_ids: Sequence[int]
    paths: Sequence[str]
    sha256: Sequence[str]
    widths: Sequence[int]
    heights: Sequence[int]
    scores: Sequence[float | None]
    machine: Sequence[str | None]
    human: Sequence[str | None]
    reasons: Sequence[str]
    errors: Sequence[str]
    times: Sequence[str]
    taken_from: Sequence[int | None]
    marks: Sequence[str | None]


_COLUMNS = tuple(field for field in RESULT_FIELDS if field is not t.Result.timings)
"""In the order of `ResultColumns`: what a ResultRow has, but for what no list shows."""


class ColumnsPart(StorePart):
    """Reads many results at once."""

    def result_columns(self, run_ids: Collection[int]) -> ResultColumns:
        """Read all results of runs in the order they were stored."""
        raw = [type_coerce(column, NullType()) for column in _COLUMNS]  # values as they are
        span = select(func.min(t.Result.id), func.max(t.Result.id))
        with self._db.reading() as session:
            first, last = session.execute(span.where(t.Result.run_id.in_(run_ids))).one()
            # The sum keeps SQLite from going by an index on the run: a run lies in one piece, and
            # walking that piece as it lies takes a third of the time.
            wanted = (
                select(*raw)
                .join(t.Image, t.Image.id == t.Result.image_id)
                .where(t.Result.id.between(first, last), (t.Result.run_id + 0).in_(run_ids))
                .order_by(t.Result.id)
            )
            columns: list[list[Any]] = [[] for _ in _COLUMNS]
            # In pieces, and past the ORM: rows that live on all together make Python look for
            # garbage among them again and again.
            for rows in session.connection().execute(wanted).partitions(_PIECE):
                for column, values in zip(columns, zip(*rows, strict=True), strict=True):
                    column.extend(values)
        found = ResultColumns(*columns)
        return found._replace(paths=[path_text(path) for path in found.paths])

    def fused_maps(self, result_ids: Collection[int]) -> dict[int, npt.NDArray[np.float32]]:
        """Read the fused maps, float32 [h, w] in sigma, of some results; those without are absent.

        Raises:
            StoreError: One is damaged.
        """
        wanted = select(t.ResultMap.result_id, t.ResultMap.blob).where(
            t.ResultMap.result_id.in_(result_ids)
        )
        with self._db.reading() as session:
            found = session.execute(wanted).all()
        return {result_id: maps_codec.decode(blob).fused for result_id, blob in found}
