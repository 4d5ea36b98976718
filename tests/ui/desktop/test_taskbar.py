"""Progress on the task bar, over a real bus."""

import logging
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.desktop.session_bus import SessionBus
from app.ui.desktop.standing import Standing
from app.ui.desktop.taskbar import TaskbarProgress
from tests.ui.desktop.private_bus import PrivateBus, Service


def _shown(signal: tuple[Any, ...]) -> tuple[float, bool]:
    launcher, values = signal
    assert launcher == "application://spool.desktop"
    return values["progress"][1], values["progress-visible"][1]


def test_the_bar_follows_and_goes_at_the_end(
    qtbot: QtBot, qapp: QApplication, bus: PrivateBus
) -> None:
    dock = Service(bus, (), {})
    dock.hear("com.canonical.Unity.LauncherEntry", "Update")
    dock.start()
    session = SessionBus()
    taskbar = TaskbarProgress(qapp, session)
    taskbar.take(Standing())
    taskbar.take(Standing(running=2, waiting=1, fraction=0.25))
    taskbar.take(Standing(running=2, waiting=1, fraction=0.2501))
    taskbar.take(Standing(running=1, done=2, fraction=0.75))
    taskbar.clear()
    session.close()
    qtbot.waitUntil(lambda: len(dock.signals) == 3)
    assert [_shown(one) for one in dock.signals] == [(0.25, True), (0.75, True), (0.0, False)]
    dock.close()


@pytest.mark.parametrize("address", ["", ":", "garbage", "zq9:garbage", "tcp:host=127.0.0.1"])
def test_a_bus_that_is_named_in_no_way_that_is_understood_is_none(
    address: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    caplog.set_level(logging.INFO)
    failed: list[int] = []
    session = SessionBus()
    for number in range(3):
        session.do(lambda _router: None, partial(failed.append, number))
    session.close(20.0)
    assert failed == [0, 1, 2]
    assert len(caplog.records) == 1  # not once for each step of the progress


@pytest.mark.usefixtures("no_bus")
def test_without_a_bus_nothing_breaks(qapp: QApplication) -> None:
    session = SessionBus()
    taskbar = TaskbarProgress(qapp, session)
    taskbar.take(Standing(running=1))
    taskbar.clear()
    session.close()
    assert session._thread is not None
    assert not session._thread.is_alive()
