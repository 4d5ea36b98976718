"""The one door to yt-dlp. What goes through it is plain: addresses, parameters, dictionaries."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, NoReturn

from app.engine import chosen_engine

os.environ["YTDLP_NO_PLUGINS"] = "1"  # read at import
if newer := chosen_engine.folder(os.environ):
    sys.path.insert(0, newer)

import yt_dlp
import yt_dlp.globals
import yt_dlp.networking.common
import yt_dlp.postprocessor.ffmpeg
from yt_dlp.cookies import YoutubeDLCookieJar
from yt_dlp.downloader.common import FileDownloader
from yt_dlp.downloader.external import FFmpegFD
from yt_dlp.downloader.fragment import FragmentFD
from yt_dlp.extractor import gen_extractor_classes, openload
from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.networking import HEADRequest, Request
from yt_dlp.networking.exceptions import HTTPError, TransportError
from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor

from app.core.download import Remark, Section
from app.core.errors import ErrorCode
from app.engine.bounded import bounded
from app.engine.continuing import continued
from app.engine.embedding import is_optional, run_optional
from app.engine.entries import divided, each, entry_at, is_link, is_list, only_entry, resolved
from app.engine.failures import Refusal, classify, tagging
from app.engine.fragments import after_those_done
from app.engine.guarded import guarded, on_files_alone
from app.engine.hygiene import make_continuable
from app.engine.network import network, plain_web
from app.engine.options import EngineOptions
from app.engine.origin import Origin, PartialFile
from app.engine.password_page import PAGE_BYTES, has_password_field
from app.engine.proxy import can_serve_programs, forget_environments_proxies
from app.engine.sections import SHIFTING, check_section, cut_subtitles, shortened, told_duration
from app.engine.subtitles import chosen, spoken_language
from app.engine.watcher import CleanLogger, Info, Watcher

_MOST_DIGITS = 18  # of a size
_DIRECT = frozenset({"http", "https"})


class Engine:
    """Runs yt-dlp in this process, on the main thread, one job at a time."""

    version: str = yt_dlp.version.__version__

    def __init__(self, options: EngineOptions) -> None:
        self.options = options
        # Some checks look only here, and only on this thread.
        FFmpegPostProcessor._ffmpeg_location.set(options.ffmpeg or None)  # noqa: SLF001
        _save_time()
        _tag_errors()
        # All tries of a download are counted in one place, which is not here.
        FileDownloader.report_retry = _raise_at_once
        _continue_soundly()
        _keep_secrets_from_ffmpeg(may_fetch=options.ffmpeg_fetches or not options.untrusted)
        yt_dlp.globals.postprocessors.value["SectionPP"] = SectionPP
        if options.proxy or options.untrusted:
            forget_environments_proxies()
        if options.untrusted:
            _guard_programs()
        self._ydl = _GuardedYoutubeDL if options.untrusted else _YoutubeDL

    def warm_up(self) -> None:
        """Do now what the first job would have to wait for."""
        for extractor in _extractors():
            extractor.suitable("https://127.0.0.1/")
        with _YoutubeDL({"quiet": True, "cachedir": False}, None) as ydl:
            ydl.get_info_extractor("Generic")
            if self.options.ffmpeg:
                FFmpegPostProcessor.get_versions(ydl)

    def warm_up_for_pages(self) -> Iterator[None]:
        """Do, step by step, what the first page waits for: every extractor looks for its own."""
        with _YoutubeDL({"quiet": True, "cachedir": False}, None) as ydl:
            for extractor in _extractors():
                list(extractor.extract_from_webpage(ydl, "https://127.0.0.1/", ""))
                yield

    def download(self, url: str, parameters: Info, watcher: Watcher) -> Info:
        """Fetch one video and answer what is known of it. Raises what yt-dlp raises."""
        own = {
            "logger": CleanLogger(watcher.log),
            "progress_hooks": [watcher.downloading],
            "postprocessor_hooks": [watcher.processing],
        }
        page, numbers = divided(url)
        with self._ydl(parameters | network(self.options) | own, watcher, numbers) as ydl:
            _read_cookies(ydl)
            try:
                info: Info | None = ydl.extract_info(page)
            except yt_dlp.utils.DownloadError as error:
                if classify(error).code is ErrorCode.UNSUPPORTED and _asks_for_password(ydl, page):
                    raise Refusal(ErrorCode.LOGIN_NEEDED, "The page asks for a password") from None
                raise
        return info or {}

    def look(self, url: str, parameters: Info, log: Callable[[str], None]) -> Info:
        """What a link is: a video with its formats, or a list whose entries are not yet read.

        Of a video it is also known what the parameters choose; `has_choice` tells if they can.
        """
        own = {"logger": CleanLogger(log), "ignore_no_formats_error": True}
        ydl = self._ydl(parameters | network(self.options) | own, None)
        _read_cookies(ydl)
        page, numbers = divided(url)
        info = entry_at(resolved(ydl, page), numbers)
        if is_link(info):
            info = resolved(ydl, info["url"])
        if is_list(info):
            return info | {"_type": "playlist", "entries": each(info.get("entries"))}
        video: Info = ydl.process_ie_result(info, download=False)
        _ask_for_sizes(ydl, video)
        return video | {"has_choice": ydl.has_choice}

    def web(self, headers: dict[str, str]) -> Any:
        """Its way to the net, without cookies: `urlopen` takes an address. To be closed."""
        return _YoutubeDL(plain_web(self.options, headers), None)


class _YoutubeDL(yt_dlp.YoutubeDL):  # type: ignore[misc]  # yt-dlp has no types
    """yt-dlp that starts quickly, takes one video, and continues a file only if it is the same."""

    def __init__(
        self, parameters: Info, watcher: Watcher | None, numbers: tuple[int, ...] = ()
    ) -> None:
        self._watcher = watcher
        self._numbers = numbers  # of the entry, where it is one of a list
        self._partial: PartialFile | None = None
        self._fetching = False  # the video itself
        self.has_choice = False
        self._language = ""
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

    def _select_formats(self, formats: Any, selector: Any) -> Any:
        found = super()._select_formats(formats, selector)
        self.has_choice = bool(found)
        return found

    def process_video_result(self, info_dict: Info, download: bool = True) -> Any:
        self._language = spoken_language(info_dict)
        return super().process_video_result(info_dict, download)

    def process_subtitles(self, video_id: str, normal: Any, automatic: Any) -> Any:
        if not self.params.get("writesubtitles"):
            return None
        machine = automatic if self.params.get("writeautomaticsub") else {}
        wanted = self.params.get("subtitleslangs") or ()
        by_hand, by_machine = chosen(wanted, normal or {}, machine or {}, self._language)
        found = super().process_subtitles(video_id, by_hand, by_machine)
        if not found:
            self._complain(Remark.NO_SUBTITLES, "There are no subtitles in these languages")
        return found

    def process_info(self, info_dict: Info) -> None:
        if self._watcher is not None and not self._watcher.chosen(info_dict):
            self.params["skip_download"] = True
        super().process_info(info_dict)

    def run_pp(self, pp: Any, infodict: Info) -> Any:
        run, step = super().run_pp, pp.pp_key()
        if not is_optional(step):
            return run(pp, infodict)
        return run_optional(step, infodict, lambda info: run(pp, info), self._complain)

    def _write_subtitles(self, info_dict: Info, _filename: str) -> Any:
        if not self.params.get("writesubtitles"):
            return []
        return super()._write_subtitles(info_dict, self._beside(info_dict, "subtitle"))

    def _write_thumbnails(self, label: str, info_dict: Info, _: str, base: Any = None) -> Any:
        if not self.params.get("writethumbnail"):
            return []
        has_one = bool(info_dict.get("thumbnails"))
        name = self._beside(info_dict, "thumbnail")
        written = super()._write_thumbnails(label, info_dict, name, base)
        if has_one and not written:
            self._complain(Remark.NOT_EMBEDDED, "The cover could not be fetched")
        return written

    def _beside(self, info_dict: Info, kind: str) -> str:
        """A name in the folder for what is no stream of the video."""
        name = str(self.prepare_filename(info_dict, kind))
        Path(name).parent.mkdir(exist_ok=True)
        return name

    def _complain(self, remark: Remark | None, reason: str) -> None:
        self.report_warning(reason)
        if remark is not None and self._watcher is not None:
            self._watcher.remark(remark)

    def dl(self, name: str, info: Info, subtitle: bool = False, test: bool = False) -> Any:
        if self._watcher is None or test:
            return super().dl(name, info, subtitle, test)
        if subtitle:
            return self._subtitle(name, info)
        self._watcher.stream(info)
        is_direct = info.get("protocol") in _DIRECT
        make_continuable(Path(name), fragmented=not is_direct)
        if is_direct:
            self._partial = PartialFile(Path(f"{name}.part"))
        self._fetching = True
        try:
            return super().dl(name, info, subtitle, test)
        finally:
            self._partial, self._fetching = None, False

    def _subtitle(self, name: str, info: Info) -> Any:
        """Fetch it; without it the video is worth having all the same."""
        try:
            return super().dl(name, info, subtitle=True)
        except (yt_dlp.utils.YoutubeDLError, Refusal, OSError, ValueError) as error:
            self._complain(Remark.NO_SUBTITLES, f"Subtitles could not be fetched: {error}")
            return False, False

    def urlopen(self, req: Any) -> Any:
        if self._watcher is not None:
            self._watcher.check()
        partial = self._partial
        if partial is None or not isinstance(req, Request):
            response = super().urlopen(req)
            return response if self._fetching else bounded(response, TransportError)
        send = super().urlopen
        response = continued(send, req, partial, HTTPError) if partial.has_begun else send(req)
        partial.note(Origin.of(response.status, response.headers))
        return response


_GuardedYoutubeDL = guarded(_YoutubeDL, TransportError, yt_dlp.utils.determine_protocol)


class SectionPP(FFmpegPostProcessor):  # type: ignore[misc]  # yt-dlp has no types
    """Cuts a part out of the file and its subtitles, without encoding anything anew.

    It begins with the last picture before that can stand alone. The whole file stays, so that a
    run that is stopped after this starts from it again.
    """

    def __init__(self, downloader: Any, start: float, end: float | None) -> None:
        super().__init__(downloader)
        if not self.available:
            raise Refusal(ErrorCode.FFMPEG_MISSING, "A part can only be cut out by ffmpeg")
        self._section = Section(start, end)

    def run(self, info: Info) -> tuple[list[str], Info]:
        whole = Path(info["filepath"])
        part = whole.with_name(f"{whole.stem}.section{whole.suffix}")
        start, end = self._section.start, self._section.end
        bounds = ["-ss", f"{start:.3f}", *([] if end is None else ["-to", f"{end:.3f}"])]
        copied = list(self.stream_copy_opts(ext=info["ext"]))
        said = self.real_run_ffmpeg([(str(whole), bounds)], [(str(part), copied)])
        check_section(self._section, told_duration(said))
        before = self._before(whole) if info["ext"] in SHIFTING else 0.0
        cut_subtitles(info, self._section, before)
        seconds = self._get_real_video_duration(str(part), fatal=False)
        return [], shortened(info, self._section, before, seconds) | {"filepath": str(part)}

    def _before(self, whole: Path) -> float:
        """Seconds that the part begins too early, as far as ffprobe is there to tell."""
        if not self.probe_available:
            return 0.0
        there = f"{self._section.start:.3f}%+#1"
        options = ["-select_streams", "v:0", "-read_intervals", there, "-show_packets"]
        packets = self.get_metadata_object(str(whole), options).get("packets") or [{}]
        begin = float(packets[0].get("pts_time", self._section.start))
        return max(0.0, self._section.start - begin)


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
            setattr(InfoExtractor, name, tagging(helper, kind))


def _continue_soundly() -> None:
    """Have fragmented streams go on as `app.engine.fragments` says."""
    append = FragmentFD.download_and_append_fragments
    if not hasattr(append, "__wrapped__"):
        FragmentFD.download_and_append_fragments = after_those_done(append)


def _raise_at_once(_downloader: Any, error: BaseException, *_args: Any, **_kwargs: Any) -> NoReturn:
    raise error


def _ask_for_sizes(ydl: Any, video: Info) -> None:
    """Learn how large the chosen files are, where the page did not tell."""
    for one in video.get("requested_formats") or [video]:
        is_file = one.get("protocol") in _DIRECT and one.get("url")
        if is_file and not (one.get("filesize") or one.get("filesize_approx")):
            request = HEADRequest(one["url"], headers=one.get("http_headers") or {})
            with suppress(yt_dlp.utils.YoutubeDLError), ydl.urlopen(request) as response:
                size = response.headers.get("Content-Length") or ""
                is_size = size.isdecimal() and len(size) <= _MOST_DIGITS
                one["filesize_approx"] = int(size) if is_size else None


def _read_cookies(ydl: Any) -> None:
    """Now, when it is clear what is to blame if there are none."""
    if (browser := ydl.params.get("cookiesfrombrowser")) is None:
        return
    if not len(ydl.cookiejar) and browser[0] != "firefox":
        raise Refusal(ErrorCode.COOKIES, "None of the browser's cookies could be read")


def _keep_secrets_from_ffmpeg(*, may_fetch: bool) -> None:
    """Where ffmpeg fetches a stream itself, its arguments can be seen by everybody."""
    call = FFmpegFD._call_downloader  # noqa: SLF001
    if hasattr(call, "__wrapped__"):
        return

    @wraps(call)
    def called(downloader: Any, *args: Any) -> Any:
        ydl = downloader.ydl
        if not may_fetch:
            raise Refusal(ErrorCode.UNSUPPORTED, "Streams of this kind are not fetched here")
        if not can_serve_programs(ydl.params.get("proxy") or ""):
            # It would go past this one.
            raise Refusal(ErrorCode.PROXY, "This stream can only be fetched through an HTTP proxy")
        jar, ydl.cookiejar = ydl.cookiejar, YoutubeDLCookieJar()
        try:
            return call(downloader, *args)
        finally:
            ydl.cookiejar = jar

    FFmpegFD._call_downloader = called  # noqa: SLF001


def _guard_programs() -> None:
    """Have ffmpeg open no file but those it is given, and nobody start a browser for a page."""
    steps = yt_dlp.postprocessor.ffmpeg
    if not hasattr(steps.Popen, "is_for_files_alone"):
        steps.Popen = on_files_alone(steps.Popen)
    vars(openload).update(check_executable=lambda *_: None)


def _asks_for_password(ydl: Any, url: str) -> bool:
    """Whether the page is where one logs in: many sites show it in place of the video."""
    try:
        with ydl.urlopen(url) as response:
            return has_password_field(response.read(PAGE_BYTES))
    except yt_dlp.utils.YoutubeDLError:
        return False
