"""Files come from the real service, from where S3 keeps them, and after a kill."""

import logging
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from app.core import wire
from app.core.download import DownloadRequest, DownloadState
from app.core.errors import ErrorCode
from app.core.remote import RemoteDownload
from app.executors.bring_back import BringBack, Fetch, FetchEnd
from app.executors.cloud_address import Access
from cloud.files.s3_files import S3Files
from tests.cloud import bucket
from tests.cloud.api.service import CONTENT, TOKENS, Service, submit
from tests.engine.running import eventually
from tests.executors import file_server
from tests.executors.fetches import (
    REMOTE_ID,
    Heard,
    bring_back,
    come_so_far,
    fetch,
    is_tidy,
    partial_files,
    shown,
)
from tests.executors.file_server import FileServer

BODY = random.Random(3).randbytes(3_000_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "chosen"
    made.mkdir()
    return made


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Service(tmp_path / "service") as one:
        yield one


@pytest.fixture
def ann(service: Service) -> Iterator[httpx.Client]:
    with service.client("ann") as client:
        yield client


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def bringing(service: Service, heard: Heard) -> Iterator[BringBack]:
    made = bring_back(Access(service.address, TOKENS["ann"]), heard)
    yield made
    made.close()


def finished(client: httpx.Client, one: str, folder: Path) -> Fetch:
    """What the desktop makes of a download that the service shows as completed."""
    remote = wire.from_json(RemoteDownload, client.get(f"/status/{one}").content)
    assert remote.state is DownloadState.COMPLETED
    return Fetch("row-1", one, DownloadRequest(remote.url, folder=str(folder)), remote)


def test_a_file_and_what_lies_beside_it_come_from_the_service(
    service: Service, ann: httpx.Client, bringing: BringBack, heard: Heard, folder: Path
) -> None:
    (one,) = submit(ann)["download_ids"]
    service.complete(beside=True)
    bringing.begin(finished(ann, one, folder))
    assert heard.end("row-1") == FetchEnd(file_name="Ein Übungsfilm.mp4")
    assert (folder / "Ein Übungsfilm.mp4").read_bytes() == CONTENT
    assert (folder / "Ein Übungsfilm.en.vtt").read_bytes() == b"WEBVTT\n"
    bringing.close()
    assert is_tidy(folder)


def test_the_service_goes_on_with_what_has_come(
    service: Service, ann: httpx.Client, bringing: BringBack, heard: Heard, folder: Path
) -> None:
    (one,) = submit(ann)["download_ids"]
    service.complete()
    wanted = finished(ann, one, folder)
    served = FileServer({f"/file/{one}": CONTENT}, otherwise=file_server.silent(70_000))
    with file_server.file_server(served):
        before = bring_back(Access(served.address), Heard())
        before.begin(wanted)
        assert eventually(lambda: come_so_far(folder) > 0)
        before.close()
    (partial,) = partial_files(folder)
    partial.write_bytes(partial.read_bytes()[:50_000])
    bringing.begin(wanted)
    assert heard.end("row-1") == FetchEnd(file_name="Ein Übungsfilm.mp4")
    assert (folder / "Ein Übungsfilm.mp4").read_bytes() == CONTENT
    assert (heard.progress["row-1"][0].done_bytes or 0) == 50_000


def test_what_the_service_has_removed_has_expired(
    service: Service, ann: httpx.Client, bringing: BringBack, heard: Heard, folder: Path
) -> None:
    (one,) = submit(ann)["download_ids"]
    service.complete()
    wanted = finished(ann, one, folder)
    assert ann.delete(f"/download/{one}").is_success
    bringing.begin(wanted)
    assert heard.end("row-1").error is ErrorCode.EXPIRED
    bringing.close()
    assert is_tidy(folder)


def test_a_token_of_nobody_waits_for_a_good_one(
    service: Service, ann: httpx.Client, heard: Heard, folder: Path
) -> None:
    (one,) = submit(ann)["download_ids"]
    service.complete()
    now = [Access(service.address, "nobody")]
    bringing = bring_back(lambda: now[0], heard)
    bringing.begin(finished(ann, one, folder))
    heard.wait(lambda: heard.troubles)
    now[0] = replace(now[0], token=TOKENS["ann"])
    assert heard.end("row-1").file_name == "Ein Übungsfilm.mp4"
    bringing.close()


@pytest.fixture
def kept_elsewhere(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The service, with its files in a storage that speaks as S3 does."""
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    for name, value in bucket.ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    with bucket.storage() as endpoint, bucket.bucket(endpoint) as one:
        files = S3Files(one.name, "", endpoint=endpoint, minutes=5)
        with closing(files):
            service.files = files
            service.app.state.services = replace(service.app.state.services, files=files)
            yield service


def test_a_file_comes_from_where_s3_keeps_it(
    kept_elsewhere: Service,
    ann: httpx.Client,
    bringing: BringBack,
    heard: Heard,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (one,) = submit(ann)["download_ids"]
    kept_elsewhere.complete(beside=True)
    assert ann.get(f"/file/{one}").status_code == 307
    wanted = finished(ann, one, folder)
    caplog.set_level(logging.DEBUG)
    bringing.begin(wanted)
    assert heard.end("row-1") == FetchEnd(file_name="Ein Übungsfilm.mp4")
    assert heard.troubles == []
    assert (folder / "Ein Übungsfilm.mp4").read_bytes() == CONTENT
    assert (folder / "Ein Übungsfilm.en.vtt").read_bytes() == b"WEBVTT\n"
    ours = [one for one in caplog.records if one.name.startswith(("app", "urllib3"))]
    assert not [one for one in ours if "X-Amz" in one.getMessage()]


def test_after_a_kill_it_goes_on_where_it_was(tmp_path: Path, folder: Path, heard: Heard) -> None:
    (tmp_path / "original").write_bytes(BODY)
    served = FileServer({f"/file/{REMOTE_ID}": BODY}, otherwise=file_server.trickling)
    command = [sys.executable, "-m", "tests.executors.fetching_process"]
    with file_server.file_server(served):
        arguments = [served.address, str(folder), str(tmp_path / "original")]
        with subprocess.Popen([*command, *arguments]) as process:
            try:
                assert eventually(lambda: come_so_far(folder) > 200_000)
            finally:
                process.kill()
        come = come_so_far(folder)
        assert come < len(BODY)
        assert shown(folder) == []
        served.otherwise = file_server.whole
        bringing = bring_back(Access(served.address), heard)
        bringing.begin(fetch(folder, BODY))
        assert heard.end("row-1") == FetchEnd(file_name="A film [x1].mp4")
        bringing.close()
    assert (folder / "A film [x1].mp4").read_bytes() == BODY
    assert served.ranges == ["", f"bytes={come}-"]
    assert is_tidy(folder)
