"""Cookie files and browsers: what can be had of them, and why not."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cookies import (
    MAX_COOKIE_FILE,
    CookieTrouble,
    NoCookies,
    browser_trouble,
    cookies_in,
    file_trouble,
)
from app.core.settings import Browser

COOKIE = ".h.example\tTRUE\t/\tFALSE\t2000000000\tname\tvalue"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cookies.txt"


def test_the_cookies_of_a_usual_file(file: Path) -> None:
    file.write_text(f"# Netscape HTTP Cookie File\n\n# a comment\n{COOKIE}\n#HttpOnly_{COOKIE}\n")
    assert cookies_in(str(file)) == (COOKIE, COOKIE)
    assert file_trouble(str(file)) is None


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeff{COOKIE}\r\n".encode(),  # as an editor on Windows saves it
        f"{COOKIE}".encode(),  # without the line that all begin with
        b"\xff\xfe broken \xff\nnot a cookie\n" + f"{COOKIE}\n".encode(),
        f"a\tb\nh\tTRUE\t/\tFALSE\tnever\tn\tv\n\tTRUE\t/\tFALSE\t0\tn\tv\n{COOKIE}\n".encode(),
    ],
)
def test_what_is_no_cookie_is_left_out(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert cookies_in(str(file)) == (COOKIE,)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", CookieTrouble.NO_COOKIES),
        (b"# Netscape HTTP Cookie File\n", CookieTrouble.NO_COOKIES),
        (b"\0" * 4096, CookieTrouble.NO_COOKIES),
        (b"SQLite format 3\0\x10\0\x01\x01", CookieTrouble.NO_COOKIES),
        (b'[{"domain": ".h.example", "name": "n", "value": "v"}]', CookieTrouble.JSON),
        (b'\xef\xbb\xbf\n  {"cookies": []}', CookieTrouble.JSON),
        (b"\n" * (MAX_COOKIE_FILE + 1), CookieTrouble.TOO_LARGE),
    ],
)
def test_what_is_wrong_with_a_file(file: Path, content: bytes, trouble: CookieTrouble) -> None:
    file.write_bytes(content)
    assert file_trouble(str(file)) is trouble
    with pytest.raises(NoCookies) as raised:
        cookies_in(str(file))
    assert raised.value.trouble is trouble


def test_a_file_that_is_gone_and_one_that_is_none(tmp_path: Path) -> None:
    assert file_trouble(str(tmp_path / "gone.txt")) is CookieTrouble.MISSING
    assert file_trouble(str(tmp_path)) is CookieTrouble.UNREADABLE
    assert file_trouble("a\0b") is CookieTrouble.UNREADABLE


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes among its files")
def test_a_pipe_in_its_place_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    assert file_trouble(str(file)) is CookieTrouble.UNREADABLE


@given(st.binary(max_size=2000))
def test_any_file_can_be_looked_at(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.txt"
    file.write_bytes(data)
    if file_trouble(str(file)) is None:
        assert all(len(cookie.split("\t")) == 7 for cookie in cookies_in(str(file)))
    assert file.read_bytes() == data


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("browser", Browser)
def test_a_browser_without_a_profile(platform: str, browser: Browser, tmp_path: Path) -> None:
    empty = {"HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    trouble = browser_trouble(browser, platform=platform, environment=empty)
    if browser is Browser.SAFARI and platform != "darwin":
        assert trouble is CookieTrouble.OTHER_SYSTEM
    elif browser is not Browser.FIREFOX and platform == "win32":
        assert trouble is CookieTrouble.ENCRYPTED
    else:
        assert trouble is CookieTrouble.NOT_INSTALLED


@pytest.mark.parametrize(
    ("platform", "browser", "profiles"),
    [
        ("linux", Browser.FIREFOX, ".mozilla/firefox"),
        ("linux", Browser.FIREFOX, ".config/mozilla/firefox"),
        ("linux", Browser.FIREFOX, "snap/firefox/common/.mozilla/firefox"),
        ("linux", Browser.FIREFOX, ".var/app/org.mozilla.firefox/.mozilla/firefox"),
        ("linux", Browser.CHROME, ".config/google-chrome"),
        ("linux", Browser.BRAVE, ".config/BraveSoftware/Brave-Browser"),
        ("darwin", Browser.SAFARI, "Library/Safari"),
        ("darwin", Browser.EDGE, "Library/Application Support/Microsoft Edge"),
        ("win32", Browser.FIREFOX, "Mozilla/Firefox/Profiles"),
    ],
)
def test_a_browser_with_one(platform: str, browser: Browser, profiles: str, tmp_path: Path) -> None:
    (tmp_path / profiles).mkdir(parents=True)
    environment = {"HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    assert browser_trouble(browser, platform=platform, environment=environment) is None


def test_the_configuration_may_lie_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "chromium").mkdir(parents=True)
    places = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "elsewhere")}
    assert browser_trouble(Browser.CHROMIUM, platform="linux", environment=places) is None
