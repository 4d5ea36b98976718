"""What holds of S3 alone: addresses, permissions, networks, and what must not be said."""

import errno
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from cloud.files import FilesError, file_key
from cloud.files.s3_files import S3Files
from tests.cloud.bucket import Bucket, bucket
from tests.cloud.places import MEGABYTE, written

pytestmark = pytest.mark.usefixtures("s3_environment")

ID = "0f8fad5b-d9cb-469f-a165-70867728950e"
NAME = "Größe 日本 100% + #1.mp4"
KEY = file_key("anna", ID, 1, NAME)


@pytest.fixture
def files(s3_bucket: Bucket) -> Iterator[S3Files]:
    files = S3Files(s3_bucket.name, "pre/fix/", endpoint=s3_bucket.endpoint, minutes=5)
    with closing(files):
        yield files


def _nothing(_done: int) -> None:
    """For whom it is all the same how far a put is."""


def test_all_lies_below_the_prefix(files: S3Files, s3_bucket: Bucket, tmp_path: Path) -> None:
    files.put(KEY, written(tmp_path / "a", 10), _nothing)
    assert s3_bucket.names() == [f"pre/fix/{KEY}"]


def test_no_prefix_is_none(s3_bucket: Bucket, tmp_path: Path) -> None:
    with closing(S3Files(s3_bucket.name, "", endpoint=s3_bucket.endpoint, minutes=5)) as files:
        files.put(KEY, written(tmp_path / "a", 10), _nothing)
        assert s3_bucket.names() == [KEY]
        assert [one.key for one in files.listing()] == [KEY]
        files.delete([KEY])
        assert s3_bucket.names() == []


def test_what_else_lies_there_is_left_alone(files: S3Files, s3_bucket: Bucket) -> None:
    others = ["other", KEY, "pre/fix/other", f"pre/fix/anna/{ID}/x/a", f"pre/fixed/{KEY}"]
    for name in others:
        s3_bucket.add(name)
        s3_bucket.begin(name)
    s3_bucket.begin(f"pre/fix/{KEY}")
    assert list(files.listing()) == []
    files.tidy(0)
    assert s3_bucket.names() == sorted(others)
    assert sorted(s3_bucket.uploads()) == sorted(others)


def test_the_address_is_signed_for_a_while_and_names_the_file(
    files: S3Files, tmp_path: Path
) -> None:
    file = written(tmp_path / "a", 20 * MEGABYTE)
    content = file.read_bytes()
    files.put(KEY, file, _nothing)
    address = files.delivery(KEY, NAME, "video/mp4")
    query = parse_qs(urlsplit(address).query)
    assert query["X-Amz-Expires"] == ["300"]
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert "hidden-secret" not in address
    part = httpx.get(address, headers={"Range": "bytes=12000000-12000099"})
    assert part.status_code == 206
    assert part.content == content[12_000_000:12_000_100]
    assert part.headers["content-range"] == "bytes 12000000-12000099/20000000"
    assert part.headers["content-type"] == "video/mp4"
    assert part.headers["content-disposition"] == (
        'attachment; filename="Gro_e __ 100_ + #1.mp4"; '
        "filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%E6%97%A5%E6%9C%AC%20100%25%20%2B%20%231.mp4"
    )
    assert httpx.get(address).content == content


def test_a_thousand_and_more_are_deleted(files: S3Files, s3_bucket: Bucket) -> None:
    for number in (1, 1_000, 1_001):
        s3_bucket.add(f"pre/fix/{file_key('anna', ID, number, 'a')}")
    files.delete(file_key("anna", ID, number, "a") for number in range(1, 1_002))
    assert s3_bucket.names() == []


def test_a_bucket_that_is_missing_is_named(s3_bucket: Bucket, tmp_path: Path) -> None:
    with closing(S3Files("missing", "", endpoint=s3_bucket.endpoint, minutes=5)) as files:
        with pytest.raises(FilesError, match=r"^FILES: the bucket missing cannot be used: .*404"):
            files.check()
        with pytest.raises(FileNotFoundError, match="NoSuchBucket"):
            files.put(KEY, written(tmp_path / "a", 10), _nothing)
        with pytest.raises(FileNotFoundError, match="NoSuchBucket"):
            list(files.listing())


def test_a_bucket_elsewhere_would_be_signed_for_in_vain(
    s3_endpoint: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", s3_endpoint)
    with bucket(s3_endpoint, "eu-west-1") as made:
        with (
            closing(S3Files(made.name, "", endpoint="", minutes=5)) as files,
            pytest.raises(FilesError, match="lies in eu-west-1; set AWS_REGION"),
        ):
            files.check()
        monkeypatch.setenv("AWS_REGION", "eu-west-1")
        with closing(S3Files(made.name, "", endpoint="", minutes=5)) as files:
            files.check()
            assert "%2Feu-west-1%2Fs3" in files.delivery(KEY, "a", "video/mp4")


def test_without_credentials_it_cannot_be_used(
    s3_bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name)
    with closing(S3Files(s3_bucket.name, "", endpoint=s3_bucket.endpoint, minutes=5)) as files:
        with pytest.raises(FilesError, match="there are no credentials for S3"):
            files.check()
        with pytest.raises(PermissionError):
            files.delivery(KEY, "a", "video/mp4")


class _Storage(BaseHTTPRequestHandler):
    """A storage that takes uploads up and answers parts as it is told."""

    protocol_version = "HTTP/1.1"
    answer: Callable[["_Storage"], None]
    asked: list[str]

    def log_message(self, *_args: object) -> None:
        """The tests look at what was asked instead."""

    def do_POST(self) -> None:
        self.asked.append("POST")
        self.say(200, "<InitiateMultipartUploadResult><UploadId>u</UploadId>")

    def do_DELETE(self) -> None:
        self.asked.append("DELETE")
        self.say(204, "")

    def do_PUT(self) -> None:
        self.asked.append("PUT")
        type(self).answer(self)

    def do_HEAD(self) -> None:
        self.say(403, "")

    def say(self, status: int, text: str, end: str = "</InitiateMultipartUploadResult>") -> None:
        content = (text + end if text else "").encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def refuse(self, status: int, code: str) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        said = f"<Error><Code>{code}</Code><Message>hidden</Message><AWSAccessKeyId>hidden"
        self.say(status, said, "</AWSAccessKeyId></Error>")


@contextmanager
def _storage(answer: Callable[[_Storage], None]) -> Iterator[tuple[S3Files, list[str]]]:
    asked: list[str] = []
    handler = type("Handler", (_Storage,), {"answer": staticmethod(answer), "asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        endpoint = f"http://127.0.0.1:{server.server_port}"
        with closing(S3Files("hidden-bucket", "", endpoint=endpoint, minutes=5)) as files:
            yield files, asked
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (403, "AccessDenied", errno.EACCES),
        (403, "InvalidAccessKeyId", errno.EACCES),
        (403, "SignatureDoesNotMatch", errno.EACCES),
        (400, "ExpiredToken", errno.EACCES),
        (404, "NoSuchBucket", errno.ENOENT),
        (507, "XMinioStorageFull", errno.ENOSPC),
        (400, "SomethingElse", errno.EIO),
        (400, "hidden: https://h.example/?hidden", errno.EIO),
    ],
)
def test_a_refusal_says_what_it_is_and_nothing_else(
    tmp_path: Path,
    status: int,
    code: str,
    kind: int,
) -> None:
    with _storage(lambda storage: storage.refuse(status, code)) as (files, asked):
        with pytest.raises(OSError, match="S3") as caught:
            files.put(KEY, written(tmp_path / "a", 10), _nothing)
        with pytest.raises(FilesError, match="for its permissions or credentials"):
            files.check()
    error = caught.value
    assert error.errno == kind
    assert (code in str(error)) is ("hidden" not in code)
    assert not re.search(r"hidden|https?:|testing|127\.0\.0\.1", str(error))
    assert error.__suppress_context__
    assert asked[-1] == "DELETE"  # of what had come until then


def test_nobody_there_is_an_error_of_the_network(
    tmp_path: Path,
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Storage) as server:
        endpoint = f"http://127.0.0.1:{server.server_port}"
    with (
        closing(S3Files("some-bucket", "", endpoint=endpoint, minutes=5)) as files,
        pytest.raises(ConnectionError) as caught,
    ):
        files.put(KEY, written(tmp_path / "a", 10), _nothing)
    assert "127.0.0.1" not in str(caught.value)


def test_a_stop_is_heard_also_where_nothing_moves(
    tmp_path: Path,
) -> None:
    released = threading.Event()
    left = iter(range(3))

    def progress(_done: int) -> None:
        if next(left, None) is None:
            raise InterruptedError

    def hold(_storage: _Storage) -> None:
        released.wait(60)

    with _storage(hold) as (files, asked):
        began = monotonic()
        with pytest.raises(InterruptedError):
            files.put(KEY, written(tmp_path / "a", 20 * MEGABYTE), progress)
        took = monotonic() - began
        released.set()
    assert took < 20  # and not as long as a part may take
    assert asked[-1] == "DELETE"
