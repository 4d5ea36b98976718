"""Settings: the service's address, its token, a try of both, and what becomes of files."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.cloud import CloudTest, CloudTrouble
from app.core.remote import ServiceVersions
from app.core.stores import SecretProblem
from app.ui import cloud_text
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.cloud_address import parsed
from app.ui.settings.cloud_page import SECRET, CloudPage
from app.ui.settings.settings_dialog import SettingsPage, page_for
from tests.ui.cloud_double import Tried
from tests.ui.conftest import Surroundings

SAME = ServiceVersions(api=1, service="1.2", ytdlp="2026.10.26", ffmpeg="7.1", deno="2.5")
OTHER = ServiceVersions(api=1, service="1.2", ytdlp="2026.09.01", ffmpeg="7.1", deno="2.5")


@pytest.fixture
def page(qtbot: QtBot, look: Look, services: Services, preferences: Preferences) -> CloudPage:
    assert look
    return _open(qtbot, CloudPage(preferences, services))


def _open(qtbot: QtBot, page: CloudPage) -> CloudPage:
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def _type(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)


def _press(button: QWidget) -> None:
    if isinstance(button, QCheckBox):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
    else:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("typed", "kept", "is_open"),
    [
        ("", "", False),
        ("spool.example", "https://spool.example", False),
        (" HTTPS://Spool.Example:8443/ ", "https://spool.example:8443", False),
        ("https://example.org/spool/", "https://example.org/spool", False),
        ("http://nas.example:8080", "http://nas.example:8080", True),
        ("http://192.168.1.2", "http://192.168.1.2", True),
        ("http://localhost.example", "http://localhost.example", True),
        ("127.0.0.1:8080", "http://127.0.0.1:8080", False),
        ("http://127.9.9.9", "http://127.9.9.9", False),
        ("localhost", "http://localhost", False),
        ("http://[::1]:8080", "http://[::1]:8080", False),
        ("http://[fe80::1]", "http://[fe80::1]", True),
    ],
)
def test_addresses_of_services(typed: str, kept: str, is_open: bool) -> None:
    address = parsed(typed)
    assert address is not None
    assert (address.text, address.is_open) == (kept, is_open)


@pytest.mark.parametrize(
    "garbage",
    [
        "not one",
        "ftp://host",
        "https://",
        "https://host:port",
        "https://h:0",
        "https://ada:secret@host",
        "https://host/?token=secret",
        "https://host//path",
        "https://[::1",
        "h" * 600,
    ],
)
def test_what_is_no_address_is_refused_and_the_old_one_stays(
    page: CloudPage, preferences: Preferences, garbage: str
) -> None:
    _type(page.address, "spool.example")
    _type(page.address, garbage)
    assert page.fault.isVisible()
    assert not page.test.isEnabled()
    assert preferences.settings.cloud == "https://spool.example"
    _type(page.address, "")
    assert not page.fault.isVisible()
    assert preferences.settings.cloud == ""


def test_an_address_counts_once_the_field_is_left(
    page: CloudPage, preferences: Preferences
) -> None:
    page.address.setFocus()
    QTest.keyClicks(page.address, "spool.example")
    assert preferences.settings.cloud == ""
    assert page.test.isEnabled()
    QTest.keyClick(page.address, Qt.Key.Key_Tab)
    assert preferences.settings.cloud == "https://spool.example"
    assert page.address.text() == "https://spool.example"


def test_http_beyond_this_computer_has_to_be_allowed(
    page: CloudPage, preferences: Preferences
) -> None:
    _type(page.address, "http://127.0.0.1:8080")
    assert not page.plain.isVisible()
    _type(page.address, "http://nas.example:8080")
    assert page.plain.isVisible()
    assert not page.plain.isChecked()
    assert "read the token" in page.plain_words.text()
    assert page.plain_words.isVisible()
    assert preferences.settings.cloud_plain == ""
    _press(page.plain)
    assert preferences.settings.cloud_plain == "http://nas.example:8080"
    _press(page.plain)
    assert preferences.settings.cloud_plain == ""


def test_what_was_allowed_is_allowed_for_that_address_alone(
    page: CloudPage, preferences: Preferences
) -> None:
    _type(page.address, "http://nas.example")
    _press(page.plain)
    _type(page.address, "http://nas.example:81")
    assert not page.plain.isChecked()
    assert preferences.settings.cloud_plain == ""
    _type(page.address, "http://nas.example")
    assert not page.plain.isChecked()
    assert preferences.settings.cloud_plain == ""


def test_a_tick_before_the_field_is_left_is_for_what_stands_in_it(
    page: CloudPage, preferences: Preferences
) -> None:
    page.address.setFocus()
    QTest.keyClicks(page.address, "http://nas.example")
    page.plain.click()  # which takes no focus on every system
    assert preferences.settings.cloud == "http://nas.example"
    assert preferences.settings.cloud_plain == "http://nas.example"
    assert page.plain.isChecked()


def test_what_was_allowed_is_shown_again(
    qtbot: QtBot, services: Services, preferences: Preferences
) -> None:
    preferences.change(cloud="http://nas.example", cloud_plain="http://nas.example")
    page = _open(qtbot, CloudPage(preferences, services))
    assert page.address.text() == "http://nas.example"
    assert page.plain.isVisible()
    assert page.plain.isChecked()


def test_the_token_goes_to_the_keyring_and_is_never_shown(
    page: CloudPage, preferences: Preferences, around: Surroundings
) -> None:
    _type(page.token, " s3cret ")
    assert around.secrets.values == {SECRET: "s3cret"}
    assert page.token.echoMode() is QLineEdit.EchoMode.Password
    assert page.token.text() == ""
    assert page.token.placeholderText()
    assert page.secret.said.text() == "The token is in the system's keyring."
    assert "s3cret" not in str(preferences.settings)
    _press(page.secret.forgetting)
    assert around.secrets.values == {SECRET: ""}
    assert page.token.placeholderText() == ""


@pytest.mark.parametrize("problem", SecretProblem)
def test_without_a_keyring_the_token_stays_for_now_or_goes_into_a_file(
    page: CloudPage, around: Surroundings, problem: SecretProblem
) -> None:
    around.secrets.problem = problem
    _type(page.token, "s3cret")
    assert "remembers the token until it is closed" in page.secret.said.text()
    assert page.secret.in_file.isVisible()
    _press(page.secret.in_file)
    assert around.secrets.in_file == {SECRET}
    assert page.secret.said.text() == "The token is in a file that only your account can read."
    assert not page.secret.in_file.isVisible()


def test_a_token_does_not_go_to_another_service(page: CloudPage, around: Surroundings) -> None:
    _type(page.token, "s3cret")
    _type(page.address, "http://spool.example")
    _type(page.address, "https://spool.example:8443")  # the same one
    assert around.secrets.values == {SECRET: "s3cret"}
    _type(page.address, "https://elsewhere.example")
    assert around.secrets.values == {SECRET: ""}
    assert "another service" in page.secret.said.text()


def test_files_come_by_themselves_or_not(page: CloudPage, preferences: Preferences) -> None:
    box = page.findChild(QCheckBox, "setting_bring_back")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()
    _press(box)
    assert not preferences.settings.bring_back


def test_a_try_uses_what_is_typed_and_shows_both_sides(
    page: CloudPage, around: Surroundings
) -> None:
    assert not page.test.isEnabled()
    page.address.setFocus()
    QTest.keyClicks(page.address, "http://nas.example")
    page.plain.click()
    page.token.setFocus()
    QTest.keyClicks(page.token, "s3cret")
    page.test.click()
    assert around.cloud.tried == [Tried("http://nas.example", "s3cret", plain=True)]
    assert page.result.words.text() == "Connecting…"
    around.cloud.answer(CloudTest(versions=SAME))
    assert page.result.words.text().startswith("Connected")
    assert [one.text() for one in page.result.ours] == ["1", "2026.10.26", "–", "–"]
    assert [one.text() for one in page.result.theirs] == ["1.2", "2026.10.26", "7.1", "2.5"]
    assert page.result.table.isVisible()
    assert not page.result.warning.isVisible()


def test_a_try_is_made_though_the_button_moves_from_under_the_mouse(
    qtbot: QtBot, page: CloudPage, around: Surroundings
) -> None:
    around.secrets.problem = SecretProblem.NO_KEYRING
    _type(page.address, "spool.example")
    page.token.setFocus()
    QTest.keyClicks(page.token, "s3cret")
    where = page.test.mapTo(page, page.test.rect().center())
    QTest.mousePress(page.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.secret.in_file.isVisible)
    page.grab()
    outside = page.test.mapFrom(page, where)
    assert not page.test.rect().contains(outside)
    QTest.mouseRelease(page.test, Qt.MouseButton.LeftButton, pos=outside)
    assert around.cloud.tried == [Tried("https://spool.example", "s3cret", plain=False)]


@pytest.mark.parametrize("test", [CloudTest(CloudTrouble.TOKEN), CloudTest(versions=SAME)])
def test_nothing_is_said_of_a_token_that_was_not_given(
    page: CloudPage, around: Surroundings, test: CloudTest
) -> None:
    _type(page.address, "spool.example")
    _press(page.test)
    around.cloud.answer(test)
    assert "the token" not in page.result.words.text()
    assert "token" in page.result.words.text()


def test_plain_http_is_tried_as_it_is_allowed(page: CloudPage, around: Surroundings) -> None:
    _type(page.address, "http://nas.example")
    _press(page.test)
    assert not around.cloud.tried[0].plain


def test_another_yt_dlp_is_warned_of(page: CloudPage, around: Surroundings) -> None:
    _type(page.address, "spool.example")
    _press(page.test)
    around.cloud.answer(CloudTest(versions=OTHER))
    assert page.result.warning.isVisible()
    _press(page.test)
    assert not page.result.warning.isVisible()
    around.cloud.answer(CloudTest(versions=ServiceVersions(api=1, service="1.2")))
    assert page.result.theirs[1].text() == "–"
    assert not page.result.warning.isVisible()  # of what is not known


@pytest.mark.parametrize("trouble", CloudTrouble)
def test_what_is_wrong_is_said_in_words(
    page: CloudPage, around: Surroundings, trouble: CloudTrouble
) -> None:
    _type(page.address, "spool.example")
    _type(page.token, "s3cret")
    _press(page.test)
    around.cloud.answer(CloudTest(trouble, "It said\nno."))
    assert page.result.words.text() == cloud_text.trouble(trouble).reason
    assert page.result.words.property("tone") == "failed"
    assert page.result.detail.text() == "It said no."
    assert not page.result.table.isVisible()


def test_a_result_is_gone_with_what_it_was_of(page: CloudPage, around: Surroundings) -> None:
    _type(page.address, "spool.example")
    _press(page.test)
    QTest.keyClicks(page.address, "x")
    assert not page.result.isVisible()
    around.cloud.answer(CloudTest(versions=SAME))
    assert not page.result.isVisible()
    _press(page.test)
    around.cloud.answer(CloudTest(versions=SAME))
    assert page.result.isVisible()
    QTest.keyClicks(page.token, "s")
    assert not page.result.isVisible()


def test_a_try_waits_for_the_keyring(
    qtbot: QtBot, services: Services, preferences: Preferences, around: Surroundings
) -> None:
    around.secrets.values[SECRET] = "s3cret"
    around.secrets.silent = True
    preferences.change(cloud="https://spool.example")
    page = _open(qtbot, CloudPage(preferences, services))
    _press(page.test)
    assert around.cloud.tried == []
    around.secrets.answer()
    assert around.cloud.tried == [Tried("https://spool.example", "s3cret", plain=False)]
    around.cloud.answer(CloudTest(versions=SAME))
    assert page.result.table.isVisible()


def test_an_answer_after_the_page_is_gone_is_dropped(
    qtbot: QtBot, services: Services, preferences: Preferences, around: Surroundings
) -> None:
    preferences.change(cloud="https://spool.example")
    page = CloudPage(preferences, services)
    page.test.click()
    gone: list[bool] = []
    page.destroyed.connect(lambda: gone.append(True))
    page.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    around.cloud.answer(CloudTest(versions=SAME))  # and nothing of Qt is touched that is gone
    assert len(around.cloud.tried) == 1


@pytest.mark.parametrize("trouble", CloudTrouble)
def test_the_settings_open_at_the_page_that_helps(trouble: CloudTrouble) -> None:
    assert page_for(trouble) is SettingsPage.CLOUD
