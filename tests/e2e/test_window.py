"""The real window on real images: project, reference, training, inspection, verdict, report."""

import shutil

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QSpinBox

from ad_studio import paths
from ad_studio.domain import RunStatus, Source, Verdict
from ad_studio.services import results
from ad_studio.services.results import verdicts
from ad_studio.ui.rail import Step
from ad_studio.ui.train.settings_panel import SettingsPanel
from tests.cli_program import SHARED_DATA
from tests.keyboard import strike_seen
from tests.pdf_text import pages
from tests.widgets import named

_MINUTES = 5 * 60_000
_EPOCHS, _SIZE = 8, 224  # a quarter of the patches of the starter's own size
_PATCH = 16  # of the starter


def sample(_tmp_path):
    folder = paths.resources() / "sample"
    return folder / "reference.jpg", folder / "inspect", "metal flange"


def bottles(tmp_path):
    source = SHARED_DATA / "mvtec_bottle"
    if not source.is_dir():
        pytest.skip(f"no real images at {source}")
    folder = tmp_path / "bottles ä"
    folder.mkdir()
    for kind in sorted((source / "test").iterdir()):
        for image in sorted(kind.iterdir())[:2]:
            shutil.copy(image, folder / f"{kind.name}-{image.name}")
    (folder / "torn.png").write_bytes(image.read_bytes()[:2000])
    return sorted((source / "train" / "good").iterdir())[0], folder, "bottle"


@pytest.mark.parametrize("part", [sample, bottles])
def test_from_one_image_to_a_report(qtbot, window, part, tmp_path):
    reference, folder, noun = part(tmp_path)
    session = window.session
    session.create("Part 7", noun=noun, defects=("scratch", "stain"))
    qtbot.waitUntil(lambda: window.step is Step.REFERENCE, timeout=_MINUTES)

    window.page(Step.REFERENCE).offer(reference)
    qtbot.waitUntil(lambda: session.snapshot.reference is not None, timeout=_MINUTES)

    window.go(Step.TRAIN)
    train = window.page(Step.TRAIN)
    named(train, QSpinBox, "Steps").setValue(_EPOCHS)
    size = named(train, QComboBox, "Input size")
    size.setCurrentIndex(size.findData(_SIZE))
    qtbot.mouseClick(train.findChild(SettingsPanel).train, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: session.snapshot.model is not None or train.banner.isVisible(), timeout=_MINUTES
    )
    assert train.banner.accessibleName() == "success: Model 1 is trained."

    window.go(Step.INSPECT)
    inspect = window.page(Step.INSPECT)
    inspect.run_bar.set_folder(folder)
    inspect.run_bar.start()
    qtbot.waitUntil(inspect.banner.isVisible, timeout=_MINUTES)
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=_MINUTES)
    run = session.snapshot.run
    assert run.status is RunStatus.FINISHED
    assert run.counts.total == len(list(folder.iterdir())) == inspect.state.results.rowCount()
    assert run.counts.error == (1 if part is bottles else 0)

    worst = inspect.state.results.id_at(0)
    inspect.state.image.show(worst)
    qtbot.waitUntil(lambda: inspect.view.viewer.shown_id == worst, timeout=_MINUTES)
    inspect.view.list.view.setFocus()
    strike_seen(qtbot, inspect, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: not inspect.state.queues.writing.busy, timeout=_MINUTES)
    (said,) = [e for e in verdicts.events(session.project) if e.source is Source.HUMAN]
    assert (said.result_id, said.new) == (worst, Verdict.NG)
    patches = results.maps(session.project, worst).fused.size
    assert patches == pytest.approx((_SIZE // _PATCH) ** 2, rel=0.15)

    window.go(Step.REPORT)
    report = window.page(Step.REPORT)
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=_MINUTES)
    name = inspect.state.results.result(worst).path.name
    for choice, has_trends in (("HTML", False), ("HTML", True), ("PDF", True), ("XLSX", True)):
        said = written(qtbot, report, choice, with_trends=has_trends)
        assert name in said
        assert ("Trends" in said) is has_trends


def written(qtbot, report, choice, *, with_trends):
    """What a report says that was asked for by the form, by clicks."""
    form = report.form
    (one,) = (each for each in form.findChildren(QRadioButton) if each.text() == choice)
    (box,) = (
        each for each in form.findChildren(QCheckBox) if each.text() == "Trends of the project"
    )
    one.click()
    if box.isChecked() is not with_trends:
        box.click()
    form.export.click()
    qtbot.waitUntil(report.banner.isVisible, timeout=_MINUTES)
    qtbot.waitUntil(lambda: not report.session.jobs.busy, timeout=_MINUTES)
    out = form.request().out
    report.banner.clear()
    if choice == "HTML":
        said = out.read_text(encoding="utf-8")
    elif choice == "PDF":
        said = " ".join(pages(out))
    else:
        sheets = load_workbook(out)
        cells = [cell for sheet in sheets for row in sheet.values for cell in row]
        said = " ".join(map(str, (*sheets.sheetnames, *cells)))
    out.unlink()
    return said
