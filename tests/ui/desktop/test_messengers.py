"""Messages of the Linux desktop, over a real bus."""

from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.ui.desktop.messengers import BusMessenger
from app.ui.desktop.session_bus import SessionBus
from app.ui.qt_thread import QtThread
from tests.ui.desktop.private_bus import PrivateBus, Service

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"


class Told:
    """A messenger, and what came of it."""

    def __init__(self) -> None:
        self.session = SessionBus()
        self.clicks = 0
        self.instead: list[tuple[str, str, str]] = []
        self._thread = QtThread(QCoreApplication.instance())
        self.messenger = BusMessenger(
            self.session,
            post=self._thread.post,
            clicked=self._clicked,
            instead=lambda *words: self.instead.append(words),
        )

    def _clicked(self) -> None:
        self.clicks += 1


@pytest.fixture
def told(qtbot: QtBot) -> Iterator[Told]:
    assert qtbot
    told = Told()
    yield told
    told.session.close()


@pytest.fixture
def notifications(bus: PrivateBus) -> Iterator[Service]:
    numbers = count(7)
    service = Service(bus, (NAME,), {"Notify": lambda: ("u", (next(numbers),))})
    service.start()
    yield service
    service.close()


def test_a_message_reaches_the_desktop_as_plain_text(
    qtbot: QtBot, told: Told, notifications: Service
) -> None:
    told.messenger.show("done", "12 videos are done", "<b>not bold</b>")
    qtbot.waitUntil(lambda: bool(notifications.calls))
    app, replaced, _icon, title, body, *_rest = notifications.called("Notify")[0]
    assert (app, replaced, title) == ("Spool", 0, "12 videos are done")
    assert body == "&lt;b&gt;not bold&lt;/b&gt;"
    assert told.instead == []


def test_one_of_the_same_kind_takes_the_place_of_the_last(
    qtbot: QtBot, told: Told, notifications: Service
) -> None:
    for key in ("failed", "done", "failed"):
        told.messenger.show(key, "x", "y")
    qtbot.waitUntil(lambda: len(notifications.calls) == 3)
    assert [arguments[1] for arguments in notifications.called("Notify")] == [0, 0, 7]


def test_a_click_on_ours_raises_the_window_and_on_anothers_does_not(
    qtbot: QtBot, told: Told, notifications: Service
) -> None:
    told.messenger.show("done", "x", "y")
    told.messenger.show("failed", "x", "y")
    qtbot.waitUntil(lambda: len(notifications.calls) == 2)
    with qtbot.waitCallback() as both_answered:
        told.session.do(lambda _router: told._thread.post(both_answered))
    notifications.emit(PATH, NAME, "ActionInvoked", "us", 99, "default")
    notifications.emit(PATH, NAME, "ActionInvoked", "us", 7, "default")
    qtbot.waitUntil(lambda: told.clicks == 1)
    assert told.clicks == 1


@pytest.mark.usefixtures("bus")
def test_without_a_service_the_tray_says_it(qtbot: QtBot, told: Told) -> None:
    told.messenger.show("done", "title", "body")
    qtbot.waitUntil(lambda: told.instead == [("done", "title", "body")])


@pytest.mark.usefixtures("no_bus")
def test_without_a_bus_the_tray_says_it(qtbot: QtBot, told: Told) -> None:
    told.messenger.show("done", "title", "body")
    qtbot.waitUntil(lambda: told.instead == [("done", "title", "body")])


def test_without_the_name_of_a_bus_nothing_breaks(
    qtbot: QtBot, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    told.messenger.show("done", "title", "body")
    qtbot.waitUntil(lambda: told.instead == [("done", "title", "body")])
