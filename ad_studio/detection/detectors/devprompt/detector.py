"""DevPrompt: prompts learned from one normal image, beside a visual memory (algorithm.md 2.4)."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import ClassVar

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.alignment.segmentation import part_patches
from ad_studio.detection.augmentation import source_patches
from ad_studio.detection.backbones.base import Backbone, PatchTokens
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.patch_detector import (
    CalibratedDetector,
    Evidence,
    Look,
    held_out_looks,
    stored_prototypes,
)
from ad_studio.detection.grids import smooth, to_grid
from ad_studio.detection.ignoring import kept, kept_hidden
from ad_studio.detection.memory_bank import MemoryBank, k_center_greedy
from ad_studio.detection.prompt_learning.losses import LossSettings, contrast
from ad_studio.detection.prompt_learning.trainer import Bag, learn_prompts
from ad_studio.detection.reference_analysis.pose import (
    TurnedView,
    is_loose,
    turned_views,
    upright_views,
)
from ad_studio.detection.reference_analysis.texture import is_texture
from ad_studio.detection.synthetic_defects import defect_views
from ad_studio.domain import RgbImage
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled

_NEIGHBOURHOOD = 2.0  # patches over which what is usual is blended
_DOUBT = 0.5  # views that count as seen at every place, at the usual distance of all
_COVERED = 0.15  # of a patch by the part, so that it counts as one of the part's
_LIGHT = 3.0  # sigma up to which what all of a part deviates by may be its light
_VISIBLE = 8  # grey levels by which paint must change a pixel to count as a defect


@dataclass(frozen=True, slots=True)
class DevPromptSettings:
    """Everything that shapes a fitted detector.

    Attributes:
        epochs: Full-batch steps of prompt learning; 0 keeps the initial prompts.
        seed: Of every draw.
        image_size: Long input side in pixels; None for the backbone's default.
        held_out: Views that the statistics rest on.
        pose: How the part lies: "any" angle, "fixed", "upright" (straightened and cut out), or
            "auto" to find out; see `pose.is_loose` and `framing`.
        patches: At most so many are kept in the memory, those of the reference itself first.
        usual_weight: How much of what is usual at its place is taken off a patch's distance.
        own_weight: How much of its match's contrast is taken off a patch's contrast.
        text_weight: Weight of the text deviation beside the visual one in the fused map.
        text_limit: Sigma up to which the text deviation counts: prompts are as sure of a glint as
            of a scratch, so that beyond it they must not outweigh the memory.
        smoothing: Sigma of the Gaussian on the fused map, in patches.
        texture_smoothing: Likewise where the reference is a texture; squares are smoothed there.
        part_weight: How much of what all of the part deviates by, its median, is taken off each
            patch of a texture or of a part seen upright: it lies in another light.
        score_share: Share of the highest patches whose mean is the image's score.
        n_learned: Learned abnormal prompts; 0 for fixed suffixes only.
        synthetic: Images with painted defects that must deviate in training (algorithm.md 2.5).
        vv: Whether patches are compared with the prompts by the V-V stream, where there is one.
        loss: Weights of the training loss.
    """

    epochs: int = 100
    seed: int = 0
    image_size: int | None = None
    held_out: int = 12
    pose: str = "auto"
    patches: int = 4096
    usual_weight: float = 1.0
    own_weight: float = 0.8
    text_weight: float = 0.45
    text_limit: float = 3.0
    smoothing: float = 0.5
    texture_smoothing: float = 1.25
    part_weight: float = 0.5
    score_share: float = 0.005
    n_learned: int = 4
    synthetic: int = 0
    vv: bool = True
    loss: LossSettings = field(default_factory=LossSettings)

    EARLIER: ClassVar[Mapping[str, float]] = MappingProxyType({"text_limit": math.inf})
    """What models did that were saved before there was the setting."""


class DevPromptDetector(CalibratedDetector):
    """A fitted DevPrompt model on its backbone; see `Detector`.

    Args:
        backbone: Frozen.
        settings: See `DevPromptSettings`.
        calibration: None where `calibrate` follows.
        prototypes: Unit normal and abnormal text anchors [2, d].
        memory: The visual memory.
        reference_contrast: Contrast that each stored patch accounts for, [N].
        usual: Distance at which other views of the part match a stored patch, or its place, [N].
        loose: Whether the part is taken to lie at any angle.
        texture: Whether the reference is alike all over, see `is_texture`.
    """

    method = "devprompt"

    def __init__(
        self,
        backbone: Backbone,
        settings: DevPromptSettings,
        calibration: Calibration | None,
        *,
        prototypes: Tensor,
        memory: MemoryBank,
        reference_contrast: Tensor,
        usual: Tensor,
        loose: bool,
        texture: bool,
    ) -> None:
        super().__init__(backbone, settings, calibration)
        self.prototypes = prototypes
        self.memory = memory
        self.reference_contrast = reference_contrast
        self.usual = usual
        self.loose = loose
        self.texture = texture

    def evidence(self, tokens: PatchTokens, images: Sequence[RgbImage]) -> Evidence:
        """See `CalibratedDetector.evidence`.

        The text branch counts mostly what a patch has beyond its match on the reference: edges or
        marks that look like defects to the prompts, but belong to the part, cancel out. Likewise
        the visual branch takes off some of what is usual where the match lies: an edge or a thread
        is never met again as exactly as a plain face.
        """
        distance, match = self.memory.match(tokens.hidden)
        delta = _contrast(tokens, self.prototypes, vv=self.settings.vv)
        beyond = delta - self.reference_contrast[match]
        unusual = distance - self.settings.usual_weight * self.usual[match]
        grid = tokens.hidden_grid
        part = None
        if self.settings.pose == "upright":
            found = np.stack([part_patches(image, grid, share=_COVERED) for image in images])
            part = torch.from_numpy(found).to(distance.device)
        return Evidence(text=beyond, visual=unusual, grid=grid, part=part)

    def fuse(self, evidence: Evidence) -> Tensor:
        """See `CalibratedDetector.fuse`: the smoothed weighted sum of both deviations.

        Of a texture, squares are smoothed: a defect lights up its surroundings, noise does not.
        """
        of = self.settings
        text, visual = self.deviations(evidence)
        if text is None or visual is None:
            raise ValueError("evidence of both branches is needed")
        mixed = visual + of.text_weight * text.clamp(max=of.text_limit)
        if evidence.part is not None or self.texture:
            here = mixed if evidence.part is None else mixed.masked_fill(~evidence.part, torch.nan)
            level = here.nanmedian(dim=1, keepdim=True).values
            mixed = mixed - of.part_weight * level.clamp(max=_LIGHT)
        if self.texture:
            squares = mixed.clamp(min=0).square()
            return smooth(squares, evidence.grid, sigma=of.texture_smoothing).sqrt()
        return smooth(mixed, evidence.grid, sigma=of.smoothing)

    def tensors(self) -> dict[str, Tensor]:
        """See `Detector.tensors`."""
        return {
            "prototypes": self.prototypes,
            "reference_contrast": self.reference_contrast,
            "usual": self.usual,
            "loose": torch.tensor(float(self.loose)),
            "texture": torch.tensor(float(self.texture)),
            **self.memory.tensors(),
        }


def fit(
    backbone: Backbone,
    references: Sequence[RgbImage],
    *,
    noun: str,
    defects: Sequence[str],
    settings: DevPromptSettings,
    progress: Progress,
) -> DevPromptDetector:
    """Train on one normal image, or on a few.

    Args:
        backbone: Frozen; its text tower is still loaded.
        references: uint8 [H, W, 3], each at the size that `backbone.input_size` gives for it.
        noun: What the part is.
        defects: Phrases of the project.
        settings: See `DevPromptSettings`.
        progress: Gets a `TrainUpdate` per epoch.

    Raises:
        Cancelled: The user asked to stop.
    """
    progress.status(msg("Looking at the reference"))
    tokens = [backbone.encode_images([reference]) for reference in references]
    loose = is_loose(tokens[0], pose=settings.pose)
    looks = held_out_looks(
        backbone, references, settings.held_out, seed=settings.seed, turn=loose, progress=progress
    )
    bags = list(_bags(backbone, references, settings, progress=progress))
    progress.status(msg("Learning the prompts"))
    prototypes = learn_prompts(
        backbone,
        torch.cat([_counted(one, backbone, settings) for one in tokens]).clone(),
        noun=noun,
        defects=defects,
        epochs=settings.epochs,
        seed=settings.seed,
        loss_settings=settings.loss,
        n_learned=settings.n_learned,
        bags=bags,
        progress=progress,
    )
    progress.status(msg("Turning the reference") if loose else msg("Filling the memory"))
    each = len(looks) // len(references)
    views = [
        upright_views(backbone, reference, own, progress=progress)
        if settings.pose == "upright"
        else turned_views(
            backbone,
            reference,
            own,
            [look.tokens for look in looks[each * i : each * (i + 1)]],
            loose=loose,
            pose=settings.pose,
            progress=progress,
        )
        for i, (reference, own) in enumerate(zip(references, tokens, strict=True))
    ]
    with torch.inference_mode():
        detector = _remember(backbone, settings, views, prototypes, looks, loose=loose)
    detector.calibrate(looks)
    return detector


def _remember(
    backbone: Backbone,
    settings: DevPromptSettings,
    views: Sequence[Sequence[TurnedView]],
    prototypes: Tensor,
    looks: Sequence[Look],
    *,
    loose: bool,
) -> DevPromptDetector:
    """Fill the memory with the views of each reference, and note what is usual at each place."""
    flat = [(i, some[0]) for i, some in enumerate(views)]  # the references themselves first
    flat += [(i, view) for i, some in enumerate(views) for view in some[1:]]
    memory = MemoryBank.build([kept_hidden(view.tokens, backbone) for _, view in flat])
    grids = [some[0].tokens.hidden_grid for some in views]
    starts = [0, *accumulate(math.prod(grid) for grid in grids)]
    contrasts, places = (
        torch.cat(
            [kept(one, grids[i], backbone)[0] for one, (i, _) in zip(many, flat, strict=True)]
        )
        for many in (
            [_contrast(view.tokens, prototypes, vv=settings.vv) for _, view in flat],
            [source_patches(grids[i], view.degrees)[None] + starts[i] for i, view in flat],
        )
    )
    places = places.to(contrasts.device)
    if len(memory) > settings.patches:
        own = sum(kept_hidden(some[0].tokens, backbone)[0].shape[1] for some in views)
        start = torch.arange(own, device=contrasts.device)
        chosen = k_center_greedy(memory.searched, count=settings.patches, start=start)
        memory, contrasts, places = memory.keep(chosen), contrasts[chosen], places[chosen]

    sums, counts = torch.zeros(2, starts[-1], device=contrasts.device)
    distances = []
    for look in looks:
        distance, match = memory.match(kept_hidden(look.tokens, backbone))
        distances.append(distance[0])
        sums.index_add_(0, places[match[0]], distance[0])
        counts.index_add_(0, places[match[0]], torch.ones_like(distance[0]))
    prior = sums.sum() / counts.sum()
    usual = torch.cat(
        [
            _around(sums[a:b] + prior * _DOUBT, grid) / _around(counts[a:b] + _DOUBT, grid)
            for (a, b), grid in zip(pairwise(starts), grids, strict=True)
        ]
    )
    first = views[0][0].tokens
    return DevPromptDetector(
        backbone,
        settings,
        None,
        prototypes=prototypes,
        memory=memory,
        reference_contrast=settings.own_weight * contrasts,
        usual=usual[places],
        loose=loose,
        texture=is_texture(first.hidden, first.hidden_grid, torch.cat(distances)),
    )


def _around(values: Tensor, grid: tuple[int, int]) -> Tensor:
    """Values [P] blended with those of neighbouring places."""
    return smooth(values[None], grid, sigma=_NEIGHBOURHOOD)[0]


def restore(
    backbone: Backbone,
    settings: DevPromptSettings,
    calibration: Calibration,
    tensors: Mapping[str, Tensor],
) -> DevPromptDetector:
    """Put a saved model back onto its backbone.

    Raises:
        KeyError: A tensor is missing.
        ValueError: They do not fit together.
    """
    memory = MemoryBank.restore(tensors)
    prototypes, own = stored_prototypes(tensors), tensors["reference_contrast"]
    # the first models had none of these
    usual = tensors.get("usual", torch.zeros_like(own))
    loose, texture = (tensors.get(name, torch.tensor(0.0)) for name in ("loose", "texture"))
    if not own.shape == usual.shape == (len(memory),) or loose.ndim or texture.ndim:
        raise ValueError("tensors of unexpected shapes")
    return DevPromptDetector(
        backbone,
        settings,
        calibration,
        prototypes=prototypes,
        memory=memory,
        reference_contrast=own,
        usual=usual,
        loose=bool(loose),
        texture=bool(texture),
    )


def _bags(
    backbone: Backbone,
    references: Sequence[RgbImage],
    settings: DevPromptSettings,
    *,
    progress: Progress,
) -> Iterator[Bag]:
    """Painted defects on the references, shared out among them."""
    for i, reference in enumerate(references):
        count = len(range(i, settings.synthetic, len(references)))
        for view in defect_views(reference, count, seed=settings.seed + i):
            raise_if_cancelled(progress)
            tokens = backbone.encode_images([view])
            painted = np.abs(view.astype(np.int16) - reference).max(axis=2) > _VISIBLE
            share = torch.from_numpy(painted).float()[None, None]
            covered = F.adaptive_avg_pool2d(share, tokens.grid).flatten(1) >= 1 / 2
            patches = int(kept(covered, tokens.grid, backbone).sum())
            yield Bag(_counted(tokens, backbone, settings).clone(), patches=max(1, patches))


def _counted(tokens: PatchTokens, backbone: Backbone, settings: DevPromptSettings) -> Tensor:
    """Joint tokens of the patches of one image that are not ignored, [P', d]."""
    return kept(_joint(tokens, vv=settings.vv), tokens.grid, backbone)[0]


def _joint(tokens: PatchTokens, *, vv: bool) -> Tensor:
    return tokens.joint if vv or tokens.plain is None else tokens.plain


def _contrast(tokens: PatchTokens, prototypes: Tensor, *, vv: bool) -> Tensor:
    delta = contrast(_joint(tokens, vv=vv), prototypes[0], prototypes[1])
    return to_grid(delta, tokens.grid, tokens.hidden_grid)
