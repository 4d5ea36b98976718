"""What can be done with a row of presets. Pure: each answer is a new row."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from app.core.choices import PRESETS, Choices, Preset
from app.core.settings import MAX_PRESET_NAME, MAX_PRESETS
from app.ui.preset_names import preset_name

Presets = tuple[Preset, ...]


class NameFault(StrEnum):
    """Why a preset cannot have a name. The dialog turns each code into a sentence."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TAKEN = "taken"


def name_fault(name: str, presets: Sequence[Preset], place: int) -> NameFault | None:
    """What is wrong with a name for the preset at `place`, None if nothing is."""
    name = _clean(name)
    if not name:
        return NameFault.EMPTY
    if len(name) > MAX_PRESET_NAME:
        return NameFault.TOO_LONG
    others = [one.name for i, one in enumerate(presets) if i != place]
    return NameFault.TAKEN if _key(name) in _keys(others) else None


def renamed(presets: Presets, place: int, name: str) -> Presets:
    """With another name for one of them, which has no fault."""
    return _with(presets, place, replace(presets[place], name=_clean(name)))


def added(presets: Presets, place: int, preset: Preset) -> Presets:
    """With one more at `place`, under a name that is free; as it was if there are too many."""
    if len(presets) >= MAX_PRESETS:
        return presets
    preset = replace(preset, name=_free_name(preset.name, presets))
    return (*presets[:place], preset, *presets[place:])


def changed(presets: Presets, place: int, choices: Choices) -> Presets:
    """With other choices for one of them."""
    return _with(presets, place, replace(presets[place], choices=choices))


def moved(presets: Presets, place: int, by: int) -> Presets:
    """With one of them further up or down."""
    row = list(presets)
    row.insert(place + by, row.pop(place))
    return tuple(row)


def restored(presets: Presets) -> Presets:
    """The original ones as they were, then all others; as it was if these are too many."""
    originals = _keys(one.name for one in PRESETS)
    row = (*PRESETS, *(one for one in presets if _key(one.name) not in originals))
    return row if len(row) <= MAX_PRESETS else presets


def _with(presets: Presets, place: int, preset: Preset) -> Presets:
    return (*presets[:place], preset, *presets[place + 1 :])


def _clean(name: str) -> str:
    """Without signs that nobody sees, which are not kept."""
    return "".join(sign for sign in name if sign.isprintable()).strip()


def _free_name(name: str, presets: Sequence[Preset]) -> str:
    taken = _keys(one.name for one in presets)
    candidates = (name, *(f"{name[: MAX_PRESET_NAME - 4]} {i}" for i in range(2, MAX_PRESETS + 2)))
    return next(one for one in candidates if _key(one) not in taken)


def _keys(names: Iterable[str]) -> set[str]:
    # As it is written, and as it is shown: a person can tell neither apart from the other.
    return {key for name in names for key in (_key(name), _key(preset_name(name)))}


def _key(name: str) -> str:
    return name.strip().casefold()
