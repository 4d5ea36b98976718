"""yt-dlp, and what it starts, where the links come from somebody else: see `untrusted`.

It is handed in class by class, since there is but one door to it.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from app.core.errors import ErrorCode
from app.engine.untrusted import (
    Info,
    ProtocolOf,
    check_file,
    check_streams,
    drop_ways_past_the_proxy,
    is_web,
    on_files,
    vetted,
)

_HANDLERS = frozenset({"Requests", "CurlCFFI"})  # others also know data:, ftp: and ws:
_REDIRECTED_TO = {10319: "http,https"}  # CURLOPT_REDIR_PROTOCOLS_STR
# How the two of them say that they are redirected to something else.
_LED_AWAY = re.compile(
    r"no connection adapters|protocol .{0,40}disabled|unsupported url scheme", re.IGNORECASE
)

Complaint = Callable[[str], Any]
Send = Callable[[Any], Any]


def guarded(base: Any, complaint: Complaint, protocol_of: ProtocolOf) -> Any:
    """The `YoutubeDL`, which fetches by http(s) only, through its proxy only, and opens no text.

    `complaint` makes the error of a request that is not sent.
    """

    class Guarded(base):  # type: ignore[misc]  # yt-dlp has no types
        def build_request_director(self, handlers: Iterable[Any], preferences: Any = None) -> Any:
            known = [one for one in handlers if one.RH_KEY in _HANDLERS]
            director = super().build_request_director(known, preferences)
            for handler in director.handlers.values():
                handler._create_instance = _restricted(handler._create_instance)  # noqa: SLF001
            has_proxy = bool(self.params.get("proxy"))
            director.send = _guarding(director.send, complaint, has_proxy=has_proxy)
            return director

        def process_video_result(self, info_dict: Info, download: bool = True) -> Any:
            return super().process_video_result(vetted(info_dict, protocol_of), download)

        def dl(self, name: str, info: Info, subtitle: bool = False, test: bool = False) -> Any:
            if not subtitle:  # of which those that may not be fetched are gone
                check_streams(info, protocol_of)
            return super().dl(name, info, subtitle, test)

        def run_pp(self, pp: Any, infodict: Info) -> Any:
            for file in (infodict.get("filepath"), *(infodict.get("__files_to_merge") or ())):
                if file:
                    check_file(Path(file))
            return super().run_pp(pp, infodict)

    return Guarded


def on_files_alone(popen: Any) -> Any:
    """The `Popen` of yt-dlp's steps after the fetch, for programs that open no other files."""

    class FilesAlone(popen):  # type: ignore[misc]  # yt-dlp has no types
        is_for_files_alone = True

        @classmethod
        def run(cls, command: Iterable[str], *arguments: Any, **named: Any) -> Any:
            return super().run(list(on_files(command)), *arguments, **named)

    return FilesAlone


def _guarding(send: Send, complaint: Complaint, *, has_proxy: bool) -> Send:
    """Sends what is asked for by http(s), through the proxy that was chosen for all."""

    def sent(request: Any) -> Any:
        if not has_proxy or not is_web(request.url):
            refused = complaint("Only http and https is fetched, and only through a proxy")
            refused.kind = ErrorCode.UNSUPPORTED
            raise refused
        request.proxies = {}  # those of its own would count more
        drop_ways_past_the_proxy(request.headers)
        try:
            return send(request)
        except Exception as error:
            if _LED_AWAY.search(str(error)):
                error.kind = ErrorCode.UNSUPPORTED  # type: ignore[attr-defined]  # they take any
            raise

    return sent


def _restricted(create: Callable[..., Any]) -> Callable[..., Any]:
    """Makes sessions that are redirected to http(s) only; curl would also follow to ftp."""

    def created(*arguments: Any, **named: Any) -> Any:
        session = create(*arguments, **named)
        if hasattr(session, "curl_options"):
            session.curl_options = {**session.curl_options, **_REDIRECTED_TO}
        return session

    return created
