"""The settings of the engine's updates, as a person may have written them."""

from pathlib import Path

import pytest

from app.core.settings import Settings, SettingsProblem, SettingsTrouble
from app.storage.settings_file import SettingsFile


def loaded(folder: Path, line: str) -> tuple[Settings, list[SettingsProblem]]:
    path = folder / "settings.toml"
    path.write_text(f"version = 1\n{line}\n")
    return SettingsFile(path).load()


@pytest.mark.parametrize(
    "feed", ["", "https://a.example/r", "http://127.0.0.1:8/r", "http://[::1]"]
)
def test_an_address_that_is_secure_is_taken(tmp_path: Path, feed: str) -> None:
    settings, problems = loaded(tmp_path, f'engine_feed = "{feed}"')
    assert (settings.engine_feed, problems) == (feed, [])


@pytest.mark.parametrize(
    "feed",
    [
        "http://a.example/r",
        "https://user:secret@a.example/r",
        "https://a.example/r?token=secret",
        "ftp://a.example",
        "a.example",
    ],
)
def test_any_other_is_refused_and_no_secret_kept(tmp_path: Path, feed: str) -> None:
    settings, problems = loaded(tmp_path, f'engine_feed = "{feed}"')
    assert settings.engine_feed == ""
    assert problems == [SettingsProblem(SettingsTrouble.WRONG_VALUE, "engine_feed")]
    file = SettingsFile(tmp_path / "settings.toml")
    file.save(file.load()[0])
    file.close()
    assert "secret" not in (tmp_path / "settings.toml").read_text()
