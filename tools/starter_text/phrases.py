"""What the text tower reads in training: states of a part, in our own words.

`{}` is the slot of the noun. A phrase without it is taken as it is.
"""

import numpy as np

NORMAL = (
    "{}",
    "a {} without any fault",
    "good {}",
    "perfect {}",
    "clean {}",
    "sound {}",
    "whole {} in order",
    "{} as it should be",
    "{} that passed inspection",
    "regular {}",
    "new and intact {}",
    "undamaged {}",
    "normal {}",
    "fine {} with an even surface",
    "flawless {}",
    "{} with nothing wrong",
    "correct {}",
    "acceptable {}",
    "unblemished {}",
    "ok {}",
    "picture of a good {}",
    "photo of an intact {}",
    "close view of a clean {}",
    "{} without defect",
    "{} without damage",
    "{} free of scratches and stains",
)
ABNORMAL = (
    "damaged {}",
    "defective {}",
    "faulty {}",
    "broken {}",
    "bad {}",
    "spoiled {}",
    "abnormal {}",
    "imperfect {}",
    "flawed {}",
    "rejected {}",
    "{} with a defect",
    "{} with a flaw",
    "{} with damage",
    "{} with a fault",
    "{} with an anomaly",
    "{} with something wrong",
    "{} that failed inspection",
    "{} not as it should be",
    "picture of a damaged {}",
    "close view of a faulty {}",
    "{} with an irregular area",
    "unacceptable {}",
    "ng {}",
)
KINDS: dict[str, tuple[str, ...]] = {
    "scratch": (
        "{} with a scratch", "scratched {}", "{} with scratches", "fine scratch on the {}",
        "{} with a score mark", "{} scraped along a line", "{} with a scuff", "scuffed {}",
    ),
    "crack": (
        "{} with a crack", "cracked {}", "{} with cracks", "hairline crack in the {}",
        "{} with a fracture", "fractured {}", "{} that is split", "{} with a tear", "torn {}",
    ),
    "cut": (
        "{} with a cut", "cut {}", "{} with a slit", "{} sliced open", "{} with a gash",
        "{} with a nick", "{} with a notch",
    ),
    "stain": (
        "{} with a stain", "stained {}", "{} with a smudge", "dirty {}", "{} with a wet mark",
        "{} with an oil mark", "{} with discolouration", "discolored {}", "{} with residue",
        "{} with a glue smear", "{} with a burn mark",
    ),
    "hole": (
        "{} with a hole", "{} with a puncture", "pierced {}", "{} with pinholes",
        "{} with a pit", "{} with a void", "{} with a deep pore", "{} poked through",
    ),
    "spot": (
        "{} with a coloured spot", "{} with a color spot", "{} with a paint drop",
        "{} with ink on it", "{} with a dark dot", "{} with a bright dot", "spotted {}",
        "{} with a wrong color", "{} with a wrong print", "{} with a faulty imprint",
    ),
    "foreign": (
        "{} with a foreign patch", "{} with foreign material", "{} with a foreign body",
        "{} with something stuck on it", "{} with an alien object", "{} with a wrong piece",
        "{} with a patch of another material",
    ),
    "displaced": (
        "{} with a displaced piece", "{} with a shifted part", "misplaced piece on the {}",
        "{} with a swapped part", "misaligned {}", "{} with a turned piece",
        "{} put together wrongly",
    ),
    "bend": (
        "bent {}", "{} with a bend", "{} with a bent part", "warped {}", "deformed {}",
        "{} pushed out of shape", "twisted {}", "{} with a distorted area", "squeezed {}",
    ),
    "dent": (
        "{} with a dent", "dented {}", "{} with a bump", "{} with an impression",
        "{} with a bulge", "{} with a knock mark", "{} with a pressed spot", "{} with a fold",
    ),
    "missing": (
        "{} with a missing piece", "incomplete {}", "{} with a part missing",
        "{} with something absent", "{} lacking a component",
    ),
    "chip": (
        "chipped {}", "{} with a chip", "{} with a broken edge", "{} with a bite",
        "{} with a broken corner", "{} with a piece broken off", "{} with a ragged edge",
    ),
    "contamination": (
        "contaminated {}", "{} with contamination", "{} with dust", "{} with a thread on it",
        "{} with a hair", "{} with fluff", "{} with particles", "{} with metal shavings",
        "{} with crumbs", "{} with dirt",
    ),
    "wear": (
        "worn {}", "{} with wear", "{} with pitting", "pitted {}", "corroded {}", "rusty {}",
        "{} with rust", "{} with abrasion", "{} with a rough area", "{} with peeling",
        "{} with flaking", "rough {}",
    ),
}
TYPES = tuple(KINDS)
NOUNS = (
    "part", "object", "item", "product", "component", "thing", "surface", "sample", "workpiece",
    "metal nut", "hex nut", "screw", "bolt", "washer", "spring", "gear", "bearing", "shaft",
    "ball screw", "spindle", "bracket", "plate", "sheet", "casting", "forging", "housing", "cover",
    "lid", "cap", "bottle", "jar", "vial", "ampoule", "can", "tube", "pipe", "hose", "ring",
    "gasket", "seal", "cable", "wire", "connector", "plug", "socket", "switch", "relay",
    "transistor", "resistor", "capacitor", "diode", "chip", "circuit board", "printed board",
    "module", "display", "screen", "lens", "mirror", "glass", "window", "tile", "brick", "stone",
    "marble", "concrete", "wood", "board", "panel", "plank", "veneer", "paper", "cardboard", "box",
    "label", "film", "foil", "carpet", "rug", "fabric", "cloth", "textile", "leather", "mat",
    "grid", "mesh", "net", "foam", "rubber", "plastic", "cup", "plate rim", "tray", "bag", "pouch",
    "zip", "button", "toothbrush", "brush", "comb", "pen", "pill", "tablet", "capsule", "candle",
    "soap", "biscuit", "cookie", "cracker", "bread", "cake", "nut", "hazelnut", "almond", "cashew",
    "peanut", "bean", "seed", "grain", "chewing gum", "candy", "chocolate", "macaroni", "noodle",
    "fruit", "apple", "potato", "egg", "leaf", "magnet", "motor", "rotor", "stator", "battery",
    "cell", "wafer", "solar panel", "blade", "knife", "tool", "drill", "saw", "rail", "wheel",
    "tyre", "rim", "belt", "chain", "hinge", "handle", "lock", "key", "coin", "watch", "toy",
    "weld", "seam", "solder joint", "joint", "coating", "paint", "enamel", "ceramic", "clay",
    "disc", "block", "rod", "bar", "profile", "clip", "pin", "needle", "syringe", "implant",
    "valve", "pump", "filter", "nozzle", "fan", "heat sink", "pedal", "door", "shoe", "sole",
)
EXTRA_WORDS = (
    "x n a an the of on in at with without and or no not small large tiny big long thin deep light "
    "dark black white red green blue yellow brown grey gray silver golden surface edge corner top "
    "bottom side front back left right inner outer middle area spot mark line piece body head neck "
    "thread tip teeth tooth lead leg print text logo coil burr rust oil water grease glue melt "
    "melted burnt burned open closed loose extra double wrong poor poke squeeze squeezed combined "
    "manipulated fabric border split contamination liquid rough smooth uneven bubble blister "
    "wrinkle crease fold gap step void porosity inclusion short flash sink streak smear fading "
    "imprint residue flip cold joint bridge bite crumb"
)
STRETCH = "qwrtpsdfghjklzxcvbnmaeiou"


def training_texts() -> list[str]:
    """Every phrase and noun once: what the vocabulary is drawn from."""
    phrases = [p for group in (NORMAL, ABNORMAL, *KINDS.values()) for p in group]
    return [*(p.replace("{}", " ") for p in phrases), *NOUNS, EXTRA_WORDS]


def draw_noun(rng: np.random.Generator) -> str:
    """A real noun, two of them, or a word that does not exist."""
    kind = rng.random()
    if kind < 0.55:
        return str(rng.choice(NOUNS))
    if kind < 0.7:
        return f"{rng.choice(NOUNS)} {rng.choice(NOUNS)}"
    if kind < 0.8:
        return f"{rng.choice(NOUNS)} {rng.integers(1, 100)}"
    return "".join(rng.choice(list(STRETCH), rng.integers(3, 9)))


def draw_phrase(rng: np.random.Generator, group: tuple[str, ...], noun: str) -> str:
    """A phrase of a group about a noun."""
    return str(rng.choice(group)).replace("{}", noun)
