"""The audit trail of a project: who did what, when, why, on which model and thresholds."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ad_studio.domain import (
    ActionKind,
    ModelInfo,
    ResultRow,
    RunStatus,
    Source,
    ThresholdVersion,
    VerdictEvent,
)
from ad_studio.errors import UsageError
from ad_studio.image_names import find_by_name
from ad_studio.messages import NOTHING, Message, msg, plain
from ad_studio.services.audit.setting_words import setting_words, what_was_set
from ad_studio.services.audit.trail_words import (
    MEANS,
    image_words,
    model_words,
    outcome_words,
    part_words,
    region_words,
    run_end_words,
    threshold_words,
    version_words,
)
from ad_studio.services.projects.project import Project
from ad_studio.store.records import AuditRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailEntry:
    """One thing that was done.

    Attributes:
        created_at: When.
        what: What.
        author: Who, as typed; empty where nobody was named.
        old: What it was before; empty where there was nothing.
        new: What it is then.
        why: In the words of who did it, or of the program.
        image: The image that it is about.
        model: Number of the model that it is about.
        thresholds: Those that held then.
        record: The entry of the audit chain that seals it, with login and computer; None where that
            was changed since.
    """

    created_at: datetime
    what: Message
    author: str = ""
    old: Message = NOTHING
    new: Message = NOTHING
    why: Message = NOTHING
    image: Path | None = None
    model: int | None = None
    thresholds: ThresholdVersion | None = None
    record: AuditRecord | None = None


_PROJECT_NOUN, _RUN_STATUS, _RUN_TOTAL = 2, 1, 2  # places in `audit_chain.CHANGING`


def trail(project: Project, *, image: str | None = None, machine: bool = False) -> list[TrailEntry]:
    """List what was done in a project, newest first.

    Args:
        project: The project.
        image: A path or file name: only the verdicts on these images, those of the machine, too.
        machine: The machine's verdicts, too.

    Raises:
        UsageError: No image that was inspected is called so.
        StoreError: The database, or a value in it, cannot be read.
    """
    found = _Trail(project)
    with project.store.values_of("verdict_event"):
        if image is not None:
            entries = [*found.of_image(image)]
        else:
            entries = [*found.verdicts(machine=machine), *found.decisions(), *found.recorded()]
    return sorted(entries, key=lambda entry: entry.created_at, reverse=True)


class _Trail:
    """Gathers the entries of a project from its tables."""

    def __init__(self, project: Project) -> None:
        self._store = store = project.store
        self._records = store.audit.records()
        self._models: dict[int, ModelInfo] = {model.id: model for model in store.models.all()}
        self._versions = {
            version.id: version
            for model_id in self._models
            for version in store.thresholds.history(model_id)
        }
        self._runs = [*store.runs.all(), *store.runs.deleted()]
        self._models_of_runs = {run.id: self._models[run.model_id] for run in self._runs}

    def of_image(self, name: str) -> Iterator[TrailEntry]:
        rows = self._rows()
        found = find_by_name(list(rows.values()), name)
        if not found:
            raise UsageError(msg('No image that was inspected is called "{name}".', name=name))
        for row in found:
            for event in self._store.verdicts.events(row.id):
                yield self._verdict(event, row)
        yield from self._acknowledged(found)
        yield from self._filed(found)
        yield from self._read_again(found, rows)
        yield from self._unscored(found, rows)

    def verdicts(self, *, machine: bool) -> Iterator[TrailEntry]:
        rows = self._rows()
        for event in self._store.verdicts.events():
            if machine or event.source is Source.HUMAN:
                yield self._verdict(event, rows[event.result_id])
        yield from self._acknowledged(rows.values())
        yield from self._read_again(rows.values(), rows)
        yield from self._unscored(rows.values(), rows)

    def decisions(self) -> Iterator[TrailEntry]:
        """What people decided about models, thresholds, regions and training images."""
        yield from self._thresholds()
        yield from self._in_force()
        for model in self._models.values():
            yield TrailEntry(
                created_at=model.created_at,
                what=msg("model trained"),
                new=msg("{detector} on {backbone}", detector=model.method,
                        backbone=model.backbone),
                model=model.number,
                record=self._sealed("model_version", model.id),
            )  # fmt: skip
        for reference in self._store.references.all():
            yield TrailEntry(
                created_at=reference.created_at,
                what=msg("reference set"),
                new=plain(reference.sha256),
                image=reference.source,
                record=self._sealed("reference_image", reference.id),
            )
        for regions in self._store.ignore_regions.all():
            yield TrailEntry(
                created_at=regions.created_at,
                what=msg("ignore regions drawn"),
                author=regions.author,
                new=version_words(regions.number, region_words(len(regions.regions))),
                record=self._sealed("ignore_version", regions.id),
            )
        for learned in self._store.training_sets.all():
            yield TrailEntry(
                created_at=learned.created_at,
                what=msg("training set changed"),
                author=learned.author,
                new=version_words(learned.number, image_words(len(learned.images))),
                why=plain(learned.note),
                record=self._sealed("training_set", learned.id),
            )
        yield from self._challenges()
        yield from self._studies()
        for version in self._store.settings.all():
            yield TrailEntry(
                created_at=version.created_at,
                what=what_was_set(version.name),
                author=version.author,
                new=setting_words(version.name, version.value),
                record=self._sealed("setting_version", version.id),
            )
        yield from self._people()
        for run in self._runs:
            yield TrailEntry(
                created_at=run.started_at,
                what=msg("run {run} started", run=run.id),
                author=run.operator,
                new=plain(run.scope.text),
                why=msg("lot {lot}", lot=run.lot) if run.lot else NOTHING,
                model=self._models[run.model_id].number,
                record=self._sealed("inspection_run", run.id),
            )
            if run.deletion is not None:
                yield TrailEntry(
                    created_at=run.deletion.created_at,
                    what=msg("run {run} deleted", run=run.id),
                    author=run.deletion.author,
                    why=plain(run.deletion.reason),
                    record=self._stating("run_deletion", run.id),
                )

    def _people(self) -> Iterator[TrailEntry]:
        """The list of operators, and who signed in."""
        for one in self._store.operators.history():
            yield TrailEntry(
                created_at=one.created_at,
                what=msg("operator set") if one.is_active else msg("operator removed"),
                author=one.author,
                new=msg("{name}, {role}", name=one.operator.name, role=one.operator.role),
                record=self._sealed("operator_version", one.id),
            )
        for attempt in self._store.operators.sign_ins():
            yield TrailEntry(
                created_at=attempt.created_at,
                what=msg("signed in") if attempt.succeeded else msg("sign-in failed"),
                author=attempt.name,
                record=self._sealed("sign_in", attempt.id),
            )

    def recorded(self) -> Iterator[TrailEntry]:
        """What only the audit chain holds: how runs went on, changes of the project, exports."""
        noun = ""
        for record in self._records:
            for values in record.state.get("project", {}).values():
                if values is not None:
                    old, noun = noun, str(values[_PROJECT_NOUN])
                    yield TrailEntry(
                        created_at=record.created_at,
                        what=msg("project changed") if old else msg("project made"),
                        old=plain(old),
                        new=plain(noun),
                        record=record,
                    )
            for run, values in record.state.get("inspection_run", {}).items():
                if values is not None and values[_RUN_STATUS] != RunStatus.RUNNING:
                    yield TrailEntry(
                        created_at=record.created_at,
                        what=msg("run {run}: {status}", run=run,
                                 status=RunStatus(values[_RUN_STATUS]).message),
                        new=run_end_words(values[_RUN_STATUS], int(values[_RUN_TOTAL])),
                        record=record,
                    )  # fmt: skip
            if record.event.get("what") == "export":
                yield TrailEntry(
                    created_at=record.created_at,
                    what=msg("run {run} exported", run=record.event["run"]),
                    new=plain(str(record.event["name"])),
                    record=record,
                )

    def _rows(self) -> dict[int, ResultRow]:
        results = self._store.results
        found = [row for run in self._runs for row in results.of_run(run.id, superseded=True)]
        return {row.id: row for row in found}

    def _acknowledged(self, found: Iterable[ResultRow]) -> Iterator[TrailEntry]:
        """That somebody took note of NG parts."""
        rows = {row.id: row for row in found}
        for one in self._store.acknowledgements.all():
            if one.result_id in rows:
                row = rows[one.result_id]
                yield TrailEntry(
                    created_at=one.created_at,
                    what=msg("NG acknowledged"),
                    author=one.author,
                    why=MEANS[one.means],
                    image=row.path,
                    model=self._models_of_runs[row.run_id].number,
                    record=self._sealed("acknowledgement", one.id),
                )

    def _filed(self, found: Iterable[ResultRow]) -> Iterator[TrailEntry]:
        """Where files were moved or copied to."""
        rows = {row.id: row for row in found}
        for one in self._store.actions.all():
            if one.place is not None and one.result_id in rows:
                moved = one.action is ActionKind.MOVE
                yield TrailEntry(
                    created_at=one.created_at,
                    what=msg("file moved") if moved else msg("file copied"),
                    new=plain(str(one.place)),
                    image=rows[one.result_id].path,
                    record=self._sealed("action_done", one.id),
                )

    def _read_again(
        self, found: Iterable[ResultRow], rows: Mapping[int, ResultRow]
    ) -> Iterator[TrailEntry]:
        """Results that supersede that of an earlier reading of their file."""
        for row in found:
            if row.supersedes is not None:
                yield TrailEntry(
                    created_at=row.inspected_at,
                    what=msg("changed file read again"),
                    old=outcome_words(rows[row.supersedes]),
                    new=outcome_words(row),
                    image=row.path,
                    model=self._models_of_runs[row.run_id].number,
                    record=self._sealed("result", row.id),
                )

    def _unscored(
        self, found: Iterable[ResultRow], rows: Mapping[int, ResultRow]
    ) -> Iterator[TrailEntry]:
        """Images that have no verdict of the machine: damaged, gone; not those read again later."""
        superseded = {row.supersedes for row in rows.values()}
        for row in found:
            if row.error and row.id not in superseded:
                yield TrailEntry(
                    created_at=row.inspected_at,
                    what=msg("image not inspected"),
                    why=row.error,
                    image=row.path,
                    model=self._models_of_runs[row.run_id].number,
                    record=self._sealed("result", row.id),
                )

    def _verdict(self, event: VerdictEvent, row: ResultRow) -> TrailEntry:
        return TrailEntry(
            created_at=event.created_at,
            what=event.kind.message,
            author=event.author,
            old=plain(event.old or ""),
            new=plain(event.new or ""),
            why=plain(event.reason),
            image=row.path,
            model=self._models[event.model_id].number,
            thresholds=self._versions[event.threshold_id],
            record=self._sealed("verdict_event", event.id),
        )

    def _thresholds(self) -> Iterator[TrailEntry]:
        for model in self._models.values():
            of_model = [one for one in self._versions.values() if one.model_id == model.id]
            for version, before in zip(of_model, [*of_model[1:], None], strict=False):
                yield TrailEntry(
                    created_at=version.created_at,
                    what=msg("thresholds set"),
                    author=version.author,
                    old=NOTHING if before is None else threshold_words(before),
                    new=threshold_words(version),
                    why=plain(version.note) if version.note else version.basis.message,
                    model=model.number,
                    thresholds=version,
                    record=self._sealed("threshold_version", version.id),
                )

    def _in_force(self) -> Iterator[TrailEntry]:
        history = self._store.models.in_force_history()
        for put, before in zip(history, [*history[1:], None], strict=False):
            yield TrailEntry(
                created_at=put.created_at,
                what=msg("model put in force"),
                author=put.author,
                old=NOTHING if before is None else model_words(self._models[before.model_id]),
                new=model_words(self._models[put.model_id]),
                why=plain(put.note),
                model=self._models[put.model_id].number,
                record=self._sealed("model_in_force", put.id),
            )

    def _challenges(self) -> Iterator[TrailEntry]:
        challenges = self._store.challenges
        samples = {sample.id: sample for sample in challenges.samples(removed=True)}
        for sample in samples.values():
            yield TrailEntry(
                created_at=sample.created_at,
                what=msg("challenge sample {number} added", number=sample.id),
                author=sample.author,
                new=msg("expected {verdict}", verdict=sample.expected),
                image=sample.source,
                record=self._sealed("challenge_sample", sample.id),
            )
        for removal in challenges.removals():
            yield TrailEntry(
                created_at=removal.created_at,
                what=msg("challenge sample {number} taken out", number=removal.sample_id),
                author=removal.author,
                why=plain(removal.reason),
                image=samples[removal.sample_id].source,
                record=self._sealed("challenge_removal", removal.id),
            )
        for challenge in challenges.all():
            yield TrailEntry(
                created_at=challenge.created_at,
                what=msg("challenge passed") if challenge.passed else msg("challenge failed"),
                author=challenge.author,
                new=msg("{count} of {total} samples as expected", count=challenge.as_expected,
                        total=len(challenge.results)),
                model=self._models[challenge.model_id].number,
                thresholds=self._versions[challenge.threshold_id],
                record=self._sealed("challenge", challenge.id),
            )  # fmt: skip

    def _studies(self) -> Iterator[TrailEntry]:
        """Studies, and each inspector's rounds; single answers are left out, for blindness."""
        for study in self._store.studies.all():
            yield TrailEntry(
                created_at=study.created_at,
                what=msg("agreement study planned"),
                author=study.author,
                new=msg("{name}: {parts} of run {run}, {inspectors}", name=study.name,
                        parts=part_words(len(study.parts)), run=study.run_id,
                        inspectors=", ".join(study.inspectors)),
                record=self._sealed("study", study.id),
            )  # fmt: skip
            answers = self._store.studies.answers(study.id)
            latest = {(answer.inspector, answer.round): answer for answer in answers}
            for (inspector, number), answer in latest.items():
                yield TrailEntry(
                    created_at=answer.created_at,
                    what=msg("agreement study answered"),
                    author=inspector,
                    new=msg("{name}: round {number}, {parts}", name=study.name, number=number,
                            parts=part_words(sum((one.inspector, one.round) == (inspector, number)
                                                 for one in answers))),
                    record=self._sealed("study_answer", answer.id),
                )  # fmt: skip

    def _sealed(self, table: str, key: int) -> AuditRecord | None:
        """The first record whose keys reach a row."""
        records: Sequence[AuditRecord] = self._records
        place = bisect_left(records, key, key=lambda record: record.upto[table])
        return records[place] if place < len(records) else None

    def _stating(self, table: str, key: int) -> AuditRecord | None:
        return next((one for one in self._records if key in one.state.get(table, {})), None)
