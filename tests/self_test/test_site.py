"""The site of the self-test serves one folder, on this computer, and nothing else."""

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.self_test.site import HOST, site


def _asked(address: str, method: str, path: str) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection(HOST, urlsplit(address).port or 0, timeout=10)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return response.status, response.getheader("Content-Type", ""), response.read()
    finally:
        connection.close()


def test_files_come_with_their_kinds(tmp_path: Path) -> None:
    (tmp_path / "list.m3u8").write_text("#EXTM3U\n")
    with site(tmp_path) as address:
        assert address.startswith("http://127.0.0.1:")
        kind = "application/vnd.apple.mpegurl"
        assert _asked(address, "GET", "/list.m3u8") == (200, kind, b"#EXTM3U\n")
        assert _asked(address, "GET", "/../list.m3u8")[0] == 200  # there is nothing above it
        assert _asked(address, "GET", "/missing")[0] == 404


def test_it_is_no_way_out(tmp_path: Path) -> None:
    with site(tmp_path) as address:
        assert _asked(address, "CONNECT", "www.youtube.com:443")[0] == 501
        assert _asked(address, "GET", "http://www.youtube.com/")[0] == 404


def test_it_is_gone_afterwards(tmp_path: Path) -> None:
    with site(tmp_path) as address:
        pass
    with pytest.raises(ConnectionRefusedError):
        _asked(address, "GET", "/")
