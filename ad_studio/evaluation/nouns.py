"""What a part is called, told from the name of its folder: the prompts need a noun."""

import re

_PREFIXES = ("mvtec_", "mvtec_ad_", "visa_")
_SUFFIXES = ("_toy",)
_WORDS = {
    "pcb": "printed circuit board",
    "pipe_fryum": "pipe fryum",
    "metal_nut": "metal nut",
    "chewinggum": "chewing gum",
    "ballscrew": "ball screw",
}


def noun_of(category: str) -> str:
    """Turn a category's name into a noun: "mvtec_metal_nut" is a "metal nut", "pcb3" a board."""
    name = category.strip().lower()
    for prefix in sorted(_PREFIXES, key=len, reverse=True):
        name = name.removeprefix(prefix)
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    name = re.sub(r"[_\s]*\d+$", "", name)
    words = _WORDS.get(name) or " ".join(re.split(r"[_\s]+", name)).strip()
    return words or category
