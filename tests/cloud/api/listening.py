"""A client of the events, as one is to be written."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Any, NamedTuple, Self

import httpx


class Message(NamedTuple):
    """One event; `kind` is retry or comment for what is none."""

    kind: str
    data: Any = None
    id: str = ""


class Listener:
    """An open stream, read one message at a time."""

    def __init__(self, client: httpx.Client, last_id: str = "", **options: Any) -> None:
        headers = {"Last-Event-ID": last_id} if last_id else {}
        self._stack = ExitStack()
        stream = client.stream("GET", "/events", headers=headers, **options)
        self.response = self._stack.enter_context(stream)
        self._messages = messages(self.response.iter_bytes())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._stack.close()

    def rest(self) -> list[Message]:
        """All that comes until the service ends the stream."""
        return list(self._messages)

    def next(self) -> Message:
        """The next event."""
        return next(one for one in self._messages if one.kind not in ("retry", "comment"))

    def next_of_any_kind(self) -> Message:
        return next(self._messages)

    def snapshot(self) -> list[Message]:
        """The pages of the snapshot that comes next."""
        pages = [self.next()]
        while not pages[-1].data["last"]:
            pages.append(self.next())
        assert {one.kind for one in pages} == {"snapshot"}
        return pages


class View:
    """What a client knows of its downloads. `told` is all that was new to it, in order."""

    def __init__(self) -> None:
        self.last_id = ""
        self.downloads: dict[str, dict[str, Any]] = {}
        self.told: list[tuple[str, str]] = []  # ids and states
        self.snapshots = 0

    def hear(self, message: Message) -> None:
        """Take a message in. The newer of two pictures has the greater run and sequence."""
        if message.kind == "snapshot":
            if message.data["first"]:
                self.downloads.clear()
                self.snapshots += 1
            for one in message.data["downloads"]:
                self._see(one)
        elif message.kind == "update":
            assert _place(message.id) > _place(self.last_id), "an event came twice"
            self._see(message.data)
        elif message.kind == "removed":
            self.downloads.pop(message.data["id"], None)
        self.last_id = message.id or self.last_id

    def _see(self, shown: dict[str, Any]) -> None:
        known = self.downloads.get(shown["id"])
        if known is None or _age(known) < _age(shown):
            if known is None or known["state"] != shown["state"]:
                self.told.append((shown["id"], shown["state"]))
            self.downloads[shown["id"]] = shown


def messages(pieces: Iterator[bytes]) -> Iterator[Message]:
    """The whole messages in what arrives; a part of one at the end is none."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n\n")
        yield from map(_message, whole)


def _message(text: bytes) -> Message:
    if text == b":":
        return Message("comment")
    lines = dict(line.split(": ", 1) for line in text.decode().split("\n"))
    if "retry" in lines:
        return Message("retry", int(lines["retry"]))
    return Message(lines["event"], json.loads(lines["data"]), lines.get("id", ""))


def _place(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.split("-"))) if name else ()


def _age(shown: dict[str, Any]) -> tuple[int, int]:
    return shown["run"], shown["seq"]
