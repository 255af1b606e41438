from hypothesis import given
from hypothesis import strategies as st

from ad_studio.drawn_regions import rectangle
from ad_studio.ui.drawing.edits import RegionEdits

BOX, OTHER = rectangle(0.1, 0.1, 0.2, 0.2), rectangle(0.5, 0.5, 0.9, 0.9)
steps = st.lists(st.sampled_from(["add", "move", "delete", "select", "discard"]), max_size=12)


def act(edits, step):
    if step == "add":
        edits.add(rectangle(0.1, 0.1, 0.2 + 0.01 * len(edits.regions), 0.3))
    elif step == "move":
        edits.move(0.01, 0)
    elif step == "select":
        edits.selected = 0 if edits.regions else None
    else:
        getattr(edits, step)()


@given(steps)
def test_everything_can_be_undone_and_done_again(some):
    edits = RegionEdits()
    edits.load((BOX,))
    for step in some:
        act(edits, step)
    after = edits.regions
    while edits.can_undo:
        edits.undo()
        assert edits.selected is None or edits.selected < len(edits.regions)
    assert edits.regions == (BOX,)
    assert not edits.is_changed
    while edits.can_redo:
        edits.redo()
    assert edits.regions == after


def test_a_change_after_an_undo_forgets_what_was_undone():
    edits = RegionEdits()
    edits.add(BOX)
    edits.undo()
    edits.add(OTHER)
    assert not edits.can_redo
    assert edits.regions == (OTHER,)


def test_without_a_selection_nothing_moves_or_goes():
    edits = RegionEdits()
    edits.load((BOX,))
    edits.move(0.1, 0.1)
    edits.delete()
    assert edits.regions == (BOX,)
    assert not edits.can_undo
