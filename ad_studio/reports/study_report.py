"""The report of a complete agreement study, as an HTML file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ad_studio.domain import (
    AgainstKnown,
    AuditHead,
    Kappa,
    ProjectInfo,
    Share,
    Study,
    StudyResult,
    Verdict,
)
from ad_studio.messages import Message, msg
from ad_studio.reports.facts import Fact
from ad_studio.reports.html_report import load_template
from ad_studio.reports.language import Language
from ad_studio.reports.writing import new_file, readable


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """A part and what was said about it.

    Attributes:
        name: Of the image file.
        known: What it is; None where that is not known.
        machine: The machine's verdict when the study was planned.
        answers: Of each inspector, in their order: one for each round.
    """

    name: str
    known: Verdict | None
    machine: Verdict
    answers: tuple[tuple[Verdict, ...], ...]

    @property
    def is_disputed(self) -> bool:
        """Whether not all answers are the same, or not what the part is."""
        said = {answer for answers in self.answers for answer in answers}
        return len(said | ({self.known} if self.known else set())) > 1


@dataclass(frozen=True, slots=True)
class StudyData:
    """Everything that the report of a study says."""

    project: ProjectInfo
    study: Study
    result: StudyResult
    parts: Sequence[JudgedPart]
    program: str
    audit_head: AuditHead | None
    language: Language


class Table(NamedTuple):
    """A table in words: its title, what its columns are, its rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_study_html(data: StudyData, out: Path) -> None:
    """Write the report of a study; the file is replaced only when the new one is complete.

    Raises:
        ReportError: The file cannot be written.
    """
    words = _Words(data)
    with new_file(out) as new, new.open("x", encoding="utf-8", newline="") as file:
        for piece in load_template("study.html.j2").generate(data=data, words=words):
            file.write(readable(piece))


class _Words:
    """The study in words of the report's language."""

    def __init__(self, data: StudyData) -> None:
        self._data = data
        self._say = data.language.words

    @property
    def kind(self) -> str:
        """What kind of report it is."""
        return self._say(msg("Agreement study"))

    @property
    def facts(self) -> list[Fact]:
        """What was planned."""
        study, say, moment = self._data.study, self._say, self._data.language.moment
        known = sum(part.known is not None for part in study.parts)
        facts = (
            (msg("Parts"), msg("{parts} of run {run}", parts=len(study.parts), run=study.run_id)),
            (msg("Known"), msg("{known} of {parts} parts", known=known, parts=len(study.parts))),
            (msg("Inspectors"), ", ".join(study.inspectors)),
            (msg("Rounds"), str(study.rounds)),
            (msg("Seed"), str(study.seed)),
            (msg("Planned"), moment(study.created_at)),
            (msg("Planned by"), study.author),
        )
        return [Fact(say(label), say(value)) for label, value in facts if value]

    @property
    def tables(self) -> list[Table]:
        """The result, and the parts on which not everybody was right or of one mind."""
        return [
            self._within(),
            self._between(),
            *([self._against_known()] if self._data.result.all_known else []),
            self._disputed(),
        ]

    @property
    def notes(self) -> list[str]:
        """How to read it."""
        notes = (
            msg(
                "Everybody judged every part in every round, in an order by chance, and saw the "
                "image alone. In brackets: 95 % intervals; of shares Wilson's, of kappas those of "
                "the jackknife over parts. What the machine put in REVIEW counts as NG."
            ),
            msg(
                "Within: parts called the same in every round, Fleiss' kappa. With the machine, "
                "and between two inspectors: answers that are the same, Cohen's kappa. "
                "Effectiveness: known parts called what they are, every time. Misses: answers OK "
                "on NG parts. False alarms: answers NG on OK parts."
            ),
        )
        return [self._say(note) for note in notes]

    @property
    def footer(self) -> str:
        """By what it was written, and when what it says was last changed."""
        data, head = self._data, self._data.audit_head
        if head is None:
            return data.program
        return self._say(
            msg(
                "{program}. Audit trail: entry {entry} of {when}, SHA-256 {sha256}.",
                program=data.program,
                entry=head.entry,
                when=data.language.moment(head.created_at),
                sha256=head.sha256,
            )
        )

    def _within(self) -> Table:
        return self._table(
            msg("Each inspector"),
            (msg("Inspector"), msg("Within"), msg("Kappa"), msg("With the machine"), msg("Kappa")),
            (
                (
                    one.inspector,
                    self._share(one.within),
                    self._kappa(one.within_kappa),
                    self._share(one.machine),
                    self._kappa(one.machine_kappa),
                )
                for one in self._data.result.inspectors
            ),
        )

    def _between(self) -> Table:
        result = self._data.result
        pairs = [
            (
                f"{one.first}, {one.second}",
                self._share(one.agreement),
                self._kappa(one.kappa),
            )
            for one in result.pairs
        ]
        everybody = (
            self._say(msg("All inspectors, all rounds")),
            self._share(result.between),
            self._kappa(result.between_kappa),
        )
        heads = (msg("Inspectors"), msg("Agreement"), msg("Kappa"))
        return self._table(msg("Between inspectors"), heads, (*pairs, everybody))

    def _against_known(self) -> Table:
        result = self._data.result
        found = [(one.inspector, one.known) for one in result.inspectors]
        found.append((self._say(msg("Machine")), result.machine))
        rows = [(name, *self._known(one)) for name, one in found if one is not None]
        everybody = self._say(msg("All inspectors, all rounds"))
        rows.append((everybody, self._share(result.all_known), "", "", ""))
        return self._table(
            msg("Against what is known"),
            (msg("Who"), msg("Effectiveness"), msg("Misses"), msg("False alarms"), msg("Kappa")),
            rows,
        )

    def _disputed(self) -> Table:
        names = self._data.study.inspectors
        rows = [
            (part.name, part.known or "–", part.machine, *(" ".join(one) for one in part.answers))
            for part in self._data.parts
            if part.is_disputed
        ]
        return self._table(
            msg("Parts on which answers differ, from each other or from what is known"),
            (msg("Image"), msg("Known"), msg("Machine"), *names),
            rows,
        )

    def _known(self, found: AgainstKnown) -> tuple[str, ...]:
        shares = (found.effectiveness, found.misses, found.false_alarms)
        return (*(self._share(one) for one in shares), self._kappa(found.kappa))

    def _share(self, found: Share | None) -> str:
        """A share with its interval: "28/30 = 93.3 % (78.7 % – 98.2 %)"; a dash for nothing."""
        if found is None:
            return "–"
        percent = self._data.language.percent
        low, high = percent(found.low), percent(found.high)
        return f"{found.count}/{found.total} = {percent(found.value)} ({low} – {high})"

    def _kappa(self, found: Kappa) -> str:
        if found.value is None:
            return self._say(msg("not defined"))
        number = self._data.language.number
        if found.low is None or found.high is None:
            return number(found.value, 2)
        return f"{number(found.value, 2)} ({number(found.low, 2)} – {number(found.high, 2)})"

    def _table(
        self,
        title: Message,
        heads: Iterable[Message | str],
        rows: Iterable[tuple[str, ...]],
    ) -> Table:
        return Table(self._say(title), tuple(self._say(head) for head in heads), tuple(rows))
