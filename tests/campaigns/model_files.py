"""Puts odd values into model.json and loads the model.

    python -m tests.campaigns.model_files

Every number of a model's description becomes NaN, infinite, 0, negative, 20 000, text or nothing in
turn, every other value another kind of value, and the file as a whole is damaged in some ways. A
model is lost that ends in anything but a plain error, that loads with a value that is not finite,
with a sigma that is not above 0 or with an input of 20 000 pixels, or that scores without a number.
"""

import json
import math
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ad_studio.detection.model_folder import DESCRIPTION, load_model, read_description, save_model
from ad_studio.errors import AdStudioError
from tests.campaigns.tally import Tally
from tests.fitting import fit
from tests.tiny_backbone import TinyBackbone

_HUGE = 20_000
_FOR_NUMBERS = (math.nan, math.inf, -math.inf, 0, -1.5, _HUGE, "1", None)
_FOR_OTHERS = (None, 7, "x", [], {}, [[]])
_WHOLE = (b"", b"{", b"[]", b"null", b"1e999", b"\xff\xfe", b"[" * 100_000, b'{"format": 1e999}')
_IGNORED = ("libraries", "rotation_invariant", "backbone_sha256")  # for people, or compared as text

Place = tuple[str | int, ...]


def _places(value: Any, here: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every value in the description that is no object or list, with where it stands."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in pairs:
            if key not in _IGNORED:
                yield from _places(one, (*here, key))
    else:
        yield here, value


def odd_files(text: str) -> Iterator[tuple[str, bytes, bool]]:
    """Descriptions of a model, each with one odd value.

    Yields:
        What it is, the bytes of the file, and whether it must be refused.
    """
    for number, data in enumerate(_WHOLE):
        yield f"file {number}", data, True
    description = json.loads(text)
    for place, value in _places(description):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        for odd in _FOR_NUMBERS if is_number else _FOR_OTHERS:
            if odd == value:
                continue
            changed = json.loads(text)
            inner = changed
            for key in place[:-1]:
                inner = inner[key]
            inner[place[-1]] = odd
            yield f"{place} = {odd}", json.dumps(changed).encode(), _is_absurd(place, odd)
        if isinstance(place[-1], str):
            changed = json.loads(text)
            inner = changed
            for key in place[:-1]:
                inner = inner[key]
            del inner[place[-1]]
            yield f"{place} is gone", json.dumps(changed).encode(), False


def _is_absurd(place: Place, odd: object) -> bool:
    if isinstance(odd, float) and not math.isfinite(odd):
        return True
    if place[-1] == "sigma":
        return odd in (0, -1.5)
    return odd == _HUGE and place[-1] in ("image_size", "side")


def judge(folder: Path, backbone: TinyBackbone, *, must_be_refused: bool) -> list[str]:
    """Load a model and score with it; return what went wrong."""
    image = np.random.default_rng(1).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    try:
        detector = load_model(folder, read_description(folder), backbone)
        (found,) = detector.score([image])
    except AdStudioError as error:
        return [] if error.hint else ["the error does not say what to do"]
    except BaseException as error:  # what it must not be
        return [f"{type(error).__name__}: {error}"]
    if must_be_refused:
        return ["was loaded"]
    return [] if math.isfinite(found.score) else [f"scores {found.score}"]


def run_campaign(folder: Path, *, every: int = 1) -> Tally:
    """Try every n-th odd file in an empty folder."""
    tally, backbone = Tally(), TinyBackbone()
    image = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    detector = fit("devprompt", backbone, [image], epochs=1, image_size=64)
    save_model(folder, detector, weights=None, about={"noun": "nut"})
    path = folder / DESCRIPTION
    sound = path.read_text(encoding="utf-8")
    tally.add("untouched", judge(folder, backbone, must_be_refused=False))
    for what, data, absurd in list(odd_files(sound))[::every]:
        path.write_bytes(data)
        tally.add(what, judge(folder, backbone, must_be_refused=absurd))
    return tally


def main() -> int:
    """Run the campaign."""
    with tempfile.TemporaryDirectory() as folder:
        return run_campaign(Path(folder)).report()


if __name__ == "__main__":
    sys.exit(main())
