"""Requests and updates as JSON, for the child's pipe, the database and the service.

Reading is tolerant: unknown fields are ignored, missing ones take their defaults. A value of a
wrong type, or a required one that is missing, is a `WireError`.

What a newer writer tells is read as far as it can be: a word that is not known yet reads as the one
in `_STANDS_IN`. What it asks for is read exactly or not at all, and so is the state of a download;
where the rest is of use without it, its field is marked `IF_READABLE`.
"""

import json
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from app.core.download import Activity, Remark, Stage
from app.core.errors import ErrorCode

T = TypeVar("T")
_Reader = Callable[[Any], Any]
_PLAIN = (str, int, types.NoneType)

_STANDS_IN: Mapping[type[StrEnum], StrEnum | None] = {
    ErrorCode: ErrorCode.INTERNAL,
    Stage: Stage.RESOLVING,
    Activity: None,
    Remark: None,
}
"""What an unknown word of these reads as; None where the field may be without one."""

IF_READABLE: Mapping[str, bool] = {"if_readable": True}
"""The metadata of a field that reads as None where what it holds cannot be read."""

MAX_LINE = 4 * 1024 * 1024
"""Bytes of the longest line either side of a pipe accepts."""


class WireError(ValueError):
    """What was read is not what was promised."""


def to_line(value: object) -> bytes:
    """A dataclass, or a mapping with dataclasses in it, as one line of JSON with its newline."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def to_json(value: object) -> str:
    """A dataclass as compact JSON. Fields that hold their defaults are left out."""
    return to_line(value)[:-1].decode()


def parse(text: str | bytes) -> dict[str, Any]:
    """One JSON object; anything else is a `WireError`."""
    if len(text) > MAX_LINE:
        raise WireError(f"line of {len(text)} bytes")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WireError(f"not JSON: {error}") from None
    if not isinstance(data, dict):
        raise WireError("not a JSON object")
    return data


def from_json(cls: type[T], text: str | bytes) -> T:
    """The dataclass that `to_json` wrote."""
    return read(cls, parse(text))


def read(cls: type[T], data: Mapping[str, Any]) -> T:
    """A dataclass out of parsed JSON."""
    readers, required = _readers(cast("type", cls))
    values = {}
    for name, value in data.items():
        if reader := readers.get(name):
            try:
                values[name] = reader(value)
            except WireError as error:
                raise WireError(f"{cls.__name__}.{name}: {error}") from None
    if missing := required - values.keys():
        raise WireError(f"{cls.__name__}.{min(missing)} is missing")
    return cls(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: _plain(item)
            for name, default in _defaults(type(value))
            if (item := getattr(value, name)) is not default and item != default
        }
    return value


@cache
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(cls))


@cache
def _readers(cls: type) -> tuple[Mapping[str, _Reader], frozenset[str]]:
    """How each field is read, and which must be there."""
    hints = get_type_hints(cls)
    required = (
        f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING
    )
    readers = {f.name: _field_reader(f, hints[f.name]) for f in fields(cls)}
    return readers, frozenset(required)


def _field_reader(field: "Field[Any]", hint: Any) -> _Reader:
    reader = _reader(hint)
    return _if_readable(reader) if field.metadata.keys() >= IF_READABLE.keys() else reader


def _if_readable(reader: _Reader) -> _Reader:
    def read_or_none(value: Any) -> Any:
        try:
            return reader(value)
        except WireError:
            return None

    return read_or_none


def _reader(hint: Any) -> _Reader:
    """A function that checks a JSON value against a type hint and returns the Python value."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not types.NoneType)
        read_inner = _reader(inner)
        return lambda value: None if value is None else read_inner(value)
    if origin is tuple:
        read_item = _reader(get_args(hint)[0])
        return lambda value: tuple(read_item(item) for item in _checked(value, list))
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: read(hint, _checked(value, dict))
    if issubclass(hint, StrEnum):
        return lambda value: _member(hint, value)
    return _SCALARS[hint]


def _checked(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise WireError(f"{kind.__name__} expected, not {type(value).__name__}")
    return value


def _member(enum: type[StrEnum], value: Any) -> StrEnum | None:
    try:
        return enum(value)
    except ValueError:
        if enum in _STANDS_IN and isinstance(value, str):
            return _STANDS_IN[enum]
        raise WireError(f"no {enum.__name__} is called {value!r:.40}") from None


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WireError(f"number expected, not {type(value).__name__}")
    try:
        number = float(value)
    except OverflowError:
        raise WireError("number out of range") from None
    if not math.isfinite(number):
        raise WireError("number out of range")
    return number


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise WireError(f"integer expected, not {type(value).__name__}")
    if not -(2**63) <= value < 2**63:
        raise WireError("integer out of range")
    return value


_SCALARS: Mapping[type, _Reader] = {
    float: _number,
    int: _integer,
    str: lambda value: _checked(value, str),
    bool: lambda value: _checked(value, bool),
}
