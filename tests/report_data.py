"""A small report with one image of every kind in it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from ad_studio.domain import (
    AuditHead,
    Basis,
    ModelInfo,
    ProjectInfo,
    QualityHint,
    ReferenceInfo,
    ResultRow,
    RunInfo,
    RunStatus,
    SelfCheck,
    Source,
    Thresholds,
    ThresholdVersion,
    Verdict,
    VerdictCounts,
    VerdictEvent,
)
from ad_studio.errors import ImageError
from ad_studio.imaging.encode import encode_jpeg, encode_png
from ad_studio.messages import plain
from ad_studio.reports.data import ItemPictures, Picture, ReportData, ReportItem, Scale, ScaleMark

WHEN = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
LINES = Thresholds(review=3, ng=5)


def picture():
    return Picture(encode_jpeg(np.full((6, 8, 3), 120, np.uint8)), "image/jpeg", 8, 6)


def result(number, *, score, human=None, mark=None, reason="", error="", name=None):
    return ResultRow(
        id=number,
        run_id=4,
        path=Path("/line/lot 7", name or f"part{number}.png"),
        sha256=f"{number:064x}",
        width=640,
        height=480,
        score=score,
        machine=None if score is None else LINES.verdict(score),
        human=human,
        reason=reason,
        error=plain(error),
        timings={"decode": 3.0},
        inspected_at=WHEN,
        mark=mark,
    )


def said(row):
    if row.human is None and row.mark is None:
        return None
    return VerdictEvent(
        id=row.id,
        result_id=row.id,
        source=Source.HUMAN,
        old=row.machine,
        new=row.human or row.machine,
        author="M. Weber",
        reason=row.reason,
        model_id=2,
        threshold_id=3,
        sha256=row.sha256,
        created_at=WHEN,
        human=row.human,
        mark=row.mark,
    )


def item(row, pictures=None, *, regions=(), said_on=None):
    return ReportItem(
        row=row,
        pictures=pictures or (lambda: ItemPictures(picture(), picture())),
        thumbnail=picture if pictures is None else lambda: pictures().bare,
        regions=lambda: regions,
        said=said(row),
        said_on=said_on,
    )


def events(items):
    """The verdicts of the machine, and what people said after it."""
    machine = [
        VerdictEvent(
            id=100 + one.row.id,
            result_id=one.row.id,
            source=Source.MACHINE,
            old=None,
            new=one.row.machine,
            author="",
            reason="",
            model_id=2,
            threshold_id=3,
            sha256=one.row.sha256,
            created_at=WHEN,
        )
        for one in items
        if one.row.machine is not None
    ]
    return [*machine, *(one.said for one in items if one.said is not None)]


def gone():
    raise ImageError("The image does not exist, or was moved or deleted.")


def every_kind():
    """NG confirmed, NG whose file is gone, REVIEW, REVIEW overridden to OK, OK, failed."""
    return [
        item(result(1, score=0.5)),
        item(result(2, score=6.5, human=Verdict.NG, reason="scratch")),
        item(result(3, score=12.25), gone),
        item(result(4, score=3.5)),
        item(result(5, score=4.5, human=Verdict.OK, reason="dust")),
        item(result(6, score=None, error="The file is empty (0 bytes)."), gone),
    ]


def report(items=None, **changes):
    """Report data; `changes` replace fields."""
    marks = ((0, ""), (3, "REVIEW"), (5, "NG"), (10, ""))
    strip = Picture(encode_png(np.zeros((1, 16, 4), np.uint8)), "image/png", 16, 1)
    data = ReportData(
        audit_head=AuditHead(17, "ab" * 32, WHEN),
        project=ProjectInfo(
            "Flange 12", "flange-12", "metal flange", ("scratch", "dent"), Path("/ws/f"), WHEN
        ),
        reference=ReferenceInfo(
            id=1,
            path=Path("/ws/f/references/1.png"),
            source=Path("/line/good.png"),
            sha256="a" * 64,
            width=640,
            height=480,
            hints=(QualityHint(plain("The image is a little soft.")),),
            created_at=WHEN,
        ),
        reference_picture=picture(),
        model=ModelInfo(
            id=2,
            number=1,
            detector="devprompt",
            backbone="starter",
            backbone_sha256="b" * 64,
            training_set_id=1,
            reference_id=1,
            folder=Path("/ws/f/models/1"),
            seed=0,
            device="cpu",
            train_seconds=30,
            self_check=SelfCheck(1, (1.0,), (8.0,)),
            created_at=WHEN,
        ),
        learned=0,
        thresholds=ThresholdVersion(
            3, 2, LINES, Basis.from_text("views of the reference"), "", "", WHEN
        ),
        run=RunInfo(
            id=4,
            model_id=2,
            folder=Path("/line/lot 7"),
            lot="L-7",
            operator="M. Weber",
            station="QA 3",
            status=RunStatus.FINISHED,
            total=6,
            counts=VerdictCounts(ok=2, review=1, ng=2, error=1),
            started_at=WHEN,
            finished_at=WHEN,
        ),
        scale=Scale(strip, tuple(ScaleMark(s, s / 10, label, s / 10) for s, label in marks)),
        items=every_kind() if items is None else items,
        only=None,
        events=list,
        program="ad_studio test",
    )
    return replace(data, **changes)
