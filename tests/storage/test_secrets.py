"""Passwords are in the keyring, or a person hears why not; nothing ever waits for it."""

import json
import logging
import os
import queue
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.core import load_keyring

from app.core.stores import SecretProblem
from app.storage.secrets import Secrets
from tests.storage.keyrings import (
    SECRET,
    HangingKeyring,
    MemoryKeyring,
    OpenKeyring,
    RefusingKeyring,
)

SECONDS = 20.0
SOON = 0.5

Found = tuple[str, SecretProblem | None]


@pytest.fixture(autouse=True)
def _same_keyring_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "secrets.json"


@pytest.fixture
def open_secrets(path: Path) -> Callable[[KeyringBackend], Secrets]:
    """Opens them anew, as at the next start."""

    def open_one(backend: KeyringBackend) -> Secrets:
        keyring.set_keyring(backend)
        seconds = SOON if isinstance(backend, HangingKeyring) else SECONDS
        return Secrets(path, lambda call: call(), seconds)

    return open_one


OpenSecrets = Callable[[KeyringBackend], Secrets]


def _backend(name: str) -> KeyringBackend:
    return load_keyring(f"keyring.backends.{name}")


def _get(secrets: Secrets, name: str = "proxy") -> Found:
    answer: queue.SimpleQueue[Found] = queue.SimpleQueue()
    secrets.get(name, lambda *found: answer.put(found))
    return answer.get(timeout=SECONDS)


def _put(secrets: Secrets, value: str, *, in_file: bool = False) -> SecretProblem | None:
    answer: queue.SimpleQueue[SecretProblem | None] = queue.SimpleQueue()
    secrets.put("proxy", value, answer.put, in_file=in_file)
    return answer.get(timeout=SECONDS)


def test_a_secret_is_in_the_keyring_alone(open_secrets: OpenSecrets, path: Path) -> None:
    backend = MemoryKeyring()
    secrets = open_secrets(backend)
    assert _get(secrets) == ("", None)
    assert _put(secrets, SECRET, in_file=True) is None
    assert backend.kept == {("spool", "proxy"): SECRET}
    assert not path.exists()
    assert _get(open_secrets(backend)) == (SECRET, None)
    assert _get(secrets, "another") == ("", None)


def test_an_empty_one_is_forgotten_everywhere(open_secrets: OpenSecrets, path: Path) -> None:
    _put(open_secrets(_backend("null.Keyring")), SECRET, in_file=True)
    backend = MemoryKeyring()
    backend.set_password("spool", "proxy", SECRET)
    secrets = open_secrets(backend)
    assert _put(secrets, "") is None
    assert _put(secrets, "") is None
    assert _get(secrets) == ("", None)
    assert backend.kept == {}
    assert not path.exists()


@pytest.mark.parametrize("answer", [17, SECRET.encode(), object()])
def test_what_is_no_text_is_no_password(
    open_secrets: OpenSecrets, answer: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = MemoryKeyring()
    monkeypatch.setattr(backend, "get_password", lambda *_: answer)
    assert _get(open_secrets(backend)) == ("", SecretProblem.REFUSED)


@pytest.mark.parametrize("name", ["fail.Keyring", "null.Keyring", "chainer.ChainerBackend", ""])
def test_what_is_no_keyring_is_not_used(
    open_secrets: OpenSecrets, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChainerBackend, "backends", [])
    backend = _backend(name) if name else OpenKeyring()
    secrets = open_secrets(backend)
    assert _get(secrets) == ("", SecretProblem.NO_KEYRING)
    assert _put(secrets, SECRET) is SecretProblem.NO_KEYRING
    assert _get(secrets) == (SECRET, None)
    assert getattr(backend, "kept", {}) == {}
    assert _put(secrets, "") is None
    assert _get(secrets) == ("", None)


def test_without_a_keyring_a_file_keeps_it_for_this_account_alone(
    open_secrets: OpenSecrets, path: Path
) -> None:
    before = os.umask(0)
    try:
        assert _put(open_secrets(_backend("fail.Keyring")), SECRET, in_file=True) is None
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert _get(open_secrets(_backend("fail.Keyring"))) == (SECRET, None)


def test_a_newer_secret_in_the_keyring_takes_the_older_one_out_of_the_file(
    open_secrets: OpenSecrets, path: Path
) -> None:
    _put(open_secrets(_backend("fail.Keyring")), "older", in_file=True)
    backend = MemoryKeyring()
    assert _put(open_secrets(backend), SECRET) is None
    assert not path.exists()
    assert _get(open_secrets(backend)) == (SECRET, None)


def test_a_newer_secret_in_memory_takes_the_older_one_out_of_the_file(
    open_secrets: OpenSecrets, path: Path
) -> None:
    secrets = open_secrets(_backend("fail.Keyring"))
    _put(secrets, "older", in_file=True)
    assert _put(secrets, SECRET) is SecretProblem.NO_KEYRING
    assert _get(secrets) == (SECRET, None)
    assert not path.exists()


def test_a_keyring_that_hangs_is_given_up_and_asked_again_once_it_is_back(
    open_secrets: OpenSecrets,
) -> None:
    backend = HangingKeyring()
    secrets = open_secrets(backend)
    assert _get(secrets) == ("", SecretProblem.NO_ANSWER)
    assert _put(secrets, SECRET) is SecretProblem.NO_ANSWER
    assert _get(secrets) == (SECRET, None)
    assert backend.asked == 1  # the others would only wait behind it
    waiting = secrets._door._asking
    assert waiting is not None
    backend.unlocked.set()
    waiting.join(SECONDS)
    assert _put(secrets, SECRET) is None
    assert backend.kept == {("spool", "proxy"): SECRET}


def test_a_hanging_keyring_holds_up_neither_a_call_nor_the_end(path: Path) -> None:
    backend = HangingKeyring()
    keyring.set_keyring(backend)
    secrets = Secrets(path, lambda call: call(), SECONDS)
    begun = time.monotonic()
    secrets.get("proxy", lambda *_found: None)
    secrets.put("proxy", SECRET, lambda _problem: None)
    secrets.close(timeout=0.01)
    assert time.monotonic() - begun < SECONDS / 4
    backend.unlocked.set()
    secrets.close(SECONDS)
    assert backend.kept == {("spool", "proxy"): SECRET}


_HANGS_AT_EXIT = """
import threading
from pathlib import Path
import keyring
from app.storage.secrets import Secrets
from tests.storage.keyrings import HangingKeyring

class Asked(HangingKeyring):
    def _wait(self):
        asked.set()
        super()._wait()

asked = threading.Event()
keyring.set_keyring(Asked())
secrets = Secrets(Path({path!r}), lambda call: call(), 600.0)
secrets.get("proxy", lambda *found: None)
assert asked.wait(20)
secrets.close(0.01)
"""


def test_a_process_ends_while_the_keyring_hangs(path: Path) -> None:
    code = _HANGS_AT_EXIT.format(path=str(path))
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_closing_waits_until_a_secret_is_kept(open_secrets: OpenSecrets) -> None:
    backend = MemoryKeyring()
    secrets = open_secrets(backend)
    secrets.put("proxy", SECRET, lambda _problem: None)
    secrets.close(SECONDS)
    assert backend.kept == {("spool", "proxy"): SECRET}


def test_a_keyring_that_refuses_is_not_asked_again_for_the_file(
    open_secrets: OpenSecrets, caplog: pytest.LogCaptureFixture
) -> None:
    backend = RefusingKeyring()
    secrets = open_secrets(backend)
    assert _get(secrets) == ("", SecretProblem.REFUSED)
    assert _put(secrets, SECRET) is SecretProblem.REFUSED
    asked = backend.asked
    assert _put(secrets, SECRET, in_file=True) is None
    assert backend.asked == asked
    assert _get(open_secrets(backend)) == (SECRET, None)
    assert _put(secrets, "") is SecretProblem.REFUSED  # the keyring may still have it
    assert _get(secrets) == ("", None)
    assert SECRET not in caplog.text


def test_no_secret_gets_into_a_log(
    open_secrets: OpenSecrets, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path.parent.mkdir()
    path.write_text(f'{{"proxy": "{SECRET}"')
    secrets = open_secrets(RefusingKeyring())
    assert _put(secrets, SECRET) is SecretProblem.REFUSED

    def stumble(_call: Callable[[], None]) -> None:
        raise RuntimeError("gone")

    broken = Secrets(path, stumble, SOON)
    broken.put("proxy", SECRET, lambda _problem: None, in_file=True)
    broken.close(SECONDS)
    assert "gone" in caplog.text
    assert "RuntimeError" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("content", [b"\xff", b"{", b"[1]", b"7", b"[" * 100_000, b'{"proxy": 7}'])
def test_a_damaged_file_has_no_secrets_and_gives_way(
    open_secrets: OpenSecrets, path: Path, content: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    secrets = open_secrets(_backend("fail.Keyring"))
    assert _get(secrets) == ("", SecretProblem.NO_KEYRING)
    assert _put(secrets, SECRET, in_file=True) is None
    assert json.loads(path.read_text()) == {"proxy": SECRET}


def test_a_file_that_cannot_be_written_is_told(open_secrets: OpenSecrets, path: Path) -> None:
    path.mkdir(parents=True)
    secrets = open_secrets(_backend("fail.Keyring"))
    assert _put(secrets, SECRET, in_file=True) is SecretProblem.NO_KEYRING
    assert _get(secrets) == (SECRET, None)
    assert list(path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have their own keyring")
def test_without_a_session_bus_there_is_no_keyring(path: Path, tmp_path: Path) -> None:
    code = (
        "import queue; from pathlib import Path; from app.storage.secrets import Secrets\n"
        "answers = queue.SimpleQueue()\n"
        f"secrets = Secrets(Path({str(path)!r}), lambda call: call(), 20.0)\n"
        "secrets.get('proxy', lambda *found: answers.put(found))\n"
        "secret, problem = answers.get(timeout=30)\n"
        "print(repr(secret), problem)\n"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": ""}
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        timeout=60,
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "'' no_keyring"


def test_the_keyring_is_not_imported_before_it_is_asked() -> None:
    code = "import sys, app.storage.secrets; print('keyring' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, timeout=60, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"
