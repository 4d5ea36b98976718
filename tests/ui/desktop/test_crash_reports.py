"""Errors that nobody expected, before the person's eyes."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, Qt, qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.engine.redact import clean
from app.ui.desktop.crash_dialog import CrashDialog
from app.ui.desktop.crash_reports import CrashReports
from app.ui.qt_thread import QtThread
from tests.ui.conftest import Stage

SECRET = "https://user:hidden@example.org/?token=hidden"


class Reports:
    def __init__(self, stage: Stage) -> None:
        self.opened = 0
        self._thread = QtThread(QCoreApplication.instance())
        self._stage = stage
        self.reports = CrashReports(stage.window, clean, self._thread.post, self._open)

    def _open(self) -> None:
        self.opened += 1

    def fail(self, words: str = "x") -> None:
        """Something goes wrong, always at the same place."""
        try:
            int(words)
        except ValueError as error:
            self.reports.take(type(error), error, error.__traceback__)

    def shown(self) -> list[CrashDialog]:
        return [one for one in self._stage.window.findChildren(CrashDialog) if one.isVisible()]

    def wait(self) -> CrashDialog:
        self._stage.qtbot.waitUntil(lambda: bool(self.shown()))
        return self.shown()[0]


@pytest.fixture
def reports(stage: Stage) -> Reports:
    return Reports(stage)


def test_an_error_is_shown_without_secrets_and_can_be_copied(
    reports: Reports, caplog: pytest.LogCaptureFixture
) -> None:
    reports.fail(SECRET)
    dialog = reports.wait()
    details = dialog.details.toPlainText()
    assert "ValueError" in details
    assert "test_crash_reports.py" in details
    assert "hidden" not in details
    dialog.copy.click()
    assert dialog.copy.text() == "Copied"
    assert QGuiApplication.clipboard().text() == details
    dialog.folder.click()
    assert reports.opened == 1
    assert caplog.records[-1].levelno == logging.CRITICAL
    caplog.clear()
    dialog.go_on.click()
    assert reports.shown() == []


def test_a_small_window_is_brought_back_before_it_could_be_locked_out(
    reports: Reports, stage: Stage
) -> None:
    stage.window.setWindowState(Qt.WindowState.WindowMaximized | Qt.WindowState.WindowMinimized)
    reports.fail()
    reports.wait()
    assert not stage.window.isMinimized()
    assert stage.window.isMaximized()


def test_there_is_one_dialog_at_a_time_and_repeated_errors_are_counted(reports: Reports) -> None:
    for _ in range(3):
        reports.fail()
    dialog = reports.wait()
    reports._stage.qtbot.waitUntil(lambda: "3 errors" in dialog.count.text())
    assert len(reports.shown()) == 1
    dialog.accept()
    with reports._stage.qtbot.waitCallback() as posted:
        reports.fail()
        reports._thread.post(posted)
    assert reports.shown() == [], "what was seen once is not shown on and on"


def test_threads_tasks_and_qt_are_heard(
    reports: Reports,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    before = qInstallMessageHandler(None)
    try:
        reports.reports.install()
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        assert "ZeroDivisionError" in reports.wait().details.toPlainText()
        qWarning("paint device is odd")
        assert "paint device is odd" in caplog.text
    finally:
        qInstallMessageHandler(before)
    assert qtbot


def test_an_interrupt_is_no_error(reports: Reports) -> None:
    with reports._stage.qtbot.waitCallback() as posted:
        reports.reports.take(KeyboardInterrupt, None, None)
        reports._thread.post(posted)
    assert reports.shown() == []
