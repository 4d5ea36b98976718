"""An answer that holds a file, read piece by piece, and what it means where it does not come."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from socket import gaierror
from typing import TypeVar

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)

from app.core.cloud import CloudTrouble
from app.executors.cloud_errors import CloudError

# As much as a connection gives at once; larger pieces cost more than they save.
_PIECE = 64 * 1024
_LONGEST_CHAIN = 10

E = TypeVar("E", bound=BaseException)


class FileAnswer:
    """Belongs to one thread, but for `cut`."""

    def __init__(self, response: BaseHTTPResponse, hang_up: Callable[[], None]) -> None:
        self._response = response
        self._hang_up = hang_up
        self.start = 0  # where it begins in the file

    @property
    def status(self) -> int:
        return self._response.status

    @property
    def headers(self) -> Mapping[str, str]:
        return self._response.headers

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_packed(self) -> bool:
        """Whether the bytes are not the file's own, which was not asked for."""
        packing = self.headers.get("content-encoding", "")
        return packing.strip().lower() not in ("", "identity")

    def read(self) -> bytes:
        """The next piece; nothing at the end. `CloudError` where that does not come."""
        try:
            return self._response.read1(_PIECE)
        # A connection that was cut may look as if it had been closed before.
        except (HTTPError, OSError, ValueError, AttributeError) as error:
            raise CloudError(trouble_of(error), type(error).__name__) from None

    def text(self, most: int) -> bytes:
        """The whole of a short answer; what is longer is cut off."""
        text = bytearray()
        while len(text) < most and (piece := self.read()):
            text += piece
        return bytes(text[:most])

    def cut(self) -> None:
        """Have a `read` that waits in another thread come back."""
        with suppress(OSError, RuntimeError, ValueError):  # it is at its end anyway
            self._response.shutdown()

    def close(self) -> None:
        with suppress(HTTPError, OSError):
            self._response.close()
        self._hang_up()

    @contextmanager
    def closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise


def trouble_of(error: BaseException) -> CloudTrouble:
    """What it means that something went wrong on the way."""
    if _behind(error, ssl.SSLCertVerificationError):
        return CloudTrouble.CERTIFICATE
    if _behind(error, NameResolutionError) or _behind(error, gaierror):
        return CloudTrouble.NAME_NOT_FOUND
    if _behind(error, NewConnectionError):  # which counts as one of the timeouts
        return CloudTrouble.UNREACHABLE
    kinds = (ConnectTimeoutError, ReadTimeoutError, TimeoutError)
    if any(_behind(error, kind) for kind in kinds):
        return CloudTrouble.NO_ANSWER
    if _behind(error, ssl.SSLError):
        return CloudTrouble.NOT_THE_SERVICE  # whoever is there does not speak TLS as it does
    return CloudTrouble.UNREACHABLE


def _behind(error: BaseException, kind: type[E]) -> E | None:
    """The first of a kind among an exception and what it came from."""
    waiting: list[object] = [error]
    for _ in range(_LONGEST_CHAIN):
        if not waiting:
            return None
        at = waiting.pop(0)
        if isinstance(at, kind):
            return at
        if isinstance(at, BaseException):
            waiting += [at.__cause__, at.__context__, *at.args]
    return None
