"""One window for each person: a second start hands its arguments to the first."""

import hashlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QLockFile, QObject, QThread, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.core import wire

log = logging.getLogger(__name__)

_SEND_SECONDS = 5.0
_BETWEEN_TRIES_MS = 50
_LONGEST_SOCKET_PATH = 100  # bytes; systems allow 104 to 108
_RECEIVED = b"received\n"


@dataclass(frozen=True, slots=True)
class _Message:
    arguments: tuple[str, ...] = ()


class SingleInstance(QObject):
    """A lock file decides who is first, and a local socket carries the arguments to it.

    Both survive that the first is killed: its lock counts for nothing once its process is gone.
    """

    received = Signal(list)  # of str: the arguments of a second start

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        with suppress(OSError):  # then there can be no lock either, see `acquire`
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = QLockFile(str(folder / "spool.lock"))
        self._lock.setStaleLockTime(0)  # however long it runs, it stays the first
        self._name = _socket_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take_connections)

    def acquire(self) -> bool:
        """Whether this process is the first; if so it hears of later ones from now on."""
        if not self._lock.tryLock(0):
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                return False
            log.warning("nothing can be written here, so later starts cannot hand over")
            return True
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            log.warning("later starts cannot hand over: %s", self._server.errorString())
        return True

    def send(self, arguments: Sequence[str]) -> bool:
        """Hand arguments to the first; whether it has taken them. Waits a bounded time."""
        message = wire.to_line(_Message(tuple(arguments)))
        end = monotonic() + _SEND_SECONDS
        while (left := end - monotonic()) > 0:
            if self._send_once(message, int(left * 1000)):
                return True
            QThread.msleep(_BETWEEN_TRIES_MS)  # the first may not be listening yet
        return False

    def release(self) -> None:
        """Be the first no longer."""
        self._server.close()
        self._lock.unlock()

    def _send_once(self, message: bytes, patience_ms: int) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(patience_ms):
            return False
        socket.write(message)
        answer = b""
        while len(answer) < len(_RECEIVED) and socket.waitForReadyRead(patience_ms):
            answer += socket.readAll().data()
        socket.abort()
        return answer == _RECEIVED

    def _take_connections(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Caller(socket, self.received.emit, self)


class _Caller(QObject):
    """A later start that has connected: one message, bounded in length and time."""

    def __init__(
        self, socket: QLocalSocket, take: Callable[[list[str]], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._socket = socket
        self._take = take
        self._message = bytearray()
        socket.setParent(self)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        QTimer.singleShot(int(_SEND_SECONDS * 1000), self, socket.abort)
        self._read()

    def _read(self) -> None:
        self._message += self._socket.readAll().data()
        if len(self._message) > wire.MAX_LINE:
            log.warning("a message of a later start is too long")
            self._socket.abort()
        elif self._message.endswith(b"\n"):
            self._answer(bytes(self._message))
            self._message.clear()

    def _answer(self, message: bytes) -> None:
        try:
            arguments = wire.read(_Message, wire.parse(message)).arguments
        except wire.WireError as error:
            log.warning("a message of a later start makes no sense: %s", error)
            self._socket.abort()
            return
        self._socket.write(_RECEIVED)
        self._socket.flush()  # what is done with the arguments may take a while
        self._take(list(arguments))


def _socket_name(folder: Path) -> str:
    """A socket in the folder, or where its path would be too long, one named after it."""
    path = str(folder / "spool.socket")
    if sys.platform != "win32" and len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
        return path
    name = f"spool-{hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:16]}"
    return name if sys.platform == "win32" else str(Path(tempfile.gettempdir(), name))
