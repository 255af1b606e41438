"""All backbones by id: what there is, what is installed, and loading."""

from pathlib import Path

import open_clip
import torch

from ad_studio import paths
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.backbones.engines import (
    STAGES,
    TOWER,
    TOWER_BLOCKS,
    networks_in_use,
)
from ad_studio.detection.backbones.identify import identify
from ad_studio.detection.backbones.open_clip_backbone import (
    OpenClipBackbone,
    create_model,
    needs_foreign_text_tower,
    needs_tokenizer_files,
    require_checkpoint,
)
from ad_studio.detection.backbones.pretrained import Pretrained, all_pretrained, find_pretrained
from ad_studio.detection.backbones.starter import STARTER, StarterBackbone, starter_sha256
from ad_studio.detection.backbones.timm_vit import PREFIX, load_timm_vit
from ad_studio.detection.backbones.vision_tower import EngineTower, load_tower
from ad_studio.detection.backbones.weights import (
    Installed,
    all_installed,
    tokenizer_folder,
    verified,
)
from ad_studio.domain import BackboneInfo
from ad_studio.files import sha256_of
from ad_studio.messages import NOTHING, Message, msg


def load_backbone(
    id: str,  # noqa: A002 - the registry's word for it
    *,
    weights: Path | None = None,
    device: torch.device,
    image_size: int | None = None,
) -> VisionBackbone:
    """Load a backbone, ready for use; never touches the network.

    Args:
        id: "starter", "<architecture>/<pretrained tag>" of open_clip, or "timm/<model>".
        weights: A local checkpoint instead of the installed weights; with "starter", which has
            no others, its architecture is found out.
        device: Where it runs.
        image_size: Input side in pixels, for the backbones whose size is fixed when they are
            loaded; None for their own.

    Raises:
        BackboneError: Unknown id; weights missing, damaged, changed or of another architecture;
            a size that the backbone cannot take.
    """
    if id == STARTER:
        if weights is None:
            return _load_starter(device)
        id = identify(weights)  # noqa: A001 - a file of the user's says by itself what it is
    if id.startswith(PREFIX):
        return load_timm_vit(id, weights=weights, device=device)
    pretrained = find_pretrained(id)
    if weights is None:
        installed = verified(id)
        weights, sha256 = installed.path, installed.sha256
    else:
        require_checkpoint(weights)
        sha256 = sha256_of(weights)
    model = create_model(
        pretrained.architecture,
        weights=weights,
        quick_gelu=pretrained.quick_gelu,
        image_size=image_size,
    )
    return OpenClipBackbone(
        model,
        name=id,
        sha256=sha256,
        tokenizer_folder=tokenizer_folder(),
        device=device,
        mean=pretrained.mean,
        std=pretrained.std,
    )


def _load_starter(device: torch.device) -> StarterBackbone:
    """The starter, run by the engines that are fastest on this computer."""
    folder = paths.resources() / STARTER
    if device.type != "cpu":
        return StarterBackbone(folder, device=device)
    networks = networks_in_use()
    tower = networks.get(TOWER)
    return StarterBackbone(
        folder,
        device=device,
        encoder=None
        if tower is None
        else EngineTower(
            tower,
            TOWER_BLOCKS,
            fallback=lambda: load_tower(folder / f"{TOWER}.safetensors", device=device),
        ),
        stages=networks.get(STAGES),
    )


def list_backbones() -> list[BackboneInfo]:
    """The starter, then what is installed, then all else that open_clip offers."""
    known = set(open_clip.list_models())
    installed = {
        name: one for name, one in all_installed().items() if name.partition("/")[0] in known
    }
    here = [_info(find_pretrained(name), one) for name, one in installed.items()]
    absent = [_info(one, None) for one in all_pretrained() if one.id not in installed]
    return [_starter(), *here, *absent]


def info(id: str) -> BackboneInfo:  # noqa: A002
    """One line of the list.

    Raises:
        BackboneError: Unknown id.
    """
    return _starter() if id == STARTER else _info(find_pretrained(id), all_installed().get(id))


def _starter() -> BackboneInfo:
    folder = paths.resources() / STARTER
    return BackboneInfo(
        id=STARTER,
        title=msg("Starter, comes with the program"),
        installed=True,
        bytes=sum(file.stat().st_size for file in folder.glob("*.safetensors")),
        sha256=starter_sha256(folder),
        path=folder,
    )


def _info(pretrained: Pretrained, installed: Installed | None) -> BackboneInfo:
    return BackboneInfo(
        id=pretrained.id,
        title=msg(
            "{architecture}, trained on {data}",
            architecture=pretrained.architecture,
            data=pretrained.tag,
        ),
        installed=installed is not None,
        bytes=installed.bytes if installed else None,
        sha256=installed.sha256 if installed else None,
        path=installed.path if installed else None,
        note=_note(pretrained, installed),
    )


def _note(pretrained: Pretrained, installed: Installed | None) -> Message:
    config = open_clip.get_model_config(pretrained.architecture)
    if needs_foreign_text_tower(config):
        return msg("Cannot be used here: its text tower comes from another library.")
    origin = msg("From {origin}.", origin=installed.origin) if installed else NOTHING
    if not needs_tokenizer_files(config):
        return origin
    needs = msg("Needs the package transformers.")
    return msg("{origin} {needs}", origin=origin, needs=needs) if origin else needs
