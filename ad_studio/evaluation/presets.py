"""The protocol of each method's paper, as far as it is known; see docs/presets.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ad_studio.errors import UsageError

_PROMPTAD_TOWER = "ViT-B-16-plus-240/laion400m_e32"
_OPENAI_TOWER = "ViT-L-14-336/openai"


@dataclass(frozen=True, slots=True)
class Preset:
    """Settings of an evaluation, and whose figures stand beside ours.

    Attributes:
        settings: Fields of `EvaluationSettings`. What a paper does not say is left out, so that
            our own default holds.
        compared: Methods by name, whose published figures are shown.
    """

    settings: Mapping[str, object]
    compared: tuple[str, ...]


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "devprompt": Preset(
            {
                "detectors": ("devprompt",),
                "backbone": _PROMPTAD_TOWER,
                "shots": 1,
                "size": 240,
                "epochs": 100,
                "options": {
                    "devprompt.pose": "fixed",
                    "devprompt.loss.top_k": "0.1",
                    "devprompt.loss.margin": "5",
                    "devprompt.loss.deviation": "1",
                    "devprompt.loss.align": "0.001",
                },
            },
            ("winclip", "promptad", "devprompt"),
        ),
        "promptad": Preset(
            {
                "detectors": ("promptad",),
                "backbone": _PROMPTAD_TOWER,
                "shots": 1,
                "seeds": 5,
                "size": 240,
                "epochs": 100,
                "options": {
                    "promptad.smoothing": "0.01",
                    "promptad.score_share": "0",
                    "promptad.loss.align": "0.001",
                    "promptad.loss.deviation": "0",
                },
            },
            ("promptad",),
        ),
        "winclip": Preset(
            {
                "detectors": ("winclip",),
                "backbone": _PROMPTAD_TOWER,
                "shots": 1,
                "size": 240,
                "options": {
                    "winclip.temperature": "0.07",
                    "winclip.sides": "2,3",
                    "winclip.score_share": "0",
                },
            },
            ("winclip",),
        ),
        "april-gan": Preset(
            {
                "detectors": ("april-gan",),
                "backbone": _OPENAI_TOWER,
                "shots": 0,
                "size": 518,
                "options": {"april-gan.prompt_share": "0", "april-gan.score_share": "0"},
            },
            ("april-gan",),
        ),
        "anomalyclip": Preset(
            {
                "detectors": ("anomalyclip",),
                "backbone": _OPENAI_TOWER,
                "shots": 0,
                "size": 518,
                "options": {
                    "anomalyclip.vv_blocks": "19",
                    "anomalyclip.layers": "1",
                    "anomalyclip.smoothing": str(4 / 14),
                },
            },
            ("winclip", "anomalyclip"),
        ),
        "anople": Preset(
            {
                "detectors": ("anople",),
                "backbone": _PROMPTAD_TOWER,
                "shots": 1,
                "size": 240,
            },
            ("anople",),
        ),
    }
)
"""By name; what the user gives beside a preset counts more."""


def with_preset(preset: str, given: Mapping[str, object]) -> dict[str, object]:
    """Lay what the user gave over a preset.

    Raises:
        UsageError: There is no such preset.
    """
    if not preset:
        return dict(given)
    if preset not in PRESETS:
        raise UsageError(f'There is no preset "{preset}".', hint=f"Use {', '.join(PRESETS)}.")
    settings = PRESETS[preset].settings
    merged = {**settings, **given, "preset": preset}
    both = [source.get("options", {}) for source in (settings, given)]
    merged["options"] = {k: v for one in both if isinstance(one, Mapping) for k, v in one.items()}
    return merged
