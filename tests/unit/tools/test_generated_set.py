import numpy as np
from PIL import Image

from ad_studio.detection.generated_good import generated_good
from ad_studio.evaluation.layouts import find_categories
from tools.generated_set import GOOD, write_set


def test_what_is_written_is_a_labelled_set_and_written_once(tmp_path):
    folder = tmp_path / "generated"
    assert list(write_set(folder, seed=5, images=4, workers=1)) == [1, 2, 3, 4]
    (category,) = find_categories(folder)
    assert len(category.test) == 4
    for one in category.test:
        if one.mask is not None:
            mask = np.asarray(Image.open(one.mask))
            assert mask.shape == np.asarray(Image.open(one.path)).shape[:2]
            assert set(np.unique(mask)) == {0, 255}
    before = {one.path: one.path.stat().st_mtime_ns for one in category.test}
    list(write_set(folder, seed=5, images=4, workers=1))
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_the_shipped_images_come_at_the_size_that_is_asked_for():
    asked = []

    def half(width, height):
        asked.append((width, height))
        return width // 2, height // 2

    found = generated_good(half)
    assert len(found) == GOOD
    assert {one.shape for one in found} == {(168, 168, 3)}
    assert asked == [(336, 336)] * GOOD
