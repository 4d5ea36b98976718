"""File names out of a template such as `{uploader}/{title} [{id}]`. Pure.

What a template may say is known here; which signs a file system takes, `engine.names` knows.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

USUAL = "{title} [{id}]"
MAX_TEMPLATE = 200
"""Characters."""
MAX_DEPTH = 4
"""Folders below the chosen one."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_BRACES = {"{{": "\ue000", "}}": "\ue001"}  # private signs, which no title may bring along


class Field(StrEnum):
    """What may stand between braces. The extension follows by itself."""

    TITLE = "title"
    ID = "id"
    UPLOADER = "uploader"
    DATE = "date"  # of its publication, as 2026-11-22
    SITE = "site"
    QUALITY = "quality"  # such as 1080p
    LIST = "list"  # the title of the list it came out of
    NUMBER = "number"  # its place in that list


class TemplateFault(StrEnum):
    """Why a template is refused. The UI turns each code into a sentence."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNKNOWN_FIELD = "unknown_field"
    BRACES = "braces"  # one is missing
    ESCAPES = "escapes"  # it would lead out of the chosen folder
    TOO_DEEP = "too_deep"


_FIELDS = frozenset(Field)


def fault_of(template: str) -> TemplateFault | None:
    """What is wrong with a template, None if nothing is."""
    parts = template.replace("\\", "/").split("/")
    masked = _masked(template)
    tests = {
        TemplateFault.EMPTY: not template.strip(),
        TemplateFault.TOO_LONG: len(template) > MAX_TEMPLATE,
        TemplateFault.ESCAPES: any(part.strip() in ("", ".", "..") for part in parts)
        or re.match(r"[A-Za-z]:", template) is not None,
        TemplateFault.TOO_DEEP: len(parts) > MAX_DEPTH + 1,
        TemplateFault.UNKNOWN_FIELD: any(one not in _FIELDS for one in _FIELD.findall(masked)),
        TemplateFault.BRACES: bool(set(_FIELD.sub("", masked)) & set("{}")),
    }
    return next((fault for fault, found in tests.items() if found), None)


def literal(name: str) -> str:
    """A template that gives this very name, whatever braces are in it."""
    return name.replace("{", "{{").replace("}", "}}")


def rendered(template: str, values: Mapping[Field, str]) -> tuple[str, ...]:
    """The names of the folders and of the file, from the outermost, none of them checked yet.

    An empty or faulty template is taken for the usual one. A value never makes a folder: its
    slashes and backslashes become look-alikes.
    """
    template = template.replace("\\", "/")
    if fault_of(template):
        template = USUAL
    return tuple(_filled(part, values) for part in template.split("/"))


def _filled(part: str, values: Mapping[Field, str]) -> str:
    def value(found: re.Match[str]) -> str:
        text = values.get(Field(found[1]), "")
        return text.replace("/", "\u29f8").replace("\\", "\u29f9")

    text = _FIELD.sub(value, _masked(part))
    for brace, mask in _BRACES.items():
        text = text.replace(mask, brace[0])
    return " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", text).split())


def _masked(text: str) -> str:
    for brace, mask in _BRACES.items():
        text = text.replace(brace, mask)
    return text
