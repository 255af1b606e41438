"""Which views of an image are looked at, and where their maps lie on it."""

from ad_studio.detection.alignment import crop, transform  # noqa: F401 - they register themselves
