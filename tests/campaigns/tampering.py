"""Tampers with a project in many ways, and looks whether `ad-studio verify` finds each.

    python -m tests.campaigns.tampering

Every tampering is done behind the triggers, as with an editor of SQLite files, to a fresh copy of a
project; the head of its audit chain was written down before. Prints how many were tried, found and
missed; exits with 1 when one was missed.
"""

import hashlib
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ad_studio.domain import (
    BY_HAND,
    AcknowledgedBy,
    ActionKind,
    FrameSpan,
    Role,
    RunScope,
    RunStatus,
    SizeLimit,
    Thresholds,
    TrainingRole,
    Verdict,
    Zone,
)
from ad_studio.drawn_regions import DrawnRegion, RegionShape
from ad_studio.errors import StoreError
from ad_studio.messages import plain
from ad_studio.services.audit.verify import verify
from ad_studio.services.projects.project import Project
from ad_studio.store import NewResult, ProjectStore, audit_chain
from ad_studio.store.database import writing_engine
from ad_studio.store.records import NewPartType, NewTrainingImage
from tests.projects import (
    add_challenge,
    add_model,
    add_study,
    make_store,
    some_maps,
    start_run,
    tamper,
)

_PART = hashlib.sha256(b"part").hexdigest()

CHANGES = (
    "UPDATE verdict_event SET new = 'NG', human = 'NG' WHERE source = 'human'",
    "UPDATE verdict_event SET author = 'Bob' WHERE source = 'human'",
    "UPDATE verdict_event SET reason = 'dust' WHERE source = 'human'",
    "UPDATE verdict_event SET created_at = '2020-01-01 00:00:00.000000'",
    "UPDATE verdict_event SET threshold_id = 2 WHERE id = 1",
    "DELETE FROM verdict_event WHERE source = 'human'",
    "INSERT INTO verdict_event SELECT 99, result_id, 'human', new, 'OK', machine, 'OK', '', 'Ann', "
    "'', NULL, model_id, threshold_id, sha256, created_at, NULL, NULL FROM verdict_event "
    "WHERE id = 2",
    "UPDATE result SET machine = 'OK' WHERE id = 3",
    "UPDATE result SET human = NULL",
    "UPDATE result SET human_reason = 'other'",
    "UPDATE result SET mark = 'unsure' WHERE id = 1",
    "UPDATE result SET score = 1.0, machine = 'OK' WHERE id = 3",
    "UPDATE result SET score = score + 1e-9",
    "UPDATE result SET image_id = 5 WHERE id = 3",
    "UPDATE result SET inspected_at = '2020-01-01 00:00:00.000000'",
    "UPDATE result SET warning = 'dark' WHERE id = 1",
    "UPDATE result SET error = '', warning = '' WHERE id = 4",
    "DELETE FROM result_map WHERE result_id = 1",
    "UPDATE result_map SET blob = (SELECT blob FROM result_map WHERE result_id = 2)",
    "UPDATE image SET path = '/lot/other.png' WHERE id = 3",
    "UPDATE image SET sha256 = 'ff' WHERE id = 3",
    "UPDATE threshold_version SET ng = 99.0",
    "UPDATE threshold_version SET author = 'Bob', note = ''",
    "DELETE FROM threshold_version WHERE id = 2",
    "INSERT INTO threshold_version SELECT 99, model_id, 50.0, 90.0, basis, author, note, "
    "created_at FROM threshold_version WHERE id = 1",
    "UPDATE model_version SET seed = 7",
    "UPDATE model_version SET backbone_sha256 = 'ff'",
    "UPDATE model_version SET folder = 'models/2' WHERE id = 1",
    "UPDATE model_version SET self_check = replace(self_check, '9.0', '99.0')",
    "UPDATE model_file SET sha256 = 'ff'",
    "UPDATE model_in_force SET model_id = 1",
    "INSERT INTO model_in_force SELECT 99, 1, 'Ann', '', created_at FROM model_in_force LIMIT 1",
    "UPDATE inspection_run SET lot = 'L9'",
    "UPDATE inspection_run SET operator = 'Bob'",
    "UPDATE inspection_run SET status = 'finished'",
    "UPDATE inspection_run SET total = total + 1",
    "UPDATE inspection_run SET finished_at = NULL",
    "UPDATE inspection_run SET model_id = 2 WHERE id = 1",
    "INSERT INTO inspection_run SELECT 99, model_id, folder, lot, operator, station, status, "
    "total, started_at, finished_at, scope, left_out FROM inspection_run WHERE id = 1",
    "UPDATE run_deletion SET author = 'Bob'",
    "DELETE FROM run_deletion",
    "INSERT INTO run_deletion SELECT 1, author, reason, created_at FROM run_deletion",
    "UPDATE project SET noun = 'bolt'",
    "UPDATE project SET name = 'Other'",
    "UPDATE reference_image SET source = 'other.png'",
    "UPDATE reference_image SET sha256 = 'ff'",
    "UPDATE reference_depth SET bits = 16",
    "DELETE FROM reference_depth",
    "INSERT INTO reference_depth VALUES (2, 10)",
    "UPDATE superseded_result SET result_id = 3",
    "DELETE FROM superseded_result",
    "INSERT INTO superseded_result VALUES (99, 3, 1)",
    "UPDATE model_part_type SET name = 'Screw' WHERE number = 1",
    "UPDATE model_part_type SET path = 'references/other.png'",
    "DELETE FROM result_part_type",
    "UPDATE result_part_type SET type_id = 1",
    "UPDATE run_images SET paths = x'00'",
    "DELETE FROM run_images",
    "INSERT INTO run_images VALUES (1, x'00')",
    "UPDATE run_trace SET shift = 'early'",
    "DELETE FROM run_trace",
    "UPDATE result_trace SET serial = 'N6'",
    "INSERT INTO result_trace VALUES (1, 'N1', 'late')",
    "UPDATE result_frames SET raw = 1.0",
    "UPDATE result_frames SET is_event = 0",
    "DELETE FROM result_frames",
    "UPDATE setting_version SET value = '{\"required\": []}'",
    "DELETE FROM setting_version",
    "UPDATE acknowledgement SET author = 'Bob'",
    "DELETE FROM acknowledgement",
    "UPDATE operator_version SET role = 'operator'",
    "UPDATE operator_version SET pin = 'other'",
    "INSERT INTO operator_version SELECT 99, 'Bob', role, pin, 1, author, created_at "
    "FROM operator_version",
    "DELETE FROM sign_in",
    "UPDATE action_done SET place = '/elsewhere/2.png'",
    "UPDATE size_limit SET mm2 = 0.002",
    "DELETE FROM size_limit",
    "UPDATE limited_score SET score = 9.5",
    "DELETE FROM limited_score",
    "UPDATE size_zone SET mm2 = 0.005",
    "UPDATE size_zone SET geometry = replace(geometry, '0.2', '0.9')",
    "DELETE FROM size_zone",
    "UPDATE zoned_score SET score = 9.5",
    "DELETE FROM zoned_score",
    "UPDATE training_image SET confirmed_by = 'Bob'",
    "UPDATE training_image SET role = 'confirmed_ng' WHERE role <> 'reference'",
    "UPDATE training_set SET note = 'other'",
    "DELETE FROM training_set_image WHERE set_id = (SELECT max(id) FROM training_set)",
    "UPDATE ignore_version SET author = 'Bob'",
    "UPDATE ignore_region SET geometry = replace(geometry, '0.2', '0.9')",
    "DELETE FROM ignore_region",
    "UPDATE challenge SET passed = 1",
    "UPDATE challenge SET created_at = '2020-01-01 00:00:00.000000'",
    "UPDATE challenge_result SET score = 9.0, verdict = 'NG'",
    "UPDATE challenge_sample SET expected = 'OK'",
    "DELETE FROM challenge_removal",
    "UPDATE study SET inspectors = '[]'",
    "UPDATE study_part SET known = 'NG'",
    "UPDATE study_answer SET verdict = 'NG'",
    "DELETE FROM study_answer",
    "INSERT INTO study_answer SELECT 99, part_id, 'Bob', 1, 'OK', created_at FROM study_answer",
    "UPDATE audit_entry SET login = 'bob' WHERE id = 3",
    "UPDATE audit_entry SET computer = 'other' WHERE id = 3",
    "UPDATE audit_entry SET created_at = '2020-01-01 00:00:00.000000' WHERE id = 3",
    "UPDATE audit_entry SET clock_back = 1 WHERE id = 3",
    "UPDATE audit_entry SET content = replace(content, 'upto', 'upTo') WHERE id = 3",
    "UPDATE audit_entry SET content = 'x' WHERE id = 3",
    "UPDATE audit_entry SET sha256 = 'ff' WHERE id = 3",
    "DELETE FROM audit_entry WHERE id = 3",
    "DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)",
    "DELETE FROM audit_entry",
    "DROP TABLE audit_entry",
    "CREATE VIEW other AS SELECT 1",
    "CREATE TRIGGER other AFTER INSERT ON result BEGIN UPDATE result SET machine = 'OK'; END",
    "CREATE TABLE other (id)",
)


def change_model_description(store: ProjectStore) -> None:
    """A mean moved by a few sigma in model.json turns NG into OK."""
    (store.folder / "models/1/model.json").write_text('{"mean": 5.0}')


def remove_model_file(store: ProjectStore) -> None:
    """A file of a model is gone."""
    (store.folder / "models/2/model.json").unlink()


def change_reference(store: ProjectStore) -> None:
    """The image that the model was trained on is another."""
    next((store.folder / "references").iterdir()).write_bytes(b"another image")


def remove_training_copy(store: ProjectStore) -> None:
    """The copy of a confirmed part is gone."""
    next((store.folder / "training").iterdir()).unlink()


def change_sample(store: ProjectStore) -> None:
    """A known NG sample is another image."""
    next((store.folder / "challenge").iterdir()).write_bytes(b"another image")


def drop_a_trigger(store: ProjectStore) -> None:
    """The triggers are the first thing to go."""
    with closing(sqlite3.connect(store.database.path)) as connection, connection:
        connection.execute("DROP TRIGGER result_no_update")


def weaken_a_table(store: ProjectStore) -> None:
    """The verdict that is shown is always OK."""
    with closing(sqlite3.connect(store.database.path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'coalesce(human, machine)', '''OK''') "
            "WHERE name = 'result'"
        )


def damage_a_page(store: ProjectStore) -> None:
    """Bytes of an index are overwritten."""
    path = store.database.path
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_verdict_event_result_id'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size + 8)
        file.write(b"\xff" * 64)


def change_and_seal_again(store: ProjectStore) -> None:
    """A score is changed and the whole chain made anew: only a head kept elsewhere tells."""
    tamper(store, "UPDATE result SET score = 4.2 WHERE id = 2", "DELETE FROM audit_entry")
    engine = writing_engine(store.database.path)
    with engine.begin() as connection:
        audit_chain.begin(connection)
    engine.dispose()


ACTIONS: dict[str, Callable[[ProjectStore], None]] = {
    **{change: (lambda store, change=change: tamper(store, change)) for change in CHANGES},
    **{
        (action.__doc__ or ""): action
        for action in (
            change_model_description,
            remove_model_file,
            change_reference,
            remove_training_copy,
            change_sample,
            drop_a_trigger,
            weaken_a_table,
            damage_a_page,
            change_and_seal_again,
        )
    },
}
"""What is done to a closed project, by what it is."""


def make_project(folder: Path) -> str:
    """Make a project with something in every table; return the head of its audit chain."""
    store = make_store(folder)
    model = add_model(store, bit_depth=12)
    types = [_part_type(0, "Nut"), _part_type(1, "Bolt")]
    other = add_model(store, Thresholds(2, 4), part_types=types)
    watched = RunScope((Path("/lot"),), watch=True)
    run = store.runs.start(
        model_id=model.id, folder=Path("/lot"), total=4, lot="L1", shift="late", scope=watched
    )
    store.settings.add("traceability", {"required": ["lot"]}, author="Ann")
    gone = start_run(store, other, images=[Path("/lot/6.png")])
    rows = store.results.add(
        run.id,
        [
            NewResult(path=Path(f"/lot/{n}.png"), sha256=f"{n:02x}", score=score, maps=some_maps(n))
            for n, score in ((2, 1.0), (3, 4.0), (4, 9.0))
        ],
    ).result()
    store.results.add(run.id, [NewResult(path=Path("/lot/5.png"), error=plain("torn"))]).result()
    bolt = NewResult(path=Path("/lot/6.png"), score=1.0, part_type="Bolt")
    store.results.add(gone.id, [bolt]).result()
    store.runs.finish(run.id, RunStatus.FINISHED)
    store.runs.finish(gone.id, RunStatus.CANCELLED)
    store.verdicts.record(rows[2].id, Verdict.OK, author="Ann", reason="oil")
    store.thresholds.add(
        Thresholds(3.5, 6, SizeLimit(0.001, 0.01)),
        basis=BY_HAND,
        author="Ann",
        note="first defects",
        model_id=model.id,
    )
    region = DrawnRegion(RegionShape.RECTANGLE, ((0.1, 0.1), (0.2, 0.2)))
    store.thresholds.add(
        Thresholds(3.5, 6, SizeLimit(0.001, 0.01, (Zone("Back", region, 0.002),))),
        basis=BY_HAND,
        author="Ann",
        note="the back",
        model_id=model.id,
    )
    store.ignore_regions.add(model.reference_id, [region], author="Ann")
    path = store.training_sets.keep_copy(b"part", sha256=_PART, source=Path("part.png"))
    part = NewTrainingImage(
        role=TrainingRole.CONFIRMED_OK, sha256=_PART, result_id=rows[0].id,
        confirmed_by="Ann", confirmed_at=rows[0].inspected_at, path=path,
    )  # fmt: skip
    store.training_sets.change(add=[part], author="Ann")
    whole = NewResult(path=Path("/lot/5.png"), sha256="05", score=1.0, serial="N5", shift="late")
    span = FrameSpan(Path("/lot/belt.mp4"), "b0", True, 1.0, 2.0, 1.5, 3, 9.0)
    frame = NewResult(path=Path("/lot/7.png"), sha256="07", score=6.0, span=span)
    store.results.add(run.id, [whole, frame]).result()
    add_challenge(store, model, 1.0, 1.5)
    store.challenges.remove_sample(1, author="Ann", reason="worn")
    study = add_study(store, run, known=[Verdict.OK])
    store.studies.answer(study.parts[0].id, inspector="Ann", round=1, verdict=Verdict.OK)
    store.models.put_in_force(other.id, author="Ann", note="")
    store.project.update(noun="nut", defects=None)
    store.actions.add(rows[1].id, ActionKind.MOVE, place=Path("/sorted/REVIEW/3.png"))
    store.operators.add("Ann", Role.ENGINEER, pin="scrypt", author="Ann")
    store.operators.record_sign_in("Ann", succeeded=True)
    store.acknowledgements.add(rows[1].id, author="Ann", means=AcknowledgedBy.KEY)
    store.runs.delete(gone.id, author="Ann", reason="wrong lot")
    store.audit.record_export(run.id, name="lot.html", sha256="ab" * 32)
    head = store.audit.head()
    store.close()
    return head.sha256


def _part_type(number: int, name: str) -> NewPartType:
    """A part type whose reference is that of the project."""
    sha256 = hashlib.sha256(b"bytes").hexdigest()
    path = Path("references", f"{sha256[:16]}.png")
    return NewPartType(number=number, name=name, path=path, sha256=sha256)


def is_found(folder: Path, head: str) -> bool:
    """Whether verification finds something, or the project is refused in words."""
    try:
        with Project(folder, write=False) as project:
            return not verify(project, since=head).agrees
    except StoreError:
        return True


def run_campaign(work: Path, *, every: int = 1) -> list[str]:
    """Try every n-th tampering in a folder; return the ones that were missed."""
    head = make_project(work / "sound")
    if is_found(work / "sound", head):
        return ["(an untouched project is called tampered with)"]
    missed = []
    for number, (what, action) in enumerate(list(ACTIONS.items())[::every]):
        folder = work / str(number)
        shutil.copytree(work / "sound", folder)
        store = ProjectStore(folder, write=False)
        store.close()
        action(store)
        if not is_found(folder, head):
            missed.append(what)
        shutil.rmtree(folder)
    return missed


def main() -> int:
    """Print what was tried, found and missed."""
    with tempfile.TemporaryDirectory() as work:
        missed = run_campaign(Path(work))
    for what in missed:
        print(f"missed: {what}")
    print(f"tried {len(ACTIONS)}, found {len(ACTIONS) - len(missed)}, missed {len(missed)}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
