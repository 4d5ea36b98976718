"""What becomes of a request's streams, as yt-dlp's steps after the fetch. Pure."""

from collections.abc import Iterator
from typing import Any

from app.core.choices import Choices, Container, Sponsors, Subtitles
from app.core.download import DownloadRequest

SPONSOR_CATEGORIES = ("sponsor", "selfpromo", "interaction")
"""What SponsorBlock calls advertising."""

SUBTITLE_FORMATS = "vtt/srt/ass/best"
"""The order in which they are wanted."""

BEST_AUDIO_QUALITY = "0"
_VIDEO_FILES = (
    *("3g2", "3gp", "avi", "divx", "f4v", "flv", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg"),
    *("ogv", "ts", "webm", "wmv"),
)

Step = dict[str, Any]


def wants_subtitles(choices: Choices) -> bool:
    """Whether any are fetched: there is no place for them in a file of sound alone."""
    if choices.audio is not None:
        return choices.subtitles is Subtitles.BESIDE
    return choices.subtitles is not Subtitles.NONE


def steps(request: DownloadRequest, sponsorblock_api: str) -> dict[str, Any]:
    """yt-dlp's parameters for what is fetched with the video and for all that follows the fetch.

    Only what turns it into sound or into a part of it may make a download fail: without the
    others the video is still worth having.
    """
    choices = request.choices
    found: dict[str, Any] = {}
    if wants_subtitles(choices):
        found |= {
            "writesubtitles": True,
            "writeautomaticsub": choices.automatic_subtitles,
            "subtitleslangs": list(choices.languages),
            "allsubtitles": True,  # of those that are left when these languages are picked out
            "subtitlesformat": SUBTITLE_FORMATS,
        }
    if choices.cover:
        found["writethumbnail"] = True
    if listed := [*_before(choices, sponsorblock_api), *_after(request)]:
        found["postprocessors"] = listed
    return found


def _before(choices: Choices, sponsorblock_api: str) -> Iterator[Step]:
    if choices.sponsors is not Sponsors.KEEP:
        yield {
            "key": "SponsorBlock",
            "categories": list(SPONSOR_CATEGORIES),
            "api": sponsorblock_api,
            "when": "after_filter",
        }
    if wants_subtitles(choices):
        yield {"key": "FFmpegSubtitlesConvertor", "format": "vtt", "when": "before_dl"}
    if choices.cover:
        yield {"key": "FFmpegThumbnailsConvertor", "format": "jpg", "when": "before_dl"}


def _after(request: DownloadRequest) -> Iterator[Step]:
    """In this order: cuts move what is embedded, and chapters are final only after all cuts."""
    choices = request.choices
    if choices.audio is not None:
        yield {
            "key": "FFmpegExtractAudio",
            "preferredcodec": choices.audio.value,
            "preferredquality": audio_quality(choices),
        }
    elif choices.container is not Container.ANY:
        yield {"key": "FFmpegVideoRemuxer", "preferedformat": remuxing(choices.container)}
    if request.section is not None:
        yield {"key": "Section", "start": request.section.start, "end": request.section.end}
    if choices.subtitles is Subtitles.EMBEDDED and wants_subtitles(choices):
        yield {"key": "FFmpegEmbedSubtitle"}
    if choices.sponsors is not Sponsors.KEEP:
        removed = SPONSOR_CATEGORIES if choices.sponsors is Sponsors.REMOVE else ()
        yield {"key": "ModifyChapters", "remove_sponsor_segments": list(removed)}
    if choices.tags or embeds_chapters(choices):
        yield {
            "key": "FFmpegMetadata",
            "add_chapters": embeds_chapters(choices),
            "add_metadata": choices.tags,
            "add_infojson": False,
        }
    if choices.cover:
        yield {"key": "EmbedThumbnail"}


def are_subtitles_cut(request: DownloadRequest) -> bool:
    """Whether they fit the file only after what is cut out of it was cut out of them too."""
    return request.section is not None or request.choices.sponsors is Sponsors.REMOVE


def embeds_chapters(choices: Choices) -> bool:
    return choices.chapters or choices.sponsors is Sponsors.MARK


def audio_quality(choices: Choices) -> str:
    """Kilobits per second, or the best there is."""
    if choices.bitrate and choices.audio is not None and choices.audio.has_bitrate:
        return str(choices.bitrate)
    return BEST_AUDIO_QUALITY


def remuxing(container: Container) -> str:
    """Into which container each kind of video file goes; files of sound stay what they are."""
    wanted = container.value
    return "/".join(f"{one}>{wanted}" for one in _VIDEO_FILES if one != wanted)
