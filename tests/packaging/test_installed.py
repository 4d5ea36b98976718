"""The .deb on a clean Debian: found in the menu, given a batch, removed without a trace."""

import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

from app.core.download import Download, DownloadState
from tests.library_rows import rows_in
from tests.packaging.built import ROOT
from tests.packaging.clean_root import CleanRoot, can_be_made, clean_root
from tests.site import MediaSite
from tests.stage import virtual_screen

_PACKAGES = sorted((ROOT / "dist").glob("*.deb"))
_LIMIT = 300.0  # seconds

pytestmark = [
    pytest.mark.stress,
    pytest.mark.skipif(not _PACKAGES, reason="`make package` was not run"),
    pytest.mark.skipif(not can_be_made(), reason="no clean root can be made here"),
]

PEOPLE = {"anna": "Anna Müller", "bob": "bob"}
"""Who uses the machine, and what their homes are called."""


@pytest.fixture(scope="module")
def root() -> Iterator[CleanRoot]:
    with clean_root() as made:
        made.run("apt-get", "update", "-qq")
        for name, home in PEOPLE.items():
            made.run("useradd", "--create-home", "--home-dir", f"/home/{home}", name)
        yield made


@pytest.fixture(scope="module")
def bare(root: CleanRoot) -> set[str]:
    """The files with all that the package needs from Debian, but without it."""
    control = subprocess.run(
        ["dpkg-deb", "-f", _PACKAGES[0], "Depends"], check=True, capture_output=True, text=True
    ).stdout
    needed = [one.split()[0] for one in control.split(",")]
    root.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *needed)
    return root.files()


@pytest.fixture(scope="module")
def installed(root: CleanRoot, bare: set[str]) -> CleanRoot:
    assert "/usr/bin/spool" not in bare
    shutil.copy(_PACKAGES[0], root.folder / "tmp" / "spool.deb")
    root.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "/tmp/spool.deb")
    return root


def the_entrys_command(root: CleanRoot) -> list[str]:
    """What the menu runs, without the files that may be dropped on it."""
    parser = ConfigParser(interpolation=None)
    parser.read(root.folder / "usr/share/applications/spool.desktop", encoding="utf-8")
    return [word for word in shlex.split(parser["Desktop Entry"]["Exec"]) if word != "%F"]


def rows(home: Path) -> list[Download]:
    return rows_in(home / ".local/share/spool/library.sqlite3")


def wait(process: "subprocess.Popen[str]", is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + _LIMIT
    while not is_so():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.2)  # between two looks at what another process does


def links(site: MediaSite) -> list[str]:
    """One of each kind, of which one is not there."""
    base = site.base_url
    return [
        f"{base}/page/json-ld/harbour.html",
        f"{base}/page/json-ld/crane.html?via=hls-aes",
        f"{base}/page/json-ld/train.html?via=dash",
        f"{base}/page/json-ld/withdrawn.html?fault=404",
    ]


@pytest.mark.parametrize("person", PEOPLE)
def test_the_menu_entry_opens_it_and_a_batch_is_fetched(
    person: str, installed: CleanRoot, media_site: MediaSite
) -> None:
    home = installed.folder / "home" / PEOPLE[person]
    batch = home / "Listen & Links.txt"
    batch.write_text("\n".join(links(media_site)) + "\n")
    command = [*the_entrys_command(installed), f"/home/{PEOPLE[person]}/{batch.name}"]
    with virtual_screen() as display:
        given = {"HOME": f"/home/{PEOPLE[person]}", "DISPLAY": display}
        with installed.started(command, person, given) as process:
            wait(process, lambda: len(found := rows(home)) == 4 and all_ended(found))
        ended = rows(home)
    states = sorted(row.state for row in ended)
    assert states == [*[DownloadState.COMPLETED] * 3, DownloadState.FAILED], ended
    for row in ended:
        if row.state is DownloadState.COMPLETED:
            file = home / "Downloads" / row.update.file_name
            assert file.stat().st_size > 0


def all_ended(found: list[Download]) -> bool:
    return all(row.state.is_final for row in found)


def test_it_passes_its_own_test_without_a_home_and_a_screen(installed: CleanRoot) -> None:
    said = installed.run("spool", "--self-test", user="bob")
    assert "ffprobe" in said


def test_it_needs_not_to_write_where_it_is_installed(installed: CleanRoot) -> None:
    place = installed.folder / "usr"
    subprocess.run(["mount", "--bind", place, place], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", place], check=True)
        installed.run("spool", "--self-test", user="bob", HOME="/home/bob")
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_nothing_of_it_is_left_when_it_is_removed(installed: CleanRoot, bare: set[str]) -> None:
    with_it = installed.files()
    assert "/usr/bin/spool" in with_it
    installed.run("apt-get", "purge", "-y", "-qq", "spool")
    left = {name for name in installed.files() - bare if not name.startswith("/home/")}
    assert {name for name in left if not name.endswith("-old")} == set()
