"""Links out of anything a person drops or pastes: text, web content, files."""

import csv
import html
import plistlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path

from app.core.link_finder import MAX_LINK, clean_link, links_in_line, may_hold_link
from app.core.text_file import MAX_READ, NotTextError, decode, pieces, read_bytes

MAX_LINKS = 10_000
"""Links taken at once; with more, the answer says that it is cut short."""

_LOOKED_AT = 10  # times as many addresses are looked at, repeated and refused ones included
_BLOCK = 1024 * 1024  # characters
_MAX_SHORTCUT = 1024 * 1024  # bytes of a file that holds a single link
_MAX_HTML = 8 * 1024 * 1024  # characters
_HREF = re.compile(
    r"(?<![\w-])href\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_SHORTCUT_LINE = re.compile(
    r"^[ \t]*URL(?:\[[^\]\n]*\])?[ \t]*=[ \t]*(.*)$", re.MULTILINE | re.IGNORECASE
)


class LinksProblem(StrEnum):
    """Why a file gave no links at all."""

    BINARY = "binary"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Links:
    """What was found, each link once and in order.

    `not_links` counts the lines without any. `truncated`: there was more than is taken at once.
    """

    urls: tuple[str, ...] = ()
    duplicates: int = 0
    not_links: int = 0
    truncated: bool = False
    problem: LinksProblem | None = None


class _Gatherer:
    """Takes what lines hold until it has enough, or has looked at too much."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._left = limit * _LOOKED_AT
        self._urls: dict[str, None] = {}
        self._duplicates = 0
        self.not_links = 0
        self.truncated = False

    def take(self, found: Iterable[str | None], *, times: int = 1, is_counted: bool = True) -> None:
        """Add what a line holds that is there so many times; None for what is no link."""
        is_empty = True
        for url in found:
            self._left -= 1
            if url is not None:
                is_empty = False
                self._add(url, times)
            if self._left <= 0:
                self.truncated = True
            if self.truncated:
                return
        if is_empty and is_counted:
            self.not_links += times

    def _add(self, url: str, times: int) -> None:
        if url in self._urls:
            self._duplicates += times
        elif len(self._urls) < self._limit:
            self._urls[url] = None
            self._duplicates += times - 1
        else:
            self.truncated = True

    def result(self) -> Links:
        return Links(tuple(self._urls), self._duplicates, self.not_links, self.truncated)


def links_in_text(text: str, limit: int = MAX_LINKS, *, skip_comments: bool = False) -> Links:
    """The http and https links in a text of any kind.

    An address without http:// counts where it is all there is in its line. Lines that begin with
    # or ; never count as "no link"; `skip_comments` ignores the links in them too.
    """
    parts = (text[start : start + _BLOCK] for start in range(0, len(text), _BLOCK))
    return _links_in_lines(_blocks(parts), limit, skip_comments=skip_comments)


def links_in_html(content: str, limit: int = MAX_LINKS) -> Links:
    """The absolute links that the content leads to, as browsers hand it over in a drag."""
    gatherer = _Gatherer(limit)
    for found in _HREF.finditer(content[:_MAX_HTML]):
        link = clean_link(html.unescape(found[1] or found[2] or found[3] or "").strip())
        gatherer.take([link])
        if gatherer.truncated:
            break
    gatherer.truncated |= len(content) > _MAX_HTML
    return gatherer.result()


def links_in_file(path: Path, limit: int = MAX_LINKS) -> Links:
    """The links in a list, a table, a shortcut or any other text file; it never raises."""
    try:
        return _links_in_file(path, limit)
    except NotTextError:
        return Links(problem=LinksProblem.BINARY)
    except (OSError, ValueError):  # a path with a zero byte is a ValueError
        return Links(problem=LinksProblem.UNREADABLE)


def joined(parts: Iterable[Links], limit: int = MAX_LINKS) -> Links:
    """Several answers as one, as when several files are dropped together."""
    gatherer = _Gatherer(limit)
    duplicates = not_links = 0
    truncated = False
    problem = None
    for part in parts:
        gatherer.take(part.urls, is_counted=False)
        duplicates += part.duplicates
        not_links += part.not_links
        truncated |= part.truncated
        problem = problem or part.problem
    whole = gatherer.result()
    return Links(
        whole.urls,
        whole.duplicates + duplicates,
        not_links,
        whole.truncated or truncated,
        problem,
    )


def _links_in_file(path: Path, limit: int) -> Links:
    kind = path.suffix.lower()
    if kind == ".webloc":
        return _only(_webloc_address(read_bytes(path, _MAX_SHORTCUT).data), limit)
    if kind in (".url", ".desktop"):
        entry = _SHORTCUT_LINE.search(decode(read_bytes(path, _MAX_SHORTCUT).data))
        return _only(entry[1] if entry else "", limit)
    read = read_bytes(path, MAX_READ)
    found = None
    if kind == ".csv":
        found = _links_in_table(_blocks(pieces(read.data), is_cut=read.truncated), limit)
    if found is None:
        blocks = _blocks(pieces(read.data), is_cut=read.truncated)
        found = _links_in_lines(blocks, limit, skip_comments=kind == ".txt")
    return joined([found, Links(truncated=read.truncated)], limit)


def _links_in_lines(blocks: Iterable[str], limit: int, *, skip_comments: bool) -> Links:
    gatherer = _Gatherer(limit)
    for block in blocks:
        _take_lines(gatherer, block, skip_comments=skip_comments)
        if gatherer.truncated:
            break
    return gatherer.result()


def _blocks(parts: Iterable[str], *, is_cut: bool = False) -> Iterator[str]:
    """Whole lines, a megabyte or two at a time: one pass over much more holds up other threads.

    Without the last line where that `is_cut` off in its middle.
    """
    rest, is_first = "", True
    for part in parts:
        rest += part
        end = max(rest.rfind("\n"), rest.rfind("\r")) + 1
        if not end and len(rest) >= _BLOCK:
            end = _within_line(rest)
        if end:
            yield rest[:end]
            rest, is_first = rest[end:], False
    if rest and (is_first or not is_cut):
        yield rest


def _within_line(text: str) -> int:
    """Where a line without end can be divided: no link goes on across a space, and a link is
    shorter than what lies behind the last "http"."""
    found = (text.rfind(sign, len(text) // 2) for sign in (" ", "\t", "http"))
    return next((end for end in found if end > 0), len(text) - MAX_LINK)


def _take_lines(gatherer: _Gatherer, block: str, *, skip_comments: bool) -> None:
    # Long lists repeat themselves, and counting lines is far quicker than looking into them.
    lines = Counter(block.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for line, times in lines.items():
        stripped = line.strip()
        if not stripped:
            continue
        is_comment = stripped[0] in "#;"
        if not may_hold_link(stripped):
            gatherer.not_links += 0 if is_comment else times
        elif not (is_comment and skip_comments):
            gatherer.take(links_in_line(stripped), times=times, is_counted=not is_comment)
            if gatherer.truncated:
                return


def _only(address: str, limit: int) -> Links:
    """The answer for a file that is one link."""
    gatherer = _Gatherer(limit)
    link = clean_link(address.strip())
    gatherer.take([link])
    return gatherer.result()


def _webloc_address(data: bytes) -> str:
    try:
        content = plistlib.loads(data)
    except Exception:  # noqa: BLE001 - its parsers raise nearly anything on damaged input
        return ""
    address = content.get("URL") if isinstance(content, dict) else None
    return address if isinstance(address, str) else ""


def _links_in_table(blocks: Iterable[str], limit: int) -> Links | None:
    """The links in the cells of a table, whose first line may be a heading; None if it is none."""
    gatherer = _Gatherer(limit)
    lines = (line for block in blocks for line in block.replace("\0", "").splitlines(keepends=True))
    heading = next(lines, "")
    delimiter = max(",;\t", key=heading.count)
    try:
        for number, row in enumerate(csv.reader(chain([heading], lines), delimiter=delimiter)):
            cells = [cell for cell in row if cell.strip()]
            if cells:
                gatherer.take(
                    (link for cell in cells for link in links_in_line(cell.strip())),
                    is_counted=number > 0,
                )
            if gatherer.truncated:
                break
    except csv.Error:
        return None
    return gatherer.result()
