"""An AppImage is a runtime with the packed application behind it."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not shutil.which("mksquashfs"), reason="mksquashfs is not installed")
def test_the_application_is_behind_the_runtime(tmp_path: Path) -> None:
    folder = tmp_path / "dist" / "spool"
    folder.mkdir(parents=True)
    (folder / "spool").write_text("#!/bin/sh\n")
    entry = tmp_path / "spool.desktop"
    entry.write_text("[Desktop Entry]\nExec=/opt/spool/spool %F\nTryExec=/opt/x\nIcon=spool\n")
    runtime = tmp_path / "runtime"
    runtime.write_bytes(b"\x7fELF" + bytes(4092))
    image = tmp_path / "Spool.AppImage"
    subprocess.run(
        [ROOT / "packaging" / "appimage" / "build", folder, entry, image],
        env={"PATH": "/usr/bin:/bin:/usr/sbin", "APPIMAGE_RUNTIME": str(runtime)},
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert image.read_bytes().startswith(runtime.read_bytes() + b"hsqs")
    assert image.stat().st_mode & 0o111
    opened = tmp_path / "opened"
    subprocess.run(
        ["unsquashfs", "-quiet", "-no-progress", "-o", "4096", "-d", opened, image],
        check=True,
        capture_output=True,
        timeout=60,
    )
    names = {".DirIcon", "AppRun", "spool", "spool.desktop", "spool.png"}
    assert {path.name for path in opened.iterdir()} == names
    assert (opened / "AppRun").resolve() == (opened / "spool").resolve()
    assert "Exec=spool %F\n" in (opened / "spool.desktop").read_text()
