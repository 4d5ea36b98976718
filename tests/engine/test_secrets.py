"""What a person must not see again is in no update, no log, no argument and no file name."""

import logging
from pathlib import Path

import pytest

from app.core import wire
from app.core.download import DownloadRequest
from app.engine.child_pool import ChildPool
from tests.engine.bare_server import BareServer, bare_server
from tests.engine.running import Running, is_flowing, leased_pids
from tests.site import MediaSite

SECRET = "s3cr3tValue0123456789"


@pytest.mark.parametrize("fault", ["", "403", "404", "500", "truncate", "json"])
def test_signed_addresses(
    pool: ChildPool,
    media_site: MediaSite,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    fault: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    url = media_site.base_url + f"/bytes/signed-3000.mp4?token={SECRET}&X-Amz-Signature={SECRET}"
    url = url.replace("http://", f"http://user:{SECRET}@") + (f"&fault={fault}" if fault else "")
    running = Running(pool, DownloadRequest(url, folder=str(folder)))
    running.last()
    assert running.log
    said = [wire.to_json(update) for update in running.updates] + running.log + [caplog.text]
    assert not [line for line in said if SECRET in line]
    assert not [path for path in folder.rglob("*") if SECRET in path.name]


def test_arguments_and_environment(pool: ChildPool, media_site: MediaSite, folder: Path) -> None:
    url = media_site.base_url + f"/bytes/slow-900000.mp4?token={SECRET}&rate=300000"
    running = Running(pool, DownloadRequest(url, folder=str(folder)))
    running.wait(is_flowing)
    (pid,) = leased_pids(pool)
    for name in ("cmdline", "environ"):
        assert SECRET.encode() not in Path(f"/proc/{pid}/{name}").read_bytes()
    running.task.cancel()
    running.last()


def test_cookies_of_a_site(pool: ChildPool, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with bare_server(BareServer(b"\0" * 900, cookie=f"session={SECRET}")) as server:
        running = Running(pool, DownloadRequest(server.url("/a.mp4"), folder=str(folder)))
        running.last()
    said = [wire.to_json(update) for update in running.updates] + running.log + [caplog.text]
    assert SECRET in server.seen[-1]["Cookie"]
    assert not [line for line in said if SECRET in line]
