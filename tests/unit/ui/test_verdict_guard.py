"""An image counts as seen once it has been painted for a while, until another one comes."""

from ad_studio.ui.inspect.verdict_guard import PAINTED_MS, VerdictGuard
from tests.keyboard import Clock


def test_an_image_is_seen_when_it_has_been_painted_for_a_while():
    clock = Clock()
    guard = VerdictGuard(clock)
    assert not guard.was_seen(1)
    guard.note_painted(1)
    painted = clock.ms
    clock.ms += PAINTED_MS - 1
    assert not guard.was_seen(1)
    clock.ms += 1
    guard.note_painted(1)  # again, as when it is moved
    assert guard.was_seen(1)
    assert not guard.was_seen(2)
    assert not guard.was_seen(1, at=painted + PAINTED_MS - 1), "the key went down before"
    assert guard.was_seen(1, at=painted + PAINTED_MS)


def test_other_pixels_begin_anew():
    clock = Clock()
    guard = VerdictGuard(clock)
    guard.note_painted(1)
    clock.ms += 1000
    guard.reset()
    assert not guard.was_seen(1)
    guard.note_painted(1)
    assert not guard.was_seen(1)
