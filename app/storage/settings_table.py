"""Settings as a TOML table; what is not understood in it stays there. Pure."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from app.core.settings import Settings
from app.storage.preset_tables import PresetTables
from app.storage.settings_bounds import (
    checked,
    may_hold_secret,
    unusable_proxy,
    without_password,
)
from app.storage.settings_prices import PriceTable

VERSION = 1

_SERVICES = ("cloud", "cloud_plain", "engine_feed")
_NAMES = tuple(field.name for field in fields(Settings))


class SettingsTable:
    """What a table comes to, and how other settings are written over it.

    `wrong` has the names of the settings and presets that have no possible value.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        version = data.get("version")
        self.is_newer = isinstance(version, int) and version > VERSION
        self._version = version if self.is_newer else VERSION
        self._presets = PresetTables(data.get("presets", []))
        self._prices = PriceTable(data.get("prices"))
        self.wrong = [name or "presets" for name in self._presets.wrong]
        self.wrong += [f"prices.{name}" for name in self._prices.wrong]
        values = {name: value for name in _NAMES if (value := self._value(name, data)) is not None}
        self.settings = Settings(**values)
        if not any(self.settings.preset == preset.name for preset in self.settings.presets):
            if values.pop("preset", "") not in ("", *self.wrong):
                self.wrong.append("preset")
            self.settings = replace(self.settings, preset=self.settings.presets[0].name)
        self._strange = {
            name: raw for name, raw in data.items() if name not in ("version", *values)
        }

    def written(self, settings: Settings) -> dict[str, Any]:
        """The table with these settings in it.

        A value that was not understood is written back, until another one is chosen.
        """
        table: dict[str, Any] = {"version": self._version, **self._strange}
        for name in _NAMES:
            value = getattr(settings, name)
            if name in self._strange and value == getattr(self.settings, name):
                continue
            if value is None:  # TOML has no word for it
                table.pop(name, None)
            else:
                table[name] = self._written(name, value)
        return table

    def _written(self, name: str, value: Any) -> Any:
        if name == "presets":
            return self._presets.written(value)
        return self._prices.written(value) if name == "prices" else value

    def _value(self, name: str, data: Mapping[str, Any]) -> Any:
        """What is set, None for the default."""
        if name not in data:
            return None
        if name == "presets":
            if not self._presets.understood and not self._presets.wrong:
                self.wrong.append(name)
            return self._presets.understood or None
        if name == "prices":
            if self._prices.understood is None:
                self.wrong.append(name)
            return self._prices.understood
        if name == "proxy":
            return self._proxy(data[name])
        try:
            return checked(name, data[name])
        except ValueError:
            self.wrong.append(name)
            # What was not understood stays in the file, but no secret does.
            return "" if name in _SERVICES and may_hold_secret(data[name]) else None

    def _proxy(self, raw: Any) -> Any:
        """Its address, also one that is none: then downloads fail, and none goes past it."""
        try:
            plain = without_password(raw) if isinstance(raw, str) else raw
            checked("proxy", plain)
        except ValueError:
            return unusable_proxy(raw)
        if plain != raw:
            self.wrong.append("proxy")
        return plain
