"""What a PDF says, and how it looks."""

import pypdfium2


def pages(path):
    """The text of each page, with any white space as one blank."""
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def boxes_outside(path, *, margin):
    """Characters that stand nearer than `margin` points to an edge of their page, or beyond it."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at)
                if (
                    left < margin
                    or bottom < margin
                    or right > width - margin
                    or top > height - margin
                ):
                    found.append(text.get_text_range(at, 1))
    return [one for one in found if one.strip()]
