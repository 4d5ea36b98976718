"""Media made on the spot, with encoders that every ffmpeg has."""

from pathlib import Path

from app.self_test.bench import Bench
from app.self_test.programs import call
from app.self_test.report import CheckFailed

SECONDS = 2
CLIP = "clip.mp4"
ONE_STREAM = "one/index.m3u8"
TWO_STREAMS = "two.m3u8"

_MADE = (
    *("-f", "lavfi", "-i", f"testsrc=size=160x120:rate=10:duration={SECONDS}"),
    *("-f", "lavfi", "-i", f"sine=frequency=440:duration={SECONDS}"),
    *("-c:v", "mpeg4", "-c:a", "aac", "-threads", "1", "-shortest"),
)
# Each slice tells the size of its pictures, or the whole could not be read.
_SLICED = (
    *("-c", "copy", "-bsf:v", "dump_extra", "-f", "hls"),
    *("-hls_time", "1", "-hls_playlist_type", "vod"),
)
_MASTER = """#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Original",DEFAULT=YES,URI="sound/index.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=160x120,CODECS="mp4v.20.9,mp4a.40.2",AUDIO="sound"
picture/index.m3u8
"""


def is_made(bench: Bench) -> str:
    """ffmpeg makes what the other checks work with."""
    make(bench.options.ffmpeg, bench.media)
    return ""


def make(ffmpeg: str, folder: Path) -> None:
    """A file, a playlist of both streams, and one of each that have to be merged."""
    if not ffmpeg:
        raise CheckFailed("There is no ffmpeg")
    folder.mkdir(parents=True)
    clip = folder / CLIP
    _run(ffmpeg, *_MADE, str(clip))
    for name, streams in (("one", ()), ("picture", ("-map", "0:v")), ("sound", ("-map", "0:a"))):
        (folder / name).mkdir()
        playlist = str(folder / name / "index.m3u8")
        _run(ffmpeg, "-i", str(clip), *streams, *_SLICED, playlist)
    (folder / TWO_STREAMS).write_text(_MASTER)


def are_there(folder: Path) -> bool:
    """Whether all of them were made."""
    return (folder / TWO_STREAMS).is_file()  # the last of them


def streams_of(ffmpeg: str, file: Path) -> set[str]:
    """Which of `Video` and `Audio` are in a file that can be played from beginning to end."""
    said = call([ffmpeg, "-hide_banner", "-nostdin", "-xerror", "-i", str(file), "-f", "null", "-"])
    before_output = said.partition("Output #0")[0]
    return {kind for kind in ("Video", "Audio") if f": {kind}: " in before_output}


def _run(ffmpeg: str, *words: str) -> None:
    call([ffmpeg, "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *words])
