"""Every line of the log is JSON, says what it is about, and holds no secret and no query."""

import json
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.redact import MAX_TEXT
from cloud.logs import JsonFormatter, cleaned, log_context

# No other handler, such as pytest's, is to trip over what is logged here.
log = logging.Logger("cloud.test", logging.DEBUG)  # noqa: LOG001
ROOT = Path(__file__).parents[2]


class Heard:
    """What is logged, as the service would write it."""

    def __init__(self) -> None:
        self._said = StringIO()
        self.handler = logging.StreamHandler(self._said)
        self.handler.setFormatter(JsonFormatter())

    @property
    def text(self) -> str:
        return self._said.getvalue()

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def heard() -> Iterator[Heard]:
    heard = Heard()
    log.addHandler(heard.handler)
    yield heard
    log.removeHandler(heard.handler)


def test_a_line_says_when_what_and_who(heard: Heard) -> None:
    before = datetime.now(UTC)
    log.info("%s links", 3)
    (line,) = heard.lines()
    moment = datetime.fromisoformat(line.pop("time"))
    assert before.replace(microsecond=0) <= moment <= datetime.now(UTC)
    assert line == {"level": "info", "logger": "cloud.test", "message": "3 links"}
    assert re.match(r'{"time": "[^"]+\.\d{3}Z"', heard.text)


def test_what_it_is_about_comes_with_the_record_or_from_around(heard: Heard) -> None:
    log.info("outside")
    with log_context(batch_id="b1", owner="anna"):
        log.info("batch")
        with log_context(download_id="d1", batch_id="b2"):
            log.info("download", extra={"worker": "w1", "owner": "ben"})
        log.info("batch again")
    log.info("outside again")
    about = [{key: line[key] for key in line if key in _ABOUT} for line in heard.lines()]
    assert about == [
        {},
        {"batch_id": "b1", "owner": "anna"},
        {"batch_id": "b2", "download_id": "d1", "owner": "ben", "worker": "w1"},
        {"batch_id": "b1", "owner": "anna"},
        {},
    ]


_ABOUT = ("batch_id", "download_id", "owner", "worker")


def test_each_thread_is_about_its_own(heard: Heard) -> None:
    both_in = threading.Barrier(2, timeout=30)

    def work(name: str) -> None:
        with log_context(download_id=name):
            both_in.wait()
            log.info(name)
            both_in.wait()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("d1", "d2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard.lines()) == 2
    assert all(line["download_id"] == line["message"] for line in heard.lines())


def test_a_context_ends_with_what_went_wrong_in_it(heard: Heard) -> None:
    with pytest.raises(OSError, match="x"), log_context(owner="anna"):
        raise OSError("x")
    log.info("after")
    assert "owner" not in heard.lines()[0]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://h.example/a?v=hidden", "https://h.example/a"),
        ("https://h.example/a#hidden", "https://h.example/a"),
        ("https://h.example?hidden", "https://h.example"),
        ("HTTP://h.example/a?q=hidden#hidden done", "HTTP://h.example/a done"),
        ("https://anna:hidden@h.example/a", "https://h.example/a"),
        ("https://hidden@h.example:8/a?hidden", "https://h.example:8/a"),
        ("https://a:hidden@hidden@h.example", "https://h.example"),
        ("https://h.example/@channel/a", "https://h.example/@channel/a"),
        ("https://h.example/ä/日本?q=hidden", "https://h.example/ä/日本"),
        ("(https://h.example/a?v=hidden)", "(https://h.example/a)"),
        ("'https://h.example/a?v=hidden', then", "'https://h.example/a', then"),
        ("at https://h.example/a?v=hidden.", "at https://h.example/a."),
        ("'https://h.example/a?v=it's&x=hidden'", "'https://h.example/a'"),
        ('https://h.example/a?v="x"&y=hidden', "https://h.example/a"),
        ("https://h.example/a?v=x',y&z=hidden", "https://h.example/a"),
        ("one https://h.example/a?hidden two https://i.example/b?hidden", None),
        ("['https://h.example/a','https://anna:hidden@i.example/b?hidden']", None),
        ("redis://:hidden@h.example:6379/0", "redis://h.example:6379/0"),
        ("wss://h.example/a?hidden", "wss://h.example/a"),
        ("Authorization: Bearer hidden", "Authorization: …"),
        ("Cookie: a=hidden; b=hidden", "Cookie: …"),
        ("GET /download?token=hidden HTTP/1.1", "GET /download?token=… HTTP/1.1"),
        ("token spool_hidden" + "x" * 37 + " is new", "token spool_… is new"),
        ("password=hidden", "password=…"),
        ("a title? yes # and no", "a title? yes # and no"),
    ],
)
def test_no_secret_and_no_query_stays(heard: Heard, said: str, kept: str | None) -> None:
    log.warning("%s", said, extra={"worker": said})
    log.warning(said)
    assert "hidden" not in heard.text
    whole, bare = heard.lines()
    assert whole["message"] == whole["worker"] == bare["message"]
    assert kept in (None, bare["message"])


def _fail(first: str, then: str) -> None:
    raise OSError(then) from ValueError(first)


def test_an_exception_is_one_string_and_clean(heard: Heard) -> None:
    # Not in the line that fails, which is in the traceback.
    first, then = "https://anna:hidden@h.example/a?sig=hidden", "token=hidden\nCookie: hidden"
    try:
        _fail(first, then)
    except OSError:
        log.exception("it failed")
    (line,) = heard.lines()
    assert line["message"] == "it failed"
    assert "\nTraceback (most recent call last):\n" in line["exception"]
    assert line["exception"].startswith("ValueError: https://h.example/a\n")
    assert line["exception"].endswith("OSError: token=…\nCookie: …")
    assert "hidden" not in heard.text


def test_a_stack_is_said_too(heard: Heard) -> None:
    log.info("here", stack_info=True)
    assert "test_a_stack_is_said_too" in heard.lines()[0]["exception"]


@pytest.mark.parametrize(
    "text",
    ["Grüße, 日本 🎬", "two\nlines\r\nand\u2028more", 'quo"te\\', "\x1b[31mred\x1b[0m", "\udc80"],
)
def test_each_record_is_one_line_of_ascii(heard: Heard, text: str) -> None:
    log.info(text)
    log.info("%s", text, extra={"owner": text})
    assert heard.text.isascii()
    assert len(heard.text.split("\n")) == 3
    assert len(heard.lines()) == 2
    assert "\x1b" not in heard.lines()[0]["message"]
    if text.isprintable():
        assert heard.lines()[0]["message"] == text


class Unreadable:
    """Whatever is asked of it, it raises."""

    def __str__(self) -> str:
        raise RuntimeError("hidden")

    __repr__ = __str__


class UnreadableError(Exception):
    """Likewise."""

    def __str__(self) -> str:
        raise RuntimeError("hidden")


def test_what_does_not_fit_is_said_as_far_as_it_goes(heard: Heard) -> None:
    log.info("%d links", "many")
    log.info("%s %s", *["one"])
    log.info("%s", Unreadable())
    log.info(Unreadable())
    log.info("x", extra={"owner": Unreadable(), "batch_id": 7})
    log.error("it failed", exc_info=UnreadableError())
    assert [line["message"] for line in heard.lines()] == [
        "%d links (its values do not fit)",
        "%s %s (its values do not fit)",
        "%s (its values do not fit)",
        "(a message that cannot be read)",
        "x",
        "it failed",
    ]
    assert "UnreadableError" in heard.lines()[-1]["exception"]
    assert "hidden" not in heard.text


@given(st.text(), st.lists(st.text() | st.integers() | st.none() | st.floats(), max_size=3))
def test_no_record_raises(text: str, values: list[object]) -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, text, tuple(values), None)
    line = JsonFormatter().format(record)
    assert isinstance(json.loads(line)["message"], str)
    assert "\n" not in line


def test_a_line_has_an_end(heard: Heard) -> None:
    log.info("x" * 1_000_000)
    log.info("\n".join(["line"] * 100_000))
    log.info(" ".join(["https://h.example/a?b=c"] * 10_000))
    assert all(len(line["message"]) < 10 * MAX_TEXT for line in heard.lines())
    assert len(heard.lines()) == 3


def test_hurtful_text_takes_no_longer_than_its_length(heard: Heard) -> None:
    for text in (
        "://" * 100_000,
        "://?" + "\"'" * 100_000,
        "://a?" + "." * 100_000 + "b",
        "@" * 300_000,
    ):
        log.info(text)
    assert len(heard.lines()) == 4


def test_clean_text_stays_as_it_is() -> None:
    assert cleaned("one\ntwo") == "one\ntwo"
    assert cleaned("") == ""


def _lines(code: str, *, fails: bool = False, **streams: Any) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-c", "from cloud.logs import set_up\nimport logging\n" + code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
        **streams,
    )
    assert bool(done.returncode) is fails, done.stderr
    assert not done.stdout
    assert "hidden" not in done.stderr
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_all_that_a_process_says_is_json() -> None:
    said = _lines("""
import warnings, threading
logging.basicConfig()
set_up("info")
set_up("info")
logging.getLogger("cloud.x").info("ours")
logging.getLogger("cloud.x").debug("hidden")
logging.getLogger("uvicorn.error").info("https://h.example/?hidden")
logging.getLogger("dramatiq.worker").warning("theirs")
warnings.warn("token=hidden", UserWarning, stacklevel=1)
def end():
    raise ValueError("https://h.example/?hidden")
thread = threading.Thread(target=end)
thread.start()
thread.join()
""")
    assert [line["logger"] for line in said] == [
        *("cloud.x", "uvicorn.error", "dramatiq.worker", "py.warnings", "cloud.logs"),
    ]
    assert said[-1]["exception"].endswith("ValueError: https://h.example/")


def test_an_end_with_an_error_is_json_too() -> None:
    (line,) = _lines("set_up('error')\nraise ValueError('token=hidden')", fails=True)
    assert line["level"] == "critical"
    assert line["exception"].endswith("ValueError: token=…")


@pytest.mark.parametrize(
    "name",
    ["botocore.auth", "boto3.x", "s3transfer", "urllib3.connectionpool", "dramatiq", "httpx"],
)
def test_others_are_never_heard_at_their_chattiest(name: str) -> None:
    said = _lines(f"""
set_up("debug")
logging.getLogger("{name}").debug("hidden")
logging.getLogger("{name}").warning("heard")
logging.getLogger("cloud.x").debug("ours")
""")
    assert [(line["logger"], line["message"]) for line in said] == [
        (name, "heard"),
        ("cloud.x", "ours"),
    ]


def test_a_level_holds_for_others_too() -> None:
    said = _lines("""
set_up("error")
for name in ("cloud", "uvicorn", "dramatiq", "botocore", "urllib3"):
    logging.getLogger(name).warning("hidden")
    logging.getLogger(name).error("heard")
""")
    assert [line["message"] for line in said] == ["heard"] * 5


def test_uvicorn_says_it_all_through_us_and_no_access() -> None:
    said = _lines("""
import asyncio, urllib.request, uvicorn, threading, socket
set_up("info")
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"x"})
    raise ValueError("https://h.example/?hidden")
listening = socket.create_server(("127.0.0.1", 0))
server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
thread = threading.Thread(target=server.run, args=([listening],))
thread.start()
address = "http://127.0.0.1:%d/x?v=hidden" % listening.getsockname()[1]
urllib.request.urlopen(address).read()
server.should_exit = True
thread.join()
listening.close()
""")
    assert {line["logger"] for line in said} == {"uvicorn.error"}
    (failed,) = [line for line in said if line["level"] == "error"]
    assert "ValueError: https://h.example/" in failed["exception"]


def test_a_reader_that_went_away_ends_nothing() -> None:
    code = """
import os, logging
from cloud.logs import set_up
set_up("info")
reading, writing = os.pipe()
os.close(reading)
os.dup2(writing, 2)
for _ in range(3):
    logging.warning("x")
print("still here")
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
    )
    assert done.stdout == "still here\n"
