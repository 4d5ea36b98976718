"""The list of parts names each of them once, with a version."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__

SCRIPT = Path(__file__).parents[2] / "packaging" / "sbom.py"


@pytest.mark.skipif(sys.platform == "win32", reason="programs made of a script")
def test_every_part_is_in_the_list_once(tmp_path: Path) -> None:
    for name in ("ffmpeg", "ffprobe"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {name} version 5.1.9 and more\n")
        program.chmod(0o755)
    out = tmp_path / "spool.cdx.json"
    subprocess.run([sys.executable, SCRIPT, tmp_path, out], check=True, timeout=60)
    bill = json.loads(out.read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["version"] == __version__
    parts = {part["name"]: part for part in bill["components"]}
    assert len(parts) == len(bill["components"])
    assert {"python", "ffmpeg", "ffprobe", "yt-dlp", "yt-dlp-ejs", "deno"} <= set(parts)
    assert not {"pip", "pyinstaller", "setuptools"} & set(parts)
    assert parts["ffmpeg"]["version"] == "5.1.9"
    assert parts["yt-dlp"]["purl"] == f"pkg:pypi/yt-dlp@{parts['yt-dlp']['version']}"
    references = [part["bom-ref"] for part in bill["components"]]
    assert bill["dependencies"] == [{"ref": "spool", "dependsOn": references}]
