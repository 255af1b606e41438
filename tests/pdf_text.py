"""What a PDF says, and how it looks."""

import numpy as np
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


def overlapping(path):
    """Characters that another one of the same page covers by a fifth or more."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            letters = [text.get_text_range(at, 1) for at in range(text.count_chars())]
            shown = [at for at, one in enumerate(letters) if one.strip()]
            boxes = np.array([text.get_charbox(at) for at in shown]).reshape(-1, 4)
            low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
            high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
            shared = np.prod(np.clip(high - low, 0, None), axis=2)
            np.fill_diagonal(shared, 0)
            areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
            covered = (shared.max(axis=1, initial=0) > 0.2 * areas) & (areas > 0.1)
            found += [letters[shown[at]] for at in np.flatnonzero(covered)]
    return found
