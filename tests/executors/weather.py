"""Whatever may happen between the desktop and the service: a proxy that does it on demand."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from select import select

from tests.executors.odd_service import Asked, Behaviour, OddService, Talk, hangs, resets

_CHUNK = 65_536


@dataclass
class _Spell:
    """What happens to requests that begin so."""

    what: str
    behave: Behaviour
    left: int


class Weather(OddService):
    """Hands requests on to the service at a port, but for those that something befalls.

    A connection is good for one request, as with some proxies.
    """

    def __init__(self, port: int) -> None:
        super().__init__(self._befall)
        self._upstream = port
        self._spells: list[_Spell] = []
        self._lock = threading.Lock()
        self._streams: list[socket.socket] = []

    def befalls(self, what: str, behave: Behaviour, times: int = 1_000_000) -> None:
        """Have requests such as "POST /batch-download" treated so, and then no more. What is said
        last comes first."""
        with self._lock:
            self._spells.insert(0, _Spell(what, behave, times))

    def clear(self) -> None:
        """Fine weather again."""
        with self._lock:
            self._spells.clear()

    def storm(self) -> None:
        """Nobody gets through, and the streams that were there break."""
        self.befalls("", resets)
        self.cut_streams()

    def cut_streams(self) -> None:
        with self._lock:
            streams, self._streams = self._streams, []
        for one in streams:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def count(self, what: str) -> int:
        """How many requests began so."""
        return sum(_line(asked).startswith(what) for asked in self.asked)

    def hands_on(self, talk: Talk) -> None:
        """To the service, and its answer back."""
        with self._answering(talk.asked) as upstream:
            if talk.asked.target.startswith("/events"):
                with self._lock:
                    self._streams.append(talk.connection)
            _relay(upstream, talk.connection)
            with suppress(OSError):
                talk.connection.shutdown(socket.SHUT_RDWR)

    def loses_answer(self, talk: Talk) -> None:
        """It is done, and nobody hears of it."""
        with self._answering(talk.asked) as upstream:
            while upstream.recv(_CHUNK):
                pass
        resets(talk)

    def keeps_answer(self, talk: Talk) -> None:
        """It is done, and the answer does not come."""
        with self._answering(talk.asked) as upstream:
            while upstream.recv(_CHUNK):
                pass
        hangs(talk)

    def delays_until(self, may: threading.Event) -> Behaviour:
        """Hand it on when it may."""

        def behave(talk: Talk) -> None:
            assert may.wait(30)
            self.hands_on(talk)

        return behave

    def changes(self, change: Callable[[bytes], bytes]) -> Behaviour:
        """Hand on what comes back in another form of the same length."""

        def behave(talk: Talk) -> None:
            with self._answering(talk.asked) as upstream:
                _relay(upstream, talk.connection, change)
                with suppress(OSError):
                    talk.connection.shutdown(socket.SHUT_RDWR)

        return behave

    def _befall(self, talk: Talk) -> None:
        with self._lock:
            line = _line(talk.asked)
            spell = next((s for s in self._spells if s.left and line.startswith(s.what)), None)
            if spell:
                spell.left -= 1
        (spell.behave if spell else self.hands_on)(talk)

    @contextmanager
    def _answering(self, asked: Asked) -> Iterator[socket.socket]:
        headers = {**asked.headers, "connection": "close"}
        head = [f"{asked.method} {asked.target} HTTP/1.1"]
        head += [f"{name}: {value}" for name, value in headers.items()]
        with socket.create_connection(("127.0.0.1", self._upstream)) as upstream:
            upstream.sendall("\r\n".join([*head, "", ""]).encode("latin-1") + asked.body)
            yield upstream


def truncates(after: int, weather: Weather) -> Behaviour:
    """Hand on so many bytes of the answer, and break off."""
    left = [after]

    def cut(data: bytes) -> bytes:
        kept, left[0] = data[: left[0]], max(0, left[0] - len(data))
        return kept

    return weather.changes(cut)


def _relay(
    upstream: socket.socket, client: socket.socket, change: Callable[[bytes], bytes] | None = None
) -> None:
    """Until either has hung up."""
    with suppress(OSError):
        while True:
            ready, _, _ = select([upstream, client], [], [])
            if client in ready and not client.recv(_CHUNK):
                return
            if upstream in ready:
                data = upstream.recv(_CHUNK)
                changed = change(data) if change and data else data
                if not changed:
                    return
                client.sendall(changed)


def _line(asked: Asked) -> str:
    return f"{asked.method} {asked.target}"


def shifted(seconds: int) -> Callable[[bytes], bytes]:
    """What a service says whose clock is so far off."""

    def moved(found: re.Match[bytes]) -> bytes:
        return b'"%b":%d' % (found[1], int(found[2]) + seconds)

    moments = re.compile(rb'"(added|ended|expires)":(\d{10})')
    return lambda data: moments.sub(moved, data)
