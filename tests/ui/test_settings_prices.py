"""Settings: the prices of the estimate."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.costs import LIST_PRICES, MAX_PRICE, Prices
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.cloud_page import CloudPage
from app.ui.settings.prices_group import PriceField


@pytest.fixture(autouse=True)
def _plain_numbers() -> Iterator[None]:
    QLocale.setDefault(QLocale.c())
    yield
    QLocale.setDefault(QLocale.c())


@pytest.fixture
def page(qtbot: QtBot, look: Look, services: Services, preferences: Preferences) -> CloudPage:
    assert look
    page = CloudPage(preferences, services)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def _type(field: PriceField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_prices_in_use_are_shown(page: CloudPage) -> None:
    shown = {name: field.text() for name, field in page.prices.fields.items()}
    assert shown == {
        "hour": "0.015 USD",
        "gigabyte": "0.085 USD",
        "gigabyte_month": "0.023 USD",
    }
    assert not page.prices.defaults.isEnabled()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0", 0.0),
        ("2", 2.0),
        ("0.5", 0.5),
        ("0,25", 0.25),
        (".0123", 0.0123),
        ("1000", MAX_PRICE),
        ("0.00004", 0.0),
    ],
)
def test_a_price_that_is_typed_counts(
    page: CloudPage, preferences: Preferences, typed: str, kept: float
) -> None:
    _type(page.prices.fields["gigabyte"], typed)
    assert preferences.settings.prices == Prices(gigabyte=kept)
    assert page.prices.defaults.isEnabled()


@pytest.mark.parametrize("typed", ["-3", "x", "1e9", "nan", "9999", "1.2.3"])
def test_what_is_no_price_cannot_be_typed(
    page: CloudPage, preferences: Preferences, typed: str
) -> None:
    _type(page.prices.fields["hour"], typed)
    price = preferences.settings.prices.hour
    assert 0 <= price <= MAX_PRICE
    assert page.prices.fields["hour"].text() == f"{price:g} USD"
    assert preferences.settings.prices == Prices(hour=price)


def test_the_usual_prices_come_back(page: CloudPage, preferences: Preferences) -> None:
    _type(page.prices.fields["hour"], "3")
    _type(page.prices.fields["gigabyte_month"], "4")
    QTest.mouseClick(page.prices.defaults, Qt.MouseButton.LeftButton)
    assert preferences.settings.prices == LIST_PRICES
    assert page.prices.fields["hour"].text() == "0.015 USD"
    assert not page.prices.defaults.isEnabled()


def test_a_price_finer_than_the_field_stays_until_it_is_changed(
    qtbot: QtBot, services: Services, preferences: Preferences
) -> None:
    preferences.change(prices=Prices(hour=0.012345))
    page = CloudPage(preferences, services)
    qtbot.addWidget(page)
    assert page.prices.fields["hour"].text() == "0.0123 USD"
    page.prices.fields["gigabyte"].stepUp()
    assert preferences.settings.prices == Prices(hour=0.012345, gigabyte=0.086)


def test_numbers_are_as_the_language_writes_them(qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("de"))
    field = PriceField("hour")
    qtbot.addWidget(field)
    field.show_price(0.085)
    assert field.text() == "0,085 USD"
    assert field.valueFromText("0,5 USD") == 5_000


def test_it_is_said_what_is_not_in_it_and_where_the_prices_are_from(page: CloudPage) -> None:
    words = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "by standing there, used or not" in words
    assert "AWS list prices in us-east-1" in words
    assert "://" not in words.replace("https://spool.example", "")
