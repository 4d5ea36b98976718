"""Pictures are fetched from a real server, within bounds."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.ui.batch import thumbnails
from app.ui.batch.thumbnails import MAX_BYTES, Thumbnails, decode
from app.ui.qt_thread import QtThread


def _png(width: int, height: int, colour: str = "#ff0000") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only bytes
    return bytes(buffer.data().data())


class _Server(ThreadingHTTPServer):
    asked: list[str]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        answers = {"/good": _png(320, 180), "/odd": b"<html>", "/huge": b"x" * (MAX_BYTES + 10)}
        body = answers.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        try:
            self.wfile.write(body or b"")
        except OSError:
            self.close_connection = True  # the other side has had enough

    def log_message(self, *_args: object) -> None:
        """Nothing into the test's output."""


@pytest.fixture
def server() -> Iterator[_Server]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.asked = []
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def pictures(qapp: object) -> Iterator[Thumbnails]:
    del qapp
    owner = QObject()
    thread = QtThread(owner)
    pictures = Thumbnails(thread.post, "", owner)
    yield pictures
    pictures.close()


def _address(server: _Server, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def test_a_picture_arrives_once_it_is_asked_for(
    qtbot: QtBot, server: _Server, pictures: Thumbnails
) -> None:
    address = _address(server, "/good")
    with qtbot.waitSignal(pictures.arrived, timeout=5000) as arrived:
        assert pictures.picture(address, 2.0) is None
        assert pictures.picture(address, 2.0) is None
    assert arrived.args == [address]
    picture = pictures.picture(address, 2.0)
    assert picture is not None
    assert (picture.width(), picture.height()) == (160, 90)
    assert picture.devicePixelRatio() == 2.0
    assert server.asked == ["/good"]


@pytest.mark.parametrize("path", ["/missing", "/odd", "/huge"])
def test_what_is_no_picture_is_not_asked_for_again(
    qtbot: QtBot, server: _Server, pictures: Thumbnails, path: str
) -> None:
    address = _address(server, path)
    pictures.picture(address, 1.0)
    qtbot.waitUntil(lambda: address in pictures._pictures, timeout=5000)
    assert pictures.picture(address, 1.0) is None
    assert server.asked == [path]


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "ftp://example.org/a.jpg", "x"])
def test_only_web_addresses_are_asked_for(pictures: Thumbnails, address: str) -> None:
    assert pictures.picture(address, 1.0) is None
    assert not pictures._loading
    assert not pictures._waiting


def test_few_wait_and_few_load_at_once(server: _Server, pictures: Thumbnails) -> None:
    for number in range(200):
        pictures.picture(_address(server, f"/{number}"), 1.0)
    assert len(pictures._loading) == thumbnails._PARALLEL
    assert len(pictures._waiting) == thumbnails._WAITING


def test_pictures_are_cut_to_shape_with_round_corners(qapp: object) -> None:
    image = decode(QByteArray(_png(300, 300)), 1.0)
    assert image is not None
    assert (image.width(), image.height()) == (80, 45)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(40, 22).name() == "#ff0000"
    del qapp


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        _png(1, 1)[:-20],
    ],
)
def test_what_cannot_be_decoded_is_none(qapp: object, data: bytes) -> None:
    assert decode(QByteArray(data), 1.0) is None
    del qapp


def test_a_picture_of_an_absurd_shape_is_left_out(qapp: object) -> None:
    assert decode(QByteArray(_png(20_000, 10)), 1.0) is None
    del qapp
