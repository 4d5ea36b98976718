"""Settings that change while the pool is at work."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.settings import Browser, Settings
from app.engine.child_pool import ChildPool
from app.engine.live_options import LiveOptions
from app.engine.options import EngineOptions
from app.engine.shared_rate import SharedRate


class Pool(ChildPool):
    """Notes what it is told, without any children."""

    def __init__(self) -> None:
        self.told: list[EngineOptions] = []

    def set_options(self, options: EngineOptions) -> None:
        self.told.append(options)


class Live:
    def __init__(self, folder: Path, settings: Settings) -> None:
        self.settings = settings
        self.rate_file = folder / "rate"
        self.pool = Pool()
        self.options = LiveOptions(settings, folder, self.rate_file)
        self.options.drive(self.pool)

    def change(self, **values: object) -> None:
        self.settings = replace(self.settings, **values)  # type: ignore[arg-type]  # any setting
        self.options.follow(self.settings)

    def told(self) -> list[EngineOptions]:
        """All that came of the changes so far."""
        self.options._thread.submit(lambda: None).result(20)
        return self.pool.told


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    live = Live(tmp_path, Settings(proxy="http://me@proxy.example:3128", speed_limit=5))
    yield live
    live.options.close()


def test_the_children_hear_of_what_concerns_them(live: Live) -> None:
    live.change(parallel_limit=7, theme="dark")
    assert live.told() == []
    live.change(cookies_browser=Browser.FIREFOX)
    live.change(cookies_file="/cookies.txt")
    last = live.told()[-1]
    assert len(live.told()) == 2
    assert (last.cookies_browser, last.cookies_file) == ("firefox", "/cookies.txt")


def test_the_password_becomes_part_of_the_address_and_of_nothing_else(live: Live) -> None:
    assert live.options.options.proxy == "http://me@proxy.example:3128"
    live.options.set_password("p@ss")
    live.options.set_password("p@ss")
    live.change(proxy="http://you@proxy.example:3128")
    assert [told.proxy for told in live.told()] == [
        "http://me:p%40ss@proxy.example:3128",
        "http://you:p%40ss@proxy.example:3128",
    ]
    assert "p%40ss" not in repr(live.pool.told)


def test_the_speed_limit_is_written_at_once(live: Live, tmp_path: Path) -> None:
    def written(limit: float) -> bytes:
        SharedRate(tmp_path / "wanted").set(limit)
        return (tmp_path / "wanted").read_bytes()[:8]

    assert live.told() == []
    assert live.rate_file.read_bytes()[:8] == written(5)
    live.change(speed_limit=700)
    assert live.told() == []
    assert live.rate_file.read_bytes()[:8] == written(700)


@pytest.mark.parametrize(
    "damage",
    [None, b"", b"short", b"far too long " * 9, struct.pack("=dd", 5e-324, 1e300), b"\xff" * 16],
)
def test_a_speed_limit_whose_file_is_damaged_holds_again(live: Live, damage: bytes | None) -> None:
    live.told()
    written = live.rate_file.read_bytes()[:8]
    live.rate_file.unlink()
    if damage is not None:
        live.rate_file.write_bytes(damage)
    live.options.look()
    live.told()
    assert live.rate_file.read_bytes()[:8] == written


def test_a_speed_limit_that_holds_is_left_alone(live: Live) -> None:
    live.told()
    SharedRate(live.rate_file).set(5)
    before = live.rate_file.read_bytes()
    live.options.look()
    live.told()
    assert live.rate_file.read_bytes() == before


def test_a_speed_limit_that_cannot_be_set_is_told_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "rate").mkdir()
    live = Live(tmp_path, Settings(speed_limit=5))
    live.options.look()
    live.options.look()
    live.told()
    assert caplog.text.count("the speed limit cannot be set") == 1
    (tmp_path / "rate").rmdir()
    live.options.look()
    live.told()
    assert SharedRate(live.rate_file).holds(5)
    live.options.close()


def test_a_folder_that_is_gone_breaks_nothing(tmp_path: Path) -> None:
    live = Live(tmp_path / "gone", Settings())
    live.change(speed_limit=9, cookies_file="/x")
    assert live.told()[-1].cookies_file == "/x"
    live.options.close()


def test_what_is_told_after_the_end_changes_nothing(live: Live) -> None:
    before = live.options.options
    live.options.close()
    live.options.set_password("of a keyring that took its time")
    live.change(speed_limit=9, cookies_file="/x")
    assert live.pool.told == []
    assert live.options.options == before
