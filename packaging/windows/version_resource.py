#!/usr/bin/env python3
"""Writes what Windows shows as the details of spool.exe: `version_resource.py OUT.txt`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from app import __version__

_SHOWN = {
    "CompanyName": "The authors of Spool",
    "FileDescription": "Spool",
    "FileVersion": __version__,
    "InternalName": "spool",
    "LegalCopyright": "The authors of Spool, MIT licence",
    "OriginalFilename": "spool.exe",
    "ProductName": "Spool",
    "ProductVersion": __version__,
}


def version_resource() -> str:
    """The words that PyInstaller reads it from."""
    numbers = (*(int(part) for part in __version__.split(".")), 0)
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in _SHOWN.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0,\n"
        "    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable('040904B0', [{strings}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [1033, 1200])])],\n"
        ")\n"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(version_resource(), encoding="utf-8")
