"""Settings come back; what is wrong in their file costs as little as possible and is said."""

import os
import threading
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.choices import Choices, Preset, Quality
from app.core.settings import (
    PARALLEL_LIMITS,
    Browser,
    Settings,
    SettingsProblem,
    SettingsTrouble,
    Theme,
    Unfinished,
)
from app.storage.settings_file import MAX_BYTES, VERSION, SettingsFile

SECONDS = 20.0
CHOSEN = Settings(
    folder=str(Path.home()),
    presets=(Preset("Mine", Choices(Quality.P720, languages=("en", "de"))), Preset("Sound")),
    preset="Mine",
    cookies_browser=Browser.FIREFOX,
    parallel_limit=7,
    unfinished=Unfinished.PAUSE,
    theme=Theme.DARK,
    ffmpeg='/opt/ffmpeg "quoted"\\ é',
    reserve_bytes=5,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _save(file: SettingsFile, settings: Settings) -> None:
    file.save(settings)
    file.close()


def test_without_a_file_there_are_defaults(path: Path) -> None:
    assert SettingsFile(path).load() == (Settings(), [])
    assert not path.exists()


@pytest.mark.parametrize("chosen", [CHOSEN, Settings()])
def test_what_is_saved_is_loaded(path: Path, chosen: Settings) -> None:
    _save(SettingsFile(path), chosen)
    assert SettingsFile(path).load() == (chosen, [])


def test_every_setting_is_tried_above() -> None:
    defaults = Settings()
    assert [
        f.name for f in fields(Settings) if getattr(CHOSEN, f.name) == getattr(defaults, f.name)
    ] == []


def test_a_choice_can_be_taken_back(path: Path) -> None:
    file = SettingsFile(path)
    _save(file, CHOSEN)
    file.load()
    _save(file, replace(CHOSEN, cookies_browser=None))
    assert SettingsFile(path).load()[0].cookies_browser is None


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00 no text", b"quality = ", b"[" * 50_000, b"x" * (MAX_BYTES + 1), b"\x00" * 100],
    ids=["binary", "cut off", "deep", "long", "zeros"],
)
def test_a_damaged_file_is_set_aside(path: Path, content: bytes) -> None:
    _write(path, content)
    file = SettingsFile(path)
    settings, (problem,) = file.load()
    assert settings == Settings()
    assert problem.trouble is SettingsTrouble.DAMAGED
    assert Path(problem.detail).read_bytes() == content
    _save(file, CHOSEN)
    assert SettingsFile(path).load() == (CHOSEN, [])
    assert Path(problem.detail).read_bytes() == content


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("parallel_limit", "0"),
        ("parallel_limit", "11"),
        ("parallel_limit", "99999999999999999999999"),
        ("parallel_limit", "true"),
        ("parallel_limit", "'3'"),
        ("parallel_limit", "2026-11-22"),
        ("quality", "'huge'"),
        ("quality", "[1]"),
        ("audio", "''"),
        ("folder", "'not/absolute'"),
        ("folder", '"/with\\u0000zero"'),
        ("folder", "{a = 1}"),
        ("theme", "7"),
        ("reserve_bytes", "-1"),
        ("reserve_bytes", "nan"),
        ("ffmpeg", "false"),
    ],
)
def test_a_wrong_value_falls_back_alone(path: Path, name: str, raw: str) -> None:
    others = "unfinished = 'pause'\n"
    _write(path, f"version = {VERSION}\n{others}{name} = {raw}\n")
    settings, problems = SettingsFile(path).load()
    assert settings == Settings(unfinished=Unfinished.PAUSE)
    assert problems == [SettingsProblem(SettingsTrouble.WRONG_VALUE, name)]


def test_a_newer_file_keeps_what_is_not_understood(path: Path) -> None:
    _write(path, "version = 99\nquality = '8K'\nparallel_limit = 5\n[cloud]\nurl = 'x'\n")
    file = SettingsFile(path)
    settings, problems = file.load()
    assert settings == Settings(parallel_limit=5)
    assert problems[0] == SettingsProblem(SettingsTrouble.NEWER, str(path))
    _save(file, replace(settings, theme=Theme.DARK))
    kept = tomllib.loads(path.read_text())
    assert kept["version"] == 99
    assert kept["quality"] == "8K"
    assert kept["cloud"] == {"url": "x"}
    assert kept["theme"] == "dark"


@pytest.mark.parametrize("version", ["0", "'one'", "true", str(VERSION)])
def test_an_older_version_is_raised(path: Path, version: str) -> None:
    _write(path, f"version = {version}\nother = 1\n")
    file = SettingsFile(path)
    assert file.load() == (Settings(), [])
    _save(file, CHOSEN)
    kept = tomllib.loads(path.read_text())
    assert (kept["version"], type(kept["version"]), kept["other"]) == (VERSION, int, 1)


def test_a_choice_never_waits_for_the_disk_and_the_newest_wins(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, go_on = threading.Event(), threading.Event()
    writes: list[int] = []

    def slow(descriptor: int) -> None:
        writes.append(descriptor)
        has_begun.set()
        assert go_on.wait(SECONDS)

    monkeypatch.setattr(os, "fsync", slow)
    file = SettingsFile(path)
    file.save(Settings())
    assert has_begun.wait(SECONDS)
    for limit in PARALLEL_LIMITS:
        file.save(replace(CHOSEN, parallel_limit=limit))
    file.close(timeout=0.01)
    assert not path.exists()
    go_on.set()
    file.close(SECONDS)
    assert SettingsFile(path).load() == (replace(CHOSEN, parallel_limit=PARALLEL_LIMITS[-1]), [])
    assert len(writes) == 2


def test_a_path_that_cannot_be_written_down_is_told(path: Path) -> None:
    told: list[SettingsProblem] = []
    file = SettingsFile(path, told.append)
    _save(file, replace(CHOSEN, folder="/\udcff"))
    assert [problem.trouble for problem in told] == [SettingsTrouble.NOT_SAVED]
    _save(file, CHOSEN)
    assert SettingsFile(path).load() == (CHOSEN, [])


def test_a_value_not_understood_gives_way_to_a_choice(path: Path) -> None:
    _write(path, "version = 99\ntheme = 'pink'\n")
    file = SettingsFile(path)
    settings, _ = file.load()
    _save(file, replace(settings, theme=Theme.LIGHT))
    assert tomllib.loads(path.read_text())["theme"] == "light"


def test_a_byte_order_mark_is_no_damage(path: Path) -> None:
    _write(path, b"\xef\xbb\xbftheme = 'dark'\n")
    assert SettingsFile(path).load() == (Settings(theme=Theme.DARK), [])


def test_what_cannot_be_read_is_not_written_over(path: Path) -> None:
    path.mkdir(parents=True)
    told: list[SettingsProblem] = []
    file = SettingsFile(path, told.append)
    assert file.load() == (
        Settings(),
        [SettingsProblem(SettingsTrouble.UNREADABLE, str(path))],
    )
    _save(file, CHOSEN)
    assert told == [SettingsProblem(SettingsTrouble.NOT_SAVED, str(path))]
    assert path.is_dir()


def test_a_save_that_fails_leaves_the_old_file_and_no_litter(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[SettingsProblem] = []
    file = SettingsFile(path, told.append)
    _save(file, CHOSEN)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    _save(file, Settings())
    assert told == [SettingsProblem(SettingsTrouble.NOT_SAVED, str(path))]
    assert SettingsFile(path).load() == (CHOSEN, [])
    assert list(path.parent.iterdir()) == [path]


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.toml"
    target.write_text("quality = '480p'\n")
    path.parent.mkdir()
    path.symlink_to(target)
    _save(SettingsFile(path), CHOSEN)
    assert path.is_symlink()
    assert SettingsFile(target).load() == (CHOSEN, [])


@given(st.integers(), st.text(), st.booleans())
def test_any_number_of_slots_is_within_its_bounds(
    tmp_path_factory: pytest.TempPathFactory, number: int, folder: str, known: bool
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    line = f"parallel_limit = {number}\n" if known else f"other = {number}\n"
    path.write_text(line + f"ffmpeg = {folder!a}\n", encoding="utf-8")
    settings, _problems = SettingsFile(path).load()
    assert settings.parallel_limit in PARALLEL_LIMITS


def test_a_pipe_in_its_place_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    _, (problem,) = SettingsFile(path).load()
    assert problem == SettingsProblem(SettingsTrouble.UNREADABLE, str(path))
    assert path.is_fifo()


def test_the_file_is_for_its_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        _save(SettingsFile(path), Settings())
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o077 == 0
