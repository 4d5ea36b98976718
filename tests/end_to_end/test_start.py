"""What is loaded before the window can be seen."""

import os
import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import sys
from app.__main__ import Application
from app.folders import Folders
from app.ui.qt_application import QtApplication
folders = Folders.find()
folders.make_private()
application = Application(QtApplication(), folders)
application.open([])
print(*sys.modules)
application.close()
"""

_LATER = {
    "app.engine.versions",
    "app.engine.ytdlp",
    "app.ui.choices.presets_dialog",
    "app.ui.desktop.desktop",
    "app.ui.history.history_page",
    "app.ui.settings.settings_dialog",
    "app.ui.single.single_page",
    "app.executors.cloud",
    "cryptography",
    "httpx",
    "jeepney",
    "keyring",
    "wakepy",
    "yt_dlp",
}


def test_what_is_not_seen_at_first_is_not_imported_at_first(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env={**os.environ, "SPOOL_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = set(done.stdout.split())
    assert "app.ui.main_window" in loaded
    assert loaded & _LATER == set()
