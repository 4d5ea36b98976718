#!/usr/bin/env python3
"""Writes Windows' icon out of the pictures in `resources`: `icon.py OUT.ico`."""

import struct
import sys
from pathlib import Path

_PICTURES = Path(__file__).resolve().parents[2] / "resources" / "app"
SIZES = (16, 24, 32, 48, 64, 128, 256)

_HEADER = struct.Struct("<HHH")
_ENTRY = struct.Struct("<BBBBHHII")


def icon() -> bytes:
    """A table of the sizes, then the pictures, which may be PNG since Windows Vista."""
    pictures = [(_PICTURES / f"spool-{size}.png").read_bytes() for size in SIZES]
    begin = _HEADER.size + _ENTRY.size * len(SIZES)
    written = [_HEADER.pack(0, 1, len(SIZES))]
    for size, picture in zip(SIZES, pictures, strict=True):
        # 256 is written as 0.
        written.append(_ENTRY.pack(size % 256, size % 256, 0, 0, 1, 32, len(picture), begin))
        begin += len(picture)
    return b"".join(written + pictures)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(icon())
