"""Checksums that count, since yt-dlp's key has signed them. The one door to OpenPGP."""

import hashlib
import re
from pathlib import Path

from pysequoia import Cert, Sig, verify

from app.core.engine_updates import UpdateEnd
from app.engine.updates.refused import NoUpdate

_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](.+)")


def signed_sums(sums: bytes, signature: bytes, key: Path) -> dict[str, str]:
    """SHA-256 by the name of the file; `NoUpdate` unless the key has signed exactly these."""
    if not _is_signed(sums, signature, key):
        raise NoUpdate(UpdateEnd.UNSIGNED, "the checksums are not signed by the key")
    lines = map(_LINE.fullmatch, sums.decode(errors="replace").splitlines())
    return {line[2]: line[1].lower() for line in lines if line}


def check_sum(data: bytes, sums: dict[str, str], name: str) -> None:
    """`NoUpdate` unless the data are what the checksums say of the file of this name."""
    if name not in sums:
        raise NoUpdate(UpdateEnd.UNSIGNED, "there is no checksum for it")
    if hashlib.sha256(data).hexdigest() != sums[name]:
        raise NoUpdate(UpdateEnd.DAMAGED, "it is not what its checksum says")


def _is_signed(sums: bytes, signature: bytes, key: Path) -> bool:
    certificate = Cert.from_bytes(key.read_bytes())
    try:
        # What is no signature, and one of somebody else, is told in the same way.
        found = verify(
            bytes=sums, store=lambda _ids: [certificate], signature=Sig.from_bytes(signature)
        )
    except RuntimeError:
        return False
    return any(one.certificate == certificate.fingerprint for one in found.valid_sigs)
