import numpy as np
import pytest
from PIL import Image

from ad_studio.errors import ImageError
from ad_studio.imaging.masks import load_mask, resize_mask

DEFECT = np.zeros((6, 9), dtype=bool)
DEFECT[2:4, 3:8] = True


@pytest.mark.parametrize("value", [1, 255])
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "LA", "P", "1", "I;16"])
def test_everything_but_black_is_defect(tmp_path, mode, value):
    grey = Image.fromarray((DEFECT * value).astype(np.uint8))
    if mode == "1":
        picture = Image.fromarray(DEFECT)
    elif mode == "I;16":
        picture = Image.fromarray((DEFECT * value).astype(np.uint16))
    else:
        picture = grey.convert(mode)
    picture.save(tmp_path / "m.png")
    assert (load_mask(tmp_path / "m.png") == DEFECT).all()


@pytest.mark.parametrize("content", [b"", b"no image", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_damaged_mask_is_named(tmp_path, content):
    path = tmp_path / "m.png"
    path.write_bytes(content)
    with pytest.raises(ImageError) as caught:
        load_mask(path)
    assert caught.value.path == path
    assert caught.value.hint


def test_resizing_lands_where_it_was_drawn():
    large = resize_mask(DEFECT, width=18, height=12)
    assert (large == DEFECT.repeat(2, axis=0).repeat(2, axis=1)).all()
    assert (resize_mask(large, width=9, height=6) == DEFECT).all()
    assert resize_mask(DEFECT, width=9, height=6) is DEFECT
