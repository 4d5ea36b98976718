"""Settings come back; what is wrong in their file costs as little as possible and is said."""

import os
import threading
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.choices import PRESETS, AudioFormat, Choices, Preset, Quality
from app.core.costs import Prices
from app.core.download import Place
from app.core.settings import (
    MAX_PRESETS,
    PARALLEL_LIMITS,
    Browser,
    Settings,
    SettingsProblem,
    SettingsTrouble,
    Theme,
    Unfinished,
)
from app.storage.settings_file import MAX_BYTES, MAX_TOLD, SettingsFile
from app.storage.settings_table import VERSION

SECONDS = 20.0
CHOSEN = Settings(
    folder=str(Path.home()),
    presets=(
        Preset("Mine", Choices(Quality.P720, languages=("en", "pt-BR"), chapters=True)),
        Preset("Sound", Choices(audio=AudioFormat.MP3, bitrate=192)),
    ),
    preset="Sound",
    naming="{uploader}/{title}",
    parallel_limit=7,
    speed_limit=1_500_000,
    proxy="socks5://somebody@[::1]:1080",
    cookies_file=str(Path.home() / "cookies.txt"),
    cookies_browser=Browser.FIREFOX,
    pacing=30,
    unfinished=Unfinished.PAUSE,
    archive=True,
    preflight=True,
    clipboard=False,
    notifications=False,
    tray=False,
    keep_awake=False,
    theme=Theme.DARK,
    language="pt-BR",
    ffmpeg='/opt/ffmpeg "quoted"\\ é',
    engine_updates=False,
    engine_feed="https://mirror.example/releases",
    cloud="https://spool.example:8443/one/two",
    cloud_plain="http://[fd00::7]:8080",
    place=Place.CLOUD,
    bring_back=False,
    prices=Prices(hour=0.5, gigabyte=0.0, gigabyte_month=0.0123),
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
        ("naming", "'../{title}'"),
        ("naming", "'{name}'"),
        ("speed_limit", "-1"),
        ("speed_limit", "99999999999999999"),
        ("cookies_file", "'cookies.txt'"),
        ("cookies_browser", "'lynx'"),
        ("pacing", "601"),
        ("pacing", "-1"),
        ("language", "'../de'"),
        ("archive", "1"),
        ("preset", "'None of them'"),
        ("preset", "7"),
        ("presets", "[]"),
        ("presets", "7"),
        ("presets", "{name = 'Mine'}"),
        ("folder", "'not/absolute'"),
        ("folder", '"/with\\u0000zero"'),
        ("folder", "{a = 1}"),
        ("theme", "7"),
        ("reserve_bytes", "-1"),
        ("reserve_bytes", "nan"),
        ("ffmpeg", "false"),
        ("cloud", "7"),
        ("cloud", "{url = 'https://spool.example'}"),
        ("cloud_plain", "'https://spool.example'"),
        ("place", "'the moon'"),
        ("place", "1"),
        ("bring_back", "'yes'"),
        ("prices", "0.5"),
        ("prices", "[0.5]"),
    ],
)
def test_a_wrong_value_falls_back_alone(path: Path, name: str, raw: str) -> None:
    others = "unfinished = 'pause'\n"
    _write(path, f"version = {VERSION}\n{others}{name} = {raw}\n")
    settings, problems = SettingsFile(path).load()
    assert settings == Settings(unfinished=Unfinished.PAUSE)
    assert problems == [SettingsProblem(SettingsTrouble.WRONG_VALUE, name)]


def test_a_newer_file_keeps_what_is_not_understood(path: Path) -> None:
    _write(path, "version = 99\ncolours = '8K'\nparallel_limit = 5\n[cloud]\nurl = 'x'\n")
    file = SettingsFile(path)
    settings, problems = file.load()
    assert settings == Settings(parallel_limit=5)
    assert problems[0] == SettingsProblem(SettingsTrouble.NEWER, str(path))
    _save(file, replace(settings, theme=Theme.DARK))
    kept = tomllib.loads(path.read_text())
    assert kept["version"] == 99
    assert kept["colours"] == "8K"
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
    told: list[SettingsProblem | None] = []
    file = SettingsFile(path, told.append)
    _save(file, replace(CHOSEN, folder="/\udcff"))
    assert told == [SettingsProblem(SettingsTrouble.NOT_SAVED, str(path))]
    _save(file, CHOSEN)
    assert told[1:] == [None]
    assert SettingsFile(path).load() == (CHOSEN, [])


def test_tables_too_deep_to_be_written_again_are_told(path: Path) -> None:
    _write(path, "a." * 3000 + "b = 1\n")
    told: list[SettingsProblem | None] = []
    file = SettingsFile(path, told.append)
    settings, _ = file.load()
    for _ in range(2):  # the first failure is not the end of saving
        _save(file, settings)
    assert told == [SettingsProblem(SettingsTrouble.NOT_SAVED, str(path))] * 2
    assert tomllib.loads(path.read_text())


def test_thousands_of_wrong_values_are_told_as_a_few(path: Path) -> None:
    nameless = "[[presets]]\n" * 3000
    named = "".join(f'[[presets]]\nname = "{n}"\ncolour = 1\nchoices = 1\n' for n in range(100))
    _write(path, nameless + named)
    _, problems = SettingsFile(path).load()
    assert len(problems) == len(set(problems)) == MAX_TOLD


PRESET_TABLES = """
version = 99
preset = "Mine"
[[presets]]
name = "Mine"
colour = "red"
[presets.choices]
quality = "720p"
depth = "10 bit"
[[presets]]
name = "Newer"
[presets.choices]
quality = "8K"
"""


def test_a_newer_preset_is_not_destroyed_by_a_save(path: Path) -> None:
    _write(path, PRESET_TABLES)
    before = tomllib.loads(PRESET_TABLES)["presets"]
    file = SettingsFile(path)
    settings, problems = file.load()
    mine = Preset("Mine", Choices(Quality.P720))
    assert (settings.presets, settings.preset) == ((mine,), "Mine")
    assert problems[1:] == [SettingsProblem(SettingsTrouble.WRONG_VALUE, "Newer")]
    changed = replace(mine, choices=Choices(Quality.P480))
    _save(file, replace(settings, presets=(changed, Preset("Another"))))
    mine_now, another, newer = tomllib.loads(path.read_text())["presets"]
    assert newer == before[1]
    assert (mine_now["colour"], mine_now["choices"]["depth"]) == ("red", "10 bit")
    assert mine_now["choices"]["quality"] == "480p"
    assert another["name"] == "Another"
    assert SettingsFile(path).load()[0].presets == (changed, Preset("Another"))


@pytest.mark.parametrize(
    ("damaged", "called"),
    [
        ("{name = 'Bad', choices = {quality = 'huge'}}", "Bad"),
        ("{name = 'Bad', choices = {bitrate = 7}}", "Bad"),
        ("{name = 'Bad', choices = {languages = ['en', '--exec']}}", "Bad"),
        ("{name = 'Bad', choices = {languages = 'en'}}", "Bad"),
        (f"{{name = 'Bad', choices = {{languages = {['en'] * 21}}}}}", "Bad"),
        ("{name = 'Bad', choices = []}", "Bad"),
        ("{name = 'Good'}", "Good"),
        ("{name = ' '}", " "),
        ("{choices = {quality = '720p'}}", "presets"),
        ("{name = 7}", "presets"),
        (f"{{name = '{'x' * 61}'}}", "x" * 60),
        ('{name = "a\\u0000b"}', "presets"),
        ("7", "presets"),
    ],
)
def test_a_damaged_preset_falls_out_alone(path: Path, damaged: str, called: str) -> None:
    _write(path, f"preset = 'Good'\npresets = [{{name = 'Good'}}, {damaged}, {{name = 'Too'}}]\n")
    file = SettingsFile(path)
    settings, problems = file.load()
    assert settings == Settings(presets=(Preset("Good"), Preset("Too")), preset="Good")
    assert problems == [SettingsProblem(SettingsTrouble.WRONG_VALUE, called)]
    _save(file, replace(settings, theme=Theme.DARK))
    assert SettingsFile(path).load()[0] == replace(settings, theme=Theme.DARK)


def test_if_no_preset_is_left_there_are_the_first_ones_and_the_file_keeps_its_own(
    path: Path,
) -> None:
    raw = {"name": PRESETS[0].name, "choices": {"quality": "8K"}}
    _write(path, f"presets = [{{name = '{raw['name']}', choices = {{quality = '8K'}}}}]\n")
    file = SettingsFile(path)
    settings, _ = file.load()
    assert settings == Settings()
    _save(file, replace(settings, theme=Theme.DARK))
    assert tomllib.loads(path.read_text())["presets"] == [raw]
    _save(file, replace(settings, presets=(Preset("Mine"),), preset="Mine"))
    kept = tomllib.loads(path.read_text())["presets"]
    assert [one["name"] for one in kept] == ["Mine", raw["name"]]


def test_there_are_no_more_presets_than_the_most(path: Path) -> None:
    names = [f"Number {number}" for number in range(MAX_PRESETS + 2)]
    _write(path, "presets = [" + ",".join(f"{{name = '{name}'}}" for name in names) + "]\n")
    settings, problems = SettingsFile(path).load()
    assert [preset.name for preset in settings.presets] == names[:MAX_PRESETS]
    assert [problem.detail for problem in problems] == names[MAX_PRESETS:]


def test_the_preset_in_use_is_one_of_those_there_are(path: Path) -> None:
    _write(path, "preset = 'Bad'\npresets = [{name = 'Good'}, {name = 'Bad', choices = 7}]\n")
    file = SettingsFile(path)
    settings, problems = file.load()
    assert settings.preset == "Good"
    assert problems == [SettingsProblem(SettingsTrouble.WRONG_VALUE, "Bad")]
    _save(file, replace(settings, pacing=5))
    assert tomllib.loads(path.read_text())["preset"] == "Bad"
    _write(path, "presets = [{name = 'Good'}]\n")
    assert SettingsFile(path).load() == (
        Settings(presets=(Preset("Good"),), preset="Good"),
        [],
    )


def test_a_proxys_password_does_not_stay_in_the_file(path: Path) -> None:
    _write(path, "proxy = 'http://me:s3cret@[::1]:8080'\n")
    file = SettingsFile(path)
    settings, problems = file.load()
    assert settings.proxy == "http://me@[::1]:8080"
    assert problems == [SettingsProblem(SettingsTrouble.WRONG_VALUE, "proxy")]
    _save(file, settings)
    assert "s3cret" not in path.read_text()
    assert SettingsFile(path).load() == (settings, [])


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("'ftp://proxy.example:21'", "ftp://proxy.example:21"),
        ("'http://'", "http://"),
        ("'http://me@proxy.example:99999'", "http://me@proxy.example:99999"),
        ("'http://me:s3cret@proxy.example:99999'", "http://proxy.example:99999"),
        ("'http://me:s3//cret@[::1'", "http://[::1"),
        ("'me:s3cret@proxy.example:3128'", "proxy.example:3128"),
        ("'me:s3cret@'", "?"),
        ("'http://proxy.example/path'", "http://proxy.example/path"),
        ("'http://proxy example'", "http://proxy example"),
        ("'proxy.example:3128'", "proxy.example:3128"),
        ("7", "?"),
    ],
)
def test_nothing_goes_past_a_proxy_that_cannot_be_used(path: Path, raw: str, kept: str) -> None:
    _write(path, f"proxy = {raw}\n")
    file = SettingsFile(path)
    settings, problems = file.load()
    assert (settings.proxy, problems) == (kept, [])
    _save(file, replace(settings, pacing=5))
    assert "s3" not in path.read_text()
    assert SettingsFile(path).load()[0].proxy == kept
    _save(file, replace(settings, proxy=""))
    assert SettingsFile(path).load()[0].proxy == ""


def test_the_choices_of_an_older_file_stay_in_it(path: Path) -> None:
    _write(path, "version = 1\nquality = '720p'\naudio = 'mp3'\n")
    file = SettingsFile(path)
    assert file.load() == (Settings(), [])
    _save(file, CHOSEN)
    kept = tomllib.loads(path.read_text())
    assert (kept["quality"], kept["audio"]) == ("720p", "mp3")


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
    told: list[SettingsProblem | None] = []
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
    told: list[SettingsProblem | None] = []
    file = SettingsFile(path, told.append)
    _save(file, CHOSEN)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    _save(file, Settings())
    assert told == [SettingsProblem(SettingsTrouble.NOT_SAVED, str(path))]
    assert SettingsFile(path).load() == (CHOSEN, [])
    assert list(path.parent.iterdir()) == [path]


def test_what_a_full_disk_refused_is_saved_once_there_is_room(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[SettingsProblem | None] = []
    file = SettingsFile(path, told.append)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        _save(file, CHOSEN)
        file.try_again()
        file.close()
        assert told == [SettingsProblem(SettingsTrouble.NOT_SAVED, str(path))]
    file.try_again()
    file.close()
    assert told[1:] == [None]
    assert SettingsFile(path).load() == (CHOSEN, [])
    before = path.stat().st_ino
    file.try_again()
    file.close()
    assert path.stat().st_ino == before


def test_the_end_is_a_last_chance_to_save(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SettingsFile(path)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", _refuse)
        _save(file, CHOSEN)
    file.close()
    assert SettingsFile(path).load() == (CHOSEN, [])


def _refuse(*_: object) -> None:
    raise PermissionError


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
