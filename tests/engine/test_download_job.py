"""One try in this process, where a test can stand in its way."""

import threading
from pathlib import Path
from typing import Any

import pytest

from app.core.download import DownloadRequest, DownloadState
from app.engine.download_job import run_download
from app.engine.options import EngineOptions
from app.engine.protocol import Answer, DownloadJob
from app.engine.staging import Staging
from app.engine.watcher import Info, Watcher
from app.engine.ytdlp import Engine


class _Fetched(Engine):
    """Has any video at once."""

    def __init__(self) -> None:
        self.options = EngineOptions()

    def download(self, url: str, parameters: Info, watcher: Watcher) -> Info:
        info: dict[str, Any] = {"id": "a", "title": "A", "ext": "mp4", "webpage_url": url}
        file = Path(parameters["paths"]["home"]) / "a.mp4"
        watcher.chosen(info)
        watcher.stream(info)
        file.write_bytes(b"\0video")
        return info | {"requested_downloads": [{"filepath": str(file)}]}


def test_a_file_in_its_place_is_complete_whatever_resists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def resist(_: Staging) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(Staging, "remove", resist)
    answers: list[Answer] = []
    job = DownloadJob("a", 1, DownloadRequest("https://h.example/a", folder=str(tmp_path)))
    run_download(job, _Fetched(), answers.append, threading.Event(), lambda _: False)
    last = answers[-1].update
    assert last is not None
    assert (last.state, last.error) == (DownloadState.COMPLETED, None)
    assert (tmp_path / last.file_name).read_bytes() == b"\0video"
    assert "could not be removed" in caplog.text
