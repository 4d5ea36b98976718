"""Media made with ffmpeg when it is first asked for, and kept for all that ask later."""

import hashlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from aiohttp import web

from tests.site.catalogue import SOUND_BITS_PER_SECOND, Video
from tests.site.thumbnail import picture_filter

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

_LOOP_SECONDS = 12  # what lasts longer is this much, over and over
_EXACT = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact")
_FRAGMENTED = "+frag_every_frame+empty_moov+default_base_moof+skip_trailer"


@cache
def ffmpeg() -> str:
    """The ffmpeg on PATH, else the one inside the imageio-ffmpeg package."""
    if found := shutil.which("ffmpeg"):
        return found
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


class Media:
    """A folder of files that are made once. Several processes may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def mp4(self, video: Video, height: int) -> Path:
        """Picture and sound in one file; all other renditions are cut from it."""
        if video.seconds <= _LOOP_SECONDS:
            return self._drawn(video, height, video.seconds)
        loop = self._drawn(video, height, _LOOP_SECONDS)
        return self._made(
            f"{video.slug}-{height}.mp4",
            *("-stream_loop", "-1", "-i", str(loop), "-t", str(video.seconds)),
            *("-c", "copy", "-movflags", "+faststart"),
        )

    def _drawn(self, video: Video, height: int, seconds: int) -> Path:
        """A moving test picture and a tone, at constant rates so that the size is known before."""
        rate = str(video.bits_per_second(height))
        picture = f"testsrc2=size={height * 16 // 9 // 2 * 2}x{height}:rate={video.frame_rate}"
        picture += f":duration={seconds},hue=h={video.look * 47 % 360}"
        sound = f"sine=frequency={220 + 20 * video.look}:duration={seconds}"
        return self._made(
            f"{video.slug}-{height}-{seconds}s.mp4",
            *("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound),
            *("-c:v", "libx264", "-preset", "ultrafast", "-threads", "1", "-pix_fmt", "yuv420p"),
            *("-g", str(video.frame_rate * 2), "-x264-params", "nal-hrd=cbr:force-cfr=1"),
            *("-b:v", rate, "-minrate", rate, "-maxrate", rate, "-bufsize", rate),
            *("-c:a", "aac", "-b:a", str(SOUND_BITS_PER_SECOND), "-movflags", "+faststart"),
        )

    def webm(self, video: Video, height: int) -> Path:
        return self._from_mp4(
            video,
            height,
            f"{video.slug}-{height}.webm",
            *("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "200k"),
            *("-threads", "1", "-c:a", "libopus", "-b:a", "32k"),
        )

    def mp3(self, video: Video) -> Path:
        height = video.heights[-1]
        sound = ("-vn", "-c:a", "libmp3lame", "-b:a", "64k")
        return self._from_mp4(video, height, f"{video.slug}.mp3", *sound)

    def transport_stream(self, video: Video, height: int, tracks: str) -> Path:
        """MPEG-TS; `tracks` is `av`, `v` or `a`."""
        name = f"{video.slug}-{height}-{tracks}.ts"
        return self._from_mp4(video, height, name, *_only(tracks), "-c", "copy")

    def fragmented(self, video: Video, height: int, tracks: str) -> Path:
        """MP4 in a fragment for each frame, for DASH; `tracks` is `v` or `a`."""
        name = f"{video.slug}-{height}-{tracks}-fragmented.mp4"
        copied = ("-c", "copy", "-movflags", _FRAGMENTED)
        return self._from_mp4(video, height, name, *_only(tracks), *copied)

    def thumbnail(self, look: int) -> Path:
        return self._made(
            f"thumbnail-{look}.jpg",
            *("-f", "lavfi", "-i", f"color=size=320x180:rate=1:duration=1,{picture_filter(look)}"),
            *("-frames:v", "1", "-q:v", "3", "-threads", "1"),
        )

    def _from_mp4(self, video: Video, height: int, name: str, *arguments: str) -> Path:
        return self._made(name, "-i", str(self.mp4(video, height)), *arguments)

    def _made(self, name: str, *arguments: str) -> Path:
        """The file that ffmpeg makes of these arguments; another recipe is another file."""
        portable = [argument.replace(str(self.folder), "") for argument in arguments]
        recipe = hashlib.sha256("\0".join(portable).encode()).hexdigest()[:8]
        path = self.folder / f"{Path(name).stem}-{recipe}{Path(name).suffix}"
        if path.exists():
            return path
        self.folder.mkdir(parents=True, exist_ok=True)
        with _locked(path.with_suffix(".lock")):
            if not path.exists():
                _make(path, arguments)
        return path


MEDIA = web.AppKey("media", Media)


def _only(tracks: str) -> Sequence[str]:
    return {"av": (), "v": ("-map", "0:v"), "a": ("-map", "0:a")}[tracks]


def _make(path: Path, arguments: Sequence[str]) -> None:
    """Make a file beside its place and move it there whole."""
    log.debug("making %s", path.name)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        half = Path(folder) / path.name
        command = [ffmpeg(), "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *arguments]
        subprocess.run([*command, *_EXACT, str(half)], check=True)
        half.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Only one process at a time; elsewhere than on POSIX two may do the same work, harmlessly."""
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
