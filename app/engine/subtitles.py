"""Which subtitles are taken, out of those a site has. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.engine.reported import known_text, number

Tracks = Mapping[str, Any]
"""Languages, each with the forms its subtitles come in."""

_LANGUAGE = re.compile(r"[A-Za-z0-9]{1,8}(?:[-_.][A-Za-z0-9]{1,12}){0,3}")
"""It becomes part of a file's name. A chat that was recorded is not among them."""

_NO_LANGUAGES = frozenset({"live_chat", "rechat", "danmaku", "comments"})
_TEXTS = frozenset({"vtt", "srt", "ass", "ssa", "lrc", "ttml", "dfxp", "tt"})
_MOST = 10_000
"""Languages of one video; translations of every track into every language are many."""


def usable(tracks: Any) -> dict[str, list[Any]]:
    """The languages that can be shown and saved, with those of their forms that are text."""
    if not isinstance(tracks, Mapping):
        return {}
    listed = list(tracks.items())[:_MOST]
    found = {str(key): _texts(forms) for key, forms in listed if _is_language(key)}
    return {language: forms for language, forms in found.items() if forms}


def spoken_language(info: Mapping[str, Any]) -> str:
    """The one the video is in, as far as its site says so."""
    if own := known_text(info.get("language")):
        return own
    listed = info.get("formats")
    formats = (
        [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    )
    best = max(formats, key=lambda one: number(one.get("language_preference")) or 0.0, default={})
    return known_text(best.get("language"))


def chosen(
    languages: Sequence[str], human: Tracks, automatic: Tracks, spoken: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is taken of those made by people, and of those made by a machine.

    A language stands for its variants too. A machine's are taken only where people made none in
    that language. Without languages it is the video's own, else the first that there is.
    """
    by_hand, by_machine = usable(human), usable(automatic)
    wanted = [one for one in languages if one] or [spoken or "?"]
    taken: dict[str, Any] = {}
    made: dict[str, Any] = {}
    for language in wanted:
        if found := _best(language, by_hand):
            taken[found] = by_hand[found]
        elif found := _best(language, by_machine):
            made[found] = by_machine[found]
    if not languages and not taken and not made:
        taken = dict(list(by_hand.items())[:1])
        # Of a machine's, all but the one in the video's own language are translations.
        made = {} if taken else dict(_originals(by_machine)[:1])
    return taken, made


def _best(language: str, tracks: Iterable[str]) -> str:
    """The language itself, else its original, else a variant of it; else what it varies."""
    names = {name.lower().replace("_", "-"): name for name in tracks}
    key = language.lower().replace("_", "-")
    for candidate in (key, f"{key}-orig"):
        if candidate in names:
            return names[candidate]
    variants = (name for known, name in names.items() if known.startswith(f"{key}-"))
    return next(variants, "") or names.get(key.split("-")[0], "")


def _originals(tracks: dict[str, Any]) -> list[tuple[str, Any]]:
    listed = list(tracks.items())
    return [one for one in listed if one[0].endswith("-orig")] or listed


def _is_language(name: Any) -> bool:
    return name not in _NO_LANGUAGES and bool(_LANGUAGE.fullmatch(known_text(name)))


def _texts(forms: Any) -> list[Any]:
    listed = forms if isinstance(forms, list | tuple) else ()
    return [one for one in listed if isinstance(one, Mapping) and one.get("ext") in _TEXTS]
