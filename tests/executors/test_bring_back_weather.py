"""Bad weather between the service and a file's place: nothing wrong comes, nothing is given up."""

import logging
import random
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.cloud import CloudTrouble
from app.core.download import Activity
from app.core.errors import ErrorCode
from app.executors.bring_back import BringBack, FetchEnd
from app.executors.cloud_address import Access
from app.executors.cloud_http import Patience
from tests.executors import file_server
from tests.executors.fetches import (
    REMOTE_ID,
    TOKEN,
    Heard,
    bring_back,
    fetch,
    is_tidy,
    shown,
)
from tests.executors.file_server import FileServer, plain, problem

BODY = random.Random(2).randbytes(400_000)
NAME = "A film [x1].mp4"
PATH = f"/file/{REMOTE_ID}"
SIGNED = "/bucket/x1.mp4?X-Amz-Signature=hidden-signature"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "chosen"
    made.mkdir()
    return made


@pytest.fixture
def files() -> Iterator[FileServer]:
    with file_server.file_server(FileServer({PATH: BODY, SIGNED: BODY})) as served:
        yield served


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def bringing(files: FileServer, heard: Heard) -> Iterator[BringBack]:
    made = bring_back(Access(files.address, TOKEN), heard, patience=Patience(connect=5, step=0.5))
    yield made
    made.close()


def comes(bringing: BringBack, heard: Heard, folder: Path) -> None:
    """The file comes whole."""
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1") == FetchEnd(file_name=NAME)
    assert (folder / NAME).read_bytes() == BODY


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (file_server.truncated(100_000), CloudTrouble.UNREACHABLE),
        (file_server.reset(100_000), CloudTrouble.UNREACHABLE),
        (file_server.silent(100_000), CloudTrouble.NO_ANSWER),
        (file_server.mute, CloudTrouble.NO_ANSWER),
        (problem(500, "internal"), CloudTrouble.BROKEN),
        (plain(502), CloudTrouble.UNREACHABLE),
        (problem(503, "unavailable", Retry_After="0"), CloudTrouble.BUSY),
        (problem(429, "rate_limited", Retry_After="0"), CloudTrouble.BUSY),
        (problem(409, "not_ready"), CloudTrouble.BROKEN),
        (problem(416, "bad_range"), CloudTrouble.BROKEN),
        (plain(404, b"<html>", Content_Type="text/html"), CloudTrouble.NOT_THE_SERVICE),
        (plain(302, Location="http://127.0.0.1/login"), CloudTrouble.NOT_THE_SERVICE),
        (plain(200, b"hello", Content_Type="text/plain"), CloudTrouble.NOT_THE_SERVICE),
        (plain(200, BODY, Content_Encoding="gzip"), CloudTrouble.NOT_THE_SERVICE),
        (plain(206, BODY), CloudTrouble.BROKEN),
        (plain(206, BODY[5:], Content_Range="bytes 5-399999/400000"), CloudTrouble.BROKEN),
        (plain(307, Location="ftp://127.0.0.1/x"), CloudTrouble.NOT_THE_SERVICE),
        (plain(307), CloudTrouble.NOT_THE_SERVICE),
        (file_server.portal, CloudTrouble.NOT_THE_SERVICE),
        (file_server.endless, CloudTrouble.BROKEN),
    ],
)
def test_it_is_tried_again_until_it_comes(
    bringing: BringBack,
    files: FileServer,
    heard: Heard,
    folder: Path,
    answer: file_server.Answer,
    trouble: CloudTrouble,
) -> None:
    files.answers += [answer] * 2
    comes(bringing, heard, folder)
    assert len(files.seen) == 3
    assert heard.troubles == [trouble] * 2
    bringing.close()
    assert is_tidy(folder)


def test_each_try_goes_on_where_the_last_one_ended(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.answers += [file_server.truncated(100_000)] * 3
    comes(bringing, heard, folder)
    assert files.ranges == ["", "bytes=100000-", "bytes=200000-", "bytes=300000-"]


@pytest.mark.parametrize(
    ("answer", "tries"), [(file_server.without_ranges, 2), (problem(416, "bad_range"), 3)]
)
def test_a_server_that_cannot_go_on_begins_anew(
    bringing: BringBack,
    files: FileServer,
    heard: Heard,
    folder: Path,
    answer: file_server.Answer,
    tries: int,
) -> None:
    files.answers += [file_server.truncated(100_000), answer]
    comes(bringing, heard, folder)
    assert files.ranges == ["", "bytes=100000-", ""][:tries]


def test_a_wrong_file_is_fetched_anew(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.answers += [file_server.spoiled] * 2
    comes(bringing, heard, folder)
    assert files.ranges == ["", "", ""]
    assert shown(folder) == [NAME]


@pytest.mark.parametrize("answer", [file_server.spoiled, file_server.endless])
def test_a_file_that_is_wrong_again_and_again_is_an_error(
    bringing: BringBack,
    files: FileServer,
    heard: Heard,
    folder: Path,
    answer: file_server.Answer,
) -> None:
    files.otherwise = answer
    bringing.begin(fetch(folder, BODY))
    end = heard.end("row-1")
    assert end.error is ErrorCode.INTERNAL
    assert "not the file it promised" in end.detail
    assert len(files.seen) == 3
    bringing.close()
    assert shown(folder) == []
    assert is_tidy(folder)


def test_another_file_in_the_service_is_not_taken_in(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.bodies[PATH] = BODY[::-1]
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1").error is ErrorCode.INTERNAL
    assert not any(one.done_bytes for one in heard.progress["row-1"])


@pytest.mark.parametrize("answer", [problem(404, "not_found"), problem(410, "gone")])
def test_a_file_that_is_gone_has_expired(
    bringing: BringBack,
    files: FileServer,
    heard: Heard,
    folder: Path,
    answer: file_server.Answer,
) -> None:
    files.answers.append(file_server.truncated(100_000))
    files.otherwise = answer
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1").error is ErrorCode.EXPIRED
    bringing.close()
    assert is_tidy(folder)


def test_a_refused_token_waits_for_another(files: FileServer, heard: Heard, folder: Path) -> None:
    files.answers += [file_server.truncated(100_000), problem(401, "unauthorized")]
    now = [Access(files.address, TOKEN)]
    bringing = bring_back(lambda: now[0], heard)
    bringing.begin(fetch(folder, BODY))
    heard.wait(lambda: CloudTrouble.TOKEN in heard.troubles)
    assert len(files.seen) == 2
    now[0] = Access(files.address, "new-token")
    assert heard.end("row-1") == FetchEnd(file_name=NAME)
    bringing.close()
    assert files.seen[2]["Authorization"] == "Bearer new-token"
    assert files.ranges == ["", "bytes=100000-", "bytes=100000-"]


@pytest.mark.parametrize("is_stopped", [True, False])
def test_without_a_service_it_waits(
    files: FileServer, heard: Heard, folder: Path, is_stopped: bool
) -> None:
    now: list[Access] = []
    asked = []

    def access() -> Access | None:
        asked.append(1)
        return now[0] if now else None

    bringing = bring_back(access, heard)
    bringing.begin(fetch(folder, BODY))
    heard.wait(lambda: len(asked) > 1)
    if is_stopped:
        bringing.stop("row-1")
        assert heard.end("row-1") == FetchEnd(stopped=True)
        assert is_tidy(folder)
    else:
        now.append(Access(files.address, TOKEN))
        assert heard.end("row-1").file_name == NAME
    bringing.close()


def test_a_long_wait_is_shown_and_ends_with_a_stop_or_another_address(
    files: FileServer, heard: Heard, folder: Path
) -> None:
    files.otherwise = problem(429, "rate_limited", Retry_After="3000")
    now = [Access(files.address, TOKEN)]
    bringing = bring_back(lambda: now[0], heard)
    bringing.begin(fetch(folder, BODY))

    def is_waiting() -> bool:
        return any(one.activity is Activity.WAITING for one in heard.progress["row-1"])

    heard.wait(is_waiting)
    assert (heard.progress["row-1"][-1].seconds_left or 0) > 2000
    now[0] = Access(f"{files.address}/elsewhere", TOKEN)
    heard.wait(lambda: len(files.seen) == 2)
    bringing.stop("row-1")
    assert heard.end("row-1") == FetchEnd(stopped=True)
    assert files.seen[1]["path"] == f"/elsewhere{PATH}"
    bringing.close()


def test_a_service_that_is_not_there_is_waited_for(heard: Heard, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    bringing = bring_back(Access(address, TOKEN), heard)
    bringing.begin(fetch(folder, BODY))
    heard.wait(lambda: len(heard.troubles) > 3)
    bringing.close()
    assert set(heard.troubles) == {CloudTrouble.UNREACHABLE}
    assert heard.end("row-1") == FetchEnd(stopped=True)


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("http://192.0.2.1", CloudTrouble.NOT_SECURE),
        ("", CloudTrouble.NO_ADDRESS),
        ("http://a b", CloudTrouble.NO_ADDRESS),
    ],
)
def test_no_token_goes_where_it_could_be_read(
    heard: Heard, folder: Path, address: str, trouble: CloudTrouble
) -> None:
    bringing = bring_back(Access(address, TOKEN), heard)
    bringing.begin(fetch(folder, BODY))
    heard.wait(lambda: heard.troubles)
    bringing.close()
    assert set(heard.troubles) == {trouble}


def test_a_signed_address_is_followed_without_the_token(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    to_storage = file_server.pointing(SIGNED)
    files.answers += [to_storage, file_server.truncated(100_000), to_storage]
    comes(bringing, heard, folder)
    asked = [(one["path"], one.get("Range", ""), one.get("If-Range", "")) for one in files.seen]
    tag = f'"{fetch(folder, BODY).remote.sha256}"'
    assert asked == [
        (PATH, "", ""),
        (SIGNED, "", ""),
        (PATH, "bytes=100000-", tag),
        (SIGNED, "bytes=100000-", ""),
    ]
    assert ["Authorization" in one for one in files.seen] == [True, False, True, False]


def test_a_signed_address_that_has_run_out_is_asked_for_anew(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    to_storage = file_server.pointing(SIGNED)
    expired = plain(403, b"<Error/>", Content_Type="application/xml")
    files.answers += [to_storage, file_server.reset(100_000), to_storage, expired, to_storage]
    comes(bringing, heard, folder)
    assert [one["path"] for one in files.seen] == [PATH, SIGNED] * 3


def test_what_the_storage_has_lost_has_expired(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.answers += [file_server.pointing(SIGNED), plain(404, Content_Type="application/xml")]
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1").error is ErrorCode.EXPIRED


def test_a_signed_address_is_not_followed_where_others_read_along(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.answers.append(file_server.pointing("http://192.0.2.1/x?X-Amz-Signature=hidden"))
    comes(bringing, heard, folder)
    assert heard.troubles == [CloudTrouble.NOT_SECURE]


@pytest.mark.parametrize(
    "answer",
    [
        plain(403, SIGNED.encode(), Content_Type="application/xml"),
        plain(307, Location="http://127.0.0.1:99999/x?X-Amz-Signature=hidden-signature"),
        file_server.reset(1000),
        plain(404, SIGNED.encode()),
    ],
)
def test_no_secret_is_in_a_log_or_an_error(
    files: FileServer,
    heard: Heard,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    answer: file_server.Answer,
) -> None:
    caplog.set_level(logging.DEBUG)
    to_storage = file_server.pointing(SIGNED)
    echo = problem(400, f"no {TOKEN}")
    files.answers += [to_storage, answer, echo, to_storage, plain(404)]
    bringing = bring_back(Access(files.address, TOKEN), heard)
    bringing.begin(fetch(folder, BODY))
    end = heard.end("row-1")
    bringing.close()
    assert heard.troubles or end.error
    for secret in (TOKEN, "hidden-signature", "X-Amz"):
        assert secret not in caplog.text
        assert secret not in repr(heard)
