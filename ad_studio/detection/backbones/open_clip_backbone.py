"""Any architecture of open_clip as a `Backbone`."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import open_clip
import torch
import torch.nn.functional as F
from open_clip.constants import OPENAI_DATASET_MEAN, OPENAI_DATASET_STD
from open_clip.modified_resnet import ModifiedResNet
from open_clip.timm_model import TimmModel
from open_clip.transformer import VisionTransformer
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens, VVStream, to_pixels
from ad_studio.detection.backbones.library_logs import silence_libraries
from ad_studio.detection.backbones.open_clip_resnet import ResNetTower
from ad_studio.detection.backbones.open_clip_text import OpenClipText, Tokenizer
from ad_studio.detection.backbones.open_clip_timm import TimmVitTower, timm_tower
from ad_studio.detection.backbones.open_clip_tower import Network, Tower
from ad_studio.detection.backbones.open_clip_vit import VitTower
from ad_studio.detection.backbones.precision import vision_autocast
from ad_studio.detection.backbones.windows import WindowTokens, pooled_windows
from ad_studio.domain import RgbImage
from ad_studio.errors import BackboneError
from ad_studio.messages import Message, msg

CHECKPOINT_SUFFIXES = (".safetensors", ".pt", ".pth", ".bin")


class OpenClipBackbone:
    """An open_clip model, frozen; see `Backbone`.

    Images of any shape are squashed to the model's own input size: nothing is cropped off, and a
    map of the grid resized to the image lies where it belongs.
    """

    has_text = True

    def __init__(
        self,
        model: Network,
        *,
        name: str,
        sha256: str,
        tokenizer_folder: Path | None,
        device: torch.device,
        mean: tuple[float, float, float] = OPENAI_DATASET_MEAN,
        std: tuple[float, float, float] = OPENAI_DATASET_STD,
    ) -> None:
        """Take a model apart into its two towers.

        Args:
            model: As `create_model` gives it.
            name: The registry id, whose first part is the architecture.
            sha256: Of the weight bytes.
            tokenizer_folder: Where tokenizer files were downloaded to, if there are any.
            device: Where it runs.
            mean: Per channel, of pixels on the scale [0, 1].
            std: Per channel, of pixels on the scale [0, 1].

        Raises:
            BackboneError: One of the towers is of a kind that cannot be used.
        """
        parts = model.eval().requires_grad_(False).to(device)
        self.name = name
        self.sha256 = sha256
        self.device = device
        self.learning_rate = 0.002  # PromptAD's
        self.temperature = float(parts.logit_scale.detach())  # not exp: as PromptAD has it
        self._mean, self._std = mean, std
        self._tower = _dense_tower(parts.visual)
        self.memory_blocks = self._tower.memory_blocks
        self.stages = self._tower.stages
        self.has_aligned_patches = False
        self.has_vv = self._tower.has_vv
        self.patch_pixels: int | None = None
        self.vision_width = self._tower.width if isinstance(self._tower, VitTower) else None
        text = OpenClipText(
            model,
            make_tokenizer=partial(
                make_tokenizer, name.split("/", maxsplit=1)[0], folder=tokenizer_folder
            ),
        )
        self.token_width = text.width
        self._text: OpenClipText | None = text

    def input_size(
        self,
        width: int,  # noqa: ARG002 - squashed whatever the image
        height: int,  # noqa: ARG002
        *,
        side: int | None = None,
    ) -> tuple[int, int]:
        """See `Backbone.input_size`.

        Raises:
            BackboneError: `side` is not the size that the backbone was loaded for.
        """
        if side not in (None, max(self._tower.size), max(self._tower.covered)):
            raise BackboneError(
                msg(
                    "The backbone {name} was loaded for {size} pixels and cannot take {side}.",
                    name=self.name,
                    size=max(self._tower.size),
                    side=side,
                ),
                hint=msg("Leave the input size to the backbone."),
            )
        return self._tower.covered

    def encode_images(
        self, images: Sequence[RgbImage], *, blocks: Sequence[int] | None = None
    ) -> PatchTokens:
        """See `Backbone.encode_images`."""
        with torch.inference_mode(), vision_autocast(self.device):
            return self._tower(self._pixels(images), blocks)

    def encode_prompted(
        self,
        images: Sequence[RgbImage],
        prompts: Sequence[Tensor],
        *,
        blocks: Sequence[int] | None = None,
    ) -> PatchTokens:
        """See `PromptableBackbone.encode_prompted`."""
        if not isinstance(self._tower, VitTower):
            raise RuntimeError("this vision tower takes no learned tokens")
        with vision_autocast(self.device):
            return self._tower(self._pixels(images), blocks, prompts=prompts)

    def encode_vv(
        self,
        images: Sequence[RgbImage],
        stream: VVStream,
        *,
        blocks: Sequence[int] | None = None,
    ) -> PatchTokens:
        """See `VVBackbone.encode_vv`."""
        if not self.has_vv or not isinstance(self._tower, VitTower | TimmVitTower):
            raise RuntimeError("this vision tower has no V-V stream")
        with torch.inference_mode(), vision_autocast(self.device):
            return self._tower(self._pixels(images), blocks, vv=stream)

    def encode_windows(self, images: Sequence[RgbImage], sides: Sequence[int]) -> WindowTokens:
        """See `Backbone.encode_windows`.

        A native ViT looks at each window alone, as WinCLIP does; of other towers, tokens are
        averaged.
        """
        with torch.inference_mode(), vision_autocast(self.device):
            if isinstance(self._tower, VitTower):
                return self._tower.windows(self._pixels(images), sides)
            tokens = self._tower(self._pixels(images))
            return pooled_windows(tokens.joint, tokens.grid, sides)

    def _pixels(self, images: Sequence[RgbImage]) -> Tensor:
        covered, size = self._tower.covered, self._tower.size
        pixels = to_pixels(images, size=covered, mean=self._mean, std=self._std, device=self.device)
        return F.pad(pixels, (0, size[0] - covered[0], 0, size[1] - covered[1]))

    def tokenize(self, texts: Sequence[str]) -> Tensor:
        """See `Backbone.tokenize`.

        Raises:
            BackboneError: The tokenizer needs files or a package that are not here.
        """
        return self._text_side().tokenize(texts)

    def embed_tokens(self, ids: Tensor) -> Tensor:
        """See `Backbone.embed_tokens`."""
        return self._text_side().embed(ids)

    def encode_prompts(
        self, embeddings: Tensor, ids: Tensor, *, deep: Sequence[Tensor] = ()
    ) -> Tensor:
        """See `Backbone.encode_prompts`."""
        return self._text_side().encode(embeddings, ids, deep=deep)

    def drop_text(self) -> None:
        """See `Backbone.drop_text`."""
        self._text = None

    def _text_side(self) -> OpenClipText:
        if self._text is None:
            raise RuntimeError("the text tower was dropped")
        return self._text


def create_model(
    architecture: str, *, weights: Path | None, quick_gelu: bool, image_size: int | None
) -> Network:
    """Instantiate an architecture and load a checkpoint into it; never touches the network.

    Args:
        architecture: A name of `open_clip.list_models()`.
        weights: Checkpoint; None draws random weights.
        quick_gelu: Whether the weights were trained with QuickGELU. open_clip would only warn
            when the architecture's own setting differs.
        image_size: Input side in pixels; None for the architecture's own.

    Raises:
        BackboneError: The file is missing, damaged, unsafe or of another architecture; the
            architecture is unknown, cannot be used here, or cannot take the size.
    """
    if architecture not in open_clip.list_models():  # get_model_config takes hub names and folders
        raise BackboneError(
            msg('open_clip knows no architecture "{architecture}".', architecture=architecture)
        )
    config = open_clip.get_model_config(architecture)
    if needs_foreign_text_tower(config):
        raise BackboneError(
            msg(
                "The text tower of {architecture} comes from another library and cannot "
                "be used here.",
                architecture=architecture,
            ),
            hint=msg("Choose another backbone."),
        )
    if weights is not None:
        require_checkpoint(weights)
    try:
        with silence_libraries():
            model: Network = open_clip.create_model(
                architecture,
                pretrained=None if weights is None else str(weights),
                force_quick_gelu=quick_gelu,
                force_image_size=image_size,
                pretrained_text=False,
                weights_only=True,
            )
    except Exception as error:  # of any kind: unpickling, shapes, keys, sizes
        if weights is None:
            raise BackboneError(
                msg(
                    "{architecture} cannot be built for images of {image_size} pixels.",
                    architecture=architecture,
                    image_size=image_size,
                )
            ) from error
        what: Message | str = architecture
        if image_size is not None:
            what = msg("{name} at {size} pixels", name=architecture, size=image_size)
        raise BackboneError(
            msg("The file is damaged, or it is not a plain weights file of {model}.", model=what),
            path=weights,
            hint=msg(
                "Download the weights again, or choose the file that belongs to this backbone."
            ),
        ) from error
    return model


def with_random_weights(
    architecture: str, *, device: torch.device, image_size: int | None = None, seed: int = 0
) -> OpenClipBackbone:
    """Build a backbone that has learned nothing, for tests and measurements of speed.

    Raises:
        BackboneError: See `create_model`.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = create_model(architecture, weights=None, quick_gelu=False, image_size=image_size)
    return OpenClipBackbone(
        model,
        name=f"{architecture}/random",
        sha256=f"random weights of seed {seed}",
        tokenizer_folder=None,
        device=device,
    )


def needs_foreign_text_tower(config: dict[str, Any]) -> bool:
    """Whether the text tower of a model config is not open_clip's own."""
    return "hf_model_name" in config["text_cfg"]


def needs_tokenizer_files(config: dict[str, Any]) -> bool:
    """Whether the tokenizer of a model config needs the transformers package and files."""
    return "hf_tokenizer_name" in config["text_cfg"]


def make_tokenizer(architecture: str, *, folder: Path | None, offline: bool = True) -> Tokenizer:
    """Make the tokenizer of an architecture.

    Args:
        architecture: A name of `open_clip.list_models()`.
        folder: Cache of tokenizer files, for the architectures that need some.
        offline: Whether missing files are an error instead of being downloaded.

    Raises:
        BackboneError: The transformers package or the files are missing.
    """
    if not needs_tokenizer_files(open_clip.get_model_config(architecture)):
        plain: Tokenizer = open_clip.get_tokenizer(architecture)
        return plain
    try:
        with silence_libraries():
            foreign: Tokenizer = open_clip.get_tokenizer(
                architecture,
                cache_dir=None if folder is None else str(folder),
                local_files_only=offline,
            )
    except ImportError as error:
        raise BackboneError(
            msg(
                "The text tower of {architecture} needs the package transformers.",
                architecture=architecture,
            ),
            hint=msg("Install it with pip, or choose another backbone."),
        ) from error
    except Exception as error:  # whatever transformers says about missing files
        raise BackboneError(
            msg("The tokenizer files of {architecture} are not here.", architecture=architecture),
            hint=msg("Connect to the internet and download this backbone, or choose another one."),
        ) from error
    return foreign


def _dense_tower(visual: Network) -> Tower:
    if isinstance(visual, VisionTransformer):
        return VitTower(visual)
    if isinstance(visual, ModifiedResNet):
        return ResNetTower(visual)
    if isinstance(visual, TimmModel):
        return timm_tower(visual)
    raise BackboneError(
        msg(
            "The vision tower {kind} cannot be read patch by patch here.",
            kind=type(visual).__name__,
        ),
        hint=msg("Choose another backbone."),
    )


def require_checkpoint(weights: Path) -> None:
    """Refuse what cannot be a checkpoint by its looks.

    Raises:
        BackboneError: No such file, or not a kind that can be read.
    """
    if weights.is_dir():
        raise BackboneError(
            msg("This is a folder, not a weights file."),
            path=weights,
            hint=msg("Choose a file in it."),
        )
    if not weights.is_file():
        raise BackboneError(
            msg("There is no such weights file."),
            path=weights,
            hint=msg("Choose an existing file."),
        )
    if weights.suffix.lower() not in CHECKPOINT_SUFFIXES:
        raise BackboneError(
            msg("This is not a kind of weights file that can be read."),
            path=weights,
            hint=msg(
                "Choose one that ends in {suffixes}.", suffixes=", ".join(CHECKPOINT_SUFFIXES)
            ),
        )
