from dataclasses import dataclass
from pathlib import Path

import pytest

from ad_studio.image_names import called


@dataclass(frozen=True)
class One:
    path: Path


IMAGES = [One(Path(p)) for p in ("/lot/a/part.png", "/lot/b/part.png", "/lot/b/Part.png")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("/lot/a/part.png", [0]),
        ("a/part.png", [0]),
        ("part.png", [0, 1]),
        ("Part.png", [2]),
        ("PART.PNG", [0, 1, 2]),
        ("B/PART.png", [1, 2]),
        ("art.png", []),
        ("/elsewhere/lot/a/part.png", []),
    ],
)
def test_images_are_called_by_a_path_or_its_end(name, found):
    assert called(IMAGES, name) == [IMAGES[i] for i in found]


def test_an_accent_written_apart_is_the_same_name():
    image = One(Path("/lot/Gr\u00f6\u00dfe.png"))
    assert called([image], "Gro\u0308\u00dfe.png") == [image]
