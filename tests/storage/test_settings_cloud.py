"""Addresses of the service: kept as they were chosen, or told of, and never with a secret."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import tomli_w

from app.core.settings import Settings, SettingsProblem, SettingsTrouble
from app.storage.settings_file import SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def _save(file: SettingsFile, settings: Settings) -> None:
    file.save(settings)
    file.close()


@pytest.mark.parametrize(
    "address",
    [
        *("https://spool.example", "http://spool.example:8000", "HTTPS://Spool.Example/a"),
        *("http://127.0.0.1:1", "https://[::1]:65535/a/b-c_d.e~f", "https://spööl.example"),
        *("http://localhost", "https://" + "x" * 492, ""),
    ],
)
def test_an_address_of_a_service_is_kept_as_it_was_chosen(path: Path, address: str) -> None:
    chosen = Settings(cloud=address, cloud_plain=address if address.startswith("http:") else "")
    _save(SettingsFile(path), chosen)
    assert SettingsFile(path).load() == (chosen, [])


NO_SERVICES = [
    *("spool.example", "//spool.example", "ftp://spool.example", "https:/spool.example"),
    *("https://", "https://:443", "https:///path", "https://spool.example:", "https://[::1"),
    *("https://spool.example:0", "https://spool.example:99999", "https://spool.example:x"),
    *("https://spool.example/", "https://spool.example/a/", "https://spool.example//a"),
    *("https://spool example", " https://spool.example", "https://spool.example\n"),
    *("https://spool.example\\a", "https://spool.example\u0000", "https://spool.example\u200b"),
    *("https://[spool]", "https://" + "x" * 494),
]


@pytest.mark.parametrize("name", ["cloud", "cloud_plain"])
@pytest.mark.parametrize("raw", NO_SERVICES)
def test_no_address_of_a_service_falls_back_to_none_and_is_told(
    path: Path, name: str, raw: str
) -> None:
    raw = raw.replace("https:", "http:") if name == "cloud_plain" else raw
    path.write_text(tomli_w.dumps({"pacing": 5, name: raw}), encoding="utf-8")
    file = SettingsFile(path)
    settings, problems = file.load()
    assert settings == Settings(pacing=5)
    assert problems == [SettingsProblem(SettingsTrouble.WRONG_VALUE, name)]
    _save(file, replace(settings, pacing=6))
    assert tomllib.loads(path.read_text())[name] == raw  # for a person to mend
    address = "http://127.0.0.1:8000"
    chosen = replace(settings, cloud=address, cloud_plain=address)
    _save(file, chosen)
    assert SettingsFile(path).load() == (chosen, [])


@pytest.mark.parametrize("name", ["cloud", "cloud_plain"])
@pytest.mark.parametrize(
    "raw",
    [
        *("http://me:s3cret@spool.example", "http://s3cret@spool.example", "me:s3cret@"),
        *("http://spool.example?token=s3cret", "http://spool.example/a#s3cret", "?s3cret"),
        *("http://spool.example/@s3cret", "http://me:s3//cret@[::1"),
    ],
)
def test_no_secret_in_a_services_address_is_used_or_stays_in_the_file(
    path: Path, name: str, raw: str
) -> None:
    path.write_text(tomli_w.dumps({"pacing": 5, name: raw}), encoding="utf-8")
    file = SettingsFile(path)
    settings, problems = file.load()
    assert settings == Settings(pacing=5)
    assert problems == [SettingsProblem(SettingsTrouble.WRONG_VALUE, name)]
    _save(file, settings)
    assert "s3" not in path.read_text()
    assert SettingsFile(path).load() == (settings, [])
