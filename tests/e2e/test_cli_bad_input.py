"""Every "Bad input" of the issue through the real command line."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing

import pytest
from sqlalchemy import event

from ad_studio import paths
from ad_studio.domain import RunStatus
from ad_studio.imaging import files
from ad_studio.services.inspection import run_plan
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store import database
from tests.bad_images import encoded, picture, write_huge_image, write_nasty_images

GOOD = paths.resources() / "sample" / "reference.jpg"


def plain_line(err):
    """The one line of an error message."""
    (line,) = [line for line in err.splitlines() if line.startswith("ad-studio: ")]
    assert "Traceback" not in err
    return line


def lot_of(folder, count):
    """A folder with copies of one good image."""
    folder.mkdir(parents=True)
    for number in range(count):
        shutil.copy(GOOD, folder / f"{number:03}.jpg")
    return folder


def test_every_kind_of_image_file(demo_cli, tmp_path):
    made = write_nasty_images(tmp_path / "lot")
    code, _, err = demo_cli("inspect", "demo", tmp_path / "lot")
    assert code == 3
    rows = demo_cli.results("demo")
    listed = {image.path.name: image for image in made if image.path.is_file()}
    assert set(rows) == set(listed)
    for name, image in listed.items():
        row = rows[name]
        if image.readable:
            assert row["error"] is None, name
            assert row["score"] is not None, name
        else:
            assert (row["score"], row["verdict"]) == (None, None), name
            assert image.complaint in row["error"], name
            assert f"{image.path}: {row['error']}" in err, "said while it happened, with the file"
    run = demo_cli.latest_run("demo")
    assert (run.status, run.counts.total) == (RunStatus.FINISHED, len(listed))
    assert "Traceback" not in err


def test_a_hundred_megapixels(demo_cli, tmp_path):
    (tmp_path / "lot").mkdir()
    write_huge_image(tmp_path / "lot")
    assert demo_cli("inspect", "demo", tmp_path / "lot")[0] == 0
    (row,) = demo_cli.results("demo").values()
    assert (row["width"], row["height"], row["error"]) == (12_500, 8_000, None)


@pytest.mark.parametrize("name", ["empty.png", "notes.png", "truncated.jpg", "bomb.png",
                                  "one_pixel.png", "folder.png", "missing.png"])  # fmt: skip
def test_bad_references(demo_cli, tmp_path, name):
    write_nasty_images(tmp_path / "images")
    code, out, err = demo_cli("reference", "demo", tmp_path / "images" / name)
    assert (code, out) == (1, "")
    assert plain_line(err).startswith(f"ad-studio: {tmp_path / 'images' / name}: ")


def test_long_and_foreign_paths(demo_cli, tmp_path):
    folder = tmp_path / "Prüfung 検査" / ("l" * 200) / ("o" * 200)
    lot_of(folder, 1)
    odd = os.fsdecode(b"M\xe4rz.png") if sys.platform == "linux" else "März.png"
    (folder / odd).write_bytes(encoded(picture(), "PNG"))
    code, _, err = demo_cli("inspect", "demo", folder)
    assert (code, "Traceback" in err) == (0, False)
    rows = demo_cli.results("demo")
    assert set(rows) == {"000.jpg", odd}
    assert all(row["score"] is not None for row in rows.values())


def test_a_file_deleted_between_listing_and_reading(demo_cli, tmp_path, monkeypatch):
    folder = lot_of(tmp_path / "lot", 3)

    def find_images(wanted, *, recursive):
        found = files.find_images(wanted, recursive=recursive)
        found[1].unlink()
        return found

    monkeypatch.setattr(run_plan, "find_images", find_images)
    code, _, err = demo_cli("inspect", "demo", folder)
    assert code == 3
    assert f"{folder / '001.jpg'}: The image does not exist, or was moved or deleted." in err
    assert [row["error"] is None for row in demo_cli.results("demo").values()] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("empty", "No images in this folder"),
        ("missing", "The folder does not exist."),
        ("a.jpg", "This is neither a folder nor, by its name, a video."),
    ],
)
def test_folders_without_images(demo_cli, tmp_path, name, complaint):
    (tmp_path / "empty").mkdir()
    shutil.copy(GOOD, tmp_path / "a.jpg")
    code, out, err = demo_cli("inspect", "demo", tmp_path / name)
    assert (code, out) == (1, "")
    assert plain_line(err).startswith(f"ad-studio: {tmp_path / name}: {complaint}")
    assert demo_cli.latest_run("demo").id == 1


def test_a_workspace_that_cannot_be_used(cli, tmp_path):
    (tmp_path / "file").touch()
    cli.workspace = tmp_path / "file"
    for command in (
        ("create", "nut", "--noun", "nut"),
        ("results", "nut"),
        ("demo",),
    ):
        code, out, err = cli(*command)
        assert (code, out) == (1, "")
        assert plain_line(err).startswith(f"ad-studio: {cli.workspace}: The workspace folder")
    code, out, _ = cli("doctor")
    assert code == 1
    assert f"fail  Workspace: {cli.workspace}" in out


def test_a_full_disk(demo_cli, tmp_path, monkeypatch):
    """The database takes no page more once the run has stored its first results."""
    engine_of = database.writing_engine

    def committed(path):
        with closing(sqlite3.connect(path)) as reader:
            return reader.execute("SELECT count(*) FROM result WHERE run_id = 2").fetchone()[0]

    def nearly_full(path, *, create=False):
        engine = engine_of(path, create=create)

        @event.listens_for(engine, "before_cursor_execute")
        def limit(connection, cursor, statement, *rest):
            if statement.startswith("INSERT INTO result ") and committed(path) >= 2:
                pages = cursor.connection.execute("PRAGMA page_count").fetchone()[0]
                cursor.connection.execute(f"PRAGMA max_page_count = {pages}")

        return engine

    before = demo_cli.results("demo")
    monkeypatch.setattr(database, "writing_engine", nearly_full)
    code, out, err = demo_cli("inspect", "demo", lot_of(tmp_path / "lot", 40))
    assert (code, out) == (1, "")
    assert "project.db: The disk is full. Free some space" in plain_line(err)
    monkeypatch.undo()
    run = demo_cli.latest_run("demo")
    assert run.status is not RunStatus.FINISHED
    assert run.counts.ok >= 2
    with Workspace(demo_cli.workspace).open("demo") as project:
        old = project.store.results.of_run(1)
    assert {row.path.name: row.score for row in old} == {
        name: row["score"] for name, row in before.items()
    }


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (shutil.rmtree, "model.json"),
        (lambda folder: (folder / "model.json").write_text("{"), "model.json"),
        (lambda folder: (folder / "model.json").write_text('{"format": 999}'), "was changed"),
        (lambda folder: (folder / "model.safetensors").unlink(), "model.safetensors"),
        (
            lambda folder: os.truncate(folder / "model.safetensors", 1000),
            "model.safetensors",
        ),
        (
            lambda folder: (folder / "model.safetensors").write_bytes(
                (paths.resources() / "starter" / "text.safetensors").read_bytes()
            ),
            "model.safetensors",
        ),
    ],
    ids=["gone", "half written", "changed", "without weights", "cut", "foreign"],
)
def test_a_damaged_model(demo_cli, tmp_path, damage, complaint):
    folder = demo_cli.workspace / "demo" / "models" / "1"
    damage(folder)
    code, out, err = demo_cli("inspect", "demo", lot_of(tmp_path / "lot", 1))
    assert (code, out) == (1, "")
    line = plain_line(err)
    assert str(folder) in line
    assert complaint in line
    assert demo_cli.latest_run("demo").id == 1, "what was found before is still there"


def test_a_database_newer_than_the_program(demo_cli):
    path = demo_cli.workspace / "demo" / "project.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    for command in (("results", "demo"), ("train", "demo"), ("threshold", "demo", "--ng", 9)):
        code, out, err = demo_cli(*command)
        assert (code, out) == (1, "")
        assert plain_line(err).startswith(f"ad-studio: {path}: This project was last used with a")
    assert path.read_bytes() == before
    assert demo_cli("doctor")[0] == 1


def test_a_damaged_database(demo_cli):
    path = demo_cli.workspace / "demo" / "project.db"
    path.write_bytes(b"no database" * 1000)
    code, _, err = demo_cli("results", "demo")
    assert code == 1
    assert plain_line(err).startswith(f"ad-studio: {path}: The database is damaged")
