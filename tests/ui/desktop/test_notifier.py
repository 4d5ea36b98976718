"""What is said outside the window, and how often."""

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.ui.desktop.notifier import Notifier
from app.ui.desktop.standing import Standing


class Heard:
    def __init__(self) -> None:
        self.messages: list[tuple[str, str, str]] = []
        self.wanted = True
        self.notifier = Notifier(self, lambda: self.wanted, QCoreApplication.instance())

    def show(self, key: str, title: str, body: str) -> None:
        self.messages.append((key, title, body))

    def gather(self) -> None:
        """Let the time pass that failures are gathered for."""
        assert self.notifier._gathering.isActive()
        self.notifier._gathering.stop()
        self.notifier._gathering.timeout.emit()

    @property
    def titles(self) -> list[str]:
        return [title for _key, title, _body in self.messages]


@pytest.fixture
def heard(qtbot: QtBot) -> Heard:
    assert qtbot
    return Heard()


def test_one_for_the_batch_not_one_per_item_parabolic_1530(heard: Heard) -> None:
    for done in range(12):
        heard.notifier.take(Standing(running=2, waiting=12 - done, done=done))
    assert heard.messages == []
    heard.notifier.take(Standing(done=12))
    assert heard.titles == ["12 videos are done"]
    heard.notifier.take(Standing())
    assert len(heard.messages) == 1


def test_there_is_a_switch_parabolic_1530(heard: Heard) -> None:
    heard.wanted = False
    heard.notifier.take(Standing(running=1, failed=1))
    heard.gather()
    heard.notifier.take(Standing(done=1, failed=1))
    assert heard.messages == []


def test_failures_are_gathered(heard: Heard) -> None:
    for failed in (1, 2, 3):
        heard.notifier.take(Standing(running=1, failed=failed))
    assert heard.messages == []
    heard.gather()
    assert heard.titles == ["3 downloads failed"]
    heard.notifier.take(Standing(running=1, failed=3))
    assert not heard.notifier._gathering.isActive()
    heard.notifier.take(Standing(running=1, failed=4))
    assert heard.notifier._gathering.interval() >= 60_000
    heard.gather()
    assert [key for key, _title, _body in heard.messages] == ["failed", "failed"]


def test_the_end_says_both(heard: Heard) -> None:
    heard.notifier.take(Standing(running=1, failed=1))
    heard.notifier.take(Standing(done=1, failed=1))
    assert heard.messages == [("done", "1 video is done", "1 download failed")]
    assert not heard.notifier._gathering.isActive()


def test_where_nothing_is_done_only_the_failures_are_told_once(heard: Heard) -> None:
    heard.notifier.take(Standing(running=1, failed=1))
    heard.gather()
    heard.notifier.take(Standing(failed=1))
    assert heard.titles == ["1 download failed"]
    heard.notifier.take(Standing(running=1))
    heard.notifier.take(Standing(failed=2))
    assert heard.titles == ["1 download failed", "2 downloads failed"]
