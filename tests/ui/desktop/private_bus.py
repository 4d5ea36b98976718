"""A session bus of a test's own, with the services of a desktop on it."""

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

_CONFIG = """<busconfig>
<type>session</type><listen>unix:path={path}</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""

Answer = tuple[str, tuple[Any, ...]]


class PrivateBus:
    """Runs between `with` and its end."""

    def __init__(self, folder: Path) -> None:
        self.address = f"unix:path={folder / 'bus'}"
        self._config = folder / "bus.conf"
        self._config.write_text(_CONFIG.format(path=folder / "bus"))

    def __enter__(self) -> Self:
        program = shutil.which("dbus-daemon")
        if program is None:
            pytest.skip("no dbus-daemon here")
        command = [program, f"--config-file={self._config}", "--nofork", "--print-address=1"]
        self._daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._daemon.stdout is not None
        assert self._daemon.stdout.readline()  # it listens
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._daemon.terminate()
        self._daemon.communicate(timeout=20)


class Service:
    """Answers the calls of some names, and notes them; hears signals of one interface as well."""

    def __init__(
        self, bus: PrivateBus, names: tuple[str, ...], answers: dict[str, Callable[[], Answer]]
    ) -> None:
        self._answers = answers
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.signals: list[tuple[Any, ...]] = []
        self._heard: set[str] = set()  # names of signals
        self._connection = open_dbus_connection(bus.address)
        for name in names:
            self._connection.send_and_get_reply(message_bus.RequestName(name), timeout=10)
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def hear(self, interface: str, member: str) -> None:
        """Note such signals; to be called before it starts."""
        self._heard.add(member)
        rule = MatchRule(type="signal", interface=interface, member=member)
        self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=10)

    def start(self) -> None:
        self._thread.start()

    def emit(self, path: str, interface: str, member: str, signature: str, *body: Any) -> None:
        """Send a signal."""
        emitter = DBusAddress(path, interface=interface)
        self._connection.send(new_signal(emitter, member, signature, body))

    def called(self, method: str) -> list[tuple[Any, ...]]:
        return [arguments for name, arguments in self.calls if name == method]

    def close(self) -> None:
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(20)
        self._connection.close()

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except OSError:  # closed
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        member = message.header.fields.get(HeaderFields.member, "")
        if message.header.message_type is MessageType.signal:
            if member in self._heard:
                self.signals.append(message.body)
        elif message.header.message_type is MessageType.method_call:
            self.calls.append((member, message.body))
            signature, body = self._answers.get(member, lambda: ("", ()))()
            self._connection.send(new_method_return(message, signature or None, body))
