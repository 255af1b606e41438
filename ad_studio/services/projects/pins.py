"""PINs as they are stored: a slow, salted hash that cannot be turned back."""

import hashlib
import hmac
import secrets

from ad_studio.errors import UsageError
from ad_studio.messages import msg

LEAST = 4
"""Characters that a PIN has at least."""

COST = 2**15
"""Of scrypt: 32 MiB and some 0.1 s for each try."""

_BLOCK, _PARALLEL = 8, 1
_MEMORY = 64 * 2**20
_SALT, _LENGTH = 16, 32  # bytes


def hash_pin(pin: str) -> str:
    """Return what a PIN is compared with later: scrypt, its parameters, salt and hash, as text.

    Raises:
        UsageError: The PIN is too short.
    """
    if len(pin.strip()) < LEAST:
        raise UsageError(msg("A PIN has at least {least} characters.", least=LEAST))
    salt = secrets.token_bytes(_SALT)
    found = _scrypt(pin, salt, cost=COST, block=_BLOCK, parallel=_PARALLEL)
    return f"scrypt:{COST}:{_BLOCK}:{_PARALLEL}:{salt.hex()}:{found.hex()}"


def fits(pin: str, stored: str) -> bool:
    """Whether a PIN is the one that was hashed; takes as long where it is not.

    Raises:
        ValueError: What was stored is of no form that is known.
    """
    kind, cost, block, parallel, salt, wanted = stored.split(":")
    if kind != "scrypt":
        raise ValueError(f"no PIN: {kind}")
    found = _scrypt(
        pin, bytes.fromhex(salt), cost=int(cost), block=int(block), parallel=int(parallel)
    )
    return hmac.compare_digest(found, bytes.fromhex(wanted))


def _scrypt(pin: str, salt: bytes, *, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(
        pin.strip().encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY, dklen=_LENGTH
    )
