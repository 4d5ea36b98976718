"""The roles as processes: how they begin, how they end, what they say."""

import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.cloud.redis_server import RedisServer, redis_server
from tests.cloud.service import Role, Service

LIMIT = 30.0


def _said(*arguments: str, **environment: str) -> tuple[int, str]:
    """How a role that ends by itself ends, and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "cloud", *arguments],
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["up"], {"PORT": "http"}, "PORT: a whole number"),
        (["up"], {"HOST": "0.0.0.0"}, "HOST: without TOKENS"),
        (["api"], {}, "REDIS_HOST"),
        (["worker"], {}, "REDIS_HOST"),
        (["token", "new", "../x"], {}, "owner"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_begins(
    arguments: list[str], environment: dict[str, str], words: str
) -> None:
    code, said = _said(*arguments, **environment)
    assert code == 2
    assert words in said
    assert "Traceback" not in said


def test_a_token_is_shown_with_the_line_to_keep() -> None:
    code, said = _said("token", "new", "anna")
    assert code == 0
    lines = [line.strip() for line in said.splitlines() if line.startswith("    ")]
    token, kept = lines
    assert token.startswith("spool_")
    assert kept.startswith("anna ")
    assert token not in kept


def test_a_password_that_is_refused_is_said_without_it(tmp_path: Path) -> None:
    with redis_server(tmp_path) as server:
        client = server.client()
        client.config_set("requirepass", "right")
        environment = {**server.environment, "REDIS_PASSWORD": "wr0ng"}
        folders = {"FILES": str(tmp_path / "f"), "WORK": str(tmp_path / "w")}
        code, said = _said("api", **environment, **folders)
        client.close()
    assert code == 2
    assert "REDIS_PASSWORD" in said
    assert "wr0ng" not in said


@pytest.fixture
def alone(tmp_path: Path) -> Service:
    """A service over no Redis at all: everything in one process."""
    one = Service(tmp_path, RedisServer(tmp_path), owners=(), TMPDIR=str(tmp_path))
    for name in ("TOKENS_FILE", "REDIS_HOST", "REDIS_PORT"):
        del one.environment[name]
    return one


def test_what_ends_with_the_process_leaves_no_files(alone: Service, tmp_path: Path) -> None:
    for name in ("FILES", "WORK"):
        del alone.environment[name]
    role = Role("up", alone.environment, tmp_path / "up.log")
    try:
        alone.wait(lambda: _answers(alone), "it does not start")
        (own,) = tmp_path.glob("spool-cloud-*")
        assert (own / "work").is_dir() or (own / "files").is_dir()
        assert role.terminate() == 0
        assert not own.exists()
    finally:
        role.close()


def test_a_head_without_end_is_not_read(alone: Service, tmp_path: Path) -> None:
    role = Role("up", alone.environment, tmp_path / "up.log")
    try:
        alone.wait(lambda: _answers(alone), "it does not start")
        with socket.create_connection(("127.0.0.1", alone.port), 10) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
            answer = b""
            with suppress(ConnectionError):  # it hangs up in the middle
                for _ in range(2_000):
                    connection.sendall(b"X-Long: " + b"a" * 8_000 + b"\r\n")
            with suppress(ConnectionError):
                answer = connection.recv(100)
            assert b" 200 " not in answer
    finally:
        role.close()


def test_up_is_a_whole_service_in_one_process(alone: Service, tmp_path: Path) -> None:
    role = Role("up", alone.environment, tmp_path / "up.log")
    try:
        alone.wait(lambda: _answers(alone), "it does not start")
        answer = httpx.get(f"{alone.url}/version", trust_env=False).json()
        assert answer["ytdlp"]
        said = (tmp_path / "up.log").read_text()
        assert "ends with this process" in said
        assert role.terminate() == 0
    finally:
        role.close()


@pytest.mark.parametrize("moment", ["listening", "answering"])
def test_a_signal_at_the_start_is_heard(alone: Service, tmp_path: Path, moment: str) -> None:
    role = Role("up", alone.environment, tmp_path / "up.log")
    log = tmp_path / "up.log"
    try:
        if moment == "listening":
            alone.wait(lambda: "runs 3 downloads" in log.read_text(), "it does not start")
        else:
            alone.wait(lambda: _answers(alone), "it does not start")
        role.signal(signal.SIGTERM)
        assert role.process.wait(LIMIT) == 0
    finally:
        role.close()


def test_the_script_starts_and_ends_a_redis_of_its_own(alone: Service, tmp_path: Path) -> None:
    script = Path(__file__).parents[2] / "cloud" / "start-local-redis.sh"
    port = alone.redis.port
    environment = {
        **{k: v for k, v in alone.environment.items() if k not in ("FILES", "WORK")},
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "SPOOL_CLOUD_HOME": str(tmp_path / "home"),
        "REDIS_PORT": str(port),
        "SPOOL_CLOUD_PYTHON": sys.executable,
    }
    with (tmp_path / "script.log").open("wb") as log:
        script_run = subprocess.Popen([str(script)], env=environment, stdout=log, stderr=log)
    try:
        alone.wait(lambda: _answers(alone), "the script starts nothing")
        second = subprocess.run(
            [str(script)], env=environment, capture_output=True, text=True, timeout=30, check=False
        )
        assert second.returncode == 1
        assert "runs already" in second.stderr
    finally:
        script_run.send_signal(signal.SIGTERM)
        script_run.wait(LIMIT)
    alone.wait(lambda: not _answers(alone), "the service is still there")
    assert not {"running", "redis.conf"} & {one.name for one in (tmp_path / "home").iterdir()}
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", port)):
        pass


def _answers(one: Service) -> bool:
    try:
        return httpx.get(f"{one.url}/readyz", timeout=5, trust_env=False).is_success
    except httpx.TransportError:
        return False
