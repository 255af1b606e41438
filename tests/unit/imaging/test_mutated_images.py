"""The campaign of damaged images, its short form: each kind of damage to each kind of file once."""

import pytest

from tests.campaigns.mutated_images import KINDS, damages, main, tries

ONCE = sum(len(damages(kind)) for kind in KINDS.values()) + 1


@pytest.mark.filterwarnings("ignore:::PIL")
def test_no_damaged_image_is_taken_for_a_sound_one():
    lost = [one for one in tries(count=ONCE, seed=7) if one.outcome == "lost"]
    assert [(one.kind, one.damage, f"{one.changed:.0%}") for one in lost] == []


@pytest.mark.filterwarnings("ignore:::PIL")
def test_the_campaign_says_what_it_did(capsys):
    assert main(["--count", "5", "--seed", "1"]) == 0
    assert "tries 5, survived 5, lost 0" in capsys.readouterr().out
