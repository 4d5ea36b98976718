"""Each check fails, in words, where what it checks is missing or broken."""

import errno
import logging
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import certifi
import pytest

from app.core import wire
from app.core.glance import Glance
from app.core.settings import Settings
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.tools import find_deno, find_ffmpeg
from app.folders import HOME_VARIABLE, Folders
from app.self_test import downloads, media, surroundings, window
from app.self_test.bench import Bench
from app.self_test.report import CheckFailed, NotApplicable, Outcome
from app.self_test.run import examine
from app.self_test.site import site
from app.storage.settings_file import SettingsFile

needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="programs made of a script")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A bench on which everything works."""
    home = tmp_path_factory.mktemp("home")
    options = EngineOptions(ffmpeg=find_ffmpeg(), deno=find_deno(), tries=1)
    media.make(options.ffmpeg, home / "media")
    pool = ChildPool(options)
    with site(home / "media") as address:
        yield Bench(home, options, pool, address)
    pool.close()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "spool"))


@pytest.fixture
def broken(whole: Bench) -> Iterator[Path]:
    """The media, to be damaged: they are whole again afterwards."""
    kept = whole.home / "kept"
    shutil.copytree(whole.media, kept)
    yield whole.media
    shutil.rmtree(whole.media)
    kept.rename(whole.media)


def _program(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_a_child_and_its_downloads(whole: Bench) -> None:
    assert downloads.child_starts(whole) == ""
    assert downloads.over_http(whole).endswith(".mp4")
    assert downloads.sound_alone(whole).endswith(".mp3")


def test_children_that_do_not_start(whole: Bench) -> None:
    pool = ChildPool(whole.options, python=(sys.executable, "-c", "raise SystemExit('no engine')"))
    try:
        with pytest.raises(CheckFailed, match="No child process starts: no engine"):
            downloads.child_starts(replace(whole, pool=pool))
    finally:
        pool.close()


def test_a_child_that_is_never_ready_is_given_up(
    whole: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "SECONDS", 0.1)
    pool = ChildPool(whole.options, python=(sys.executable, "-c", "input(); input()"))
    try:
        with pytest.raises(CheckFailed, match="No child process was ready"):
            downloads.child_starts(replace(whole, pool=pool))
        with pytest.raises(CheckFailed, match="ended canceled"):
            downloads.over_http(replace(whole, pool=pool))
    finally:
        pool.close()


def test_a_file_that_is_not_there(whole: Bench, broken: Path) -> None:
    (broken / media.CLIP).unlink()
    with pytest.raises(CheckFailed, match=r"The download ended failed \(not_found\)"):
        downloads.over_http(whole)


def test_a_stream_without_one_of_its_slices(whole: Bench, broken: Path) -> None:
    (broken / "one" / "index1.ts").unlink()
    with pytest.raises(CheckFailed, match="The download ended failed"):
        downloads.over_hls(whole)


def test_a_merge_without_the_sound(whole: Bench, broken: Path) -> None:
    master = broken / media.TWO_STREAMS
    lines = master.read_text().replace(',AUDIO="sound"', "").splitlines()
    master.write_text("\n".join(line for line in lines if "TYPE=AUDIO" not in line))
    with pytest.raises(CheckFailed, match=r"holds \['Video'\] and should hold"):
        downloads.merged(whole)


@needs_scripts
def test_an_ffmpeg_that_fails_says_so_and_no_secret(whole: Bench, tmp_path: Path) -> None:
    ffmpeg = _program(tmp_path, "ffmpeg", "echo no codec, token=hidden; exit 3")
    with pytest.raises(CheckFailed, match="ffmpeg ended with 3: no codec") as told:
        media.make(ffmpeg, tmp_path / "media")
    assert "hidden" not in str(told.value)
    with pytest.raises(NotApplicable):
        surroundings.ffprobe_reads(replace(whole, options=EngineOptions(ffmpeg=ffmpeg)))


def test_without_ffmpeg_and_deno(whole: Bench, tmp_path: Path) -> None:
    bare = replace(whole, options=EngineOptions(deno=str(tmp_path / "deno")))
    with pytest.raises(CheckFailed, match="There is no ffmpeg"):
        media.make("", tmp_path / "media")
    with pytest.raises(CheckFailed, match="There is no ffmpeg"):
        surroundings.ffprobe_reads(bare)
    with pytest.raises(CheckFailed, match="nothing to download, since ffmpeg made no media"):
        downloads.over_http(replace(bare, home=tmp_path))
    with pytest.raises(CheckFailed, match="deno cannot be started: No such file"):
        surroundings.deno_runs(bare)
    with pytest.raises(CheckFailed, match="finds no deno that it accepts"):
        surroundings.deno_is_found(bare)


def test_a_packaged_application_has_an_ffprobe(
    whole: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    alone = EngineOptions(ffmpeg=str(tmp_path / "ffmpeg"))
    with pytest.raises(CheckFailed, match="no ffprobe"):
        surroundings.ffprobe_reads(replace(whole, options=alone))


@needs_scripts
def test_a_deno_that_answers_something_else(whole: Bench, tmp_path: Path) -> None:
    deno = _program(tmp_path, "deno", "echo undefined 41")
    with pytest.raises(CheckFailed, match="deno answered undefined 41"):
        surroundings.deno_runs(replace(whole, options=EngineOptions(deno=deno)))


def test_deno_and_what_yt_dlp_says_of_it(whole: Bench) -> None:
    assert surroundings.deno_runs(whole) == ""
    assert surroundings.deno_is_found(whole) == ""


def test_certificates(whole: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "authorities" in surroundings.certificates(whole)
    first, _, _ = Path(certifi.where()).read_text().partition("-----END CERTIFICATE-----")
    (tmp_path / "few.pem").write_text(f"{first}-----END CERTIFICATE-----\n")
    monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "few.pem"))
    with pytest.raises(CheckFailed, match="only 1 authorities"):
        surroundings.certificates(whole)
    monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "none.pem"))
    with pytest.raises(CheckFailed, match="cannot be loaded: FileNotFoundError"):
        surroundings.certificates(whole)


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (Glance(pictures=("svg", "png", "jpeg", "webp")), "cannot fetch over https"),
        (Glance(tls=True, pictures=("png", "jpeg")), "of the kinds svg, webp"),
    ],
)
def test_a_window_that_lacks_a_part(
    whole: Bench, monkeypatch: pytest.MonkeyPatch, seen: Glance, words: str
) -> None:
    written = f"import pathlib, sys; pathlib.Path(sys.argv[-1]).write_bytes({wire.to_line(seen)!r})"
    monkeypatch.setattr(window, "_own_program", lambda: [sys.executable, "-c", written])
    with pytest.raises(CheckFailed, match=words):
        window.window_opens(whole)


def test_the_window_asks_nobody_for_a_newer_engine(
    whole: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = [sys.executable, "-c", "raise SystemExit(1)"]
    monkeypatch.setattr(window, "_own_program", lambda: failing)
    with pytest.raises(CheckFailed):
        window.window_opens(whole)
    settings, problems = SettingsFile(Folders.find().config / "settings.toml", print).load()
    assert (settings, problems) == (Settings(engine_updates=False), [])


def test_an_application_that_fails(whole: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = [sys.executable, "-c", "raise SystemExit('no plugin')"]
    monkeypatch.setattr(window, "_own_program", lambda: failing)
    with pytest.raises(CheckFailed, match="ended with 1: no plugin"):
        window.window_opens(whole)


def test_a_full_disk_is_told_in_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def full(_bench: Bench) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    (result,) = examine(tmp_path, (("it is written", full),)).results
    assert result.outcome is Outcome.FAILED
    assert result.detail == "This computer refuses it: No space left on device"
    assert not [one for one in caplog.records if one.levelno > logging.INFO]


def test_what_nobody_foresaw_ends_one_check_and_not_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def unforeseen(_bench: Bench) -> str:
        raise ZeroDivisionError

    report = examine(tmp_path, (("first", unforeseen), ("second", lambda _bench: "fine")))
    outcomes = [(result.outcome, result.detail) for result in report.results]
    assert outcomes == [(Outcome.FAILED, "Unforeseen: ZeroDivisionError"), (Outcome.OK, "fine")]
    assert "ended in an unforeseen way" in caplog.text
