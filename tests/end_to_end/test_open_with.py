"""What macOS opens with Spool arrives as events; here they are sent by hand."""

import os
import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from app import __main__ as spool

file, link = sys.argv[1:]

class Asked(spool.QtApplication):
    def __init__(self):
        super().__init__()
        self.opens(QFileOpenEvent(file))
        QCoreApplication.processEvents()  # before there is a window

    def opens(self, *events):
        for event in events:
            QCoreApplication.sendEvent(self, event)

class Taking(spool.Application):
    def take(self, items):
        print(items)
        self.window.add_arguments(items)
        if link not in items:
            both = QFileOpenEvent(QUrl(link)), QFileOpenEvent(file)
            QTimer.singleShot(0, lambda: self._qt.opens(*both))
        else:
            self._wait()

    def _wait(self):
        if len(self.queue) < 2:
            QTimer.singleShot(20, self._wait)
            return
        print(sorted(row.request.url for row in self.queue))
        self._qt.quit_asked()

spool.QtApplication, spool.Application = Asked, Taking
sys.argv = ["spool"]
sys.exit(spool.main())
"""


def test_what_the_system_asks_to_open_is_added_like_what_is_dropped(tmp_path: Path) -> None:
    file, link = tmp_path / "Liste ü.txt", "http://127.0.0.1:9/b?c=%C3%BC"
    file.write_text("http://127.0.0.1:9/a\n")
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'folder = "{tmp_path.as_posix()}"\nengine_updates = false\n')
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _SCRIPT, str(file), link],
        env={
            **os.environ,
            "SPOOL_HOME": str(tmp_path / "home"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        },
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == [
        str([str(file)]),  # that from before the window
        str([link, str(file)]),  # those that came together
        str(["http://127.0.0.1:9/a", link]),
    ]
