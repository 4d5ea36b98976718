"""One start of the application, as far as being the only one goes.

    one_start FOLDER ARGUMENT...

The first says "first" and then what it receives, a JSON list to a line; it ends with its input.
Others say "handed over" or "nobody answers".
"""

import json
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt

from app.ui.instance import SingleInstance


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    folder, *arguments = sys.argv[1:]
    qt = QCoreApplication([])
    instance = SingleInstance(Path(folder))
    if not instance.acquire():
        _say("handed over" if instance.send(arguments) else "nobody answers")
        return
    instance.received.connect(lambda received: _say(json.dumps(received)))
    _say("first")

    def wait_for_end() -> None:
        sys.stdin.read()
        QMetaObject.invokeMethod(qt, "quit", Qt.ConnectionType.QueuedConnection)

    threading.Thread(target=wait_for_end, daemon=True).start()
    qt.exec()
    instance.release()


if __name__ == "__main__":
    main()
