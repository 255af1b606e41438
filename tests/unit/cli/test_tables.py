from ad_studio.cli.tables import table


def test_columns_are_as_wide_as_they_must_be():
    text = table(("image", "sigma"), [("a.png", 12.5), ("部品.png", 3)], right="sigma")
    assert text == "image     sigma\na.png      12.5\n部品.png      3"


def test_accents_and_control_characters():
    text = table(("a", "b"), [("u\u0308", "x"), ("\t", "y")])
    assert text == "a   b\nu\u0308   x\n\\t  y"


def test_no_rows_and_no_trailing_spaces():
    assert table(("a", "long title"), []) == "a  long title"
    assert table(("a", "long title"), [("x", "")]) == "a  long title\nx"
