"""Where the weights of a pretrained model are published, as open_clip's own entries say."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

import open_clip
from huggingface_hub import get_hf_file_metadata, hf_hub_url
from huggingface_hub.errors import EntryNotFoundError
from open_clip.constants import HF_SAFE_WEIGHTS_NAME, HF_WEIGHTS_NAME

from ad_studio.detection.backbones.library_logs import silence_libraries
from ad_studio.detection.backbones.pretrained import Pretrained
from ad_studio.errors import BackboneError
from ad_studio.messages import msg

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHA256_START = re.compile(r"-([0-9a-f]{8})\.[a-z]+$")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to download.

    Attributes:
        url: Its address.
        suffix: Of the file's name, with the dot.
        size: In bytes; None where it is not published.
        sha256: Published hash, or as much of its start as is published; may be empty.
    """

    url: str
    suffix: str
    size: int | None
    sha256: str


def find_source(pretrained: Pretrained) -> Source:
    """Find the file of a pretrained model; asks the hub which files it has.

    The hub is preferred, as in open_clip, since its files are safetensors and its hashes whole.
    Where the hub entry names another training of the same architecture (open_clip 3.3 sends those
    who ask for laion400m_e32 of ViT-B-16-plus-240 to e31), the plain address is right.

    Raises:
        BackboneError: The model is not published, or the hub cannot be reached.
    """
    hub = str(pretrained.config.get("hf_hub", ""))
    url = str(pretrained.config.get("url", ""))
    if hub and not (url and _names_another_tag(hub, pretrained)):
        return _on_hub(pretrained, hub)
    if url:
        return _at_url(url)
    raise BackboneError(
        msg("open_clip does not publish the weights of {id}.", id=pretrained.id),
        hint=msg("Import a file instead."),
    )


def unreachable(id: str, url: str) -> BackboneError:  # noqa: A002 - the registry's word for it
    """The error for a download that the network did not allow."""
    return BackboneError(
        msg(
            "The weights of {id} cannot be downloaded: the server cannot be reached "
            "from here, or it does not hand out the file.",
            id=id,
        ),
        hint=msg(
            "Check the connection. Or fetch {url} on another computer and import the file.", url=url
        ),
    )


def _names_another_tag(hub: str, pretrained: Pretrained) -> bool:
    others = set(open_clip.list_pretrained_tags_by_model(pretrained.architecture))
    others.discard(pretrained.tag)
    return pretrained.tag not in hub and any(other in hub for other in others)


def _on_hub(pretrained: Pretrained, hub: str) -> Source:
    repository, _, wanted = hub.rpartition("/")
    wanted = wanted or HF_WEIGHTS_NAME
    safe = str(PurePosixPath(wanted).with_suffix(".safetensors"))
    if wanted == HF_WEIGHTS_NAME:
        safe = HF_SAFE_WEIGHTS_NAME
    url = hf_hub_url(repository, wanted)
    for name in dict.fromkeys((safe, wanted)):
        url = hf_hub_url(repository, name)
        try:
            with silence_libraries():
                about = get_hf_file_metadata(url)
        except EntryNotFoundError:
            continue
        except Exception as error:  # the hub client's own, which differ between its versions
            raise unreachable(pretrained.id, url) from error
        tag = about.etag or ""
        return Source(
            url=url,
            suffix=PurePosixPath(name).suffix,
            size=about.size,
            sha256=tag if _SHA256.fullmatch(tag) else "",
        )
    raise unreachable(pretrained.id, url)


def _at_url(url: str) -> Source:
    """Old addresses carry the hash in a folder's name, or its start in the file's."""
    path = PurePosixPath(url)
    start = _SHA256_START.search(path.name)
    whole = _SHA256.fullmatch(path.parent.name)
    digest = whole[0] if whole else start[1] if start else ""
    return Source(url=url, suffix=path.suffix, size=None, sha256=digest)
