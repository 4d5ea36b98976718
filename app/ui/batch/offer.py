"""What was dropped or pasted, and the links in it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QMimeData

from app.core.links import Links, LinksProblem, joined, links_in_file, links_in_html, links_in_text

_VIDEO = (".mp4", ".mkv", ".webm", ".mov", ".avi", ".m4v", ".flv", ".wmv", ".mpg", ".mpeg")
_AUDIO = (".mp3", ".m4a", ".opus", ".ogg", ".flac", ".wav", ".aac")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_MEDIA = frozenset(_VIDEO + _AUDIO + _PICTURES)
_MAX_FILES = 1000


class Refusal(StrEnum):
    """Why a dropped file gave no links."""

    FOLDER = "folder"
    MEDIA = "media"
    BINARY = "binary"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Offer:
    """Anything a person hands over, not looked into yet."""

    text: str = ""
    html: str = ""
    files: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.html or self.files)


@dataclass(frozen=True, slots=True)
class Found:
    """The links of an offer, and the files that gave none with the reason."""

    links: Links
    refused: tuple[tuple[str, Refusal], ...] = ()


def can_offer(data: QMimeData) -> bool:
    """Whether there may be links in it."""
    return data.hasUrls() or data.hasText() or data.hasHtml()


def offer_of(data: QMimeData) -> Offer:
    """What a drag or the clipboard carries. Addresses say it best, then files, then text."""
    urls = data.urls() if data.hasUrls() else []
    files = tuple(url.toLocalFile() for url in urls if url.isLocalFile())
    if urls:
        web = [bytes(url.toEncoded().data()).decode() for url in urls if not url.isLocalFile()]
        return Offer("\n".join(web), files=files)
    return Offer(data.text(), data.html() if data.hasHtml() else "")


def look_into(offer: Offer) -> Found:
    """Find the links; takes its time, so not for the window's thread."""
    parts: list[Links] = []
    refused: list[tuple[str, Refusal]] = []
    if offer.text or offer.html:
        parts.append(_best(links_in_text(offer.text), links_in_html(offer.html)))
    for name in offer.files[:_MAX_FILES]:
        answer = _in_file(Path(name))
        if isinstance(answer, Refusal):
            refused.append((Path(name).name, answer))
        else:
            parts.append(answer)
    if len(offer.files) > _MAX_FILES:
        parts.append(Links(truncated=True))
    return Found(joined(parts), tuple(refused))


def _best(text: Links, html: Links) -> Links:
    """A passage of a web page has its links in its markup, a written list in its text."""
    return html if len(html.urls) > len(text.urls) else text


def _in_file(path: Path) -> Links | Refusal:
    try:
        if path.is_dir():
            return Refusal.FOLDER
    except (OSError, ValueError):
        return Refusal.UNREADABLE
    if path.suffix.lower() in _MEDIA:
        return Refusal.MEDIA
    links = links_in_file(path)
    match links.problem:
        case LinksProblem.BINARY:
            return Refusal.BINARY
        case LinksProblem.UNREADABLE:
            return Refusal.UNREADABLE
        case None:
            return links


class OfferReader:
    """Looks into offers one after another, on a thread of its own.

    The end of the program does not wait for it: a file on a removed drive may never be read.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._offers: SimpleQueue[tuple[Offer, Callable[[Found], None]]] = SimpleQueue()
        self._thread: Thread | None = None
        self._closed = False

    def read(self, offer: Offer, then: Callable[[Found], None]) -> None:
        """Call `then` with what was found, on the window's thread."""
        if self._closed:
            return
        self._offers.put((offer, then))
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._work, name="links", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Nothing more is found from now on."""
        self._closed = True
        self._offers.put((Offer(), lambda _found: None))  # wakes the thread

    def _work(self) -> None:
        while not self._closed:
            offer, then = self._offers.get()
            found = look_into(offer)
            if not self._closed:
                self._post(partial(then, found))
