"""Presets as tables of the settings file; what is not understood in them stays there."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.core.choices import Preset
from app.core.settings import MAX_PRESET_NAME, MAX_PRESETS
from app.storage.settings_bounds import checked_preset


class PresetTables:
    """The tables as they were read, so that they are written with all that was in them."""

    def __init__(self, raw: object = ()) -> None:
        """`understood` has those that can be used; `wrong` says what the others are called."""
        self.understood: tuple[Preset, ...] = ()
        self.wrong: list[str] = []
        self._known: dict[str, Mapping[str, Any]] = {}
        self._strange: list[Any] = []
        for table in raw if isinstance(raw, list) else []:
            self._read(table)

    def written(self, presets: Sequence[Preset]) -> list[Any]:
        """The tables of these presets, and those that were not understood."""
        names = {preset.name for preset in presets}
        tables = [self._table(preset) for preset in presets]
        return [*tables, *(one for one in self._strange if _name(one) not in names)]

    def _read(self, table: object) -> None:
        preset = self._checked(table)
        if preset is None or not isinstance(table, dict):
            self._strange.append(table)
            self.wrong.append(_name(table))
        else:
            self._known[preset.name] = table
            self.understood += (preset,)

    def _checked(self, table: object) -> Preset | None:
        """None for one that is damaged, there already, or one too many."""
        try:
            preset = checked_preset(table)
        except ValueError:
            return None
        is_new = preset.name not in self._known and len(self.understood) < MAX_PRESETS
        return preset if is_new else None

    def _table(self, preset: Preset) -> dict[str, Any]:
        raw = self._known.get(preset.name, {})
        choices = asdict(preset.choices)
        further = {name: one for name, one in raw.get("choices", {}).items() if name not in choices}
        chosen = {name: one for name, one in choices.items() if one is not None}  # TOML has no null
        return {**raw, "name": preset.name, "choices": {**further, **chosen}}


def _name(table: object) -> str:
    """What a damaged preset is called, as far as it is called anything."""
    name = table.get("name") if isinstance(table, dict) else None
    return name[:MAX_PRESET_NAME] if isinstance(name, str) and name.isprintable() else ""
