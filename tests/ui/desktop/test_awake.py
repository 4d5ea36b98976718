"""The computer is kept awake while something runs, and no longer."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import count

import pytest
from pytestqt.qtbot import QtBot

from app.ui.desktop.awake import Awake, _adapter
from tests.ui.desktop.private_bus import PrivateBus, Service

NAME = "org.freedesktop.PowerManagement"


@pytest.fixture
def power(bus: PrivateBus) -> Iterator[Service]:
    """What inhibits sleep on many desktops."""
    numbers = count(1)
    service = Service(bus, (NAME,), {"Inhibit": lambda: ("u", (next(numbers),))})
    service.hear("org.freedesktop.DBus", "NameOwnerChanged")
    service.start()
    yield service
    service.close()


def test_the_lock_is_held_only_while_it_is_wanted(qtbot: QtBot, power: Service) -> None:
    awake = Awake()
    awake.want(False)
    for number in (1, 2):
        awake.want(True)
        awake.want(True)
        qtbot.waitUntil(partial(_is, power, "Inhibit", number))
        awake.want(False)
        qtbot.waitUntil(partial(_is, power, "UnInhibit", number))
    awake.close()
    assert [arguments[0] for arguments in power.called("UnInhibit")] == [1, 2]


def test_the_desktop_can_say_who_keeps_it_awake(qtbot: QtBot, power: Service) -> None:
    awake = Awake()
    awake.want(True)
    qtbot.waitUntil(partial(_is, power, "Inhibit", 1))
    awake.close()
    assert power.called("Inhibit") == [("Spool", "Downloads are running")]


def test_lock_never_released_parabolic_1952(qtbot: QtBot, power: Service) -> None:
    awake = Awake()
    awake.want(True)
    qtbot.waitUntil(lambda: len(power.called("Inhibit")) == 1)
    awake.close()
    assert len(power.called("UnInhibit")) == 1
    awake.want(True)
    awake.close()
    assert len(power.called("Inhibit")) == 1


def test_a_killed_process_holds_nothing(qtbot: QtBot, power: Service, bus: PrivateBus) -> None:
    # Services let go of what a connection held when it ends; so it has to end with the process.
    program = "from app.ui.desktop.awake import Awake; awake = Awake(); awake.want(True); input()"
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE)
    try:
        qtbot.waitUntil(lambda: len(power.called("Inhibit")) == 1, timeout=20_000)
        holder = _newest(power)
        assert holder
    finally:
        process.kill()
        process.communicate()
    qtbot.waitUntil(lambda: (holder, holder, "") in power.signals)
    assert bus.address


def _is(power: Service, method: str, times: int) -> bool:
    return len(power.called(method)) == times


def _newest(power: Service) -> str:
    """The connection that came last."""
    return str([new for _name, old, new in power.signals if new and not old][-1])


def test_other_systems_have_no_bus_to_import_anything_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jeepney", None)  # it cannot be imported there
    monkeypatch.delitem(sys.modules, "app.ui.desktop.inhibiting", raising=False)
    monkeypatch.delitem(sys.modules, "wakepy.dbus_adapters.jeepney", raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    assert _adapter() is None


@pytest.mark.usefixtures("no_bus")
def test_without_a_bus_nothing_breaks() -> None:
    awake = Awake()
    awake.want(True)
    awake.want(False)
    awake.close()
    assert awake._thread is not None
    assert not awake._thread.is_alive()
