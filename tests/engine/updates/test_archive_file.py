"""What a release's file may hold, and where it may be put."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from app.core.engine_updates import UpdateEnd
from app.engine.updates import archive_file
from app.engine.updates.archive_file import ArchiveFile
from app.engine.updates.refused import NoUpdate
from tests.engine.updates.release_feed import NEWER, engine_files, packed, wanting

FILES = engine_files(NEWER)


def refusal(data: bytes) -> UpdateEnd:
    with pytest.raises(NoUpdate) as reached:
        ArchiveFile(data).contents()
    return reached.value.end


@pytest.mark.parametrize(
    "name",
    [
        "../evil.py",
        "yt_dlp/../../evil.py",
        "/etc/evil.py",
        "yt_dlp\\..\\..\\evil.py",
        "C:/evil.py",
        "C:evil.py",
        "yt_dlp/./evil.py",
        "yt_dlp//evil.py",
        "yt_dlp/...",
        "yt_dlp/nul:stream.py",
        "yt_dlp/\u202egnp.py",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert refusal(packed(FILES | {name: "evil"})) is UpdateEnd.DAMAGED


def test_a_name_that_ends_before_its_end_is_refused() -> None:
    data = packed(FILES | {"yt_dlp/evil.py?.txt": "evil"})
    assert refusal(data.replace(b"evil.py?", b"evil.py\0")) is UpdateEnd.DAMAGED


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_what_is_no_file_is_refused(kind: int) -> None:
    data = io.BytesIO(packed(FILES))
    odd = zipfile.ZipInfo("yt_dlp/odd.py")
    odd.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(odd, "/etc/passwd")
    assert refusal(data.getvalue()) is UpdateEnd.DAMAGED


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["yt_dlp/version.py", "YT_DLP/Version.py"])
def test_two_files_of_one_name_are_refused(name: str) -> None:
    data = io.BytesIO(packed(FILES))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(name, "other")
    assert refusal(data.getvalue()) is UpdateEnd.DAMAGED


def test_a_bomb_is_refused_before_it_goes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_file, "MOST_BYTES", 1_000_000)
    assert refusal(packed(FILES | {"yt_dlp/zeros.py": b"\0" * 1_000_001})) is UpdateEnd.DAMAGED
    monkeypatch.setattr(archive_file, "MOST_FILES", 2)
    assert refusal(packed(FILES)) is UpdateEnd.DAMAGED


def test_a_size_that_is_a_lie_is_refused() -> None:
    data = packed({"yt_dlp/version.py": "__version__ = '1.2'\n" + "#" * 5000})
    size = (5020).to_bytes(4, "little")
    assert size in data
    assert refusal(data.replace(size, (60).to_bytes(4, "little"))) is UpdateEnd.DAMAGED


def test_only_its_packages_are_unpacked(tmp_path: Path) -> None:
    more = {"urllib3/__init__.py": "evil", "evil.py": "", "yt_dlp/js/solver.js": "ok"}
    ArchiveFile(packed(FILES | more)).unpack(tmp_path, lambda: None)
    there = {one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file()}
    assert there == {"yt_dlp/__init__.py", "yt_dlp/version.py", "yt_dlp/js/solver.js"}


def test_it_tells_its_versions_without_being_run() -> None:
    contents = ArchiveFile(
        packed(engine_files(NEWER, solver="0.9.1") | wanting("0.9.0"))
    ).contents()
    assert (contents.version, contents.solver) == (NEWER, "0.9.1")
    assert ArchiveFile(packed(FILES)).contents().solver == ""


@pytest.mark.parametrize("wanted", ["0.8.0", "0.8.7"])
def test_the_bundled_solver_serves_where_it_fits(wanted: str) -> None:
    assert ArchiveFile(packed(FILES | wanting(wanted))).contents().version == NEWER


def test_one_without_a_version_is_damaged() -> None:
    assert refusal(packed({"yt_dlp/__init__.py": ""})) is UpdateEnd.DAMAGED
