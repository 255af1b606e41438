"""AnoPLe with and without its parts."""

from benchmarks.anople import rows, variants
from tests.tiny_backbone import PromptableBackbone, TinyBackbone


def test_projections_are_left_out_only_where_there_are_some():
    plain, prompted = variants(TinyBackbone()), variants(PromptableBackbone())
    assert set(plain) == {"as given", "prompts not trained", "no prefixes"}
    assert set(prompted) - set(plain) == {"text not projected", "vision not projected", "neither"}


def test_a_row_is_the_mean_of_what_was_measured():
    names = ("pixel_auroc", "pixel_auroc_text", "pixel_auroc_visual", "aupro", "image_auroc")
    one, other = dict.fromkeys(names, 0.5), dict.fromkeys(names, 0.7) | {"image_auroc": None}
    assert list(rows({"both": [one, other], "other": [other]})) == [
        ["both", "60.0", "60.0", "60.0", "60.0", "50.0"],
        ["other", "70.0", "70.0", "70.0", "70.0", "–"],
    ]
