"""Common defects in the language of the window; what is stored stays English, as prompts are."""

from ad_studio.ui.i18n import translate
from ad_studio.ui.text import one_line


def defect_word(phrase: str) -> str:
    """A defect in the language of the window: "Kratzer"; the phrase where it is not known."""
    return _words().get(phrase.casefold(), phrase)


def both_words(phrase: str) -> str:
    """A defect in the language of the window, and the English phrase: "Kratzer (scratch)"."""
    word = defect_word(phrase)
    return phrase if word == phrase else f"{word} ({phrase})"


def english_phrase(typed: str) -> str:
    """The English phrase of a defect that was typed in the language of the window.

    Returns:
        What was typed where it is not known.
    """
    tidy = one_line(typed)
    english = {word.casefold(): phrase for phrase, word in _words().items()}
    return english.get(tidy.casefold(), tidy)


def _words() -> dict[str, str]:
    """The words, by the English phrase."""
    return {
        "bad print": translate("DefectWords", "bad print"),
        "bent": translate("DefectWords", "bent"),
        "blister": translate("DefectWords", "blister"),
        "broken": translate("DefectWords", "broken"),
        "bubble": translate("DefectWords", "bubble"),
        "burr": translate("DefectWords", "burr"),
        "chip": translate("DefectWords", "chip"),
        "contamination": translate("DefectWords", "contamination"),
        "crack": translate("DefectWords", "crack"),
        "cut": translate("DefectWords", "cut"),
        "deformation": translate("DefectWords", "deformation"),
        "dent": translate("DefectWords", "dent"),
        "dirt": translate("DefectWords", "dirt"),
        "discoloration": translate("DefectWords", "discoloration"),
        "dust": translate("DefectWords", "dust"),
        "foreign object": translate("DefectWords", "foreign object"),
        "hole": translate("DefectWords", "hole"),
        "missing part": translate("DefectWords", "missing part"),
        "pore": translate("DefectWords", "pore"),
        "rust": translate("DefectWords", "rust"),
        "scratch": translate("DefectWords", "scratch"),
        "stain": translate("DefectWords", "stain"),
        "wear": translate("DefectWords", "wear"),
        "wrinkle": translate("DefectWords", "wrinkle"),
    }
