"""The methods by name, and their settings from words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.detectors.base import Detector
from ad_studio.detection.detectors.devprompt import detector as devprompt
from ad_studio.detection.detectors.memory import detector as memory
from ad_studio.detection.detectors.promptad import detector as promptad
from ad_studio.detection.detectors.winclip import detector as winclip
from ad_studio.detection.ignoring import blanked, ignoring
from ad_studio.domain import RgbImage
from ad_studio.errors import BackboneError, UsageError
from ad_studio.ignore_regions import IgnoreRegion
from ad_studio.messages import msg
from ad_studio.progress import Progress


@dataclass(frozen=True, slots=True)
class Method:
    """One way to detect.

    Attributes:
        name: As the command line and model files say it.
        title: What it is, in a few words.
        settings: The dataclass of its settings; all have defaults.
        fitter: From backbone and references to a fitted detector; see `fit`.
        restore: From backbone, settings, calibration and tensors; see `devprompt.restore`.
        needs_text: Whether its backbone must have a text tower.
    """

    name: str
    title: str
    settings: type[Any]
    fitter: Callable[..., Detector]
    restore: Callable[..., Detector]
    needs_text: bool = True

    def fit(
        self,
        backbone: VisionBackbone,
        references: Sequence[RgbImage],
        *,
        noun: str,
        defects: Sequence[str],
        settings: Any,  # noqa: ANN401 - of the type `settings`
        ignore: Sequence[IgnoreRegion] = (),
        progress: Progress,
    ) -> Detector:
        """Fit on the references; see `devprompt.fit`.

        What lies in the regions to `ignore` is neither learned from nor ever scored.

        Raises:
            BackboneError: The method reads prompts, and the backbone cannot.
            UsageError: The regions to ignore cover every patch.
            Cancelled: The user asked to stop.
        """
        if self.needs_text and not backbone.has_text:
            raise BackboneError(
                msg(
                    "{name} reads prompts, and {backbone} has no text tower.",
                    name=self.name,
                    backbone=backbone.name,
                ),
                hint=msg("Choose another backbone, or the detector memory."),
            )
        return self.fitter(
            ignoring(backbone, ignore),
            # Turned and shifted views must not carry their content out of the regions.
            [blanked(reference, ignore) for reference in references],
            noun=noun,
            defects=defects,
            settings=settings,
            progress=progress,
        )

    def make_settings(self, options: Mapping[str, str], **common: object) -> Any:  # noqa: ANN401
        """Settings of this method.

        Args:
            options: By name, as text; a dot leads into nested settings ("loss.margin").
            common: Values for those settings of these names that the method has.

        Raises:
            UsageError: There is no such setting, or the text is not a value of its kind.
        """
        known = {field.name for field in fields(self.settings)}
        settings = self.settings(**{k: v for k, v in common.items() if k in known})
        for name, text in options.items():
            settings = _with(settings, name.split("."), text, method=self.name)
        return settings


METHODS: Mapping[str, Method] = {
    method.name: method
    for method in (
        Method(
            "devprompt",
            "DevPrompt: learned prompts and visual memory, in sigma",
            devprompt.DevPromptSettings,
            devprompt.fit,
            devprompt.restore,
        ),
        Method(
            "promptad",
            "PromptAD: learned prompts and visual memory, harmonic mean",
            promptad.PromptADSettings,
            promptad.fit,
            promptad.restore,
        ),
        Method(
            "winclip",
            "WinCLIP: fixed prompts on windows, and visual memory; no training",
            winclip.WinCLIPSettings,
            winclip.fit,
            winclip.restore,
        ),
        Method(
            "memory",
            "Memory: nearest neighbours of patches alone, as PatchCore",
            memory.MemorySettings,
            memory.fit,
            memory.restore,
            needs_text=False,
        ),
    )
}


def find_method(name: str) -> Method:
    """Look a method up.

    Raises:
        UsageError: There is none of this name.
    """
    if name not in METHODS:
        known = ", ".join(METHODS)
        raise UsageError(
            msg('There is no detector "{name}".', name=name),
            hint=msg("Choose one of {known}.", known=known),
        )
    return METHODS[name]


def _with(settings: Any, path: list[str], text: str, *, method: str) -> Any:  # noqa: ANN401
    """Settings with one of them replaced."""
    name, *rest = path
    known = [field.name for field in fields(settings)]
    if name not in known:
        raise UsageError(
            msg('{method} has no setting "{name}".', method=method, name=name),
            hint=msg("It has {known}.", known=", ".join(sorted(known))),
        )
    old = getattr(settings, name)
    if is_dataclass(old):
        new = _with(old, rest or [""], text, method=method)
    elif rest:
        raise UsageError(
            msg('The setting "{name}" of {method} has no parts.', name=name, method=method)
        )
    else:
        new = _converted(text, old, name=name)
    return replace(settings, **{name: new})


def _converted(text: str, old: object, *, name: str) -> object:
    """Text as a value of the kind of the old one."""
    word = text.strip().lower()
    try:
        if isinstance(old, bool):
            return {"true": True, "false": False, "1": True, "0": False}[word]
        if isinstance(old, int):
            return int(word)
        if isinstance(old, float):
            return float(word)
        if old is None:
            return None if word == "none" else int(word)
    except (KeyError, ValueError):
        kind = msg("true or false") if isinstance(old, bool) else msg("a number")
        raise UsageError(
            msg(
                'The setting "{name}" must be {kind}, not "{text}".',
                name=name,
                kind=kind,
                text=text,
            )
        ) from None
    return text
