"""A value that somebody or a bad disk has put in a database costs a plain error, not a crash."""

import zlib
from pathlib import Path

import pytest

from ad_studio.domain import BY_HAND, SizeLimit, Thresholds, Verdict, Zone
from ad_studio.drawn_regions import rectangle
from ad_studio.errors import AdStudioError, StoreError
from tests.projects import add_challenge, add_model, add_scores, add_study, start_run, tamper

BOX = rectangle(0.1, 0.1, 0.2, 0.2)
READ = {
    "project": lambda store: store.project.get(),
    "reference_image": lambda store: store.references.current(),
    "model_version": lambda store: store.models.all(),
    "model_file": lambda store: store.models.all(),
    "model_in_force": lambda store: store.models.in_force_history(),
    "threshold_version": lambda store: store.thresholds.history(),
    "inspection_run": lambda store: store.runs.all(),
    "result": lambda store: store.results.of_run(1),
    "image": lambda store: store.results.of_run(1),
    "training_set": lambda store: store.training_sets.current(),
    "training_image": lambda store: store.training_sets.current(),
    "verdict_event": lambda store: store.verdicts.events(),
    "audit_entry": lambda store: store.audit.head(),
    "challenge_sample": lambda store: store.challenges.samples(),
    "challenge_removal": lambda store: store.challenges.removals(),
    "challenge": lambda store: store.challenges.all(),
    "challenge_result": lambda store: store.challenges.latest(),
    "study": lambda store: store.studies.all(),
    "study_part": lambda store: store.studies.all(),
    "ignore_region": lambda store: store.ignore_regions.latest(),
    "size_zone": lambda store: store.thresholds.current(),
    "study_answer": lambda store: store.studies.answers(1),
    "run_images": lambda store: store.runs.images(1),
}
BAD = [
    ("project", "created_at = 'yesterday'"),
    ("project", "created_at = 5"),
    ("project", "defects = '[broken'"),
    ("project", "defects = '7'"),
    ("project", "name = CAST(x'ff' AS TEXT)"),
    ("reference_image", "hints = '[{}]'"),
    ("reference_image", "hints = '5'"),
    ("reference_image", "path = '../../../etc/passwd'"),
    ("reference_image", r"path = '\\server\share\x.png'"),
    ("reference_image", "created_at = ''"),
    ("model_version", "self_check = '{}'"),
    ("model_version", "self_check = '[1]'"),
    ("model_version", "created_at = 'x'"),
    ("model_version", "backbone = x'ff00'"),
    ("model_version", "seed = 'odd'"),
    ("model_version", "train_seconds = 9e999"),
    ("model_version", "folder = '/etc'"),
    ("model_version", "folder = '//server/share'"),
    ("model_file", "name = '../../../etc/passwd'"),
    ("model_in_force", "created_at = 'x'"),
    ("threshold_version", 'basis = \'{"kind": "none"}\''),
    ("threshold_version", "created_at = 'x'"),
    ("inspection_run", "status = 'odd'"),
    ("inspection_run", "scope = '{\"a\": 1}'"),
    ("inspection_run", "left_out = '[{}]'"),
    ("inspection_run", "started_at = 'x'"),
    ("result", "machine = 'odd'"),
    ("result", "mark = 'odd'"),
    ("result", "timings = '{'"),
    ("result", "timings = -1"),
    ("result", "score = 'odd'"),
    ("result", "score = 9e999"),
    ("image", "width = x'ff'"),
    ("result", "inspected_at = 'x'"),
    ("training_set", "created_at = 'x'"),
    ("training_image", "role = 'odd'"),
    ("verdict_event", "source = 'odd'"),
    ("verdict_event", "new = 'odd'"),
    ("verdict_event", "created_at = 'x'"),
    ("audit_entry", "created_at = 'x'"),
    ("challenge_sample", "expected = 'odd'"),
    ("challenge_sample", "path = '/etc/passwd'"),
    ("challenge_removal", "created_at = 'x'"),
    ("challenge", "created_at = 'x'"),
    ("challenge_result", "verdict = 'odd'"),
    ("study", "inspectors = '7'"),
    ("study_part", "known = 'odd'"),
    ("study_answer", "round = 'odd'"),
    ("ignore_region", "geometry = '{}'"),
    ("ignore_region", """geometry = '{"shape": "rectangle", "points": [], "width": 0}'"""),
    ("size_zone", "geometry = '7'"),
    ("size_zone", "geometry = '{'"),
    ("size_zone", "mm2 = 'odd'"),
    ("run_images", "paths = x'00'"),
    ("run_images", f"paths = x'{zlib.compress(b'[1]').hex()}'"),
    ("run_images", f"paths = x'{zlib.compress(b'[').hex()}'"),
    ("run_images", "paths = 'odd'"),
]


@pytest.mark.parametrize(("table", "change"), BAD)
def test_an_unreadable_value_is_said_with_its_table(store, table, change):
    model = add_model(store)
    run = start_run(store, model, images=[Path("/lot/0.png")])
    add_scores(store, run, [1.0, 9.0])
    study = add_study(store, run, known=[Verdict.OK])
    store.studies.answer(study.parts[0].id, inspector="Ann", round=1, verdict=Verdict.OK)
    add_challenge(store, model, 1.0, 9.0)
    store.challenges.remove_sample(1, author="Ann", reason="worn")
    store.ignore_regions.add(model.reference_id, [BOX], author="Ann")
    zoned = Thresholds(3, 5, SizeLimit(1, 0.1, (Zone("Back", BOX, 5),)))
    store.thresholds.add(zoned, basis=BY_HAND, author="Ann", note="")
    READ[table](store)
    tamper(store, f"UPDATE {table} SET {change}")
    with pytest.raises(StoreError, match=r"A value in the table \w+ of the database") as caught:
        READ[table](store)
    assert caught.value.path == store.database.path
    assert "backup" in str(caught.value.hint)


def test_a_project_without_its_row(store):
    tamper(store, "DELETE FROM project")
    with pytest.raises(AdStudioError, match="A value in the table project"):
        store.project.get()
