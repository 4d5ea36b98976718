"""A link that waits in the clipboard."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.core.links import links_in_text

_LONGEST = 10_000  # characters; what is longer is no link that was copied


class ClipboardLink(QObject):
    """Tells of a single link in the clipboard, once.

    The clipboard belongs to another program, which may be slow or hand over very much: it is read
    at most once after each change, only when `look` is called, and never on a timer.
    """

    found = Signal(str)  # the link
    gone = Signal()  # there is another thing in the clipboard now

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_new = True
        self._used = ""
        self._reading = QTimer(self, singleShot=True, interval=0)
        self._reading.timeout.connect(self._read)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def look(self) -> None:
        """Read it soon, if it has changed since the last time."""
        if self._is_new:
            self._reading.start()

    def used(self, link: str) -> None:
        """This link needs no offer any more."""
        self._used = link

    def _changed(self) -> None:
        self._is_new = True
        self.gone.emit()

    def _read(self) -> None:
        self._is_new = False
        data = QGuiApplication.clipboard().mimeData()
        # The list of formats first: a program that hangs is asked for nothing else.
        if data is None or not data.formats() or not data.hasText():
            return
        link = only_link(data.text())
        if link and link != self._used:
            self.found.emit(link)


def only_link(text: str) -> str:
    """The link that the text is, empty if it is anything else."""
    text = text.strip() if len(text) <= _LONGEST else ""
    if not text.startswith(("http://", "https://")) or len(text.split()) != 1:
        return ""
    urls = links_in_text(text).urls
    return urls[0] if len(urls) == 1 else ""
