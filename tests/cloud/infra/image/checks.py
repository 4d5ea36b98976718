"""What is promised of the image, tried on the built one. See the package for how to run it."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from cloud.owners import new_token
from tests.cloud.infra.image import building
from tests.cloud.infra.image.container import ID, LIMIT, MEMORY, Container
from tests.cloud.redis_server import RedisServer, redis_server
from tests.site import MediaSite

PORT = 18_472
URL = f"http://127.0.0.1:{PORT}"
MB = 1_000_000
MOST_ON_DISK, MOST_FETCHED = 800 * MB, 350 * MB


@pytest.fixture(scope="module", autouse=True)
def built() -> Iterator[None]:
    """The image as it is built from this checkout."""
    missing = [name for name in ("buildah", "runc", "mmdebstrap") if not shutil.which(name)]
    assert not missing, f"to be installed: {', '.join(missing)}"
    assert os.geteuid() == 0, "it runs as root alone"
    began = monotonic()
    try:
        building.build()
        _say(f"built in {monotonic() - began:.0f} s")
        yield
    finally:
        building.leave()


@pytest.fixture(scope="module")
def files(built: None) -> Iterator[Path]:  # noqa: ARG001
    with building.mounted() as folder:
        yield folder


@pytest.fixture(scope="module")
def configuration(built: None) -> dict[str, Any]:  # noqa: ARG001
    return building.configuration()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("image")


@pytest.fixture(scope="module")
def shared(here: Path) -> Path:
    """A disk that both roles share, as EFS is."""
    folder = here / "shared"
    for one in (folder, folder / "files", folder / "work"):
        one.mkdir(mode=0o700)
        os.chown(one, ID, ID)
    return folder


@pytest.fixture(scope="module")
def redis(here: Path) -> Iterator[RedisServer]:
    with redis_server(here) as server:
        yield server


@pytest.fixture(scope="module")
def token() -> tuple[str, str]:
    return new_token("anna")


@pytest.fixture(scope="module")
def environment(redis: RedisServer) -> dict[str, str]:
    return {**redis.environment, "FILES": "/data/files", "WORK": "/data/work"}


@pytest.fixture(scope="module")
def api(
    files: Path,
    configuration: dict[str, Any],
    here: Path,
    shared: Path,
    environment: dict[str, str],
    token: tuple[str, str],
) -> Iterator[Container]:
    """An API that answers."""
    container = Container("api", files, configuration, here)
    began = monotonic()
    tokens = token[1].replace(" ", ":")
    container.start(shared, HOST="0.0.0.0", PORT=str(PORT), TOKENS=tokens, **environment)
    try:
        _wait(_answers, container)
        _say(f"the API answers after {monotonic() - began:.1f} s")
        yield container
    finally:
        container.close()


@pytest.fixture(scope="module")
def worker(
    files: Path,
    configuration: dict[str, Any],
    here: Path,
    shared: Path,
    environment: dict[str, str],
) -> Iterator[Container]:
    """A worker that is well."""
    container = Container("worker", files, configuration, here)
    began = monotonic()
    container.start(shared, ALLOW_NETWORKS="127.0.0.1/32", **environment)
    try:
        _wait(container.is_healthy, container)
        _say(f"the worker is well after {monotonic() - began:.1f} s")
        yield container
    finally:
        container.close()


@pytest.fixture(scope="module")
def client(token: tuple[str, str]) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {token[0]}"}
    with httpx.Client(base_url=URL, headers=headers, trust_env=False, timeout=30) as client:
        yield client


def test_it_is_small() -> None:
    on_disk, fetched = building.sizes()
    _say(f"{on_disk / MB:.0f} MB on a disk, {fetched / MB:.0f} MB to fetch")
    assert on_disk < MOST_ON_DISK
    assert fetched < MOST_FETCHED


def test_it_says_how_it_is_run(configuration: dict[str, Any]) -> None:
    assert configuration["User"] == f"{ID}:{ID}"
    assert configuration["Entrypoint"] == ["python", "-m", "cloud"]
    assert configuration["Cmd"] == ["api"]
    assert set(configuration["Volumes"]) == {"/tmp", "/work"}
    assert configuration["Labels"]["org.opencontainers.image.version"] == "test"


def test_its_volumes_and_nothing_else_are_its_users(files: Path) -> None:
    for name in ("work", "data"):
        assert (files / name).stat().st_uid == ID
    code = [path for folder in ("app", "opt/spool") for path in (files / folder).rglob("*")]
    assert {path.lstat().st_uid for path in code} == {0}


def test_nothing_is_compiled_at_run_time(files: Path) -> None:
    for path in (files / "app").rglob("*.py"):
        assert list((path.parent / "__pycache__").glob(f"{path.stem}.*.pyc")), path


def test_an_api_answers_and_is_healthy(api: Container, client: httpx.Client) -> None:
    assert api.is_healthy()
    assert not api.is_healthy(TMPDIR="/work")  # where no role has left its file
    versions = client.get("/version").raise_for_status().json()
    assert all(versions[name] for name in ("ytdlp", "ffmpeg", "deno"))


def test_it_is_nobody_and_can_write_nothing(api: Container) -> None:
    code, said = api.execute("cat", "/proc/self/status")
    assert code == 0
    status = dict(line.split(":\t", 1) for line in said.splitlines() if ":\t" in line)
    assert set(status["Uid"].split()) == set(status["Gid"].split()) == {str(ID)}
    assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == 0
    for place in ("/app/x", "/opt/spool/x", "/etc/x"):
        assert api.execute("touch", place)[0] != 0
    for place in ("/tmp/x", "/work/x", "/data/x"):
        assert api.execute("touch", place) == (0, "")


@pytest.mark.parametrize(
    ("wanted", "beginning"),
    [
        ({}, b"ftyp"),  # picture and sound apart, which ffmpeg puts together
        ({"audio": "mp3"}, b"ID3"),  # which ffprobe looks into first
    ],
    ids=["video", "mp3"],
)
def test_a_worker_downloads(
    api: Container,
    worker: Container,
    client: httpx.Client,
    media_site: MediaSite,
    wanted: dict[str, str],
    beginning: bytes,
) -> None:
    began = monotonic()
    urls = [media_site.url("/hls-split/clip/master.m3u8")]
    answer = client.post("/batch-download", json={"urls": urls, "tags": True, **wanted})
    batch = answer.raise_for_status().json()
    status: dict[str, Any] = {}

    def is_over() -> bool:
        status.update(client.get(f"/batch-status/{batch['batch_id']}").json())
        return not status["in_progress"]

    _wait(is_over, worker)
    assert status["completed"] == 1, status
    file = client.get(f"/file/{batch['download_ids'][0]}").raise_for_status().content
    assert beginning in file[:12]
    _say(f"downloaded in {monotonic() - began:.1f} s, {len(file):,} bytes")
    for role in (api, worker):
        most = role.most_memory()
        _say(f"{role.name}: at most {most / MB:.0f} MB")
        assert most <= MEMORY


def test_both_end_when_they_are_asked_to(api: Container, worker: Container) -> None:
    assert worker.terminate() == 0
    assert api.terminate() == 0


def test_every_package_is_there_for_arm64(tmp_path: Path) -> None:
    platforms = ("manylinux2014_aarch64", "manylinux_2_27_aarch64", "manylinux_2_28_aarch64")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"),
            *("--only-binary=:all:", "--implementation", "cp", "--python-version", "313"),
            *(word for one in platforms for word in ("--platform", one)),
            *("-r", str(building.ROOT / "packaging" / "requirements-cloud.txt")),
            *("-d", str(tmp_path)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    _say(f"{len(list(tmp_path.iterdir()))} packages for arm64")


def _answers() -> bool:
    try:
        return httpx.get(f"{URL}/healthz", timeout=5, trust_env=False).is_success
    except httpx.TransportError:
        return False


def _wait(is_so: Callable[[], bool], container: Container) -> None:
    pause, end = threading.Event(), monotonic() + LIMIT
    while not is_so():
        goes_on = container.process.poll() is None and monotonic() < end
        assert goes_on, container.log.read_text()[-3000:]
        pause.wait(0.05)


def _say(text: str) -> None:
    sys.stdout.write(f"\n  {text}\n")
    sys.stdout.flush()
