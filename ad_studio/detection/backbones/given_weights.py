"""The weights files that the user gave on this computer, by SHA-256.

A model that was trained with `--weights FILE` names that file for people only. A project may come
from anywhere, so the path in it is never opened: it could name a server, or any file.
"""

import os
import re
from pathlib import Path

from ad_studio.detection.backbones.timm_vit import PREFIX
from ad_studio.detection.backbones.weights import all_installed, cache_folder, verified
from ad_studio.detection.model_folder import ModelDescription
from ad_studio.errors import BackboneError
from ad_studio.files import DISK_FULL, FREE_SPACE, is_disk_full, write_atomic
from ad_studio.messages import msg

_SHA256 = re.compile("[0-9a-f]{64}")


def remember(weights: Path, *, sha256: str) -> None:
    """Keep where a weights file lies that the user has given.

    Args:
        weights: The file.
        sha256: Of its bytes.

    Raises:
        BackboneError: It cannot be stored.
    """
    note = _note(sha256)
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(note, os.fsencode(weights.absolute()))
    except OSError as error:
        if is_disk_full(error):
            raise BackboneError(DISK_FULL, path=note, hint=FREE_SPACE) from error
        raise BackboneError(
            msg(
                "Where the weights file lies cannot be stored: {reason}.",
                reason=error.strerror or str(error),
            ),
            path=note,
            hint=msg("Check that you may write there."),
        ) from error


def of_model(model: ModelDescription) -> Path | None:
    """Return the file of the weights that a model was trained on, as given on this computer.

    None where it was trained on what comes with the program or is installed.

    Raises:
        BackboneError: Nobody gave such a file here, or it is gone.
    """
    if model.weights is None:
        return None
    given = _given(model.backbone_sha256)
    if given is not None:
        return given
    name = model.backbone
    installed = all_installed().get(name)
    if installed is not None and installed.sha256 == model.backbone_sha256:
        return verified(name).path
    if name.startswith(PREFIX):
        hint = msg("Train with that file here once: --backbone {id} --weights FILE.", id=name)
    else:
        hint = msg("Import that file: ad-studio backbones --import {id} FILE.", id=name)
    raise BackboneError(
        msg(
            "The model was trained on a weights file of {id} that nobody gave on this computer "
            "(SHA-256 {sha256}).",
            id=name,
            sha256=model.backbone_sha256,
        ),
        hint=hint,
    )


def _given(sha256: str) -> Path | None:
    if not _SHA256.fullmatch(sha256):  # it becomes a file name
        return None
    try:
        given = Path(os.fsdecode(_note(sha256).read_bytes()))
        return given if given.is_file() else None
    except (OSError, ValueError):
        return None


def _note(sha256: str) -> Path:
    return cache_folder() / "given" / sha256
