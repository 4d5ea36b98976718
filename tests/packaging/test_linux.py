"""The menu entry, the metadata and the list of files of the Linux packages."""

import configparser
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app import __version__
from tests.packaging.built import ROOT

LINUX = ROOT / "packaging" / "linux"


def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.read(LINUX / "spool.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def metainfo() -> ET.Element:
    return ET.parse(LINUX / "spool.metainfo.xml").getroot()


def checked(*command: str | Path) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="it is not installed")
def test_the_menu_entry_is_valid() -> None:
    assert checked("desktop-file-validate", LINUX / "spool.desktop") == ""


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="it is not installed")
def test_the_metadata_are_valid() -> None:
    checked("appstreamcli", "validate", "--no-net", LINUX / "spool.metainfo.xml")


def test_the_version_is_among_the_releases() -> None:
    assert __version__ in [one.get("version") for one in metainfo().iter("release")]


def test_the_entry_and_the_metadata_offer_the_same_files() -> None:
    offered = {one.text for one in metainfo().iter("mediatype")}
    assert offered == set(entry()["MimeType"].strip(";").split(";"))
    own = ET.parse(LINUX / "spool.mime.xml").getroot()
    assert {one.get("type") for one in own} <= offered


def test_the_entry_is_the_one_that_the_window_says_it_belongs_to() -> None:
    named = re.search(r'setDesktopFileName\("(\w+)"\)', _text("app/ui/qt_application.py"))
    assert named is not None
    assert (LINUX / f"{named[1]}.desktop").is_file()
    launchable = metainfo().findtext("launchable")
    assert launchable == f"{named[1]}.desktop"


def test_the_packages_hold_only_what_is_there_and_put_the_command_on_path() -> None:
    text = _text("packaging/linux/nfpm.yaml")
    sources = re.findall(r"^  - src: (.+)\n    dst: (.+)$", text, re.MULTILINE)
    assert len(sources) > 10
    for source, _target in sources:
        if not source.startswith(("$", "/usr/lib/spool")):
            assert (ROOT / source).is_file(), source
    command = entry()["Exec"].split()[0]
    assert ("/usr/lib/spool/spool", f"/usr/bin/{command}") in sources
    icons = [target for _source, target in sources if "/icons/hicolor/" in target]
    assert all(Path(icon).stem == entry()["Icon"] for icon in icons)


def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
