"""The starter backbone's files, checked without loading them."""

import json
from pathlib import Path

from ad_studio.errors import AdStudioError
from ad_studio.imaging.hashing import sha256_file

_DESCRIPTION = "text.json"
_FILES = {
    "vision.safetensors": "vision_sha256",
    "efficientnet.safetensors": "efficientnet_sha256",
    "text.safetensors": "weights_sha256",
}


def damaged_files(folder: Path) -> list[str]:
    """List what is wrong with the bundled weights, in plain words; nothing if all is well."""
    try:
        listed = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        expected = {name: listed[key] for name, key in _FILES.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return [f"{folder / _DESCRIPTION} is missing or damaged"]
    problems = []
    for name, sha256 in expected.items():
        path = folder / name
        try:
            if sha256_file(path) != sha256:
                problems.append(f"{path} is not the file that text.json lists (SHA-256)")
        except AdStudioError as error:
            problems.append(str(error))
    return problems
