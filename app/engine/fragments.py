"""Which fragments of a stream are still to come when it is continued.

yt-dlp itself continues an HLS stream with three mistakes, each of which damages the file without
an error: fragments it skips do not count for those after them, whose keys are derived from their
number; it appends the header of fragmented MP4 once more; and where ranges of bytes follow each
other without saying where they begin, it begins at the first. It also does not notice that the
stream is not the same any more.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from app.core.errors import ErrorCode
from app.engine.failures import Refusal

Fragment = dict[str, Any]


class StartAgain(Exception):  # noqa: N818  it is an order
    """What has been fetched of the stream cannot be continued soundly."""


def after_those_done(append: Callable[..., Any]) -> Callable[..., Any]:
    """yt-dlp's function that appends the fragments of a stream, without those mistakes."""

    @wraps(append)
    def appended(
        downloader: Any, ctx: dict[str, Any], fragments: Any, *args: Any, **named: Any
    ) -> Any:
        file, done, total = Path(ctx["filename"]), ctx["fragment_index"], ctx.get("total_frags")
        try:
            if total is not None and not ctx.get("live"):
                check_same_stream(file, total, done)
            rest = still_to_come(fragments, done) if isinstance(fragments, list) else fragments
        except StartAgain:
            ctx["dest_stream"].close()
            for name in (downloader.temp_name(str(file)), downloader.ytdl_filename(str(file))):
                Path(name).unlink(missing_ok=True)
            raise Refusal(ErrorCode.NETWORK, "The stream has to be started again") from None
        return append(downloader, ctx, rest, *args, **named)

    return appended


def still_to_come(fragments: Sequence[Fragment], done: int) -> list[Fragment]:
    """The fragments after the first `done`, numbered as if there had been no interruption.

    `StartAgain` where nobody can tell which bytes they are.
    """
    rest = [fragment for fragment in fragments if fragment["frag_index"] > done]
    if not rest or "media_sequence" not in rest[0]:
        return rest
    if done and (rest[0].get("byte_range") or {}).get("start") == 0:
        raise StartAgain
    first = fragments[0]["media_sequence"]
    return [{**one, "media_sequence": first + one["frag_index"] - 1} for one in rest]


def check_same_stream(file: Path, total: int, done: int) -> None:
    """`StartAgain` if it has another number of fragments than when it was begun.

    That number is noted beside the file.
    """
    note = file.with_name(f".{file.name}.fragments")
    if done and _noted(note) != total:
        raise StartAgain
    if not done:
        note.write_text(str(total))


def _noted(note: Path) -> int | None:
    try:
        return int(note.read_text())
    except (OSError, ValueError):
        return None
