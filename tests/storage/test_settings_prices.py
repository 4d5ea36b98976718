"""Prices: each by itself, within bounds, and with whatever else stands in their table."""

import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from app.core.costs import MAX_PRICE, Prices
from app.core.settings import Settings, SettingsProblem, SettingsTrouble
from app.storage.settings_file import SettingsFile

_NAMES = [field.name for field in fields(Prices)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def _save(file: SettingsFile, settings: Settings) -> None:
    file.save(settings)
    file.close()


@pytest.mark.parametrize("price", [0.0, 0.0001, MAX_PRICE])
def test_a_price_is_kept_as_it_was_chosen(path: Path, price: float) -> None:
    chosen = Settings(prices=Prices(price, price, price))
    _save(SettingsFile(path), chosen)
    assert SettingsFile(path).load() == (chosen, [])


def test_a_whole_number_is_a_price(path: Path) -> None:
    path.write_text("[prices]\nhour = 2\n")
    settings, problems = SettingsFile(path).load()
    assert (settings.prices, problems) == (Prices(hour=2.0), [])
    assert isinstance(settings.prices.hour, float)


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize(
    "raw",
    ["-0.01", "1000.1", "nan", "inf", "-inf", "true", "'0.5'", "{}", "[1]", "2026-11-22"],
)
def test_a_price_that_cannot_be_falls_back_alone_and_stays_in_the_file(
    path: Path, name: str, raw: str
) -> None:
    other = next(one for one in _NAMES if one != name)
    path.write_text(f"[prices]\n{name} = {raw}\n{other} = 0.5\n")
    before = tomllib.loads(path.read_text())["prices"][name]
    file = SettingsFile(path)
    settings, problems = file.load()
    assert settings == Settings(prices=replace(Prices(), **{other: 0.5}))
    assert problems == [SettingsProblem(SettingsTrouble.WRONG_VALUE, f"prices.{name}")]
    _save(file, replace(settings, pacing=5))
    assert repr(tomllib.loads(path.read_text())["prices"][name]) == repr(before)
    chosen = replace(settings, prices=replace(settings.prices, **{name: 0.25}))
    _save(file, chosen)
    assert SettingsFile(path).load() == (chosen, [])


def test_what_is_not_known_in_the_table_stays_in_it(path: Path) -> None:
    path.write_text("[prices]\ngigabyte = 0.5\nrequests = 0.4\n[prices.of]\nregion = 'eu'\n")
    file = SettingsFile(path)
    settings, problems = file.load()
    assert (settings.prices, problems) == (Prices(gigabyte=0.5), [])
    _save(file, replace(settings, prices=Prices(gigabyte=0.25)))
    kept = tomllib.loads(path.read_text())["prices"]
    assert (kept["requests"], kept["of"], kept["gigabyte"]) == (0.4, {"region": "eu"}, 0.25)


def test_a_table_that_is_none_gives_way_to_prices_that_are_chosen(path: Path) -> None:
    path.write_text("prices = 7\n")
    file = SettingsFile(path)
    settings, _problems = file.load()
    _save(file, replace(settings, pacing=5))
    assert tomllib.loads(path.read_text())["prices"] == 7
    chosen = replace(settings, prices=Prices(hour=1.0))
    _save(file, chosen)
    assert SettingsFile(path).load() == (chosen, [])
