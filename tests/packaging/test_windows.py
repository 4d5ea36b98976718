"""What Windows is given: the installer's script holds, the icon and the version can be read."""

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

from app import __version__

WINDOWS = Path(__file__).parents[2] / "packaging" / "windows"


def _written(script: str, out: Path) -> Path:
    subprocess.run([sys.executable, WINDOWS / script, out], check=True, timeout=60)
    return out


@pytest.mark.skipif(not shutil.which("makensis"), reason="makensis is not installed")
def test_the_installer_is_built_without_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "Spool, ü"
    (folder / "_internal").mkdir(parents=True)
    (folder / "spool.exe").write_bytes(b"MZ")
    (folder / "_internal" / "part").write_bytes(b"x")
    icon, out = _written("icon.py", tmp_path / "spool.ico"), tmp_path / "Spool-1.2.3-x64.exe"
    given = {"VERSION": "1.2.3", "FOLDER": folder, "ICON": icon, "OUT": out}
    defined = [f"-D{name}={value}" for name, value in given.items()]
    options = ["-WX", "-V2", "-INPUTCHARSET", "UTF8", *defined]
    done = subprocess.run(
        ["makensis", *options, WINDOWS / "spool.nsi"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    built = out.read_bytes()
    assert built[:2] == b"MZ"
    assert b'level="asInvoker"' in built
    assert "1.2.3".encode("utf-16-le") in built


def test_the_installer_is_one_persons_and_takes_back_all_it_writes() -> None:
    script = (WINDOWS / "spool.nsi").read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    install, _, uninstall = script.partition('Section "Uninstall"')
    for extension in (".txt", ".csv", ".url", ".webloc"):
        assert f'!insertmacro OpensWith "{extension}"' in install
        assert f'!insertmacro OpensNoMore "{extension}"' in uninstall
    for key in ("${UNINSTALL}", "${APPLICATION}", "Software\\Classes\\${KIND}"):
        assert f'WriteRegStr HKCU "{key}"' in install
        assert f'DeleteRegKey HKCU "{key}"' in uninstall
    # The folder may hold what is not ours.
    assert 'RMDir /r "$INSTDIR"' not in script


def test_windows_icon_is_there_in_every_size(tmp_path: Path) -> None:
    reader = QImageReader(str(_written("icon.py", tmp_path / "spool.ico")))
    sizes = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        sizes.append(reader.read().width())
    assert sizes == [16, 24, 32, 48, 64, 128, 256]


def test_the_icons_table_points_at_its_pictures(tmp_path: Path) -> None:
    icon = _written("icon.py", tmp_path / "spool.ico").read_bytes()
    for number in range(struct.unpack_from("<H", icon, 4)[0]):
        length, begin = struct.unpack_from("<II", icon, 6 + 16 * number + 8)
        assert icon[begin : begin + 8] == b"\x89PNG\r\n\x1a\n"
        assert icon[begin : begin + length].endswith(b"IEND\xaeB`\x82")


def test_the_version_is_the_applications(tmp_path: Path) -> None:
    text = _written("version_resource.py", tmp_path / "version.txt").read_text(encoding="utf-8")

    def numbers(**given: object) -> object:
        return given["filevers"]

    def kept(*given: object) -> object:
        return given

    names = {
        "FixedFileInfo": numbers,
        "VSVersionInfo": lambda **given: given,
        **dict.fromkeys(("StringFileInfo", "StringTable", "VarFileInfo", "VarStruct"), kept),
        "StringStruct": kept,
    }
    read = eval(text, {"__builtins__": {}}, names)
    assert ".".join(map(str, read["ffi"])) == f"{__version__}.0"
    assert ("ProductVersion", __version__) in read["kids"][0][0][0][1]
