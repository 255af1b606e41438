"""Projects, Reference, Train and Report pages over the real store."""

import getpass
import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from ad_studio.domain import (
    LeftOut,
    LeftOutReason,
    Level,
    RunStatus,
    SelfCheck,
    Thresholds,
    TrainSettings,
    Verdict,
)
from ad_studio.errors import ModelError, PoorReferenceError, ProjectError, ReportError
from ad_studio.progress import SilentProgress, Stage, raise_if_cancelled
from ad_studio.services import results
from ad_studio.services.demo import images_for
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results import verdicts
from ad_studio.store import schema
from ad_studio.ui.projects.page import ProjectsPage
from ad_studio.ui.projects.tile import ProjectTile
from ad_studio.ui.rail import Step, step_states
from ad_studio.ui.reference.page import ReferencePage
from ad_studio.ui.report import form
from ad_studio.ui.report.page import ReportPage
from ad_studio.ui.train.page import TrainPage
from ad_studio.ui.train.self_check import sentences
from ad_studio.ui.train.settings_panel import SettingsPanel
from ad_studio.ui.widgets.progress_strip import ProgressStrip
from tests.unit.ui import fakes
from tests.widgets import named


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def visible(page, kind):
    return [one for one in page.findChildren(kind) if one.isVisibleTo(page)]


def press(page, word):
    (wanted,) = [
        b for b in page.findChildren(QPushButton) if b.text() == word and b.isVisibleTo(page)
    ]
    assert wanted.isEnabled()
    wanted.click()


def drop(page, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    for kind in (QDragEnterEvent, QDropEvent):
        place = page.rect().center()
        event = kind(
            place if kind is QDragEnterEvent else QPointF(place),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(page, event)
        assert event.isAccepted()


# ---- Projects


@pytest.fixture
def projects(qtbot, session):
    page = ProjectsPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def tiles(page):
    return page.findChildren(ProjectTile)


def enter(qtbot, page):
    page.entered()
    qtbot.waitUntil(lambda: not page.session.jobs.busy)


def test_an_empty_workspace_offers_the_form_and_says_where_it_is(qtbot, projects):
    enter(qtbot, projects)
    said = " ".join(texts(projects))
    assert "No projects yet" in said
    assert str(projects.session.root) in said
    assert "made by the test" in said
    assert "New project" in said


def test_what_is_typed_for_the_first_project_stays_while_the_list_is_read_anew(qtbot, projects):
    enter(qtbot, projects)
    name, noun, _defects = projects.findChildren(QLineEdit)
    name.setText("Nut M8")
    noun.setText("metal nut")
    enter(qtbot, projects)
    press(projects, "Archived")
    qtbot.waitUntil(lambda: not projects.session.jobs.busy)
    assert (name.text(), noun.text()) == ("Nut M8", "metal nut")


def test_a_project_that_cannot_be_made_leaves_the_focus_where_it_was(qtbot, projects, monkeypatch):
    def refuse(*_given, **_named):
        raise ProjectError("The disk is full.")

    enter(qtbot, projects)
    monkeypatch.setattr(Workspace, "create", refuse)
    projects.activateWindow()
    name, noun, _defects = projects.findChildren(QLineEdit)
    name.setText("Nut M8")
    noun.setText("metal nut")
    noun.setFocus()
    press(projects, "Create project")
    assert not noun.isEnabled()
    assert not noun.hasFocus()
    qtbot.waitUntil(lambda: bool(projects.banner.text) and noun.hasFocus())
    assert "The disk is full." in projects.banner.accessibleName()


def test_an_empty_workspace_offers_the_sample_part(qtbot, projects):
    enter(qtbot, projects)
    with qtbot.waitSignal(projects.session.changed):
        press(projects, "Try the sample part")
    snapshot = projects.session.snapshot
    assert snapshot.reference is not None
    assert snapshot.info.noun == "metal flange"
    assert len(list(images_for(snapshot.reference).glob("*.jpg"))) == 12
    enter(qtbot, projects)
    assert not any(b.text() == "Try the sample part" for b in visible(projects, QPushButton))


def test_a_project_is_made_by_keyboard_alone(qtbot, projects):
    enter(qtbot, projects)
    name, noun, defects = projects.findChildren(QLineEdit)
    name.setFocus()
    qtbot.keyClicks(name, "Nut M8")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.keyClicks(noun, "metal nut")
    qtbot.keyClicks(defects, "scratch,bent")
    with qtbot.waitSignal(projects.session.changed):
        press(projects, "Create project")
    info = projects.session.snapshot.info
    assert (info.name, info.noun, info.defects) == ("Nut M8", "metal nut", ("scratch", "bent"))


def test_the_form_says_what_is_still_needed(qtbot, projects):
    projects.show_form()
    name = projects.findChildren(QLineEdit)[0]
    qtbot.keyClicks(name, "Nut")
    assert "Still needed: a noun." in texts(projects)


def test_a_name_taken_is_refused_in_place(qtbot, projects):
    with qtbot.waitSignal(projects.session.changed):
        projects.session.create("Nut", noun="nut", defects=())
    with qtbot.waitSignal(projects.session.failed):
        projects.session.create("Nut", noun="nut", defects=())
    assert projects.banner.isVisible()
    assert projects.banner.accessibleName().startswith("error:")


def cards(page):
    return {one.card.slug: one.card for one in tiles(page) if not one.isHidden()}


def choose(qtbot, page, slug, words):
    """Pick an entry of the menu of a card."""
    page.entered()
    qtbot.waitUntil(lambda: slug in cards(page) and not page.session.jobs.busy)
    (entry,) = (one for one in page.menu(cards(page)[slug]).actions() if one.text() == words)
    entry.trigger()


def wait_for(qtbot, page, *slugs):
    """Wait until exactly these projects are listed."""
    page.entered()
    qtbot.waitUntil(lambda: set(cards(page)) == set(slugs) and not page.session.jobs.busy)


@pytest.fixture
def nut(qtbot, projects):
    """The page with one project, which is open."""
    with qtbot.waitSignal(projects.session.changed):
        projects.session.create("Nut", noun="nut", defects=())
    return projects


def test_a_project_is_edited(qtbot, nut):
    choose(qtbot, nut, "nut", "Edit…")
    name, noun, _defects = nut.findChildren(QLineEdit)
    assert (name.text(), noun.text()) == ("Nut", "nut")
    name.setText("Nut M8")
    noun.setText("metal nut")
    press(nut, "Save changes")
    qtbot.waitUntil(lambda: [one.info.name for one in cards(nut).values()] == ["Nut M8"])
    assert cards(nut)["nut"].info.noun == "metal nut"


def test_a_project_is_duplicated(qtbot, nut):
    choose(qtbot, nut, "nut", "Duplicate…")
    assert nut.findChildren(QLineEdit)[0].text() == "Nut (copy)"
    press(nut, "Make the copy")
    wait_for(qtbot, nut, "nut", "nut-copy")


def test_a_project_is_backed_up_and_brought_in(qtbot, nut, monkeypatch, tmp_path):
    out = tmp_path / "nut.zip"
    starts = []

    def choose_target(_parent, *, title, start, kinds):
        starts.append(start.name)
        return out

    monkeypatch.setattr("ad_studio.ui.projects.backups.choose_target", choose_target)
    monkeypatch.setattr("ad_studio.ui.projects.backups.choose_file", lambda *_, **__: out)
    choose(qtbot, nut, "nut", "Back up…")
    qtbot.waitUntil(lambda: "is backed up" in nut.banner.accessibleName())
    assert starts == ["nut.zip"]
    assert str(out) in nut.banner.accessibleName()
    choose(qtbot, nut, "nut", "Back up…")
    qtbot.waitUntil(lambda: nut.banner.accessibleName().startswith("error:"))
    press(nut, "Bring in a backup…")
    qtbot.waitUntil(lambda: "of that name" in nut.banner.accessibleName())
    choose(qtbot, nut, "nut", "Archive")
    wait_for(qtbot, nut)
    press(nut, "Bring in a backup…")
    qtbot.waitUntil(lambda: "is in the list" in nut.banner.accessibleName())
    wait_for(qtbot, nut, "nut")


def test_a_project_of_an_older_version_is_opened_and_so_brought_up_to_date(qtbot, nut, monkeypatch):
    """As all others than the one that was open last, once the program was updated."""
    with qtbot.waitSignal(nut.session.changed):
        nut.session.create("Other", noun="nut", defects=())
    brought = []
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "next"))
    monkeypatch.setattr(schema, "_upgrade", lambda path, create: brought.append(path))
    enter(qtbot, nut)
    tile = next(one for one in tiles(nut) if one.card.slug == "nut")
    assert tile.accessibleName() == (
        "Project nut: Of an older version of the program. Click to bring it up to date."
    )
    assert tile.toolTip().startswith("Open nut")
    tile.grab()
    with qtbot.waitSignal(nut.session.changed):
        tile.click()
    assert nut.session.snapshot.info.name == "Nut"
    assert brought == [nut.session.project.info.folder / "project.db"]


def test_a_project_is_archived_and_brought_back(qtbot, nut):
    choose(qtbot, nut, "nut", "Archive")
    wait_for(qtbot, nut)
    assert nut.session.project is None
    press(nut, "Archived")
    choose(qtbot, nut, "nut", "Bring back")
    wait_for(qtbot, nut)
    press(nut, "Archived")
    wait_for(qtbot, nut, "nut")


def test_a_project_is_deleted_after_a_question_and_its_folder_stays(qtbot, nut):
    choose(qtbot, nut, "nut", "Delete…")
    assert "with its audit trail" in nut.banner.accessibleName()
    wait_for(qtbot, nut, "nut")  # nothing is done before it is confirmed
    press(nut, "Delete the project")
    wait_for(qtbot, nut)
    (kept,) = (nut.session.root / ".trash").iterdir()
    assert (kept / "project.db").is_file()


def test_a_card_opens_its_project_and_a_broken_one_says_why(qtbot, projects):
    with qtbot.waitSignal(projects.session.changed):
        projects.session.create("Nut", noun="nut", defects=())
    with qtbot.waitSignal(projects.session.changed):
        projects.session.create("Bolt", noun="bolt", defects=())
    (projects.session.root / "nut" / "project.db").write_bytes(b"rubbish" * 500)
    enter(qtbot, projects)
    by_slug = {tile.card.slug: tile for tile in tiles(projects) if not tile.isHidden()}
    assert set(by_slug) == {"nut", "bolt"}
    assert not by_slug["nut"].grab().isNull()
    by_slug["nut"].click()
    assert "not affected" in projects.banner.accessibleName()
    with qtbot.waitSignal(projects.session.changed):
        by_slug["bolt"].click()
    assert projects.session.snapshot.info.name == "Bolt"
    assert projects.banner.isHidden()


# ---- Reference


@pytest.fixture
def reference(qtbot, session):
    with qtbot.waitSignal(session.changed):
        session.create("Nut", noun="nut", defects=())
    page = ReferencePage(session, on_next=lambda: None)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def test_a_dropped_image_becomes_the_reference(qtbot, reference, picture):
    with qtbot.waitSignal(reference.session.changed):
        drop(reference, picture("good.png", size=(120, 90)))
    qtbot.waitUntil(lambda: reference.drawing.canvas.has_picture)
    assert "120 × 90 px" in texts(reference)
    assert step_states(reference.session.snapshot)[Step.TRAIN].enabled


def test_of_two_dropped_images_the_first_is_taken_and_that_is_said(qtbot, reference, picture):
    with qtbot.waitSignal(reference.session.changed):
        drop(reference, picture("good.png"), picture("other.png"))
    assert reference.session.snapshot.reference.source.name == "good.png"
    assert "2 files were dropped; good.png is taken." in reference.banner.accessibleName()


def test_another_image_replaces_it_only_when_confirmed(qtbot, reference, picture):
    session = reference.session
    with qtbot.waitSignal(session.changed):
        reference.offer(picture("first.png"))
    before = session.snapshot.reference
    reference.offer(picture("second.png", size=(200, 100)))
    assert "Models already trained stay" in reference.banner.accessibleName()
    press(reference, "Keep the old one")
    assert session.snapshot.reference == before
    reference.offer(picture("second.png", size=(200, 100)))
    with qtbot.waitSignal(session.changed):
        press(reference, "Replace")
    assert session.snapshot.reference.width == 200


def test_a_reference_whose_file_was_changed_is_not_shown_until_it_is_set_again(
    qtbot, reference, picture
):
    session, image = reference.session, picture("first.png")
    with qtbot.waitSignal(session.changed):
        reference.offer(image)
    qtbot.waitUntil(lambda: reference.drawing.canvas.has_picture)
    stored = session.snapshot.reference.path
    stored.write_bytes(picture("other.png", size=(200, 100)).read_bytes())
    page = ReferencePage(session, on_next=lambda: None)
    qtbot.addWidget(page)
    page.show()
    session.refresh()
    qtbot.waitUntil(lambda: "was changed since" in page.banner.accessibleName())
    assert not page.drawing.canvas.has_picture
    page.offer(image)
    press(page, "Replace")
    qtbot.waitUntil(lambda: page.drawing.canvas.has_picture)


def test_what_is_no_image_is_refused_in_place(qtbot, reference, tmp_path):
    (tmp_path / "notes.png").write_text("no image")
    reference.offer(tmp_path / "notes.png")
    qtbot.waitUntil(lambda: str(tmp_path / "notes.png") in reference.banner.accessibleName())
    assert reference.banner.accessibleName().startswith("error:")
    assert reference.session.snapshot.reference is None


# ---- Train


@pytest.fixture
def train(qtbot, session, picture):
    with qtbot.waitSignal(session.changed):
        session.create("Nut", noun="nut", defects=())
    from ad_studio.services.projects import references

    references.set_reference(session.project, picture("reference.png"))
    with qtbot.waitSignal(session.changed):
        session.refresh()
    page = TrainPage(session, on_next=lambda: None)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    return page


def test_training_shows_curves_and_ends_with_the_self_check(qtbot, train):
    train.entered()
    qtbot.waitUntil(lambda: not train.session.jobs.busy)
    assert "Not trained yet" in texts(train)
    with qtbot.waitSignal(train.session.changed):
        press(train, "Train")
    assert train.session.snapshot.model.number == 1
    reference = "The reference itself scores 0.42 σ: OK."
    qtbot.waitUntil(lambda: reference in texts(train))
    assert "Separation" not in texts(train), "folded away"
    press(train, "Advanced: curves of the training")
    said = " ".join(texts(train))
    assert "Self-check of model 1" in said
    assert "5 of 6 defects painted on it would be flagged" in said
    assert "0.400" in said  # the separation it ended at
    press(train, "Continue to inspection")


def test_training_says_which_of_three_steps_it_is_at_and_how_long_all_of_them_take(
    qtbot, train, monkeypatch
):
    go_on = threading.Event()

    def held(project, settings, *, progress):
        for stage, share in ((Stage.LOAD, 0.0), (Stage.MEMORY, 0.4), (Stage.STORE, 1.0)):
            progress.stage(stage)
            progress.fraction(share)
            assert go_on.wait(30)
            go_on.clear()
        return fakes.train(project, settings, progress=progress)

    monkeypatch.setattr("ad_studio.services.training.train", held)
    press(train, "Train")
    for number, word in enumerate(("Check the reference", "Train", "Check the thresholds"), 1):
        at = f"{number}  {word}: going on"
        qtbot.waitUntil(lambda at=at: at in steps(train))
        assert steps(train)[: number - 1] == [
            words for words in steps(train) if words.endswith(": done")
        ]
        qtbot.waitUntil(lambda number=number: f"Step {number} of 3" in texts(train))
        assert len(steps(train)) == 3
        go_on.set()
    qtbot.waitUntil(lambda: not train.session.jobs.busy)
    assert not train.steps.isVisible()


def steps(page):
    """The steps of a training as a screen reader says them."""
    lines = [line for line in page.steps.findChildren(QWidget) if line.accessibleName()]
    return [line.accessibleName() for line in lines if line.isVisible()]


def test_thresholds_set_by_hand_are_said_to_be_left_behind(qtbot, train):
    from ad_studio.services.thresholds.versions import set_thresholds

    for number in (1, 2):
        with qtbot.waitSignal(train.session.changed):
            train.start()
        assert f"Model {number} is trained." in train.banner.accessibleName()
        assert train.banner.accessibleName().count("do not apply") == number - 1
        set_thresholds(train.session.project, Thresholds(3.5, 6))
    assert "for model 1 (3.5 / 6) do not apply to model 2." in train.banner.accessibleName()


def test_settings_reach_the_service(qtbot, train, monkeypatch):
    asked = []

    def remember(project, settings, *, progress):
        asked.append(settings)
        return fakes.train(project, settings, progress=progress)

    monkeypatch.setattr("ad_studio.services.training.train", remember)
    train.entered()
    qtbot.waitUntil(lambda: not train.session.jobs.busy)
    named(train, QSpinBox, "Steps").setValue(7)
    named(train, QSpinBox, "Seed").setValue(3)
    with qtbot.waitSignal(train.session.changed):
        press(train, "Train")
    assert (asked[0].backbone, asked[0].epochs, asked[0].seed) == ("starter", 7, 3)
    assert (asked[0].device, asked[0].image_size, asked[0].weights) == ("auto", None, None)


def test_missing_weights_are_downloaded_only_when_asked(qtbot, train, monkeypatch):
    from dataclasses import replace

    offered = fakes.list_backbones()
    monkeypatch.setattr("ad_studio.services.backbones.list_backbones", lambda: list(offered))

    def download(name, *, progress):
        progress.fraction(1.0)
        offered[1] = replace(offered[1], installed=True)
        return offered[1]

    monkeypatch.setattr("ad_studio.services.backbones.download", download)
    train.entered()
    qtbot.waitUntil(lambda: not train.session.jobs.busy)
    combo, go = named(train, QComboBox, "Backbone"), train.findChild(SettingsPanel).train
    weights = named(train, QLineEdit, "Weights file")
    combo.setCurrentIndex(combo.findData("ViT-B-16/laion"))
    assert not go.isEnabled()
    weights.setText("/some/file.safetensors")
    assert go.isEnabled()
    weights.clear()
    press(train, "Download weights")
    qtbot.waitUntil(lambda: go.isEnabled() and not train.session.jobs.busy)
    assert combo.currentData() == "ViT-B-16/laion"


def test_training_can_be_cancelled(qtbot, train, monkeypatch):
    begun = threading.Event()

    def endless(project, settings, *, progress):
        begun.set()
        while True:
            raise_if_cancelled(progress)

    monkeypatch.setattr("ad_studio.services.training.train", endless)
    press(train, "Train")
    assert begun.wait(5)
    cancel = train.findChild(ProgressStrip).cancel
    qtbot.waitUntil(cancel.isVisible)
    cancel.click()
    qtbot.waitUntil(lambda: not train.session.jobs.busy)
    assert "cancelled" in train.banner.accessibleName()
    assert train.findChild(SettingsPanel).isEnabled()


def test_a_poor_reference_is_trained_on_only_after_a_yes(qtbot, train, monkeypatch):
    asked, real = [], fakes.train

    def refuse_at_first(project, settings, *, progress):
        asked.append(settings.accept_reference)
        if not settings.accept_reference:
            raise PoorReferenceError("The reference image would mislead.")
        return real(project, settings, progress=progress)

    monkeypatch.setattr("ad_studio.services.training.train", refuse_at_first)
    press(train, "Train")
    qtbot.waitUntil(lambda: not train.session.jobs.busy and train.banner.isVisible())
    assert "would mislead" in train.banner.accessibleName()
    with qtbot.waitSignal(train.session.changed):
        press(train, "Train all the same")
    assert asked == [False, True]
    assert train.session.snapshot.model.number == 1


def test_a_failed_training_says_why(qtbot, train, monkeypatch):
    def fail(project, settings, *, progress):
        raise ModelError("The disk is full.", path=project.info.folder, hint="Make room.")

    monkeypatch.setattr("ad_studio.services.training.train", fail)
    press(train, "Train")
    qtbot.waitUntil(lambda: not train.session.jobs.busy)
    assert "The disk is full." in train.banner.accessibleName()
    assert "Make room." in train.banner.accessibleName()


def test_no_other_project_is_opened_while_training_runs(qtbot, train, monkeypatch):
    gate = threading.Event()

    def held(project, settings, *, progress):
        gate.wait(5)
        return fakes.train(project, settings, progress=progress)

    monkeypatch.setattr("ad_studio.services.training.train", held)
    press(train, "Train")
    refused = []
    train.session.failed.connect(refused.append)
    train.session.open("other")
    assert "A training is still running" in str(refused[0].message)
    assert train.session.project is not None
    gate.set()
    qtbot.waitUntil(lambda: not train.session.jobs.busy)


def test_the_self_check_is_said_in_plain_words():
    thresholds = Thresholds(3, 5)
    good = sentences(SelfCheck(0.4, (1.0, 2.0), (6.0, 9.0)), thresholds)
    assert [fine for fine, _ in good] == [True, True, True]
    assert good[1][1].endswith("1.00 σ to 2.00 σ; all OK.")
    bad = sentences(SelfCheck(4.0, (1.0, 3.5), (2.0, 9.0)), thresholds)
    assert [fine for fine, _ in bad] == [False, False, False]
    assert "1 would not be OK" in bad[1][1]
    assert "1 of 2 defects" in bad[2][1]
    assert "escapes" in bad[2][1]
    many = sentences(SelfCheck(0.4, (1.0,), (6.0,)), thresholds, part_types=("Nut", "Bolt"))
    assert many[0][1] == "The reference of Nut itself scores 0.40 σ: OK."
    assert all("all references" in words for _fine, words in many[1:])


# ---- Report


@pytest.fixture
def report(qtbot, trained, parts):
    fakes.inspect(trained.project, parts, lot="L7", progress=SilentProgress())
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    page = ReportPage(trained)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.entered()
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    return page


def included(report, verdict):
    return named(report, QCheckBox, f"Include {verdict}")


def choose_csv(report):
    (choice,) = (one for one in report.findChildren(QRadioButton) if one.text() == "CSV")
    choice.click()


def test_the_report_is_previewed_counted_and_written(qtbot, report):
    said = " ".join(texts(report))
    assert "Nut M8, run 1, lot L7" in said
    bad = report.session.snapshot.run.counts
    assert f"{bad.ng + bad.review} of 12 images go in" in said
    target = report.form.request().out
    assert target.parent == report.session.snapshot.info.folder / "reports"
    assert target.name.endswith("-run1.html")
    press(report, "Export")
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    assert target.read_text(encoding="utf-8").lstrip().startswith("<!")
    assert str(target) in report.banner.accessibleName()
    assert {"Open", "Show folder"} <= {b.text() for b in report.findChildren(QPushButton)}


def test_the_preview_says_what_was_not_looked_at(qtbot, report, parts):
    left = LeftOut(LeftOutReason.SUBFOLDER, "", count=3, images=2, examples=(parts / "old",))
    assert "Not looked at" not in " ".join(texts(report))
    runs = report.session.project.store.runs
    runs.finish(report.session.snapshot.run.id, RunStatus.FINISHED, left_out=(left,))
    report.entered()
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    said = "Not looked at: 3 subfolder(s) (2 with images): old, ...."
    assert said in texts(report)
    choose_csv(report)
    press(report, "Export")
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    written = report.form.request().out.read_text(encoding="utf-8-sig")
    assert "3 subfolder(s) (2 with images): old, ..." in written


def test_the_audit_trail_is_shown_in_place_of_the_preview(qtbot, report):
    project = report.session.project
    row = results.results(project)[0]
    verdicts.record_verdict(project, row.id, Verdict.NG, author="<b>Kim", reason="scratch")
    press(report, "Audit trail")
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    assert report.trail.isVisible()
    assert not report.preview.isVisible()
    (shown,) = (one for one in report.findChildren(QListWidget) if one.isVisible())
    newest = shown.item(0).text()
    assert "verdict" in newest
    assert row.path.name in newest
    for words in ("→ NG", "<b>Kim", "scratch", "model 1", getpass.getuser()):
        assert words in newest
    head = project.store.audit.head()
    assert any(head.short in text for text in texts(report))
    press(report, "Audit trail")
    assert report.preview.isVisible()


def test_trends_are_shown_in_place_of_the_preview_and_lead_to_the_images(qtbot, report):
    project = report.session.project
    counts = report.session.snapshot.run.counts
    press(report, "Audit trail")
    press(report, "Trends")
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    assert report.trends.isVisible()
    assert not report.trail.isVisible()
    parts = counts.ok + counts.review + counts.ng
    said = " ".join(texts(report.trends))
    assert f"({counts.ng} of {parts}; with 95 % confidence" in said
    (groups,) = visible(report.trends, QListWidget)
    assert [groups.item(row).text().partition(",")[0] for row in range(groups.count())] == ["L7"]
    groups.setCurrentRow(0)
    run_id = results.runs(project)[0].id
    words = f"Images of run {run_id}"
    qtbot.waitUntil(lambda: words in {one.text() for one in visible(report, QPushButton)})
    with qtbot.waitSignal(report.run_asked) as asked:
        press(report, words)
    assert asked.args == [run_id]
    report.trends.grouping.setCurrentIndex(1)
    report.trends.grouping.activated.emit(1)
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    day = results.runs(project)[0].started_at.astimezone().date().isoformat()
    assert groups.item(0).text().startswith(day)
    press(report, "Trends")
    assert report.preview.isVisible()


def test_a_logo_is_chosen_and_removed(qtbot, report, picture, monkeypatch):
    monkeypatch.setattr(form, "choose_image", lambda _parent: picture("logo.png"))
    for words, there in (("Choose...", "Logo: yes"), ("Remove", "Logo: none")):
        press(report, words)
        qtbot.waitUntil(lambda: not report.session.jobs.busy)
        assert there in texts(report)


def test_choices_change_the_preview_and_the_file(qtbot, report, tmp_path):
    for verdict in Verdict:
        included(report, verdict).setChecked(verdict is Verdict.OK)
    choose_csv(report)
    request = report.form.request()
    assert request.format == "csv"
    assert request.out.suffix == ".csv"
    assert request.only == {Verdict.OK}
    assert f"{report.session.snapshot.run.counts.ok} of 12" in " ".join(texts(report))
    press(report, "Export")
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    lines = request.out.read_text(encoding="utf-8-sig").splitlines()
    assert sum(".png" in line for line in lines) == report.session.snapshot.run.counts.ok


def test_all_verdicts_are_no_choice_and_errors_are_never_dropped(qtbot, report, parts):
    (parts / "good" / "torn.png").write_bytes(b"\x89PNG rubbish")
    fakes.inspect(report.session.project, parts, progress=SilentProgress())
    report.entered()
    qtbot.waitUntil(lambda: "13 images" in " ".join(texts(report)))
    assert "1 image could not be read; the report says so." in texts(report)
    included(report, Verdict.OK).setChecked(True)
    assert report.form.request().only is None
    assert "13 of 13 images go in" in texts(report)
    included(report, Verdict.OK).setChecked(False)
    choose_csv(report)
    press(report, "Export")
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    assert "torn.png" in report.form.request().out.read_text(encoding="utf-8-sig")


def test_an_earlier_report_is_replaced_only_when_confirmed(qtbot, report):
    def export(word):
        press(report, word)
        qtbot.waitUntil(lambda: not report.session.jobs.busy)

    export("Export")
    target = report.form.request().out
    target.write_text(target.read_text(encoding="utf-8") + "mine", encoding="utf-8")
    export("Export")
    assert "Replace the report that is there?" in report.banner.accessibleName()
    assert str(target) in report.banner.accessibleName()
    export("Keep the old one")
    assert target.read_text(encoding="utf-8").endswith("mine")
    export("Export")
    export("Replace")
    assert "The report is written." in report.banner.accessibleName()
    assert not target.read_text(encoding="utf-8").endswith("mine")


def test_a_suggested_name_is_not_taken(report):
    folder = report.session.snapshot.info.folder / "reports"
    (folder / "lot.html").touch()
    (folder / "lot-2.csv").touch()
    report.form.suggest(folder, "lot")
    assert report.form.request().out == folder / "lot-3.html"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("/r/lot 4.2", "/r/lot 4.2.csv"), ("/r/lot.HTM", "/r/lot.csv"), ("/r/a.html", "/r/a.csv"),
     ("", "")],
)  # fmt: skip
def test_the_name_follows_the_format(report, typed, wanted):
    target = named(report, QLineEdit, "File to write")
    target.setText(typed)
    choose_csv(report)
    assert target.text() == wanted


def test_the_report_is_of_the_run_on_show(qtbot, report, parts):
    fakes.inspect(report.session.project, parts / "good", progress=SilentProgress())
    report.session.show_run(1)
    report.entered()
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    assert "Nut M8, run 1, lot L7" in texts(report)
    report.session.show_run(None)
    report.entered()
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    assert "Nut M8, run 2" in texts(report)
    assert report.form.request().out.name.endswith("-run2.html")


def test_nothing_chosen_nothing_exported(report):
    for verdict in Verdict:
        included(report, verdict).setChecked(False)
    assert not report.form.export.isEnabled()


def test_a_report_that_cannot_be_written_says_so(qtbot, report, tmp_path, monkeypatch):
    def fail(*_args, **_kwargs):
        raise ReportError("The folder cannot be written.", path=tmp_path, hint="Choose another.")

    monkeypatch.setattr("ad_studio.services.reports.export_report", fail)
    press(report, "Export")
    qtbot.waitUntil(lambda: not report.session.jobs.busy)
    assert "The folder cannot be written." in report.banner.accessibleName()


def test_the_smallest_defect_says_what_is_seen(qtbot):
    panel = SettingsPanel()
    qtbot.addWidget(panel)
    box = named(panel, QSpinBox, "Smallest defect that matters")
    assert panel.settings().smallest_defect is None
    panel.show_reference(SimpleNamespace(width=4000, height=3000))
    shown = [one for one in panel.findChildren(QLabel) if one.isVisibleTo(panel)]

    def says(words):
        return any(words in one.text() for one in shown)

    assert says("defects below about 248 pixels may be missed")
    level = named(panel, QComboBox, "Level")
    level.setCurrentIndex(level.findData(Level.FAST))
    assert says("defects below about 385 pixels may be missed")
    box.setValue(16)
    assert says("336 tiles")
    assert panel.settings().smallest_defect == 16
    panel.show_reference(SimpleNamespace(width=4000, height=3000), pixel_mm=0.05)
    mm = named(panel, QDoubleSpinBox, "Smallest defect that matters, in millimetres")
    assert (mm.value(), mm.decimals()) == (0.8, 3)
    mm.setValue(0.43)
    assert panel.settings().smallest_defect == 8
    assert mm.value() == 0.43
    mm.setValue(0)
    assert panel.settings().smallest_defect is None
    assert says("defects below about 385 pixels (19.25 mm) may be missed")
    box.setValue(400)
    assert says("2.1 patches of the network: it is seen")
    box.setValue(2)
    assert says("The most are 400.")
    backbone = named(panel, QComboBox, "Backbone")
    backbone.addItem("RN50/openai", "RN50/openai")
    backbone.setCurrentIndex(backbone.findData("RN50/openai"))
    assert not box.isEnabled()
    assert panel.settings().smallest_defect is None


def test_a_level_is_a_size_of_the_starter(qtbot):
    panel = SettingsPanel()
    qtbot.addWidget(panel)
    level, backbone = named(panel, QComboBox, "Level"), named(panel, QComboBox, "Backbone")
    size = named(panel, QComboBox, "Input size")
    level.setCurrentIndex(level.findData(Level.FAST))
    assert panel.settings().image_size == 288
    size.setCurrentIndex(size.findData(560))
    assert panel.settings().image_size == 560
    size.setCurrentIndex(0)
    backbone.addItem("RN50/openai", "RN50/openai")
    backbone.setCurrentIndex(backbone.findData("RN50/openai"))
    assert (level.isEnabled(), panel.settings().image_size) == (False, None)


def test_a_pose_is_asked_of_devprompt_only(qtbot):
    panel = SettingsPanel()
    qtbot.addWidget(panel)
    assert panel.settings() == TrainSettings()
    pose, method = named(panel, QComboBox, "Pose"), named(panel, QComboBox, "Method")
    pose.setCurrentIndex(pose.findData("any"))
    assert panel.settings() == TrainSettings(options={"pose": "any"})
    method.setCurrentIndex(method.findData("memory"))
    assert panel.settings() == TrainSettings(detector="memory")
