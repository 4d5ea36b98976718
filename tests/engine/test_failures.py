"""What is raised, and the code it becomes. Errors are known by their classes' names alone."""

import errno
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace

import pytest

from app.core.errors import ErrorCode
from app.engine.failures import Failure, Refusal, classify


class YoutubeDLError(Exception):
    """As the library's errors are built."""

    cause: BaseException | None = None
    expected: bool | None = None


class DownloadError(YoutubeDLError):
    def __init__(self, message: str, behind: BaseException | None = None) -> None:
        super().__init__(f"ERROR: {message}")
        self.exc_info = (type(behind), behind, None)


class ExtractorError(YoutubeDLError):
    pass


class UnsupportedError(ExtractorError):
    pass


class GeoRestrictedError(ExtractorError):
    pass


class UserNotLive(ExtractorError):  # noqa: N818  the library's name
    pass


class UnavailableVideoError(YoutubeDLError):
    pass


class PostProcessingError(YoutubeDLError):
    pass


class TransportError(YoutubeDLError):
    pass


class ProxyError(TransportError):
    pass


class Socks5Error(OSError):
    pass


class CookieLoadError(YoutubeDLError):
    pass


class CertificateVerifyError(TransportError):
    pass


class IncompleteRead(TransportError):  # noqa: N818  the library's name
    pass


class HTTPError(YoutubeDLError):
    def __init__(self, status: int, retry_after: str | None = None, *, loop: bool = False) -> None:
        super().__init__(f"HTTP Error {status}")
        self.status = status
        self.redirect_loop = loop
        headers = {} if retry_after is None else {"Retry-After": retry_after}
        self.response = SimpleNamespace(headers=headers)


def caused(error: YoutubeDLError, by: BaseException) -> YoutubeDLError:
    error.cause = by
    return error


def after(error: YoutubeDLError, another: BaseException) -> YoutubeDLError:
    error.__context__ = another
    return error


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, ErrorCode.FORBIDDEN),
        (401, ErrorCode.LOGIN_NEEDED),
        (403, ErrorCode.FORBIDDEN),
        (404, ErrorCode.NOT_FOUND),
        (408, ErrorCode.TIMEOUT),
        (410, ErrorCode.NOT_FOUND),
        (416, ErrorCode.NETWORK),
        (429, ErrorCode.RATE_LIMITED),
        (451, ErrorCode.GEO_BLOCKED),
        (500, ErrorCode.NETWORK),
        (503, ErrorCode.NETWORK),
    ],
)
def test_statuses(status: int, code: ErrorCode) -> None:
    error = DownloadError(
        "Unable to download webpage", caused(ExtractorError("x"), HTTPError(status))
    )
    failure = classify(error)
    assert (failure.code, failure.http_status) == (code, status)
    assert failure.detail == "Unable to download webpage"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DownloadError("x", UnsupportedError("Unsupported URL: y")), ErrorCode.UNSUPPORTED),
        (DownloadError("x", GeoRestrictedError("y")), ErrorCode.GEO_BLOCKED),
        (DownloadError("x", UserNotLive("y")), ErrorCode.NOT_STARTED),
        (HTTPError(302, loop=True), ErrorCode.UNSUPPORTED),
        (DownloadError("x", TransportError("reset")), ErrorCode.NETWORK),
        (DownloadError("x", IncompleteRead("5 bytes read")), ErrorCode.NETWORK),
        (caused(TransportError("x"), TimeoutError()), ErrorCode.TIMEOUT),
        (TransportError("The read operation timed out"), ErrorCode.TIMEOUT),
        (DownloadError("Got error: x. Giving up after 10 retries"), ErrorCode.NETWORK),
        (OSError(errno.ENOSPC, "No space left on device"), ErrorCode.DISK_FULL),
        (OSError(errno.EDQUOT, "quota"), ErrorCode.DISK_FULL),
        (PermissionError(errno.EACCES, "denied"), ErrorCode.NO_PERMISSION),
        (OSError(errno.EROFS, "read-only"), ErrorCode.NO_PERMISSION),
        (OSError(errno.ENAMETOOLONG, "long"), ErrorCode.FILE_NAME),
        (FileNotFoundError(errno.ENOENT, "gone", "/x/ffmpeg"), ErrorCode.FFMPEG_MISSING),
        (ConnectionResetError(errno.ECONNRESET, "reset"), ErrorCode.NETWORK),
        (
            DownloadError("x", after(UnavailableVideoError("y"), OSError(errno.ENOSPC, "full"))),
            ErrorCode.DISK_FULL,
        ),
        (PostProcessingError("ffmpeg not found. Please install"), ErrorCode.FFMPEG_MISSING),
        (PostProcessingError("Conversion failed!"), ErrorCode.INTERNAL),
        (ExtractorError("Private video. Sign in if you've been granted"), ErrorCode.PRIVATE),
        (ExtractorError("Join this channel to get access to members-only"), ErrorCode.MEMBERS_ONLY),
        (ExtractorError("Sign in to confirm your age."), ErrorCode.AGE_RESTRICTED),
        (ExtractorError("Sign in to confirm you’re not a bot."), ErrorCode.LOGIN_NEEDED),
        (ExtractorError("Premieres in 3 hours"), ErrorCode.NOT_STARTED),
        (ExtractorError("This live event will begin in 2 days."), ErrorCode.NOT_STARTED),
        (ExtractorError("This video is DRM protected"), ErrorCode.DRM),
        (ExtractorError("Requested format is not available."), ErrorCode.NO_SUCH_FORMAT),
        (ExtractorError("Signature extraction failed: x"), ErrorCode.ENGINE_OUTDATED),
        (ExtractorError("'nonsense' is not a valid URL"), ErrorCode.UNSUPPORTED),
        (ExtractorError("Video unavailable"), ErrorCode.NOT_FOUND),
        (Refusal(ErrorCode.PLAYLIST, "a list"), ErrorCode.PLAYLIST),
        (KeyError("formats"), ErrorCode.INTERNAL),
    ],
)
def test_errors(error: BaseException, code: ErrorCode) -> None:
    assert classify(error).code is code


def test_a_tag_outweighs_everything() -> None:
    behind = caused(ExtractorError("This video is private"), HTTPError(403))
    behind.kind = ErrorCode.LOGIN_NEEDED  # type: ignore[attr-defined]  # set on the way out
    assert classify(DownloadError("HTTP Error 403", behind)).code is ErrorCode.LOGIN_NEEDED


def test_an_extractor_that_broke_is_outdated() -> None:
    broken = ExtractorError("Unable to extract title")
    broken.expected = False
    assert classify(DownloadError("Unable to extract title", broken)).code is (
        ErrorCode.ENGINE_OUTDATED
    )


def test_an_error_that_was_dealt_with_counts_least() -> None:
    error = after(ExtractorError("This video is private"), HTTPError(404))
    assert classify(error).code is ErrorCode.PRIVATE


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120), (" 7 ", 7), ("Sun, 06 Nov 1994 08:49:37 GMT", 0)]
)
def test_retry_after(value: str, seconds: float) -> None:
    assert classify(HTTPError(429, value)).retry_after == seconds


def test_retry_after_as_a_date() -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1))
    found = classify(HTTPError(429, in_an_hour)).retry_after
    assert found == pytest.approx(3600, abs=60)


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "9" * 400, "Sun, 99 Foo"])
def test_nonsense_is_no_retry_after(value: str | None) -> None:
    assert classify(HTTPError(429, value)).retry_after is None


def test_some_errors_are_not_worth_many_tries() -> None:
    unknown = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    for_now = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    assert classify(caused(TransportError("x"), unknown)).most_tries == 2
    assert classify(caused(TransportError("x"), for_now)).most_tries is None
    assert classify(CertificateVerifyError("self-signed")).most_tries == 1


def tunnel(answer: str) -> BaseException:
    error = ProxyError("Unable to connect to proxy")
    error.cause = OSError(f"Tunnel connection failed: {answer}")
    return error


@pytest.mark.parametrize(
    ("error", "code", "most_tries"),
    [
        (ProxyError("Cannot connect to proxy."), ErrorCode.PROXY, 2),
        (tunnel("407 Proxy Authentication Required"), ErrorCode.PROXY, 1),
        (tunnel("403 Forbidden"), ErrorCode.PROXY, 1),
        (tunnel("502 Bad Gateway"), ErrorCode.NETWORK, None),
        (tunnel("504 Gateway Timeout"), ErrorCode.NETWORK, None),
    ],
)
def test_the_proxy_or_the_site_behind_it(
    error: BaseException, code: ErrorCode, most_tries: int | None
) -> None:
    failure = classify(DownloadError("unable to download", error))
    assert (failure.code, failure.most_tries) == (code, most_tries)


@pytest.mark.parametrize(
    ("number", "code"),
    [(0x04, ErrorCode.NETWORK), (0x05, ErrorCode.NETWORK), (0xFE, ErrorCode.PROXY)],
)
def test_a_socks_proxy_says_who_is_to_blame(number: int, code: ErrorCode) -> None:
    error = ProxyError("no")
    error.cause = Socks5Error(number, "no")
    assert classify(error).code is code


def test_cookies_that_cannot_be_loaded() -> None:
    error = DownloadError("could not find firefox cookies database", CookieLoadError("failed"))
    assert classify(error) == Failure(ErrorCode.COOKIES, "could not find firefox cookies database")


def test_a_refused_connection_is_no_timeout() -> None:
    class ConnectTimeoutError(Exception):
        pass

    class NewConnectionError(ConnectTimeoutError):
        """As urllib3 builds it."""

    refused = TransportError("Failed to establish a new connection: Connection refused")
    late = TransportError("Connection to h.example failed")
    assert classify(caused(refused, NewConnectionError())).code is ErrorCode.NETWORK
    assert classify(caused(late, ConnectTimeoutError())).code is ErrorCode.TIMEOUT


def test_a_file_too_large_for_its_disk_does_not_make_it_full() -> None:
    large = classify(DownloadError("unable to write data", OSError(errno.EFBIG, "File too large")))
    assert large.code is ErrorCode.INTERNAL
    assert "too large for this disk" in large.detail


def test_errors_that_go_round_in_circles_end() -> None:
    one, two = YoutubeDLError("one"), YoutubeDLError("two")
    one.cause, two.cause = two, one
    assert classify(one) == Failure(ErrorCode.INTERNAL, "one")


def test_details_are_clean() -> None:
    error = HTTPError(403)
    error.args = ("https://u:pw@h.example/?sig=abc Use --cookies for the authentication",)
    assert classify(error).detail == "https://h.example/?sig=…"
