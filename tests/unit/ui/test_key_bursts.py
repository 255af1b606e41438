"""A person, a scanner or a key held down: told by the times of the keys alone."""

from hypothesis import given
from hypothesis import strategies as st

from ad_studio.ui.inspect.key_bursts import BURST_GAP_MS, SCAN_GAP_MS, KeyBursts

PAUSE = BURST_GAP_MS + 1


class Desk:
    """Presses keys and notes what was made of them."""

    def __init__(self):
        self.acted, self.scanned = [], []
        self.bursts = KeyBursts(self.scanned.append)
        self.now = 0.0

    def tap(self, text, *, after, down=5):
        """Press a key `after` ms and let it go `down` ms later."""
        self.now += after
        key, at = ord(text), self.now
        if not self.bursts.is_repeat(key, at):
            self.bursts.press(key, text, at, lambda: self.acted.append((text, at)))
        self.bursts.release(key, at + down)

    def enter(self, *, after):
        self.now += after
        return self.bursts.end(self.now)

    def rest(self):
        self.now += PAUSE
        self.bursts.settle(self.now)


CHARACTERS = st.text("onrusq017-", min_size=2, max_size=12)


@given(st.lists(st.tuples(st.sampled_from("onrus"), st.integers(PAUSE, 5000)), max_size=12))
def test_keys_with_pauses_between_them_act_one_by_one(taps):
    desk = Desk()
    for text, after in taps:
        desk.tap(text, after=after, down=60)
    desk.rest()
    assert [text for text, _at in desk.acted] == [text for text, _after in taps]
    assert desk.scanned == []


@given(CHARACTERS, st.data())
def test_keys_closer_than_a_person_types_are_a_scan_with_and_without_enter(text, data):
    desk = Desk()
    for at, character in enumerate(text):
        gap = data.draw(st.integers(1, SCAN_GAP_MS - 1)) if at else 500
        desk.tap(character, after=gap, down=data.draw(st.integers(0, 3)))
    if data.draw(st.booleans()):
        assert desk.enter(after=data.draw(st.integers(1, BURST_GAP_MS)))
    desk.rest()
    assert (desk.acted, desk.scanned) == ([], [text])


@given(st.text("onrus0", min_size=1, max_size=12), st.data())
def test_a_slow_scanner_is_known_by_its_enter(text, data):
    desk = Desk()
    for at, character in enumerate(text):
        desk.tap(character, after=data.draw(st.integers(1, BURST_GAP_MS)) if at else 500)
    assert desk.enter(after=data.draw(st.integers(1, BURST_GAP_MS)))
    desk.rest()
    assert (desk.acted, desk.scanned) == ([], [text])


@given(st.integers(100, 900), st.lists(st.integers(15, 60), max_size=40))
def test_a_held_key_counts_once_though_the_desktop_tells_of_many(delay, repeats):
    desk = Desk()
    desk.tap("n", after=500, down=delay)
    desk.bursts.settle(desk.now + PAUSE)
    after = delay
    for gap in repeats:  # up and down again at the same moment
        desk.tap("n", after=after, down=gap)
        after = gap
    desk.rest()
    assert [text for text, _at in desk.acted] == ["n"]
    assert desk.scanned == []


def test_a_repeat_is_known_by_the_moment_at_which_the_key_was_let_go():
    bursts = KeyBursts(print)
    bursts.press(1, "n", 0, None)
    bursts.release(1, 300)
    assert bursts.is_repeat(1, 300)
    assert not bursts.is_repeat(1, 400), "pressed again by a person"
    assert not bursts.is_repeat(2, 300)


def test_another_key_ends_the_waiting_unless_it_comes_as_fast_as_a_scanner_types():
    desk = Desk()
    desk.tap("n", after=500)
    assert not desk.bursts.take_in(0, desk.now + SCAN_GAP_MS)
    assert [text for text, _at in desk.acted] == ["n"]
    desk.tap("o", after=500)
    assert desk.bursts.take_in(0, desk.now + 5)
    desk.tap("r", after=10)
    desk.rest()
    assert [text for text, _at in desk.acted] == ["n"]
    assert desk.scanned == ["or"]


def test_enter_alone_ends_no_scan():
    desk = Desk()
    assert not desk.enter(after=500)
    desk.tap("n", after=500)
    assert not desk.enter(after=PAUSE), "too late to belong to it"
    assert [text for text, _at in desk.acted] == ["n"]


def test_a_key_that_a_field_took_meanwhile_is_not_taken_for_a_held_one():
    bursts, space = KeyBursts(print), 32
    assert not bursts.take_in(space, 1000)  # on a button
    bursts.release(space, 1010)
    bursts.forget(space)  # a space in a note, pressed and let go
    bursts.release(space, 5000)
    assert not bursts.is_repeat(space, 5005)
