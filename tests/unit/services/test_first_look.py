"""A folder of images before there is a reference."""

import numpy as np
import pytest
from PIL import Image

from ad_studio.detection.backbones import registry
from ad_studio.errors import Cancelled, UsageError
from ad_studio.imaging.decode import load_image
from ad_studio.imaging.files import list_images
from ad_studio.progress import SilentProgress
from ad_studio.services import first_look as service
from ad_studio.services.first_look import first_look, heat_preview, require_place, save_pictures
from tests.tiny_backbone import TinyBackbone


@pytest.fixture(autouse=True)
def tiny(monkeypatch):
    monkeypatch.setattr(registry, "load_backbone", lambda _id, **_options: TinyBackbone())


@pytest.fixture
def folder(tmp_path):
    """Six images of a part; part_4 has a defect."""
    draw = np.random.default_rng(0)
    clean = draw.integers(60, 160, (64, 64, 3))
    for number in range(6):
        pixels = (clean + draw.normal(0, 3, clean.shape)).clip(0, 255).astype(np.uint8)
        if number == 4:
            pixels[16:24, 32:40] = 255
        Image.fromarray(pixels).save(tmp_path / f"part_{number}.png")
    return tmp_path


def look(folder):
    return first_look(list_images(folder), progress=SilentProgress())


def test_the_oddest_comes_first_and_a_typical_one_is_proposed(folder):
    found = look(folder)
    assert found.images[0].path.name == "part_4.png"
    assert [one.score for one in found.images] == sorted(
        (one.score for one in found.images), reverse=True
    )
    assert found.typical in {one.path for one in found.images[3:]}
    assert (found.found, found.unreadable) == (6, ())


def test_a_bad_file_costs_itself_only(folder):
    (folder / "part_2.png").write_bytes(b"no image")
    found = look(folder)
    assert len(found.images) == 5
    ((path, reason),) = found.unreadable
    assert path.name == "part_2.png"
    assert "not an image" in str(reason) or "cannot be" in str(reason)


def test_a_large_folder_is_thinned_out(folder, monkeypatch):
    monkeypatch.setattr(service, "MOST_IMAGES", 4)
    found = look(folder)
    assert (len(found.images), found.found) == (4, 6)


def test_too_few_images_are_refused(folder):
    for number in range(2, 6):
        (folder / f"part_{number}.png").unlink()
    with pytest.raises(UsageError, match=r"Too few images can be looked at: 2\.") as caught:
        look(folder)
    assert "at least 3" in str(caught.value.hint)


def test_it_can_be_cancelled(folder):
    class Cancelling(SilentProgress):
        is_cancelled = True

    with pytest.raises(Cancelled):
        first_look(list_images(folder), progress=Cancelling())


def test_pictures_can_be_cancelled(folder, tmp_path):
    class Cancelling(SilentProgress):
        is_cancelled = True

    with pytest.raises(Cancelled):
        save_pictures(look(folder), tmp_path / "heat", progress=Cancelling())
    assert list((tmp_path / "heat").iterdir()) == []


def test_pictures_with_heat_are_written_in_order(folder, tmp_path):
    found = look(folder)
    written = save_pictures(found, tmp_path / "heat", progress=SilentProgress())
    assert written[0].name == "001-part_4.png"
    assert len(written) == 6
    before = load_image(folder / "part_4.png").pixels[16:24, 32:40].astype(int)
    after = load_image(written[0]).pixels[16:24, 32:40].astype(int)
    assert np.abs(after - before).mean() > 20, "the defect is coloured"


def test_a_small_picture_has_the_heat_too(folder):
    found = look(folder)
    small = heat_preview(found.images[0], max_side=32)
    assert small.shape == (32, 32, 3)
    assert np.ptp(small[8:12, 16:20].astype(int), axis=-1).max() > 20, "coloured"


def test_pictures_do_not_lie_among_the_images(folder):
    for out, recursive in ((folder, False), (folder / "more" / "..", False), (folder / "x", True)):
        with pytest.raises(UsageError, match="among the images"):
            require_place(out, folder, recursive=recursive)
    require_place(folder / "x", folder, recursive=False)
    require_place(folder.parent / "heat", folder, recursive=True)
    assert not (folder / "x").exists()


def test_pictures_of_an_earlier_look_are_not_replaced(folder, tmp_path):
    heat = tmp_path / "heat"
    heat.mkdir()
    (heat / "notes.txt").touch()
    require_place(heat, folder, recursive=False)
    save_pictures(look(folder), heat, progress=SilentProgress())
    with pytest.raises(UsageError, match=r"earlier look .* such as 001-part_4\.png"):
        require_place(heat, folder, recursive=False)


def test_a_folder_that_cannot_be_written_in_is_said(folder):
    with pytest.raises(UsageError, match="cannot be written"):
        save_pictures(look(folder), folder / "part_0.png", progress=SilentProgress())
