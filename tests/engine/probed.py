"""What a media file holds, as ffprobe sees it."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

needs_ffprobe = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="needs ffprobe")


@dataclass(frozen=True)
class Probed:
    """A file's streams, chapters, tags and length."""

    codecs: tuple[str, ...]
    languages: tuple[str, ...]  # of its subtitles
    chapters: tuple[str, ...]
    tags: dict[str, str]
    seconds: float


def probed(file: Path) -> Probed:
    command = ["ffprobe", "-v", "error", "-show_streams", "-show_chapters", "-show_format"]
    said = subprocess.run([*command, "-of", "json", str(file)], check=True, capture_output=True)
    found: dict[str, Any] = json.loads(said.stdout)
    streams, tags = found["streams"], found["format"].get("tags", {})
    return Probed(
        tuple(one["codec_name"] for one in streams),
        tuple(
            one.get("tags", {}).get("language", "")
            for one in streams
            if one["codec_type"] == "subtitle"
        ),
        tuple(one.get("tags", {}).get("title", "") for one in found["chapters"]),
        {key.lower(): value for key, value in tags.items()},
        float(found["format"]["duration"]),
    )
