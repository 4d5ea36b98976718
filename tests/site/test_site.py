"""The site counts what is asked of it, starts and stops cleanly, and lists its demo batch."""

import json
import socket
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.site import MediaSite
from tests.site.catalogue import VIDEOS
from tests.site.demo import demo_links
from tests.site.fetching import fetch

PATH = "/bytes/counted-1000.mp4"


def test_requests_and_bytes_are_counted(media_site: MediaSite) -> None:
    url = media_site.url(PATH)
    fetch(url)
    fetch(url, "bytes=0-99")
    assert media_site.requests.count(PATH) == 2
    assert media_site.requests.count("/bytes/") == 2
    assert media_site.requests.bytes_sent(url) == 1100
    assert [seen.range for seen in media_site.requests.of(PATH)] == ["", "bytes=0-99"]
    media_site.requests.clear()
    assert media_site.requests.count() == 0


def test_the_count_is_there_for_other_processes(media_site: MediaSite) -> None:
    fetch(media_site.url(PATH))
    stats = json.loads(fetch(media_site.url("/_stats")).body)
    assert stats["paths"] == {PATH: {"requests": 1, "bytes": 1000}}
    reset = urllib.request.Request(media_site.url("/_reset"), method="POST")
    with urllib.request.urlopen(reset, timeout=5) as response:
        assert response.status == 200
    assert media_site.requests.count() == 0


def test_a_request_under_way_can_be_waited_for(media_site: MediaSite) -> None:
    with socket.create_connection(("127.0.0.1", _port(media_site))) as connection:
        path = media_site.url(PATH, fault="stall_body").removeprefix(media_site.base_url)
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        media_site.requests.wait_for(lambda log: log.bytes_sent(PATH) == 500)
        assert media_site.requests.answering(PATH) == 1
    media_site.requests.wait_for(lambda log: log.answering() == 0)


def test_waiting_in_vain_ends(media_site: MediaSite) -> None:
    with pytest.raises(TimeoutError):
        media_site.requests.wait_for(lambda log: log.count("/never") > 0, timeout=0.1)


def test_a_stopped_site_is_gone_even_from_a_stalled_client() -> None:
    before = threading.active_count()
    with MediaSite() as site, socket.create_connection(("127.0.0.1", _port(site))) as client:
        client.sendall(b"GET /bytes/a-10.mp4?fault=stall HTTP/1.1\r\nHost: here\r\n\r\n")
        site.requests.wait_for(lambda log: log.answering() == 1)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", _port(site)), timeout=5)
    assert threading.active_count() == before


def test_a_port_in_use_is_an_error_of_the_start(media_site: MediaSite) -> None:
    with pytest.raises(OSError, match="address"), MediaSite(port=_port(media_site)):
        pass


def test_the_demo_batch_names_videos_that_exist(media_site: MediaSite) -> None:
    links = demo_links(media_site.base_url)
    assert len(links) == len(set(links)) >= 12
    pages = [urllib.parse.urlsplit(link) for link in links if "/page/" in link]
    assert all(Path(page.path).stem in VIDEOS for page in pages)
    statuses = {fetch(link).status for link in links if "/page/" in link}
    assert statuses == {200, 401, 404}


def test_it_can_be_started_from_a_command_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.site", "--list", "--media", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert len(run.stdout.split()) == len(demo_links(""))
    assert run.stdout.startswith("http://127.0.0.1:")


def _port(site: MediaSite) -> int:
    port = urllib.parse.urlsplit(site.base_url).port
    assert port is not None
    return port
