"""File names out of a template such as `{uploader}/{title} [{id}]`. Pure.

What a template may say is known here; which signs a file system takes, `engine.names` knows.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

USUAL = "{title} [{id}]"
MAX_TEMPLATE = 200
"""Characters."""
MAX_DEPTH = 4
"""Folders below the chosen one."""

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_EMPTIED = re.compile(r"\(\s*\)|\[\s*\]")
_LOOK_ALIKES = str.maketrans({"/": "\u29f8", "\\": "\u29f9"})


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
    if not template.strip():
        return TemplateFault.EMPTY
    if len(template) > MAX_TEMPLATE:
        return TemplateFault.TOO_LONG
    parts = _parts(template)
    if _names_a_drive(template) or any(part.strip() in ("", ".", "..") for part in parts):
        return TemplateFault.ESCAPES
    if len(parts) > MAX_DEPTH + 1:
        return TemplateFault.TOO_DEEP
    return _fault_of_tokens(list(_TOKEN.finditer(template)))


def literal(name: str) -> str:
    """A template that gives this very name, whatever braces are in it; slashes make folders."""
    return name.replace("{", "{{").replace("}", "}}")


def rendered(template: str, values: Mapping[Field, str]) -> tuple[str, ...]:
    """The names of the folders and of the file, from the outermost, none of them checked yet.

    An empty or faulty template is taken for the usual one. A value never makes a folder: its
    slashes and backslashes become look-alikes. What brackets a missing value leaves empty goes.
    """
    if fault_of(template):
        template = USUAL
    return tuple(_filled(part, values) for part in _parts(template))


def _parts(template: str) -> list[str]:
    return template.replace("\\", "/").split("/")


def _fault_of_tokens(tokens: Sequence[re.Match[str]]) -> TemplateFault | None:
    if any(token[0] in ("{", "}") for token in tokens):
        return TemplateFault.BRACES
    if any(token[1] is not None and token[1] not in _FIELDS for token in tokens):
        return TemplateFault.UNKNOWN_FIELD
    return None


def _names_a_drive(template: str) -> bool:
    return re.match(r"[A-Za-z]:", template) is not None


def _filled(part: str, values: Mapping[Field, str]) -> str:
    def text(token: re.Match[str]) -> str:
        if token[1] is None:
            return token[0][0]  # one of two braces
        return values.get(Field(token[1]), "").translate(_LOOK_ALIKES)

    filled = _TOKEN.sub(text, part)
    if all(token[1] is None for token in _TOKEN.finditer(part)):
        return filled
    return " ".join(_EMPTIED.sub(" ", filled).split())
