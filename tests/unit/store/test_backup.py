import json
import shutil
import stat
import zipfile

import pytest

from ad_studio.domain import Verdict
from ad_studio.errors import Cancelled, ProjectError, StoreError
from ad_studio.progress import SilentProgress
from ad_studio.store import ProjectStore
from ad_studio.store import backup as module
from ad_studio.store.backup import read_backup, write_backup
from tests.projects import add_model, add_scores, start_run

DONE = SilentProgress()


@pytest.fixture
def full(store):
    add_scores(store, start_run(store, add_model(store)), [1.0, 9.0])
    store.verdicts.record(1, Verdict.NG, author="Ann", reason="scratch")
    (store.folder / "models" / ".new-1").mkdir()
    (store.folder / "models" / ".new-1" / "half").write_bytes(b"x")
    (store.folder / "reports" / "r.html").write_text("report")
    return store


@pytest.fixture
def file(full, tmp_path):
    out = tmp_path / "nut.zip"
    write_backup(full, out, progress=DONE)
    return out


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def rewritten(file, change):
    """The same backup with its entries changed."""
    other = file.with_name("other.zip")
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(other, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return other


def with_manifest(entries, **changes):
    entries["manifest.json"] = json.dumps(json.loads(entries["manifest.json"]) | changes)


def test_a_project_comes_back_as_it_was(full, file, root):
    folder = read_backup(file, root, progress=DONE)
    assert folder == root / "nut"
    again = ProjectStore(folder, write=False)
    assert again.audit.head() == full.audit.head()
    assert again.results.of_run(1) == full.results.of_run(1)
    assert again.references.current().path.read_bytes() == b"bytes"
    assert (again.models.in_force().folder / "model.json").read_text() == "{}"
    assert again.audit.record_problems() == again.audit.database_problems() == []
    again.close()
    assert not (folder / "models" / ".new-1").exists()
    assert list((folder / "reports").iterdir()) == []
    assert [path.name for path in root.iterdir()] == ["nut"]
    ProjectStore(folder, write=True).close()


def test_nothing_is_overwritten(full, file, root):
    before = file.read_bytes()
    with pytest.raises(ProjectError, match="a file of that name"):
        write_backup(full, file, progress=DONE)
    assert file.read_bytes() == before
    (root / "NUT").mkdir()
    with pytest.raises(ProjectError, match="already a project or folder"):
        read_backup(file, root, progress=DONE)
    assert [path.name for path in root.iterdir()] == ["NUT"]


@pytest.mark.parametrize(
    "name",
    [
        "../evil", "models/../../evil", "/evil", "models\\evil", "C:/evil", "evil", "models",
        "references/.hidden", "models/a:stream", "models//evil", "reports/evil.html",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(file, root, name):
    def change(entries):
        entries[name] = b"x"
        listed = json.loads(entries["manifest.json"])["files"]
        with_manifest(entries, files={**listed, name: "2d711642b726b04401627ca9fbac32f5c8530fb1"})

    other = rewritten(file, change)
    with pytest.raises(ProjectError, match="no backup of a project"):
        read_backup(other, root, progress=DONE)
    assert list(root.iterdir()) == []
    assert sorted(path.name for path in root.parent.iterdir()) == [
        "elsewhere", "nut", "nut.zip", "other.zip",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.update({"project.db": b"other"}),
        lambda entries: entries.pop("project.db"),
        lambda entries: entries.pop("manifest.json"),
        lambda entries: entries.update({"models/1/more": b"x"}),
        lambda entries: with_manifest(entries, project="../nut"),
        lambda entries: with_manifest(entries, project=""),
        lambda entries: with_manifest(entries, format=99),
        lambda entries: with_manifest(entries, files=[]),
        lambda entries: entries.update({"manifest.json": b"[]"}),
    ],
)
def test_a_damaged_or_foreign_backup_leaves_nothing(file, root, change):
    with pytest.raises(ProjectError, match="no backup of a project, or is damaged"):
        read_backup(rewritten(file, change), root, progress=DONE)
    assert list(root.iterdir()) == []


def test_a_link_in_a_backup_is_refused(file, root):
    with zipfile.ZipFile(file, "a") as archive:
        link = zipfile.ZipInfo("models/1/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ProjectError, match="does not belong into a project"):
        read_backup(file, root, progress=DONE)


def test_a_file_that_is_no_archive_or_cut(file, root):
    data = file.read_bytes()
    for junk in (b"junk", data[: len(data) // 2]):
        file.write_bytes(junk)
        with pytest.raises(ProjectError, match="cannot be unpacked"):
            read_backup(file, root, progress=DONE)
    with pytest.raises(StoreError, match="read the backup"):
        read_backup(root / "gone.zip", root, progress=DONE)


def test_more_than_the_disk_holds_is_not_unpacked(file, root, monkeypatch):
    free = shutil.disk_usage(root)._replace(free=100)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: free)
    with pytest.raises(StoreError, match="disk is full"):
        read_backup(file, root, progress=DONE)
    assert list(root.iterdir()) == []


def test_cancelled_backups_leave_nothing(full, file, root, tmp_path):
    class Stopped(SilentProgress):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        write_backup(full, tmp_path / "b.zip", progress=Stopped())
    with pytest.raises(Cancelled):
        read_backup(file, root, progress=Stopped())
    assert list(root.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "nut", "nut.zip"]


def test_a_backup_stops_within_a_large_file(full, root, tmp_path):
    large = full.folder / "models" / "1" / "large.bin"
    large.parent.mkdir(parents=True, exist_ok=True)
    large.write_bytes(bytes(3 << 20))

    class StopsInIt(SilentProgress):
        """Cancelled at the second look after the file was begun."""

        looks = 0

        def fraction(self, value):
            self.looks = 0

        @property
        def is_cancelled(self):
            self.looks += 1
            return self.looks == 2

    progress = StopsInIt()
    with pytest.raises(Cancelled):
        write_backup(full, tmp_path / "b.zip", progress=progress)
    assert progress.looks == 2
    assert not (tmp_path / "b.zip").exists()
    file = tmp_path / "c.zip"
    write_backup(full, file, progress=DONE)
    with pytest.raises(Cancelled):
        read_backup(file, root, progress=progress)
    assert list(root.iterdir()) == []
