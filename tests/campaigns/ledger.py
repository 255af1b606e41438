"""A program that writes to a project, and a ledger of what it was told is stored.

`write` stores one thing after another: thresholds, verdicts, results, references, models, reports,
backups. Each goes into the ledger only when the call that stored it has returned. `problems` opens
the project afterwards and compares.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path
from typing import Any

from ad_studio.domain import BY_HAND, Thresholds, Verdict
from ad_studio.errors import AdStudioError
from ad_studio.files import sha256_of
from ad_studio.messages import msg
from ad_studio.progress import SilentProgress
from ad_studio.reports.writing import new_file
from ad_studio.services.audit.verify import verify
from ad_studio.services.projects.project import Project
from ad_studio.store import NewResult, ProjectStore
from ad_studio.store.backup import write_backup
from ad_studio.store.failures import file_failure
from tests.projects import add_model, make_store, some_maps, start_run

Entry = list[Any]
"""A line of the ledger: what it is, and how to find it again; as JSON has it."""

_BYTES = 20_000  # of a reference, a model file, a report


def make_template(folder: Path) -> None:
    """Make the project that campaigns copy for each try: one model, one run."""
    store = make_store(folder)
    run = start_run(store, add_model(store), total=100)
    store.results.add(run.id, [_result(0)]).result()
    store.close()


def copied(template: Path, folder: Path) -> Path:
    """A fresh copy of the template, in the place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(template, folder))


def write(store: ProjectStore, out: Path, say: Callable[[Entry], None], *, start: int = 0) -> None:
    """Store one thing after another, without end; say each when it is stored.

    Args:
        store: Open for writing.
        out: A folder outside of the project, for reports and backups.
        say: Takes a line of the ledger.
        start: With which of the things to begin.

    Raises:
        AdStudioError: Something could not be stored.
    """
    acts = cycle(_ACTS[start % len(_ACTS) :] + _ACTS[: start % len(_ACTS)])
    for number, act in zip(count(start * 1000), acts, strict=False):
        say(act(store, out, number))


def problems(folder: Path, ledger: list[Entry]) -> list[str]:
    """Open a project for writing, as the next program would; say what of the ledger is missing."""
    try:
        with Project(folder, write=True) as project:
            found = [*_unlike(project), *_missing(project.store, ledger)]
        left = [str(path.relative_to(folder)) for path in folder.rglob(".new-*")]
    except AdStudioError as error:
        return [f"cannot be opened: {error}"]
    return found + [f"left behind: {path}" for path in left if not path.startswith("reports")]


def _unlike(project: Project) -> Iterator[str]:
    for check in verify(project).checks:
        yield from (f"{check.title}: {problem}" for problem in check.problems)


def _missing(store: ProjectStore, ledger: list[Entry]) -> Iterator[str]:
    thresholds = {one.id: one.thresholds.review for one in store.thresholds.history()}
    events = {event.id: event.reason for event in store.verdicts.events()}
    rows = {row.id: row.score for row in store.results.of_run(1)}
    models = {model.number: model for model in store.models.all()}
    kept: dict[str, Callable[[Any, Any], bool]] = {
        "thresholds": lambda key, value: thresholds.get(key) == value,
        "verdict": lambda key, value: events.get(key) == value,
        "result": lambda key, value: rows.get(key) == value,
        "model": lambda key, value: key in models and _is(models[key].folder / "model.json", value),
        "reference": lambda key, value: _is(store.folder / key, value),
        "file": lambda key, value: _is(Path(key), value),
    }
    for kind, key, value in ledger:
        if not kept[kind](key, value):
            yield f"{kind} {key} was acknowledged and is not there as it was"


def _is(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_of(path) == sha256


def _bytes(number: int) -> bytes:
    return (hashlib.sha256(str(number).encode()).digest() * (_BYTES // 32 + 1))[:_BYTES]


def _result(number: int) -> NewResult:
    path = Path(f"/lot/{number}.png")
    return NewResult(
        path=path, sha256=f"{number:064x}", score=number / 7, maps=some_maps(16, number % 20 + 16)
    )


def _thresholds(store: ProjectStore, _out: Path, number: int) -> Entry:
    pair = Thresholds(review=1 + number % 4000 / 100, ng=50)
    version = store.thresholds.add(pair, basis=BY_HAND, author="Ann", note=str(number))
    return ["thresholds", version.id, pair.review]


def _verdict(store: ProjectStore, _out: Path, number: int) -> Entry:
    event = store.verdicts.record(1, Verdict.NG, author="Ann", reason=str(number))
    return ["verdict", event.id, str(number)]


def _results(store: ProjectStore, _out: Path, number: int) -> Entry:
    (row,) = store.results.add(1, [_result(number + 1)]).result()
    return ["result", row.id, row.score]


def _reference(store: ProjectStore, _out: Path, number: int) -> Entry:
    data = _bytes(number)
    kept = store.references.add(data, source=Path("a.png"), width=1, height=1, hints=())
    inside = kept.path.relative_to(store.folder).as_posix()
    return ["reference", inside, hashlib.sha256(data).hexdigest()]


def _model(store: ProjectStore, _out: Path, number: int) -> Entry:
    folder = store.models.new_folder()
    data = _bytes(number)
    try:
        (folder / "model.json").write_bytes(data)
    except OSError as error:
        raise file_failure(error, folder, msg("write the model")) from error
    model = add_model(store, folder=folder, reference=data)
    return ["model", model.number, hashlib.sha256(data).hexdigest()]


def _report(store: ProjectStore, out: Path, number: int) -> Entry:
    path = (out if number % 2 else store.folder / "reports") / f"{number}.html"
    with new_file(path) as new:
        new.write_bytes(_bytes(number))
    entry = _file(path)
    store.audit.record_export(1, name=path.name, sha256=entry[2])
    return entry


def _backup(store: ProjectStore, out: Path, number: int) -> Entry:
    path = out / f"{number}.zip"
    write_backup(store, path, progress=SilentProgress())
    return _file(path)


def _file(path: Path) -> Entry:
    return ["file", str(path), sha256_of(path)]


_ACTS = (_thresholds, _verdict, _results, _reference, _model, _report, _backup)
