"""What holds of finished files wherever they lie: whole or not at all, and nothing left behind."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import time
from urllib.request import urlopen

import pytest

from cloud.config import Config, from_environment
from cloud.files import Files, file_key, open_files
from cloud.files.directory_files import DirectoryFiles
from cloud.files.s3_files import S3Files
from tests.cloud.bucket import Bucket
from tests.cloud.places import MEGABYTE, Place, below, other_disk, written

ROOT = Path(__file__).parents[2]
ID = "0f8fad5b-d9cb-469f-a165-70867728950e"
OTHER_ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
KEY = file_key("anna", ID, 1, "Ä film [日本] 100% + #1.mp4")
AGES = 1e9  # seconds; the storage of the tests says that all uploads began long ago


class StoppedError(Exception):
    """What a progress raises to stop."""


@pytest.fixture(params=["directory", "other disk", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "s3":
        bucket: Bucket = request.getfixturevalue("s3_bucket")
        environment = {"FILES": f"s3://{bucket.name}/some/prefix", "S3_ENDPOINT": bucket.endpoint}
        files = open_files(from_environment(environment))
        assert isinstance(files, S3Files)
        with closing(files):
            yield Place(files, environment, lambda: bucket.names() + bucket.uploads())
    elif request.param == "directory":
        yield _directory(tmp_path / "files")
    else:
        with other_disk(tmp_path) as disk:
            yield _directory(disk / "files")


def _directory(root: Path) -> Place:
    environment = {"FILES": str(root)}
    files = open_files(from_environment(environment))
    files.check()
    return Place(files, environment, lambda: below(root))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "finished.mp4", 3 * MEGABYTE)


def _nothing(_done: int) -> None:
    """For whom it is all the same how far a put is."""


def _content(files: Files, key: str) -> bytes:
    found = files.delivery(key, "x.mp4", "video/mp4")
    if isinstance(found, Path):
        return found.read_bytes()
    with urlopen(found) as answer:
        content: bytes = answer.read()
        return content


def _keys(files: Files) -> list[str]:
    return sorted(one.key for one in files.listing())


def test_a_place_that_can_be_used_says_nothing(place: Place) -> None:
    place.files.check()
    place.files.check(writes=False)
    assert place.everything() == []
    assert list(place.files.listing()) == []


def test_what_was_put_is_there_whole(place: Place, tmp_path: Path) -> None:
    file = written(tmp_path / "finished.mp4", 20 * MEGABYTE)
    content, before = file.read_bytes(), time()
    place.files.put(KEY, file, _nothing)
    (stored,) = place.files.listing()
    assert (stored.key, stored.size) == (KEY, len(content))
    assert before - 60 < stored.modified < time() + 60
    assert _content(place.files, KEY) == content
    file.unlink(missing_ok=True)
    assert _content(place.files, KEY) == content


def test_progress_is_heard_in_the_same_thread_and_before_the_file_appears(
    place: Place, file: Path
) -> None:
    heard: list[int] = []
    there: list[list[str]] = []
    threads = set()

    def progress(done: int) -> None:
        heard.append(done)
        there.append(_keys(place.files))
        threads.add(threading.current_thread())

    place.files.put(KEY, file, progress)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0, 3 * MEGABYTE)
    assert threads == {threading.current_thread()}
    assert not any(there)
    assert _keys(place.files) == [KEY]


def _stops_at(call: int) -> Callable[[int], None]:
    left = iter(range(call))

    def progress(_done: int) -> None:
        if next(left, None) is None:
            raise StoppedError

    return progress


@pytest.mark.parametrize("call", [0, 1])
def test_a_put_that_is_stopped_leaves_nothing(place: Place, file: Path, call: int) -> None:
    content = file.read_bytes()
    with pytest.raises(StoppedError):
        place.files.put(KEY, file, _stops_at(call))
    assert place.everything() == []
    assert file.read_bytes() == content


def test_a_put_that_is_stopped_at_its_end_leaves_what_was_there(place: Place, file: Path) -> None:
    old = written(file.with_name("old.mp4"), MEGABYTE)
    content = old.read_bytes()
    place.files.put(KEY, old, _nothing)
    before = place.everything()

    def progress(done: int) -> None:
        if done == 3 * MEGABYTE:
            raise StoppedError

    with pytest.raises(StoppedError):
        place.files.put(KEY, file, progress)
    assert place.everything() == before
    assert _content(place.files, KEY) == content


def test_the_same_key_again_replaces(place: Place, file: Path) -> None:
    again = written(file.with_name("again.mp4"), 100)
    content = again.read_bytes()
    place.files.put(KEY, file, _nothing)
    place.files.put(KEY, again, _nothing)
    assert [one.size for one in place.files.listing()] == [100]
    assert _content(place.files, KEY) == content


def test_two_puts_of_the_same_key_at_once_leave_one_of_them(place: Place, tmp_path: Path) -> None:
    sources = [written(tmp_path / f"{number}.mp4", 9 * MEGABYTE) for number in range(2)]
    contents = [source.read_bytes() for source in sources]
    ready = threading.Barrier(2, timeout=30)
    failed: list[BaseException] = []

    def put(source: Path) -> None:
        def progress(done: int) -> None:
            if done == 9 * MEGABYTE:
                ready.wait()

        try:
            place.files.put(KEY, source, progress)
        except BaseException as error:  # noqa: BLE001 - shown below
            failed.append(error)

    threads = [threading.Thread(target=put, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failed
    assert _keys(place.files) == [KEY]
    assert _content(place.files, KEY) in contents
    place.files.delete([KEY])
    assert place.everything() == []


def test_an_empty_file_is_a_file(place: Place, tmp_path: Path) -> None:
    place.files.put(KEY, written(tmp_path / "empty", 0), _nothing)
    assert [one.size for one in place.files.listing()] == [0]
    assert _content(place.files, KEY) == b""


def test_only_what_is_named_is_deleted(place: Place, tmp_path: Path) -> None:
    keys = [
        file_key("anna", ID, 1, "a.mp4"),
        file_key("anna", ID, 1, "a.en.vtt"),
        file_key("anna", ID, 2, "a.mp4"),
        file_key("anna", OTHER_ID, 1, "a.mp4"),
        file_key("ben", ID, 1, "a.mp4"),
    ]
    for key in keys:
        place.files.put(key, written(tmp_path / "a", 10), _nothing)
    assert _keys(place.files) == sorted(keys)
    place.files.delete([keys[0], keys[2], file_key("nobody", ID, 1, "a.mp4")])
    assert _keys(place.files) == sorted([keys[1], *keys[3:]])
    place.files.delete([keys[0]])
    place.files.delete([])
    place.files.delete(keys)
    assert place.everything() == []


@pytest.mark.parametrize("kind", ["link", "folder", "missing", "pipe"])
def test_what_is_no_file_is_not_taken(place: Place, tmp_path: Path, kind: str) -> None:
    source = tmp_path / "source"
    if kind == "link":
        source.symlink_to(written(tmp_path / "secret", 10))
    elif kind == "folder":
        source.mkdir()
    elif kind == "pipe":
        os.mkfifo(source)
    with pytest.raises(OSError):  # noqa: PT011 - of which kind, the system says
        place.files.put(KEY, source, _nothing)
    assert place.everything() == []


HOSTILE = [
    "",
    "/",
    "anna",
    f"anna/{ID}/1",
    f"anna/{ID}/1/",
    f"anna/{ID}/1/a/b",
    f"/anna/{ID}/1/a",
    f"anna/{ID}/1/..",
    f"anna/{ID}/../a",
    f"../{ID}/1/a",
    "anna/../1/a",
    f"anna/{ID}/1/.hidden",
    f"anna/{ID}/1/a\\b",
    f"anna/{ID}/1/a\x00b",
    f"anna/{ID}/1/a\nb",
    f"anna/{ID}/1/{'a' * 256}",
    f"anna/{ID}/1/\udc80",
    f"anna/{ID}/1/a\uffff",
    f"anna/{ID}/-1/a",
    f"anna/{ID}/x/a",
    f"anna/{ID}/1\n/a",
    f"anna/{ID}/1111111111111111/a",
    f"anna/{ID}/١/a",
    f"anna/{ID.upper()}/1/a",
    f"anna/{{{ID}}}/1/a",
    f"anna/{ID[:-1]}/1/a",
    f"Anna/{ID}/1/a",
    f".anna/{ID}/1/a",
    f"{'a' * 33}/{ID}/1/a",
    f"anna\n/{ID}/1/a",
]


def test_keys_that_lead_elsewhere_are_refused(place: Place, file: Path) -> None:
    place.files.put(KEY, written(file.with_name("a"), 10), _nothing)
    before = place.everything()
    for key in HOSTILE:
        with pytest.raises(ValueError, match=r"^(no safe|a key has)"):
            place.files.put(key, file, _nothing)
        with pytest.raises(ValueError, match=r"^(no safe|a key has)"):
            place.files.delivery(key, "x", "video/mp4")
        with pytest.raises(ValueError, match=r"^(no safe|a key has)"):
            place.files.delete([KEY, key])
    assert place.everything() == before


_PUT = """
import sys
from pathlib import Path
from cloud.config import from_environment
from cloud.files import open_files

def progress(done):
    if done:
        print("going on", flush=True)
        sys.stdin.read()

open_files(from_environment()).put(sys.argv[1], Path(sys.argv[2]), progress)
"""


def test_a_put_that_is_killed_leaves_no_file_and_is_tidied(place: Place, tmp_path: Path) -> None:
    file = written(tmp_path / "finished.mp4", 20 * MEGABYTE)
    with subprocess.Popen(
        [sys.executable, "-c", _PUT, KEY, str(file)],
        env=os.environ | place.environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"going on\n"
        process.kill()
    assert _keys(place.files) == []
    left = place.everything()
    assert left
    place.files.tidy(AGES)
    assert place.everything() == left
    place.files.tidy(0)
    assert place.everything() == []
    place.files.put(KEY, file, _nothing)
    assert [one.size for one in place.files.listing()] == [20 * MEGABYTE]


def test_tidying_spares_what_is_finished_and_who_is_putting(place: Place, file: Path) -> None:
    other = file_key("anna", ID, 2, "other.mp4")
    place.files.put(other, written(file.with_name("a"), 10), _nothing)

    def progress(_done: int) -> None:
        place.files.tidy(AGES)

    place.files.put(KEY, file, progress)
    place.files.tidy(0)
    assert _keys(place.files) == sorted([KEY, other])


def test_many_come_and_go_at_once(place: Place, tmp_path: Path) -> None:
    """Folders that become empty are removed at the very moment at which others use them."""
    failed: list[BaseException] = []

    def work(number: int) -> None:
        key = file_key("anna", ID, 1, f"{number}.mp4")
        try:
            for _ in range(15):
                place.files.put(key, written(tmp_path / str(number), 10), _nothing)
                assert len(_content(place.files, key)) == 10
                place.files.delete([key])
        except BaseException as error:  # noqa: BLE001 - shown below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failed
    assert place.everything() == []


@pytest.mark.usefixtures("s3_environment")
def test_the_configuration_names_the_place(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for config, root in (
        (Config(), tmp_path / "cache/spool-cloud/files"),
        (Config(work=str(tmp_path / "work")), tmp_path / "work/files"),
        (Config(work=str(tmp_path / "work"), files=str(tmp_path / "here")), tmp_path / "here"),
    ):
        files = open_files(config)
        assert isinstance(files, DirectoryFiles)
        assert not root.exists()
        files.check()
        assert root.is_dir()
    files = open_files(Config(files="s3://some-bucket/a/b/", signed_url_minutes=7))
    assert isinstance(files, S3Files)
    with closing(files):
        address = files.delivery(KEY, "a.mp4", "video/mp4")
    assert address.startswith("https://some-bucket.s3.amazonaws.com/a/b/anna/")
    assert "X-Amz-Expires=420" in address


def test_a_directory_needs_nothing_of_s3(tmp_path: Path) -> None:
    code = f"""
import sys
from cloud.config import Config
from cloud.files import open_files
open_files(Config(files={str(tmp_path / "files")!r})).check()
print([name for name in sys.modules if name.startswith("boto")])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "[]\n"
