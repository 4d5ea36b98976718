"""The whole application with a service of its own: rows run there, and files come here."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.core.download import Download, DownloadState, Place, Stage
from tests.cloud.redis_server import DURABLE, redis_server
from tests.cloud.service import Service, service
from tests.end_to_end.app_process import AppProcess
from tests.site import MediaSite, generated_bytes

SIZE = 600_000
SLOW = 150_000  # bytes per second


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Service]:
    for name in ("redis", "service"):
        (tmp_path / name).mkdir()
    with (
        redis_server(tmp_path / "redis", *DURABLE) as redis,
        # It is asked again and again by the tests themselves.
        service(tmp_path / "service", redis, REQUESTS_PER_MINUTE="100000") as started,
    ):
        started.start_api()
        started.start_worker(MAX_PARALLEL_DOWNLOADS="3")
        yield started


def prepare(home: Path, served: Service, **more: str) -> Path:
    """A home whose settings and secrets name the service."""
    (home / "config").mkdir(parents=True)
    (home / "data").mkdir(mode=0o700)
    videos = home / "Videos"
    settings = {"folder": videos.as_posix(), "cloud": served.url, "place": "cloud", **more}
    lines = (f'{name} = "{value}"\n' for name, value in settings.items())
    (home / "config" / "settings.toml").write_text("".join(lines))
    secrets = home / "data" / "secrets.json"
    secrets.touch(mode=0o600)
    secrets.write_text(json.dumps({"cloud": served.tokens["anna"]}))
    return home


def files_are_whole(app: AppProcess, names: list[str]) -> bool:
    return all(
        (app.folder / f"{name}-{SIZE}.mp4").read_bytes() == generated_bytes(name, SIZE)
        for name in names
    )


def ended(count: int, rows: list[Download]) -> bool:
    return len(rows) == count and all(row.state.is_final for row in rows)


def kept_there(client: httpx.Client) -> int:
    """How many downloads the service holds."""
    batches = client.get("/batches").raise_for_status().json()["batches"]
    return sum(batch["total"] for batch in batches)


def test_a_list_runs_in_the_cloud_and_its_files_come_here(
    served: Service, media_site: MediaSite, tmp_path: Path
) -> None:
    names = ["one", "two", "three"]
    links = [media_site.url(f"/bytes/{name}-{SIZE}.mp4") for name in names]
    gone = media_site.url("/bytes/gone-5.mp4", fault="404")
    client = served.client()
    with AppProcess(prepare(tmp_path / "home", served), *links, gone) as app:
        rows = app.wait(lambda rows: ended(4, rows))
        served.wait(lambda: kept_there(client) == 1, "the files stay in the service")
        code, errors = app.finish()
    assert (code, errors) == (0, "")
    assert {row.place for row in rows} == {Place.CLOUD}
    assert [row.state for row in rows] == [DownloadState.COMPLETED] * 3 + [DownloadState.FAILED]
    assert not any(row.is_in_cloud for row in rows)
    assert files_are_whole(app, names)
    assert "window painted" in _logs(app)
    assert served.tokens["anna"] not in _logs(app)
    assert "Traceback" not in _logs(app)


def test_after_a_kill_rows_are_followed_again_and_none_is_doubled(
    served: Service, media_site: MediaSite, tmp_path: Path
) -> None:
    names = [f"kept{number}" for number in range(3)]
    links = [media_site.url(f"/bytes/{name}-{SIZE}.mp4", rate=SLOW) for name in names]
    home = prepare(tmp_path / "home", served)
    client = served.client()
    with AppProcess(home, *links) as app:
        app.wait(lambda rows: any(row.update.progress.stage is Stage.DOWNLOADING for row in rows))
    with AppProcess(home) as app:
        rows = app.wait(lambda rows: ended(3, rows))
        served.wait(lambda: kept_there(client) == 0, "the files stay in the service")
        app.finish()
    assert {row.state for row in rows} == {DownloadState.COMPLETED}
    assert files_are_whole(app, names)
    assert "Traceback" not in _logs(app)
    for link in links:
        path = link.partition("/bytes")[2].partition("?")[0]
        whole = [one for one in media_site.requests.of(f"/bytes{path}") if one.sent >= SIZE]
        assert len(whole) == 1


def test_a_second_computer_finds_what_the_first_has_sent(
    served: Service, media_site: MediaSite, tmp_path: Path
) -> None:
    link = media_site.url(f"/bytes/shared-{SIZE}.mp4", rate=SLOW)
    with (
        AppProcess(prepare(tmp_path / "first", served), link) as first,
        AppProcess(prepare(tmp_path / "second", served)) as second,
    ):
        (there,) = second.wait(lambda rows: len(rows) == 1)
        (here,) = first.wait(lambda rows: ended(1, rows))
        assert there.id == here.id
        assert there.request.url == link
        second.wait(lambda rows: ended(1, rows))
        second.finish()
        first.finish()
    assert files_are_whole(first, ["shared"])
    assert not [path for path in second.folder.iterdir() if path.is_file()]


def _logs(app: AppProcess) -> str:
    return "\n".join(path.read_text() for path in (app.home / "logs").glob("*.log"))
