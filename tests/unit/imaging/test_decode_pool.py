"""Decoding in child processes: limits, faults of a process, and the end of the parent."""

import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from ad_studio.errors import Cancelled, DepthError, ImageError
from ad_studio.imaging import decoders
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.decode_pool import DecodePool, Limits
from ad_studio.imaging.shared_bytes import SharedBytes
from ad_studio.progress import never
from tests.bad_images import encoded, picture, write_huge_image

SMALL = encoded(picture(), "PNG")
_GONE_SECONDS = 30


@pytest.fixture(scope="module")
def huge(tmp_path_factory):
    """A file on which a decoder works for seconds."""
    return write_huge_image(tmp_path_factory.mktemp("huge")).read_bytes()


@pytest.fixture
def pool():
    """Make a pool of one process; it is closed at the end."""
    made = []

    def make(**limits):
        made.append(DecodePool(processes=1, limits=Limits(**limits)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def decode(pool, data, should_stop=never):
    return pool.decode(data, max_side=None, bit_depth=None, should_stop=should_stop)


@pytest.fixture
def started():
    """The processes that were started since the test began and have not ended."""
    before = set(active_children())
    return lambda: set(active_children()) - before


@pytest.mark.parametrize(("kind", "max_side"), [("PNG", None), ("JPEG", 100), ("TIFF", 50)])
def test_what_comes_out_is_what_the_decoder_makes(kind, max_side):
    data = encoded(picture(640, 480), kind)
    expected = decoders.decode(data, max_side=max_side)
    found = decode_bytes(data, path=Path("part"), max_side=max_side)
    assert np.array_equal(found.pixels, expected.pixels)
    assert found.pixels.flags.writeable
    assert (found.width, found.height, found.levels) == (640, 480, expected.levels)


@pytest.mark.parametrize("way", ["none on this system", "no memory"])
def test_a_file_also_comes_through_the_connection(pool, monkeypatch, way):
    if way == "no memory":
        monkeypatch.setattr(SharedBytes, "put", lambda _shared, _data: False)
    else:
        monkeypatch.setattr(SharedBytes, "make", lambda: None)
    data = encoded(picture(640, 480), "BMP")
    assert len(data) > 1 << 16, "in several pieces"
    found = decode(pool(), data)
    assert np.array_equal(found.pixels, decoders.decode(data).pixels)


def test_an_error_comes_with_the_file_and_with_what_to_do():
    with pytest.raises(ImageError, match="is damaged or incomplete") as caught:
        decode_bytes(SMALL[:-20], path=Path("part7.png"))
    assert str(caught.value).startswith("part7.png: ")
    assert "Copy it again" in str(caught.value.hint)


def test_a_bit_depth_goes_with_the_file_and_a_question_for_one_comes_back():
    values = np.arange(48 * 64, dtype=np.uint16).reshape(48, 64)
    data = encoded(Image.fromarray(values), "PNG")
    with pytest.raises(DepthError, match=r"^part7\.png: .* seems to hold 12 bits") as caught:
        decode_bytes(data, path=Path("part7.png"))
    assert "--bit-depth" in str(caught.value.hint)
    found = decode_bytes(data, path=Path("part7.png"), bit_depth=12)
    assert (found.pixels == (values >> 4)[..., None]).all()


def test_a_file_that_takes_too_long_is_an_error_and_the_next_one_is_fine(pool, huge):
    pool = pool(seconds=0.01)
    with pytest.raises(ImageError, match="longer than") as caught:
        decode(pool, huge)
    assert "may be damaged" in str(caught.value.hint)
    assert decode(pool, SMALL).pixels.shape == (48, 64, 3)


def test_a_decoder_that_takes_too_long_to_start_is_no_fault_of_the_file(pool):
    with pytest.raises(ImageError, match="decoder does not start") as caught:
        decode(pool(start=0), SMALL)
    assert "Close other programs" in str(caught.value.hint)


def test_a_file_that_takes_too_much_memory_is_an_error_and_the_next_one_is_fine(pool, huge):
    pool = pool(memory=150_000_000)
    with pytest.raises(ImageError, match="Not enough memory"):
        decode(pool, huge)
    assert decode(pool, SMALL).pixels.shape == (48, 64, 3)


def test_a_decoder_that_breaks_down_is_an_error_and_the_next_file_is_fine(pool, huge, started):
    pool = pool(patience=0)
    decode(pool, SMALL)

    def kill():
        for child in started():
            child.kill()
        return False

    with pytest.raises(ImageError, match="broke down"):
        decode(pool, huge, should_stop=kill)
    assert decode(pool, SMALL).pixels.shape == (48, 64, 3)


def test_a_process_that_ended_while_it_had_nothing_to_do_costs_no_image(pool, started):
    pool = pool()
    decode(pool, SMALL)
    (child,) = started()
    child.kill()
    child.join()
    assert decode(pool, SMALL).pixels.shape == (48, 64, 3)


def test_nobody_waits_for_an_image_that_is_not_wanted_any_more(pool, huge):
    pool = pool(patience=0)
    with pytest.raises(Cancelled):
        decode(pool, huge, should_stop=lambda: True)
    assert decode(pool, SMALL).pixels.shape == (48, 64, 3)


def test_whoever_waits_for_a_free_process_can_leave_too(pool, huge):
    pool = pool(patience=0)
    left = []

    def leave():
        with pytest.raises(Cancelled):
            decode(pool, SMALL, should_stop=lambda: True)
        left.append(True)
        return True

    with pytest.raises(Cancelled):
        decode(pool, huge, should_stop=leave)
    assert left


def test_a_process_is_used_again_and_ends_with_the_pool(pool, started):
    pool = pool()
    decode(pool, SMALL)
    (child,) = started()
    decode(pool, SMALL)
    assert started() == {child}
    pool.close()
    assert started() == set()


@pytest.mark.parametrize("file", ["small", "huge"])
def test_the_processes_end_when_the_program_is_killed(file, huge, tmp_path):
    """Whether they have nothing to do or are at work."""
    path = tmp_path / "part"
    path.write_bytes(SMALL if file == "small" else huge)
    script = (
        "import sys; from pathlib import Path; from ad_studio.imaging import decode\n"
        "def said():\n"
        "    print('at work', flush=True)\n"
        "    return False\n"
        "data = Path(sys.argv[1]).read_bytes()\n"
        "decode.decode_bytes(data, path=Path('x'), should_stop=said)\n"
        "print('decoded', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout.readline().strip() in (b"decoded", b"at work")
        children = psutil.Process(program.pid).children()
        assert children
        program.kill()
        program.wait()
    _gone, alive = psutil.wait_procs(children, timeout=_GONE_SECONDS)
    assert not alive
