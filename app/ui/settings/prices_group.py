"""Settings: what the estimate of the service's costs reckons with."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator

from app.core.costs import LIST_PRICES, MAX_PRICE
from app.ui.form import Number
from app.ui.settings.page import Page, button
from app.ui.translation import QT_TRANSLATE_NOOP, translate
from app.ui.widgets import PlainLabel

_PARTS = 10_000  # of a dollar, which the field counts in
_STEP = 10
_PLACES = 4
_HIGHEST = round(MAX_PRICE * _PARTS)
_WIDTH = 140

_WORDS = {
    "hour": QT_TRANSLATE_NOOP("PricesGroup", "An hour of work"),
    "gigabyte": QT_TRANSLATE_NOOP("PricesGroup", "1 GB to this computer"),
    "gigabyte_month": QT_TRANSLATE_NOOP("PricesGroup", "1 GB kept for a month"),
}
_HINTS = {
    "hour": QT_TRANSLATE_NOOP(
        "PricesGroup",
        "A worker's price for an hour, divided by the downloads that it runs at once.",
    ),
    "gigabyte": QT_TRANSLATE_NOOP(
        "PricesGroup",
        "Of CloudFront the first 1,000 GB of a month are free: enter 0 where yours stay below.",
    ),
    "gigabyte_month": QT_TRANSLATE_NOOP(
        "PricesGroup", "For files that are not brought here at once."
    ),
}


class PriceField(Number):
    """A price in US dollars, to a hundredth of a cent."""

    def __init__(self, name: str) -> None:
        super().__init__(range(_HIGHEST + 1))
        self.setObjectName(f"setting_price_{name}")
        self.setSuffix(" USD")
        self.setSingleStep(_STEP)
        self.setMinimumWidth(_WIDTH)

    @property
    def price(self) -> float:
        return self.value() / _PARTS

    def show_price(self, price: float) -> None:
        """Show a price without telling that it was chosen."""
        self.show_value(round(price * _PARTS))

    def textFromValue(self, value: int) -> str:
        whole, part = divmod(value, _PARTS)
        places = f"{part:0{_PLACES}}".rstrip("0")
        return f"{whole}{QLocale().decimalPoint()}{places}" if places else str(whole)

    def valueFromText(self, text: str) -> int:
        return min(round((self._read(text) or 0.0) * _PARTS), _HIGHEST)

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        bare = text.removesuffix(self.suffix()).strip()
        number = self._read(text)
        if number is None:
            is_begun = bare in ("", ".", ",")
            state = QValidator.State.Intermediate if is_begun else QValidator.State.Invalid
            return state, text, pos
        is_fine = number * _PARTS <= _HIGHEST
        state = QValidator.State.Acceptable if is_fine else QValidator.State.Invalid
        return state, text, pos

    def _read(self, text: str) -> float | None:
        """A number with a point or a comma, whichever the person is used to; None for none."""
        bare = text.removesuffix(self.suffix()).strip().replace(",", ".")
        digits = bare.replace(".", "", 1)
        return float(bare) if digits.isascii() and digits.isdigit() else None


class PricesGroup:
    """The prices as rows of a page, with a button that takes the usual ones again."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.fields = {name: PriceField(name) for name in _WORDS}
        self.defaults = button(translate("PricesGroup", "Defaults"), "default_prices")

    def add_rows(self) -> None:
        page = self._page
        page.heading(translate("PricesGroup", "Prices for the estimate"))
        words = translate(
            "PricesGroup",
            "Below the list stands about what its downloads in the cloud cost, where the service "
            "is your own on AWS. What that costs by standing there, used or not, such as its load "
            "balancer, addresses and database, is not in it, and neither are taxes.",
        )
        page.add_wide(PlainLabel(words, tone="dim", wrap=True))
        for name, field in self.fields.items():
            label, hint = _WORDS[name], _HINTS[name]
            page.add(translate("PricesGroup", label), field, translate("PricesGroup", hint))
            field.valueChanged.connect(partial(self._take, name))
        origin = translate(
            "PricesGroup",
            "AWS list prices in us-east-1, on demand, as known in November 2026.",
        )
        page.add_wide(self.defaults, origin)
        self.defaults.clicked.connect(self._use_defaults)
        self._show()

    def _take(self, name: str, _value: int) -> None:
        prices = replace(self._page.settings.prices, **{name: self.fields[name].price})
        self._page.change(prices=prices)
        self._show_defaults()

    def _use_defaults(self) -> None:
        self._page.change(prices=LIST_PRICES)
        self._show()

    def _show(self) -> None:
        for name, field in self.fields.items():
            field.show_price(getattr(self._page.settings.prices, name))
        self._show_defaults()

    def _show_defaults(self) -> None:
        self.defaults.setEnabled(self._page.settings.prices != LIST_PRICES)
