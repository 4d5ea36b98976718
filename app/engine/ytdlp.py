"""The one door to yt-dlp. What goes through it is plain: addresses, parameters, dictionaries."""

import os
import re
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, NoReturn, Protocol

os.environ["YTDLP_NO_PLUGINS"] = "1"  # read at import

import yt_dlp
import yt_dlp.networking.common
from yt_dlp.downloader.common import FileDownloader
from yt_dlp.downloader.fragment import FragmentFD
from yt_dlp.extractor import gen_extractor_classes
from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.networking import Request
from yt_dlp.networking.exceptions import HTTPError
from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor
from yt_dlp.utils import ExtractorError

from app.core.errors import ErrorCode
from app.engine.entries import divided, each, entry_at, is_link, is_list, only_entry
from app.engine.failures import Refusal, classify
from app.engine.fragments import StartAgain, check_same_stream, still_to_come
from app.engine.hygiene import make_continuable
from app.engine.options import EngineOptions
from app.engine.origin import Origin, PartialFile
from app.engine.redact import clean

Info = dict[str, Any]

_PAGE_BYTES = 512 * 1024
_PASSWORD_FIELD = re.compile(rb"<input\b[^>]{0,500}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_NOT_OF_THE_VIDEO = frozenset({"_type", "url", "ie_key", "id", "extractor", "extractor_key"})
_DIRECT = frozenset({"http", "https"})


class Watcher(Protocol):
    """Follows one download; whatever it raises ends it."""

    def check(self) -> None:
        """Between two steps."""

    def chosen(self, info: Info) -> None:
        """The formats are chosen, nothing has been fetched."""

    def stream(self, info: Info) -> None:
        """This stream is about to be fetched."""

    def downloading(self, event: Info) -> None: ...

    def processing(self, event: Info) -> None: ...

    def log(self, line: str) -> None:
        """One line, cleaned of secrets."""


class Engine:
    """Runs yt-dlp in this process, on the main thread, one job at a time."""

    def __init__(self, options: EngineOptions) -> None:
        self.options = options
        # Some checks look only here, and only on this thread.
        FFmpegPostProcessor._ffmpeg_location.set(options.ffmpeg or None)  # noqa: SLF001
        _save_time()
        _tag_errors()
        # All tries of a download are counted in one place, which is not here.
        FileDownloader.report_retry = _raise_at_once
        _continue_soundly()

    def warm_up(self) -> None:
        """Do now what the first job would have to wait for."""
        for extractor in _extractors():
            extractor.suitable("https://127.0.0.1/")
        with _YoutubeDL({"quiet": True, "cachedir": False}, None) as ydl:
            ydl.get_info_extractor("Generic")
            if self.options.ffmpeg:
                FFmpegPostProcessor.get_versions(ydl)

    def warm_up_for_pages(self) -> None:
        """Do now what the first page would have to wait for: every extractor looks for its own."""
        with _YoutubeDL({"quiet": True, "cachedir": False}, None) as ydl:
            for extractor in _extractors():
                for _ in extractor.extract_from_webpage(ydl, "https://127.0.0.1/", ""):
                    pass

    def download(self, url: str, parameters: Info, watcher: Watcher) -> Info:
        """Fetch one video and answer what is known of it. Raises what yt-dlp raises."""
        own = {
            "logger": _Logger(watcher.log),
            "progress_hooks": [watcher.downloading],
            "postprocessor_hooks": [watcher.processing],
        }
        page, numbers = divided(url)
        with _YoutubeDL(parameters | own, watcher, numbers) as ydl:
            try:
                info: Info | None = ydl.extract_info(page)
            except yt_dlp.utils.DownloadError as error:
                if classify(error).code is ErrorCode.UNSUPPORTED and _asks_for_password(ydl, page):
                    raise Refusal(ErrorCode.LOGIN_NEEDED, "The page asks for a password") from None
                raise
        return info or {}

    def look(self, url: str, parameters: Info, log: Callable[[str], None]) -> Info:
        """What a link is: a video with its formats, or a list whose entries are not yet read."""
        own = {"logger": _Logger(log), "ignore_no_formats_error": True}
        ydl = _YoutubeDL(parameters | own, None)
        page, numbers = divided(url)
        info = entry_at(_resolved(ydl, page), numbers)
        if is_link(info):
            info = _resolved(ydl, info["url"])
        if is_list(info):
            return info | {"_type": "playlist", "entries": each(info.get("entries"))}
        video: Info = ydl.process_ie_result(info, download=False)
        return video


class _YoutubeDL(yt_dlp.YoutubeDL):  # type: ignore[misc]  # yt-dlp has no types
    """yt-dlp that starts quickly, takes one video, and continues a file only if it is the same."""

    def __init__(
        self, parameters: Info, watcher: Watcher | None, numbers: tuple[int, ...] = ()
    ) -> None:
        self._watcher = watcher
        self._numbers = numbers  # of the entry, where it is one of a list
        self._partial: PartialFile | None = None
        super().__init__(parameters, auto_init=False)
        # As adding one after the other does, in a tenth of the time.
        self._ies.update(_by_key())

    def process_ie_result(
        self, ie_result: Info, download: bool = True, extra_info: Info | None = None
    ) -> Any:
        if download and not is_link(ie_result):
            ie_result, self._numbers = entry_at(ie_result, self._numbers), ()
            while is_list(ie_result):
                ie_result = only_entry(ie_result)
        return super().process_ie_result(ie_result, download, extra_info)

    def raise_no_formats(self, info: Info, forced: bool = False, *, msg: str | None = None) -> None:
        upcoming = info.get("live_status") == "is_upcoming"
        if upcoming and not self.params.get("ignore_no_formats_error"):
            raise Refusal(ErrorCode.NOT_STARTED, "It has not started yet")
        super().raise_no_formats(info, forced, msg=msg)

    def process_info(self, info_dict: Info) -> None:
        if self._watcher is not None:
            self._watcher.chosen(info_dict)
        super().process_info(info_dict)

    def dl(self, name: str, info: Info, subtitle: bool = False, test: bool = False) -> Any:
        if self._watcher is None or subtitle or test:
            return super().dl(name, info, subtitle, test)
        self._watcher.stream(info)
        is_direct = info.get("protocol") in _DIRECT
        make_continuable(Path(name), fragmented=not is_direct)
        if is_direct:
            self._partial = PartialFile(Path(f"{name}.part"))
        try:
            return super().dl(name, info, subtitle, test)
        finally:
            self._partial = None

    def urlopen(self, req: Any) -> Any:
        if self._watcher is not None:
            self._watcher.check()
        partial = self._partial
        if partial is None or not isinstance(req, Request):
            return super().urlopen(req)
        response = self._continued(req, partial) if partial.has_begun else super().urlopen(req)
        partial.note(Origin.of(response.status, response.headers))
        return response

    def _continued(self, request: Any, partial: PartialFile) -> Any:
        """The rest of the file, or all of it where it is not the same any more."""
        if (response := self._rest(request, partial.origin)) is None:
            whole = request.copy()
            whole.headers.pop("Range", None)
            response = super().urlopen(whole)
        if response.status != 206:
            # Now, since yt-dlp would not before the first byte of the new version is there.
            partial.begin_again()
        return response

    def _rest(self, request: Any, before: Origin) -> Any:
        """The answer to a request for the rest; None if it is of no use."""
        rest = request.copy()
        if before.condition:
            rest.headers["If-Range"] = before.condition
        try:
            response = super().urlopen(rest)
        except HTTPError as error:
            if error.status != 416:
                raise
            error.close()
            return None
        if response.status == 206 and not before.is_same(Origin.of(206, response.headers)):
            response.close()
            return None
        return response


class _Logger:
    """yt-dlp's messages, each cleaned of secrets."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def debug(self, message: str) -> None:
        self._write(clean(message))

    def warning(self, message: str) -> None:
        self._write(clean(f"WARNING: {message}"))

    def error(self, message: str) -> None:
        self._write(clean(message))


@lru_cache(maxsize=1)
def _extractors() -> tuple[Any, ...]:
    """Every enabled extractor, in order; asking yt-dlp to sort them takes longer each time."""
    return tuple(one for one in gen_extractor_classes() if one._ENABLED)  # noqa: SLF001


@lru_cache(maxsize=1)
def _by_key() -> dict[str, Any]:
    return {extractor.ie_key(): extractor for extractor in _extractors()}


def _save_time() -> None:
    """Leave out, of every download, what nobody reads and what was done before."""
    # Lays out tables, also where none is to be printed.
    yt_dlp.YoutubeDL._forceprint = lambda *_: None  # noqa: SLF001
    # Reads the list of certificate authorities.
    common = yt_dlp.networking.common
    if not hasattr(common.make_ssl_context, "cache_info"):
        common.make_ssl_context = lru_cache(maxsize=8)(common.make_ssl_context)


def _tag_errors() -> None:
    """Have the errors of three helpers of every extractor carry what they mean."""
    for name, kind in (
        ("raise_login_required", ErrorCode.LOGIN_NEEDED),
        ("report_drm", ErrorCode.DRM),
        ("raise_geo_restricted", ErrorCode.GEO_BLOCKED),
    ):
        helper = getattr(InfoExtractor, name)
        if not hasattr(helper, "tags"):
            setattr(InfoExtractor, name, _tagging(helper, kind))


def _tagging(helper: Callable[..., Any], kind: ErrorCode) -> Callable[..., Any]:
    def tagged(*args: Any, **kwargs: Any) -> Any:
        try:
            return helper(*args, **kwargs)
        except ExtractorError as error:
            error.kind = kind
            raise

    tagged.tags = kind  # type: ignore[attr-defined]  # functions take attributes
    return tagged


def _continue_soundly() -> None:
    """Have fragmented streams go on as `app.engine.fragments` says."""
    append = FragmentFD.download_and_append_fragments
    if not hasattr(append, "__wrapped__"):
        FragmentFD.download_and_append_fragments = _after_those_done(append)


def _after_those_done(append: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(append)
    def appended(downloader: Any, ctx: Info, fragments: Any, *args: Any, **kwargs: Any) -> Any:
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
        return append(downloader, ctx, rest, *args, **kwargs)

    return appended


def _raise_at_once(_downloader: Any, error: BaseException, *_args: Any, **_kwargs: Any) -> NoReturn:
    raise error


def _asks_for_password(ydl: Any, url: str) -> bool:
    """Whether the page is where one logs in: many sites show it in place of the video."""
    try:
        with ydl.urlopen(url) as response:
            page: bytes = response.read(_PAGE_BYTES)
    except yt_dlp.utils.YoutubeDLError:
        return False
    return _PASSWORD_FIELD.search(page) is not None


def _resolved(ydl: Any, url: str) -> Info:
    """Follow the links between extractors to a video or a list, without reading its entries."""
    known: Info = {}
    ie_key = None
    for _ in range(8):
        info: Info = ydl.extract_info(url, download=False, ie_key=ie_key, process=False) or {}
        if not is_link(info):
            return info | known
        if info["_type"] == "url_transparent":
            outer = {key: value for key, value in info.items() if value is not None}
            known = {key: outer[key] for key in outer.keys() - _NOT_OF_THE_VIDEO} | known
        url, ie_key = info["url"], info.get("ie_key")
    raise Refusal(ErrorCode.UNSUPPORTED, "The link leads from one page to the next without end")
