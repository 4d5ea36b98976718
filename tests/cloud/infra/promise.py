"""What the template promises beyond what a linter sees."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.cloud.infra.resolved import Stack, Template

Faults = Iterable[str]
Plant = Callable[[Template], None]


@dataclass(frozen=True, slots=True)
class Promise:
    """`look` tells what is wrong with a stack; each of `plants` makes something wrong."""

    name: str
    look: Callable[[Stack], Faults]
    plants: tuple[Plant, ...]


def change(path: str, value: Any) -> Plant:
    """A plant that puts a value at a place below `Resources`, steps with slashes between them."""

    def plant(template: Template) -> None:
        holder, last = _place(template, path)
        holder[last] = value

    return plant


def remove(path: str) -> Plant:
    """A plant that takes away what is at such a place."""

    def plant(template: Template) -> None:
        holder, last = _place(template, path)
        del holder[last]

    return plant


def add(path: str, value: Any) -> Plant:
    """A plant that puts a value at the end of the list at such a place."""

    def plant(template: Template) -> None:
        holder, last = _place(template, path)
        holder[last].append(value)

    return plant


def also(name: str, kind: str, **properties: Any) -> Plant:
    """A plant that makes one resource more."""

    def plant(template: Template) -> None:
        template["Resources"][name] = {"Type": kind, "Properties": properties}

    return plant


def remap(table: str, row: str, column: str, value: Any) -> Plant:
    """A plant that changes a mapping."""

    def plant(template: Template) -> None:
        template["Mappings"][table][row][column] = value

    return plant


def _place(template: Template, path: str) -> tuple[Any, Any]:
    holder: Any = template["Resources"]
    *steps, last = path.split("/")
    for step in steps:
        holder = holder[_key(holder, step)]
    return holder, _key(holder, last)


def _key(holder: Any, step: str) -> Any:
    return int(step) if isinstance(holder, list) else step
