"""The ways on which files come: kept from others, and through proxies."""

import random
from pathlib import Path
from urllib.parse import quote

import pytest
import trustme

from app.core.cloud import CloudTrouble
from app.executors import file_door
from app.executors.bring_back import FetchEnd
from app.executors.cloud_address import Access
from tests.engine.local_proxy import LocalProxy, local_proxy
from tests.executors import file_server
from tests.executors.fetches import REMOTE_ID, TOKEN, Heard, bring_back, fetch, partial_files
from tests.executors.file_server import FileServer
from tests.executors.trusted import identity, trust

BODY = random.Random(5).randbytes(400_000)
NAME = "A film [x1].mp4"
PATH = f"/file/{REMOTE_ID}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "chosen"
    made.mkdir()
    return made


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_over_tls_it_comes_only_from_whom_is_trusted(heard: Heard, folder: Path) -> None:
    authority = trustme.CA()
    files = FileServer({PATH: BODY})
    with file_server.file_server(files, identity(authority, "127.0.0.1")):
        strangers = bring_back(Access(files.address, TOKEN), heard, trust=trust(trustme.CA()))
        strangers.begin(fetch(folder, BODY))
        heard.wait(lambda: heard.troubles)
        strangers.close()
        assert set(heard.troubles) == {CloudTrouble.CERTIFICATE}
        assert files.seen == []
        later = Heard()
        files.answers.append(file_server.silent(100_000))
        bringing = bring_back(Access(files.address, TOKEN), later, trust=trust(authority))
        bringing.begin(fetch(folder, BODY))
        later.wait(lambda: partial_files(folder))
        bringing.stop("row-1")
        assert later.end("row-1") == FetchEnd(stopped=True)
        bringing.begin(fetch(folder, BODY))
        assert later.end("row-1", 2).file_name == NAME
        bringing.close()
    assert (folder / NAME).read_bytes() == BODY


@pytest.mark.parametrize("socks", [False, True])
@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize("password", ["", "hidden pässword"])
def test_it_comes_through_a_proxy(
    heard: Heard,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    socks: bool,
    tls: bool,
    password: str,
) -> None:
    monkeypatch.setattr(file_door, "is_loopback", lambda _: False)
    authority = trustme.CA()
    files = FileServer({PATH: BODY})
    asked = LocalProxy(password, socks=socks)
    with (
        file_server.file_server(files, identity(authority, "127.0.0.1") if tls else None),
        local_proxy(asked),
    ):
        access = Access(files.address, TOKEN, proxy=asked.address(quote(password)))
        bringing = bring_back(access, heard, trust=trust(authority))
        bringing.begin(fetch(folder, BODY))
        assert heard.end("row-1") == FetchEnd(file_name=NAME)
        bringing.close()
    assert (folder / NAME).read_bytes() == BODY
    assert len(asked.seen) == 1


@pytest.mark.parametrize(
    "proxy", ["socks4://127.0.0.1:1", "nonsense://x", "socks5://a:b@127.0.0.1:1"]
)
def test_a_proxy_that_cannot_be_used_is_a_trouble(
    heard: Heard, folder: Path, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setattr(file_door, "is_loopback", lambda _: False)
    files = FileServer({PATH: BODY})
    with file_server.file_server(files):
        bringing = bring_back(Access(files.address, TOKEN, proxy=proxy), heard)
        bringing.begin(fetch(folder, BODY))
        heard.wait(lambda: heard.troubles)
        bringing.close()
    assert set(heard.troubles) == {CloudTrouble.UNREACHABLE}
    assert files.seen == []
