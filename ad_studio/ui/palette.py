"""The two palettes, light and dark, and which of them is in force."""

from dataclasses import dataclass

from ad_studio.domain import Verdict


@dataclass(frozen=True, slots=True)
class Colors:
    """The palette of one theme; each `*_soft` is a background for text of that colour."""

    background: str
    surface: str
    raised: str
    border: str
    border_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    rail: str
    rail_raised: str
    rail_text: str
    rail_muted: str
    ok: str
    ok_soft: str
    review: str
    review_soft: str
    review_bar: str
    ng: str
    ng_soft: str
    canvas: str

    def verdict(self, verdict: Verdict | None) -> str:
        """The colour of a verdict; of an image that could not be scored when None."""
        if verdict is None:
            return self.muted
        return {Verdict.OK: self.ok, Verdict.REVIEW: self.review, Verdict.NG: self.ng}[verdict]

    def verdict_bar(self, verdict: Verdict | None) -> str:
        """The colour of a verdict's bars: brighter than its text where that has to be dark."""
        return self.review_bar if verdict is Verdict.REVIEW else self.verdict(verdict)

    def verdict_soft(self, verdict: Verdict | None) -> str:
        """The background that goes with `verdict`'s colour."""
        if verdict is None:
            return self.raised
        return {
            Verdict.OK: self.ok_soft,
            Verdict.REVIEW: self.review_soft,
            Verdict.NG: self.ng_soft,
        }[verdict]


LIGHT = Colors(
    background="#F3F5F8",
    surface="#FFFFFF",
    raised="#EDF0F4",
    border="#DCE1E8",
    border_strong="#B4BECB",
    text="#18212D",
    muted="#566273",
    accent="#1F5FC4",
    accent_hover="#184C9F",
    accent_soft="#E3ECFB",
    on_accent="#FFFFFF",
    rail="#18222F",
    rail_raised="#263448",
    rail_text="#F2F5F9",
    rail_muted="#9FADBF",
    ok="#0B7350",
    ok_soft="#DCF2E8",
    review="#8A5200",
    review_soft="#FCEFD2",
    review_bar="#D08700",
    ng="#B92219",
    ng_soft="#FCE5E2",
    canvas="#E4E8ED",
)

DARK = Colors(
    background="#11151B",
    surface="#191F28",
    raised="#242C38",
    border="#2C3643",
    border_strong="#4A5768",
    text="#E7ECF2",
    muted="#9CA8B8",
    accent="#6EA0F5",
    accent_hover="#8FB7FA",
    accent_soft="#1F3150",
    on_accent="#0C1420",
    rail="#0C1015",
    rail_raised="#1D2632",
    rail_text="#F2F5F9",
    rail_muted="#93A1B3",
    ok="#4CC79A",
    ok_soft="#143329",
    review="#E9B04A",
    review_soft="#3A2C10",
    review_bar="#E9B04A",
    ng="#FF8478",
    ng_soft="#451E1B",
    canvas="#0C0F13",
)

_active = LIGHT


def colors() -> Colors:
    """The palette in force."""
    return _active


def activate(palette: Colors) -> None:
    """Put `palette` in force; what is on the screen already has to be painted anew."""
    global _active  # noqa: PLW0603 - painters anywhere ask colors()
    _active = palette
