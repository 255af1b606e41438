"""What is read of a result's file for the viewers."""

from dataclasses import replace

from PIL import Image

from ad_studio.messages import msg
from ad_studio.ui.inspect.result_loader import load_result_picture
from tests.result_rows import row


def test_a_video_that_is_an_error_is_not_read(tmp_path):
    path = tmp_path / "belt.mp4"
    Image.new("RGB", (8, 8)).save(path, "PNG")  # so that a picture would come if it were read
    error = msg("The video has no frames.")
    found = load_result_picture(
        replace(row(1, None), path=path, error=error), max_side=100, bit_depth=None
    )
    assert found.picture is None
    assert found.error.message == error


def test_an_image_that_is_an_error_is_shown_if_it_can_be_read(tmp_path):
    path = tmp_path / "part.png"
    Image.new("RGB", (8, 8)).save(path)
    found = load_result_picture(
        replace(row(1, None), path=path, sha256="", error=msg("damaged")),
        max_side=100,
        bit_depth=None,
    )
    assert found.picture is not None


def test_an_error_that_is_kept_does_not_hold_the_bytes_of_the_file(tmp_path):
    path = tmp_path / "part.png"
    Image.new("RGB", (8, 8)).save(path)
    exchanged = replace(row(1, None), path=path, sha256="0" * 64)
    found = load_result_picture(exchanged, max_side=100, bit_depth=None)
    assert "changed" in str(found.error)
    assert found.error.__traceback__ is None
    assert found.error.__cause__ is found.error.__context__ is None
