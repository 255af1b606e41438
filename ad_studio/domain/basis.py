"""The basis of a pair of thresholds: how it was found, with its numbers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ad_studio.messages import Message, msg, plain, template

_STORED = '{"kind": '


class BasisKind(StrEnum):
    """How a pair of thresholds was found."""

    PROVISIONAL = "provisional"
    """The first ones of a model that learned from its reference alone."""
    REFERENCE = "reference"
    """Likewise, of an earlier program."""
    FIRST = "first"
    """The first ones of the model, suggested again."""
    LEFT_OUT = "left-out"
    """Confirmed good parts that the model learned from, each scored as if it had not."""
    LOT = "lot"
    """Likewise, where some are of a lot that nobody judged."""
    PART_TYPES = "part-types"
    """The first ones of a model of several part types: each type has its own behind them."""
    UNJUDGED = "unjudged"
    """Inspected images that nobody judged and the model did not learn from."""
    HIGHEST_OK = "highest-ok"
    BEST_F1 = "best-f1"
    OVERKILL = "overkill"
    NO_ESCAPE = "no-escape"
    BY_HAND = "by-hand"
    RESTORED = "restored"
    """Those of an earlier version."""
    OTHER = "other"
    """What an earlier program stored as words."""


_TEMPLATES = {
    BasisKind.REFERENCE: template(
        "one reference image, {views} views of it, highest {highest:.2f} sigma"
    ),
    BasisKind.PROVISIONAL: template(
        "provisional: one reference image, mean of {views} views of it {mean:.2f} sigma"
    ),
    BasisKind.LEFT_OUT: template(
        "{ok} confirmed OK learned, each left out in turn, highest {highest:.2f} sigma: at most 1 "
        "in {among} good parts expected above the NG threshold, {over_review} in {among} above "
        "REVIEW"
    ),
    BasisKind.LOT: template(
        "provisional: {ok} parts learned, {guessed} of them of a lot without verdicts, of which "
        "most are taken to be good"
    ),
    BasisKind.PART_TYPES: template(
        "the first thresholds of {types} part types, brought to one scale; provisional for "
        "{provisional} of them"
    ),
    BasisKind.UNJUDGED: template(
        "provisional: median {median:.2f} sigma and spread {spread:.2f} of {images} images of a "
        "lot without verdicts, of which most are taken to be good"
    ),
    BasisKind.FIRST: template("from the reference alone: {basis}"),
    BasisKind.HIGHEST_OK: template(
        "highest score of {ok} confirmed OK ({highest:.2f} sigma) plus {margin:g} sigma"
    ),
    BasisKind.BEST_F1: template("largest F1 on {ok} confirmed OK and {ng} confirmed NG"),
    BasisKind.OVERKILL: template("overkill at most {percent:g} %: {over} of {ok} confirmed OK"),
    BasisKind.NO_ESCAPE: template(
        "{escapes} escapes on {ng} confirmed NG, lowest {lowest:.2f} sigma"
    ),
    BasisKind.BY_HAND: template("set by hand"),
    BasisKind.RESTORED: template("version {version} restored ({basis})"),
}
_FIRST_LEARNED = template("first thresholds of the model: {basis}")
_PROVISIONAL = (
    BasisKind.PROVISIONAL,
    BasisKind.REFERENCE,
    BasisKind.LOT,
    BasisKind.UNJUDGED,
)
_WITHOUT_ESCAPE = template("zero escapes on {ng} confirmed NG, lowest {lowest:.2f} sigma")


@dataclass(frozen=True, slots=True)
class Basis:
    """The basis of thresholds; `str` is its English text, as in the audit trail.

    Attributes:
        kind: How they came about.
        numbers: By the names in the kind's template; `duplicates`, where there are any, counts
            confirmed images that were left out because others have the same bytes.
        of: For `BasisKind.RESTORED`, the basis of the thresholds that were restored.
        words: The text of `BasisKind.OTHER`.
    """

    kind: BasisKind
    numbers: Mapping[str, float] = field(default_factory=dict, hash=False)
    of: "Basis | None" = None
    words: str = ""

    @property
    def message(self) -> Message:
        """The basis in words."""
        words = self._without_duplicates()
        if duplicates := self.numbers.get("duplicates"):
            return msg(
                "{basis}; duplicates left out: {duplicates}", basis=words, duplicates=duplicates
            )
        return words

    @property
    def is_of_learned_parts(self) -> bool:
        """Whether these are the first thresholds of a model that learned from confirmed parts."""
        kinds = (BasisKind.LEFT_OUT, BasisKind.LOT)
        return self.kind is BasisKind.FIRST and self.of is not None and self.of.kind in kinds

    @property
    def is_provisional(self) -> bool:
        """Whether no verdict of a person stands behind it: the reference alone, or a guess."""
        if self.kind is BasisKind.PART_TYPES:
            return self.numbers["provisional"] > 0
        return self.kind in _PROVISIONAL or (self.of is not None and self.of.is_provisional)

    def __str__(self) -> str:
        return str(self.message)

    def to_text(self) -> str:
        """The basis as one text to be stored."""
        return json.dumps(_to_json(self))

    @classmethod
    def from_text(cls, text: str) -> "Basis":
        """Read what `to_text` made; earlier programs stored words."""
        if text.startswith(_STORED):
            return _from_json(json.loads(text))
        return BY_HAND if text == str(BY_HAND) else cls(BasisKind.OTHER, words=text)

    def _without_duplicates(self) -> Message:
        if self.kind is BasisKind.OTHER:
            return plain(self.words)
        if self.kind is BasisKind.NO_ESCAPE and not self.numbers["escapes"]:
            return Message(_WITHOUT_ESCAPE, self.numbers)
        earlier = {} if self.of is None else {"basis": self.of.message}
        words = _FIRST_LEARNED if self.is_of_learned_parts else _TEMPLATES[self.kind]
        return Message(words, {**self.numbers, **earlier})


BY_HAND = Basis(BasisKind.BY_HAND)


def _to_json(basis: Basis) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": basis.kind, **basis.numbers}
    if basis.of is not None:
        found["of"] = _to_json(basis.of)
    if basis.words:
        found["words"] = basis.words
    return found


def _from_json(found: dict[str, Any]) -> Basis:
    kind = BasisKind(found.pop("kind"))
    of, words = found.pop("of", None), found.pop("words", "")
    return Basis(kind, found, None if of is None else _from_json(of), words)
