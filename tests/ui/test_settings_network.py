"""Settings: speed, pacing, proxy, its password, and cookies."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core import cookies
from app.core.cookies import CookieTrouble
from app.core.settings import Browser
from app.core.stores import SecretProblem
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.cookies_page import CookiesPage
from app.ui.settings.network_page import SECRET, NetworkPage
from app.ui.settings.proxy_address import parsed
from tests.ui.conftest import Surroundings

COOKIES = "# Netscape HTTP Cookie File\n.example.org\tTRUE\t/\tFALSE\t0\tname\tvalue\n"


@pytest.fixture
def network(qtbot: QtBot, look: Look, services: Services, preferences: Preferences) -> NetworkPage:
    assert look
    return _open(qtbot, NetworkPage(preferences, services))


def _open(qtbot: QtBot, page: NetworkPage) -> NetworkPage:
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    return page


def _type(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)


def _press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_speed_limit_has_units(network: NetworkPage, preferences: Preferences) -> None:
    assert network.speed.text() == "No limit"
    network.speed.setValue(5)
    assert preferences.settings.speed_limit == 5_000_000
    network.unit.setCurrentIndex(0)
    assert preferences.settings.speed_limit == 5_000
    network.speed.setValue(0)
    assert preferences.settings.speed_limit == 0


@pytest.mark.parametrize(
    ("limit", "number", "unit"),
    [
        (0, 0, "MB/s"),
        (3_000_000, 3, "MB/s"),
        (1_500_000, 1500, "kB/s"),
        (1, 1, "kB/s"),
        (10**15, 99_999, "MB/s"),
    ],
)
def test_a_speed_limit_is_shown_in_the_unit_that_fits(
    qtbot: QtBot,
    services: Services,
    preferences: Preferences,
    limit: int,
    number: int,
    unit: str,
) -> None:
    preferences.change(speed_limit=limit)
    page = _open(qtbot, NetworkPage(preferences, services))
    assert (page.speed.value(), page.unit.currentText()) == (number, unit)
    assert preferences.settings.speed_limit == limit


def test_pacing(network: NetworkPage, preferences: Preferences) -> None:
    assert network.pacing.text() == "No wait"
    network.pacing.setValue(12)
    assert preferences.settings.pacing == 12
    assert network.pacing.text() == "12 s"


def test_a_password_does_not_go_to_another_proxy(
    network: NetworkPage, around: Surroundings
) -> None:
    _type(network.place, "http://ada:s3cret@proxy.example:1")
    assert around.secrets.values == {SECRET: "s3cret"}
    _type(network.place, "http://elsewhere.example:1")
    assert around.secrets.values == {SECRET: ""}
    assert "another proxy" in network.password_words.text()


@pytest.mark.parametrize(
    "garbage",
    ["not a proxy", "ftp://host", "http://", "http://host:port", "http://h:99999", "://", "h/path"],
)
def test_a_proxy_that_is_no_address_is_refused_and_the_old_one_stays(
    network: NetworkPage, preferences: Preferences, garbage: str
) -> None:
    _type(network.place, "proxy.example:8080")
    assert preferences.settings.proxy == "http://proxy.example:8080"
    _type(network.place, garbage)
    assert network.proxy_fault.isVisible()
    assert preferences.settings.proxy == "http://proxy.example:8080"
    _type(network.place, "")
    assert preferences.settings.proxy == ""
    assert not network.proxy_fault.isVisible()


def test_a_kept_address_that_is_none_is_shown_as_that(
    qtbot: QtBot, look: Look, services: Services, preferences: Preferences
) -> None:
    assert look
    preferences.change(proxy="ftp://proxy.example:21")
    page = _open(qtbot, NetworkPage(preferences, services))
    assert page.place.text() == "ftp://proxy.example:21"
    assert page.proxy_fault.isVisible()
    _type(page.place, "")
    assert preferences.settings.proxy == ""


def test_a_name_goes_into_the_address_and_the_password_to_the_keyring(
    network: NetworkPage, preferences: Preferences, around: Surroundings
) -> None:
    _type(network.place, "socks5://proxy.example")
    _type(network.user, "ada@work")
    _type(network.password, "s3cret!")
    assert preferences.settings.proxy == "socks5://ada%40work@proxy.example"
    assert around.secrets.values == {SECRET: "s3cret!"}
    assert network.password.text() == ""
    assert "keyring" in network.password_words.text()
    assert "s3cret" not in str(preferences.settings)


def test_a_name_is_kept_once_it_is_complete_also_where_the_dialog_is_closed_on_it(
    network: NetworkPage, preferences: Preferences
) -> None:
    _type(network.place, "proxy.example:1")
    network.user.setFocus()
    QTest.keyClicks(network.user, "ada")
    assert preferences.settings.proxy == "http://proxy.example:1"
    assert network.password.isEnabled()
    network.hide()
    assert preferences.settings.proxy == "http://ada@proxy.example:1"


def test_a_pasted_password_is_taken_out_of_the_address(
    network: NetworkPage, preferences: Preferences, around: Surroundings
) -> None:
    _type(network.place, "http://ada:s3%20cret@proxy.example:1")
    assert network.place.text() == "http://proxy.example:1"
    assert preferences.settings.proxy == "http://ada@proxy.example:1"
    assert around.secrets.values == {SECRET: "s3 cret"}


def test_the_password_is_never_shown(
    qtbot: QtBot, services: Services, preferences: Preferences, around: Surroundings
) -> None:
    around.secrets.values[SECRET] = "s3cret!"
    preferences.change(proxy="http://ada@proxy.example:1")
    page = _open(qtbot, NetworkPage(preferences, services))
    assert page.password.echoMode() is QLineEdit.EchoMode.Password
    assert page.password.text() == ""
    assert page.password.placeholderText()
    _press(page.forgetting)
    assert around.secrets.values[SECRET] == ""
    assert page.password.placeholderText() == ""


@pytest.mark.parametrize("problem", SecretProblem)
def test_without_a_keyring_the_password_stays_for_now_or_goes_into_a_file(
    network: NetworkPage, around: Surroundings, problem: SecretProblem
) -> None:
    around.secrets.problem = problem
    _type(network.place, "http://proxy.example")
    _type(network.user, "ada")
    _type(network.password, "s3cret!")
    assert "until it is closed" in network.password_words.text()
    assert network.in_file.isVisible()
    _press(network.in_file)
    assert around.secrets.in_file == {SECRET}
    assert around.secrets.values == {SECRET: "s3cret!"}
    assert "only your account" in network.password_words.text()
    assert not network.in_file.isVisible()


def test_a_keyring_that_hangs_holds_up_nothing(network: NetworkPage, around: Surroundings) -> None:
    around.secrets.silent = True
    _type(network.place, "http://proxy.example")
    _type(network.user, "ada")
    _type(network.password, "one")
    assert "Saving" in network.password_words.text()
    _type(network.password, "two")
    around.secrets.problem = SecretProblem.NO_ANSWER
    around.secrets.answer()
    assert "does not answer" in network.password_words.text()
    assert around.secrets.values == {SECRET: "two"}


def test_an_answer_after_the_page_is_gone_is_dropped(
    qtbot: QtBot, services: Services, preferences: Preferences, around: Surroundings
) -> None:
    around.secrets.silent = True
    page = NetworkPage(preferences, services)
    gone: list[bool] = []
    page.destroyed.connect(lambda: gone.append(True))
    page.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    around.secrets.answer()  # and nothing of Qt is touched that is gone
    assert around.secrets.values == {}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("proxy:3128", "http://proxy:3128"),
        ("HTTPS://Proxy.Example/", "https://proxy.example"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("socks5h://10.0.0.1:1080", "socks5h://10.0.0.1:1080"),
        ("http://a:b@h:1", "http://a@h:1"),
        ("http://h:1/?x=1", None),
        ("http://ho\tst", None),
        ("http://[::1", None),
    ],
)
def test_addresses_of_proxies(text: str, kept: str | None) -> None:
    address = parsed(text)
    assert (address.text if address else None) == kept


@pytest.fixture
def page(qtbot: QtBot, look: Look, services: Services, preferences: Preferences) -> CookiesPage:
    assert look
    page = CookiesPage(preferences, services)
    qtbot.addWidget(page)
    page.show()
    return page


def _choose(page: CookiesPage, path: Path) -> None:
    page.source.setCurrentIndex(1)
    dialogs = [one for one in page.findChildren(QFileDialog) if one.isVisible()]
    if not dialogs:
        _press(page.choosing)
        dialogs = [one for one in page.findChildren(QFileDialog) if one.isVisible()]
    dialogs[0].fileSelected.emit(str(path))
    dialogs[0].close()


def test_a_file_with_cookies_is_taken(
    page: CookiesPage, preferences: Preferences, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "cookies.txt"
    file.write_text(COOKIES)
    _choose(page, file)
    qtbot.waitUntil(lambda: "There are cookies" in page.words.text())
    assert preferences.settings.cookies_file == str(file)
    page.source.setCurrentIndex(0)
    assert preferences.settings.cookies_file == ""
    assert not page.words.isVisible()
    assert file.read_text() == COOKIES


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'[{"name": "a"}]', "JSON"),
        (b"nothing", "no cookies"),
        (b"\x00\xff\xfe" * 50, "no cookies"),
        (None, "no such file"),
    ],
)
def test_a_cookie_file_that_is_none_is_said_to_be_so(
    page: CookiesPage, qtbot: QtBot, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "cookies.txt"
    if content is not None:
        file.write_bytes(content)
    _choose(page, file)
    qtbot.waitUntil(lambda: said in page.words.text())
    assert page.words.property("tone") == "failed"


def test_a_browser_that_cannot_work_here_offers_the_file(
    page: CookiesPage,
    preferences: Preferences,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """yt-dlp#10927: Chrome on Windows cannot be decrypted."""
    monkeypatch.setattr(cookies, "browser_trouble", lambda _one: CookieTrouble.ENCRYPTED)
    page.source.setCurrentIndex(2)
    page.browser.show_value(Browser.FIREFOX)
    page.browser.setCurrentIndex(list(Browser).index(Browser.CHROME))
    qtbot.waitUntil(page.to_file.isVisible)
    assert preferences.settings.cookies_browser is Browser.CHROME
    assert "A file with cookies works" in page.words.text()
    _press(page.to_file)
    (asking,) = [one for one in page.findChildren(QFileDialog) if one.isVisible()]
    asking.close()


def test_a_browser_that_is_there_says_so(
    page: CookiesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cookies, "browser_trouble", lambda _one: None)
    page.source.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "browser is here" in page.words.text())
    assert not page.to_file.isVisible()


def test_from_a_file_without_one_says_that_none_is_chosen(
    page: CookiesPage, preferences: Preferences
) -> None:
    page.source.setCurrentIndex(1)
    for asking in page.findChildren(QFileDialog):
        asking.close()
    assert "No file is chosen" in page.words.text()
    assert preferences.settings.cookies_file == ""
    assert page.findChild(QPushButton, "choose_cookies_file") is page.choosing
