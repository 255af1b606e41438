"""What is printed: text, tables."""

import io
import os
from pathlib import Path

from ad_studio.cli import output
from ad_studio.cli.output import images, printable, sigma, table


def test_text_on_one_line():
    assert printable("a b ü 部品 ✓") == "a b ü 部品 ✓"
    assert printable("a\nb\x1b[31m") == "a\\nb\\x1b[31m"
    assert printable(Path(os.fsdecode(b"/lot/M\xe4rz.png"))) == "/lot/M\\udce4rz.png"


def test_a_single_image_is_no_images():
    assert [images(count) for count in (0, 1, 2)] == ["0 images", "1 image", "2 images"]


def test_output_never_fails_to_encode(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(output.sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    output.escape_unencodable()
    print("部品", file=output.sys.stdout, flush=True)
    assert raw.getvalue().rstrip() == b"\\u90e8\\u54c1"


def test_columns_are_as_wide_as_they_must_be():
    text = table(("image", "sigma"), [("a.png", 12.5), ("部品.png", 3)], right="sigma")
    assert text == "image     sigma\na.png      12.5\n部品.png      3"


def test_accents_and_control_characters():
    text = table(("a", "b"), [("u\u0308", "x"), ("\t", "y")])
    assert text == "a   b\nu\u0308   x\n\\t  y"


def test_no_rows_and_no_trailing_spaces():
    assert table(("a", "long title"), []) == "a  long title"
    assert table(("a", "long title"), [("x", "")]) == "a  long title\nx"


def test_a_score_is_never_rounded_up_to_a_threshold():
    assert [sigma(score) for score in (9.966, 9.97, -0.001, None)] == ["9.96", "9.97", "0.00", "-"]
