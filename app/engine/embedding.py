"""What is put into a file after the fetch, none of which is worth losing the video for."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.core.download import Remark
from app.engine.redact import clean
from app.engine.reported import known_text

Info = dict[str, Any]
Complain = Callable[[Remark | None, str], None]
"""Takes what a person should know, if anything, and the reason for the log."""

_REMARKS = {
    "SponsorBlock": Remark.NOT_EMBEDDED,
    "ModifyChapters": Remark.NOT_EMBEDDED,
    "SubtitlesConvertor": Remark.NO_SUBTITLES,
    "EmbedSubtitle": Remark.NOT_EMBEDDED,
    "ThumbnailsConvertor": None,  # embedding may still do without
    "EmbedThumbnail": Remark.NOT_EMBEDDED,
    "Metadata": Remark.NOT_EMBEDDED,
    "VideoRemuxer": None,  # the file's ending says it
}
_TAKE_SUBTITLES = frozenset({"mp4", "mov", "m4a", "webm", "mkv", "mka"})
_LONGEST_TAG = 4_000  # characters; they become arguments, and Windows takes 32,000 in all
_LONGEST_SHORT_TAG = 500
_LONG_TAGS = frozenset({"description"})
_MOST_WORDS = 20


def is_optional(step: str) -> bool:
    """Whether a download completes also where this step of yt-dlp fails."""
    return step in _REMARKS


def run_optional(step: str, info: Info, run: Callable[[Info], Info], complain: Complain) -> Info:
    """Do the step and answer what is known then; if it fails, all is as it was before."""
    if obstacle := _obstacle(step, info):
        complain(_REMARKS[step], obstacle)
        return info
    file = known_text(info.get("filepath"))
    folder = Path(file).parent if file else None
    before = _files(folder)
    try:
        if step == "Metadata":
            run(_tame(info))
            return info
        if step == "EmbedThumbnail":
            with _on_a_copy(info) as copied:
                run(copied)
            return info
        if step == "ModifyChapters" and info.get("sponsorblock_chapters"):
            return run(_beside_the_whole(info))
        return run(dict(info))
    except Exception as error:  # noqa: BLE001  whatever it is, the video is there
        for left in _files(folder) - before:
            with contextlib.suppress(OSError):
                left.unlink()
        complain(_REMARKS[step], f"{step}: {error or type(error).__name__}")
        return info


def _obstacle(step: str, info: Info) -> str:
    """Why there is no use in trying."""
    ext = known_text(info.get("ext"))
    if step == "EmbedSubtitle" and info.get("requested_subtitles") and ext not in _TAKE_SUBTITLES:
        return f"A file of the kind {ext} takes no subtitles"
    return ""


@contextlib.contextmanager
def _on_a_copy(info: Info) -> Iterator[Info]:
    """The info of a copy, which replaces the file at the end.

    Some files are changed where they are; whoever is stopped meanwhile shall not find half of it.
    """
    file = Path(info["filepath"])
    copy = file.with_name(f"{file.stem}.temp{file.suffix}")
    shutil.copyfile(file, copy)
    yield info | {"filepath": str(copy)}
    copy.replace(file)


def _beside_the_whole(info: Info) -> Info:
    """The info of the same file under another name, from which something may be cut out.

    The whole file stays, so that a run that is stopped after this starts from it again: cut once
    more it would lose what it shall keep, and subtitles that are fetched anew would not fit it.
    """
    whole = Path(info["filepath"])
    cut = whole.with_name(f"{whole.stem}.cut{whole.suffix}")
    cut.unlink(missing_ok=True)
    try:
        cut.hardlink_to(whole)
    except OSError:  # not on every file system
        shutil.copyfile(whole, cut)
    return info | {"filepath": str(cut)}


def _tame(info: Info) -> Info:
    """The info with tags of a bounded length, and without an address that holds a secret."""
    tamed = {key: _bounded(key, value) for key, value in info.items()}
    address = known_text(info.get("webpage_url"))
    return tamed | {"webpage_url": address if clean(address) == address else None}


def _bounded(key: str, value: Any) -> Any:
    if key in ("filepath", "ext", "chapters"):
        return value
    if isinstance(value, str):
        return value[: _LONGEST_TAG if key in _LONG_TAGS else _LONGEST_SHORT_TAG]
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [one[:_LONGEST_SHORT_TAG] for one in value[:_MOST_WORDS]]
    return value


def _files(folder: Path | None) -> set[Path]:
    return {path for path in folder.iterdir() if path.is_file()} if folder else set()
