"""The entries of a list, and links to those that have no address of their own.

Such an entry is described by the page of its list alone. Its link is that page's with its number
behind it, `#spool-entry=3`, or `#spool-entry=3.1` where lists lie in lists. Typed by hand it
leads no further either: to an entry of the page, or to nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, islice
from typing import Any

from app.core.errors import ErrorCode
from app.engine.failures import Refusal

Info = dict[str, Any]

_PAGE = 50
_NOT_OF_THE_VIDEO = frozenset({"_type", "url", "ie_key", "id", "extractor", "extractor_key"})
_LISTS = ("playlist", "multi_video", "compat_list")
_LINKS = ("url", "url_transparent")
_MARK = "#spool-entry="
_ENTRY = re.compile(rf"{_MARK}([1-9]\d{{0,3}}(?:\.[1-9]\d{{0,3}}){{0,3}})\Z")
_OF_THE_LIST = ("webpage_url", "original_url", "extractor", "extractor_key")


def is_list(info: Mapping[str, Any]) -> bool:
    return info.get("_type") in _LISTS


def is_link(info: Mapping[str, Any]) -> bool:
    """Whether it only says where to look."""
    return info.get("_type") in _LINKS


def entry_link(page: str, number: int) -> str:
    """The link to an entry of the list that the page is, counted from 1."""
    return f"{page}{'.' if _ENTRY.search(page) else _MARK}{number}"


def divided(link: str) -> tuple[str, tuple[int, ...]]:
    """The page a link leads to, and the number of the entry there, of the one in that, ..."""
    if (found := _ENTRY.search(link)) is None:
        return link, ()
    return link[: found.start()], tuple(map(int, found[1].split(".")))


def entry_at(info: Info, numbers: Iterable[int]) -> Info:
    """The entry these numbers lead to. `Refusal` if there is none any more."""
    for number in numbers:
        entry = next(islice(each(info.get("entries")), number - 1, None), None)
        if not is_list(info) or entry is None:
            raise Refusal(ErrorCode.NOT_FOUND, "The list has no such entry any more")
        info = _in_list(entry, info)
    return info


def only_entry(info: Info) -> Info:
    """The entry of a list that holds just one; any other list is refused, unread."""
    entries = info.get("entries")
    if isinstance(entries, list | tuple) and len(entries) == 1 and isinstance(entries[0], dict):
        return _in_list(entries[0], info)
    raise Refusal(ErrorCode.PLAYLIST, "The link leads to a list of videos")


def each(entries: Any) -> Iterator[Info]:
    """The entries of a list as they are read, page by page where it has pages."""
    return (entry for entry in _unpaged(entries) if isinstance(entry, dict))


def resolved(ydl: Any, url: str) -> Info:
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


def _in_list(entry: Info, info: Info) -> Info:
    """The entry with what it leaves to its list to tell."""
    return entry | {key: info[key] for key in _OF_THE_LIST if key in info and not entry.get(key)}


def _unpaged(entries: Any) -> Iterable[Any]:
    if not hasattr(entries, "getslice"):
        yield from entries or ()
        return
    for start in count(0, _PAGE):
        page = list(entries.getslice(start, start + _PAGE))
        yield from page
        if len(page) < _PAGE:
            return
