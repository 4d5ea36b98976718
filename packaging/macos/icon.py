#!/usr/bin/env python3
"""Writes macOS' icon out of the pictures in `resources`: `icon.py OUT.icns`."""

import struct
import sys
from pathlib import Path

_PICTURES = Path(__file__).resolve().parents[2] / "resources" / "app"
KINDS = {
    "icp4": 16,
    "icp5": 32,
    "icp6": 64,
    "ic07": 128,
    "ic08": 256,
    "ic09": 512,
    "ic11": 32,  # these for screens with twice as many pixels
    "ic12": 64,
    "ic13": 256,
    "ic14": 512,
}
"""Names of the sizes that hold a PNG, and how many pixels wide each is."""

_HEADER = struct.Struct(">4sI")


def icon() -> bytes:
    """One chunk for each size, in one that holds them all; a length counts its header too."""
    chunks = b"".join(
        _chunk(kind, (_PICTURES / f"spool-{size}.png").read_bytes()) for kind, size in KINDS.items()
    )
    return _chunk("icns", chunks)


def _chunk(kind: str, content: bytes) -> bytes:
    return _HEADER.pack(kind.encode(), _HEADER.size + len(content)) + content


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(icon())
