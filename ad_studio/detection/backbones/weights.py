"""The user's cache of backbone weights: downloaded on request or imported, hashed, verified.

Beside each weights file lies a record of its hash, size and time. The record is written last and
removed first, so a file without a record is not a model.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import open_clip
import torch
from filelock import FileLock, Timeout

from ad_studio import paths
from ad_studio.detection.backbones.open_clip_backbone import (
    OpenClipBackbone,
    create_model,
    make_tokenizer,
    needs_tokenizer_files,
    require_checkpoint,
)
from ad_studio.detection.backbones.pretrained import Pretrained, find_pretrained
from ad_studio.detection.backbones.sources import find_source, unreachable
from ad_studio.detection.backbones.transfer import (
    NetworkError,
    open_url,
    read_file,
    receive,
)
from ad_studio.errors import BackboneError
from ad_studio.files import (
    DISK_FULL,
    FREE_SPACE,
    is_disk_full,
    sha256_of,
    sync,
    temporary,
    write_atomic,
)
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Installed:
    """Weights in the cache.

    Attributes:
        id: Registry id of the backbone.
        file: Name of the weights file inside the cache.
        sha256: Of its bytes when it was installed.
        bytes: Its size.
        mtime_ns: Its time of change, nanoseconds.
        origin: The address or file it came from.
    """

    id: str
    file: str
    sha256: str
    bytes: int
    mtime_ns: int
    origin: str

    @property
    def path(self) -> Path:
        """The weights file."""
        return cache_folder() / self.file


def cache_folder() -> Path:
    """Where weights are kept; it may not exist."""
    return paths.cache_dir() / "backbones"


def tokenizer_folder() -> Path:
    """Where the files of foreign tokenizers are kept; it may not exist."""
    return cache_folder() / "tokenizers"


def all_installed() -> dict[str, Installed]:
    """What the cache holds, by id; looks at sizes only."""
    found = [_read_record(record) for record in sorted(cache_folder().glob("*.json"))]
    return {one.id: one for one in found if one is not None}


def verified(id: str) -> Installed:  # noqa: A002 - the registry's word for it
    """Installed weights whose bytes are those that were installed.

    Hashes the file only if its size or time has changed since.

    Raises:
        BackboneError: Not installed, or changed on the disk.
    """
    found = _read_record(_record_path(id))
    if found is None:
        raise BackboneError(
            msg("The weights of {id} are not on this computer.", id=id),
            hint=msg("Download this backbone or import its file first."),
        )
    try:
        now = found.path.stat()
        if (now.st_size, now.st_mtime_ns) == (found.bytes, found.mtime_ns):
            return found
        unchanged = sha256_of(found.path) == found.sha256
    except OSError as error:
        raise BackboneError(msg("The weights file cannot be read."), path=found.path) from error
    if not unchanged:
        raise BackboneError(
            msg("The weights of {id} have changed on the disk since they were installed.", id=id),
            path=found.path,
            hint=msg("Download or import them again."),
        )
    return found


def download(id: str, *, progress: Progress) -> Installed:  # noqa: A002
    """Download the published weights of a backbone into the cache.

    Raises:
        BackboneError: Unknown or unpublished backbone, no connection, a truncated or altered
            file, one that cannot be used here, or a full disk.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    pretrained = find_pretrained(id)
    progress.status(msg("Looking for the weights"))
    progress.fraction(None)
    if needs_tokenizer_files(open_clip.get_model_config(pretrained.architecture)):
        make_tokenizer(pretrained.architecture, folder=tokenizer_folder(), offline=False)
    source = find_source(pretrained)
    with _incomplete(id, source.suffix) as target:
        try:
            announced, pieces = open_url(source.url)
            total = source.size or announced
            done, sha256 = receive(
                pieces, target, total=total, word=msg("Downloading"), progress=progress
            )
        except NetworkError as error:
            raise unreachable(id, source.url) from error
        except OSError as error:
            raise _not_written(target, error) from error
        if total is not None and done != total:
            raise BackboneError(
                msg(
                    "The download of {id} broke off after {done} of {total} bytes.",
                    id=id,
                    done=done,
                    total=total,
                ),
                hint=msg("Try again."),
            )
        if not sha256.startswith(source.sha256):
            raise BackboneError(
                msg("The download of {id} is not the published file: its SHA-256 differs.", id=id),
                hint=msg(
                    "Try again; if it stays so, something between here and the server alters it."
                ),
            )
        return _install(pretrained, target, sha256=sha256, origin=source.url, progress=progress)


def import_file(id: str, file: Path, *, progress: Progress) -> Installed:  # noqa: A002
    """Copy a checkpoint into the cache as the weights of a backbone.

    Args:
        id: A listed one, or "<architecture>/<name of your own>" for weights of your own.
        file: safetensors, or a PyTorch checkpoint that holds nothing but weights.
        progress: Told how far the copy is.

    Raises:
        BackboneError: Unknown architecture, a file that is not a checkpoint of it, or a full disk.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    pretrained = find_pretrained(id)
    require_checkpoint(file)
    with _incomplete(id, file.suffix.lower()) as target:
        try:
            _, sha256 = receive(
                read_file(file),
                target,
                total=file.stat().st_size,
                word=msg("Copying"),
                progress=progress,
            )
        except OSError as error:
            raise _not_written(file, error) from error
        return _install(
            pretrained, target, sha256=sha256, origin=str(file.absolute()), progress=progress
        )


def _install(
    pretrained: Pretrained, incomplete: Path, *, sha256: str, origin: str, progress: Progress
) -> Installed:
    """Prove that the file loads, then give it its name and its record."""
    progress.status(msg("Checking that the weights load"))
    progress.fraction(None)
    OpenClipBackbone(
        create_model(
            pretrained.architecture,
            weights=incomplete,
            quick_gelu=pretrained.quick_gelu,
            image_size=None,
        ),
        name=pretrained.id,
        sha256=sha256,
        tokenizer_folder=tokenizer_folder(),
        device=torch.device("cpu"),
    )
    raise_if_cancelled(progress)
    record = _record_path(pretrained.id)
    earlier = _read_record(record)
    path = record.with_suffix(incomplete.suffix)
    try:
        record.unlink(missing_ok=True)
        sync(incomplete)
        incomplete.replace(path)
        about = path.stat()
        installed = Installed(
            id=pretrained.id,
            file=path.name,
            sha256=sha256,
            bytes=about.st_size,
            mtime_ns=about.st_mtime_ns,
            origin=origin,
        )
        write_atomic(record, json.dumps({"format": _FORMAT, **asdict(installed)}).encode())
        if earlier is not None and earlier.path != path:
            earlier.path.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(path, error) from error
    return installed


@contextmanager
def _incomplete(id: str, suffix: str) -> Iterator[Path]:  # noqa: A002
    """A name for a file in the making, which is gone afterwards unless it was renamed."""
    record = _record_path(id)
    target = record  # until there is a folder in which to look for what was left unfinished
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        target = temporary(record.parent, suffix=suffix)
        lock = FileLock(record.with_suffix(".lock"), timeout=0)
        lock.acquire()
    except Timeout as error:
        raise BackboneError(
            msg("Another program is installing {id} now.", id=id), hint=msg("Wait.")
        ) from error
    except OSError as error:
        raise _not_written(target, error) from error
    try:
        yield target
    finally:
        target.unlink(missing_ok=True)
        lock.release()


def _record_path(id: str) -> Path:  # noqa: A002
    name = re.sub(r"[^A-Za-z0-9._+-]", "_", id.replace("/", "--"))
    return cache_folder() / f"{name}.json"


def _read_record(record: Path) -> Installed | None:
    """The record, if it is whole and its weights file is there."""
    try:
        fields = json.loads(record.read_text(encoding="utf-8"))
        if fields.pop("format") != _FORMAT:
            return None
        found = Installed(**fields)
        return found if found.path.is_file() else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _not_written(path: Path, error: OSError) -> BackboneError:
    if is_disk_full(error):
        return BackboneError(DISK_FULL, path=path, hint=FREE_SPACE)
    return BackboneError(
        msg("The weights cannot be stored: {reason}.", reason=error.strerror or str(error)),
        path=path,
        hint=msg("Check that you may write there."),
    )
