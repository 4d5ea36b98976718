"""Pictures go by way of the chosen proxy, and never past it."""

from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from pytestqt.qtbot import QtBot

from app.ui.network_proxy import go_through

_REFUSED = 407


class _Proxy(ThreadingHTTPServer):
    asked: list[str]
    heard: list[str]  # names and passwords
    wants_password = False


class _Handler(BaseHTTPRequestHandler):
    server: _Proxy

    def do_GET(self) -> None:
        said = self.headers.get("Proxy-Authorization", "")
        self.server.asked.append(self.path)
        if said:
            self.server.heard.append(b64decode(said.partition(" ")[2]).decode())
        is_refused = self.server.wants_password and not said
        self.send_response(_REFUSED if is_refused else 200)
        if is_refused:
            self.send_header("Proxy-Authenticate", 'Basic realm="x"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Nothing into the test's output."""


@pytest.fixture
def proxy() -> Iterator[_Proxy]:
    proxy = _Proxy(("127.0.0.1", 0), _Handler)
    proxy.asked, proxy.heard = [], []
    thread = Thread(target=proxy.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield proxy
    go_through("")
    proxy.shutdown()
    proxy.server_close()
    thread.join()


def _fetch(qtbot: QtBot, address: str) -> QNetworkReply.NetworkError:
    network = QNetworkAccessManager()
    reply = network.get(QNetworkRequest(address))
    qtbot.waitUntil(reply.isFinished)
    return reply.error()


@pytest.mark.parametrize("scheme", ["http://", ""])
def test_a_picture_is_fetched_through_the_proxy(qtbot: QtBot, proxy: _Proxy, scheme: str) -> None:
    go_through(f"{scheme}127.0.0.1:{proxy.server_port}")
    assert _fetch(qtbot, "http://nowhere.invalid/a") is QNetworkReply.NetworkError.NoError
    assert proxy.asked == ["http://nowhere.invalid/a"]


def test_with_the_name_and_the_password(qtbot: QtBot, proxy: _Proxy) -> None:
    proxy.wants_password = True
    go_through(f"http://ada%40work@127.0.0.1:{proxy.server_port}", "s3cret!")
    assert _fetch(qtbot, "http://nowhere.invalid/a") is QNetworkReply.NetworkError.NoError
    assert proxy.heard == ["ada@work:s3cret!"]


@pytest.mark.parametrize("scheme", ["https", "socks4", "odd"])
def test_nothing_goes_past_a_proxy_that_cannot_be_used(
    qtbot: QtBot, proxy: _Proxy, scheme: str
) -> None:
    site = f"http://0.0.0.0:{proxy.server_port}/a"  # this computer, but no proxy is left out for it
    go_through(f"{scheme}://127.0.0.1:{proxy.server_port}")
    assert _fetch(qtbot, site) is not QNetworkReply.NetworkError.NoError
    assert proxy.asked == []
    go_through("")
    assert _fetch(qtbot, site) is QNetworkReply.NetworkError.NoError
    assert proxy.asked == ["/a"]
