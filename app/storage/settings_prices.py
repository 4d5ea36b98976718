"""The prices as a table of the settings file; what is not understood in it stays there."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from app.core.costs import Prices
from app.storage.settings_bounds import checked_price

_NAMES = tuple(field.name for field in fields(Prices))


class PriceTable:
    """The table as it was read, so that it is written with all that was in it.

    `understood` is None where there is none; `wrong` has the names of prices that cannot be.
    """

    def __init__(self, raw: object = None) -> None:
        self.understood: Prices | None = None
        self.wrong: list[str] = []
        self._raw: Mapping[str, Any] = {}
        if isinstance(raw, dict):
            self._raw = raw
            self.understood = Prices(**self._values(raw))

    def written(self, prices: Prices) -> dict[str, Any]:
        """The table of these prices. One that was not understood stays until it is changed."""
        usual = self.understood or Prices()
        kept = {name for name in self.wrong if getattr(prices, name) == getattr(usual, name)}
        values = asdict(prices)
        return {**self._raw, **{name: values[name] for name in _NAMES if name not in kept}}

    def _values(self, raw: Mapping[str, Any]) -> dict[str, float]:
        values = {}
        for name in _NAMES:
            if name in raw:
                try:
                    values[name] = checked_price(name, raw[name])
                except ValueError:
                    self.wrong.append(name)
        return values
