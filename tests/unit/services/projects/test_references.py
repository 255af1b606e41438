import hashlib
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from ad_studio.errors import ImageError, StoreError
from ad_studio.services.projects.references import check_quality, current_reference, set_reference


def picture(height=300, width=400, mean=128, contrast=60):
    """Edges at every scale, like a part in good light."""
    generator = np.random.default_rng(0)
    grid = np.zeros((height, width))
    for step in (4, 16, 64):
        tiles = generator.uniform(-1, 1, (height // step + 1, width // step + 1))
        grid += np.kron(tiles, np.ones((step, step)))[:height, :width]
    grey = np.clip(mean + contrast * grid, 3, 252)
    return np.repeat(grey[..., None], 3, axis=2).astype(np.uint8)


def save(folder, pixels, name="nut.png"):
    path = folder / name
    Image.fromarray(pixels).save(path)
    return path


def texts(pixels):
    return [(str(hint.text), hint.serious) for hint in check_quality(pixels)]


def blurred(pixels, radius):
    return np.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(radius)))


def test_before_any_reference(project):
    assert current_reference(project) is None


def test_the_image_is_copied_byte_by_byte(project, tmp_path):
    image = save(tmp_path, picture())
    reference = set_reference(project, image)
    assert reference.source == image
    assert reference.path.parent == project.info.folder / "references"
    assert reference.path.suffix == ".png"
    assert reference.path.read_bytes() == image.read_bytes()
    assert reference.sha256 == hashlib.sha256(image.read_bytes()).hexdigest()
    assert (reference.width, reference.height, reference.hints) == (400, 300, ())
    image.unlink()
    assert current_reference(project) == reference


def test_the_newest_reference_counts(project, tmp_path):
    first = set_reference(project, save(tmp_path, picture()))
    second = set_reference(project, save(tmp_path, picture(mean=140)))
    assert current_reference(project) == second
    assert first.path.is_file()
    third = set_reference(project, save(tmp_path, picture(), "again.png"))
    assert third.path == first.path
    assert third.id > second.id


def test_hints_are_stored(project, tmp_path):
    set_reference(project, save(tmp_path, picture(100, 120)))
    (hint,) = current_reference(project).hints
    assert "small (120 x 100 pixels)" in str(hint.text)


@pytest.mark.parametrize("shape", [(1, 1), (31, 400), (400, 31)])
def test_too_small_to_use(project, tmp_path, shape):
    with pytest.raises(ImageError, match=f"only {shape[1]} x {shape[0]} pixels") as caught:
        set_reference(project, save(tmp_path, picture(*shape)))
    assert "at least 32 pixels" in str(caught.value.hint)
    assert current_reference(project) is None
    assert list((project.info.folder / "references").iterdir()) == []


def test_files_that_are_no_images(project, tmp_path):
    (tmp_path / "empty.png").touch()
    (tmp_path / "text.png").write_text("hello")
    whole = save(tmp_path, picture()).read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    for name in ("missing.png", "empty.png", "text.png", "cut.png"):
        with pytest.raises(ImageError, match=name):
            set_reference(project, tmp_path / name)
    assert current_reference(project) is None


def test_a_full_disk_keeps_the_old_reference(project, tmp_path, monkeypatch):
    old = set_reference(project, save(tmp_path, picture()))

    def fail(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ad_studio.store.repositories.references.write_atomic", fail)
    with pytest.raises(StoreError, match="disk is full"):
        set_reference(project, save(tmp_path, picture(mean=140)))
    assert current_reference(project) == old


def test_a_good_picture_has_no_hints():
    assert texts(picture()) == []
    assert texts(picture(2000, 3000)) == []


def test_blur():
    ((text, serious),) = texts(blurred(picture(contrast=30), 6))
    assert "blurred" in text
    assert serious
    ((text, serious),) = texts(blurred(picture(contrast=30), 2))
    assert "soft" in text
    assert not serious


def test_exposure():
    assert texts(picture(mean=8, contrast=8)) == [("The image is very dark: use more light.", True)]
    assert texts(picture(mean=248, contrast=8)) == [
        ("The image is very bright: use less light.", True)
    ]
    half = picture()
    half[:, :200] = 255
    assert texts(half) == [("50% of the image is pure white: no detail there.", False)]
    half[:, :200] = 0
    assert texts(half) == [("50% of the image is pure black: no detail there.", False)]


def test_an_image_of_one_colour():
    assert (
        "The image is one flat colour: is the part in it?",
        True,
    ) in texts(np.full((300, 300, 3), 90, np.uint8))


@pytest.mark.parametrize("shape", [(1, 1), (1, 3000), (3000, 1), (2, 5), (40, 4000)])
def test_any_shape_can_be_looked_at(shape):
    assert str(check_quality(picture(*shape))[0].text).startswith("The image is small")


@pytest.mark.parametrize("size", [(100, 120), (160, 200)])
def test_small_images(size):
    hint = check_quality(picture(*size))[0]
    assert "small" in str(hint.text)
    assert hint.serious == (min(size) < 112)


def test_real_references_are_not_called_poor():
    data = Path(__file__).parents[5] / "shared" / "data"
    if not data.is_dir():
        pytest.skip("the real images are not here")
    for first in sorted(data.glob("*/train/good")):
        image = min(first.iterdir())
        with Image.open(io.BytesIO(image.read_bytes())) as opened:
            pixels = np.asarray(opened.convert("RGB"))
        assert texts(pixels) == [], image
