from datetime import UTC, datetime
from pathlib import Path

import pytest

from ad_studio.domain import (
    AuditHead,
    ProjectInfo,
    Study,
    StudyAnswer,
    StudyPart,
    Verdict,
)
from ad_studio.reports.language import language
from ad_studio.reports.study_report import JudgedPart, StudyData, write_study_html
from ad_studio.services.study.agreement import agreement

OK, NG = Verdict.OK, Verdict.NG
WHEN = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def written(tmp_path):
    """Writes a study of twenty parts; Bob misses the first one, <b>.png, in the second round."""

    def call(code="en", *, known=True, bob="Bob"):
        parts = tuple(
            StudyPart(n, n, NG if n % 2 else OK, (NG if n % 2 else OK) if known else None)
            for n in range(1, 21)
        )
        study = Study(3, "May", 7, 11, 2, ("Ann", bob), "Eve", WHEN, parts)

        def said(part, name, number):
            missed = (part.id, name, number) == (1, bob, 2)
            return OK if missed else part.machine

        answers = [
            StudyAnswer(0, part.id, name, number, said(part, name, number), WHEN)
            for part in parts
            for name in study.inspectors
            for number in (1, 2)
        ]
        judged = [
            JudgedPart(
                name="<b>.png" if part.id == 1 else f"{part.id}.png",
                known=part.known,
                machine=part.machine,
                answers=tuple(
                    tuple(said(part, name, number) for number in (1, 2))
                    for name in study.inspectors
                ),
            )
            for part in parts
        ]
        data = StudyData(
            project=ProjectInfo("Flange 12", "flange-12", "flange", (), Path("/ws/f"), WHEN),
            study=study,
            result=agreement(study, answers),
            parts=judged,
            program="ad_studio 0.1.0",
            audit_head=AuditHead(17, "ab" * 32, WHEN),
            language=language(code),
        )
        out = tmp_path / f"{code}.html"
        write_study_html(data, out)
        return out.read_text(encoding="utf-8")

    return call


def test_it_says_what_was_planned_and_how_well_people_agree(written):
    text = written()
    assert "<h1>May</h1>" in text
    assert "20 of run 7" in text
    assert "19/20 = 95.0 % (76.4 % – 99.1 %)" in text, "Bob with himself"
    assert "1/20 = 5.0 %" in text, "of his answers on NG parts"
    assert "ab" * 32 in text


def test_parts_on_which_answers_differ_are_named_and_escaped(written):
    text = written()
    assert "&lt;b&gt;.png" in text
    assert "<td>NG OK</td>" in text
    assert "2.png" not in text


def test_without_known_parts_nothing_is_said_against_them(written):
    assert "Against what is known" in written()
    assert "Against what is known" not in written(known=False)


def test_it_is_written_in_german(written):
    text = written("de")
    assert '<html lang="de">' in text
    assert "Fehlalarme" in text
    assert "95,0 %" in text


def test_an_inspector_called_as_the_machine_keeps_the_row(written):
    text = written(bob="Machine")
    against = text[text.index("Against what is known") :].partition("</table>")[0]
    assert against.count("Machine</") == 2
    assert "19/20 = 95.0 %" in against, "of the inspector"
    assert against.count("20/20 = 100.0 %") >= 2, "of Ann and the machine"
