"""Where the link goes in."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.core.links import Links, links_in_text
from app.ui.batch import outcome
from app.ui.batch.add_bar import AddField, fits_in_a_line
from app.ui.batch.offer import offer_of
from app.ui.icons import icon

_TYPING_MS = 250
_JUMP = 4  # signs that come at once: a paste, not a key


class LinkBar(QWidget):
    """The field and the button that pastes into it.

    A link is told a moment after the last key, or at once where it was pasted or Enter pressed.
    """

    entered = Signal(str)  # a link
    several = Signal(object)  # Links: more than one
    handed_over = Signal(object)  # an Offer: lines or files, to be looked into first
    refused = Signal(str)  # a sentence: Enter was pressed, but this is no link
    changed = Signal()  # the text is another one, or empty

    def __init__(self) -> None:
        super().__init__()
        self._told = ""
        self._length = 0
        self.field = AddField()
        self.field.setObjectName("link_field")
        self.field.setAccessibleName(self.tr("Link to a video or a list"))
        self.field.setPlaceholderText(self.tr("Link to a video or a list"))
        self._clearing = QAction(
            icon("x", QPalette.ColorRole.PlaceholderText), self.tr("Clear the link"), self
        )
        self.field.addAction(self._clearing, QLineEdit.ActionPosition.TrailingPosition)
        self._clearing.setVisible(False)
        self.field.setFixedHeight(38)
        self.paste_button = QPushButton(icon("clipboard-paste"), " " + self.tr("Paste"))
        self.paste_button.setObjectName("paste_link")
        self.paste_button.setAccessibleName(self.tr("Paste a link"))
        self.paste_button.setIconSize(QSize(18, 18))
        self.paste_button.setFixedHeight(38)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        row.addWidget(self.paste_button)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._pause.timeout.connect(self._tell)
        self._clearing.triggered.connect(self.field.clear)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.enter)
        self.field.pasted.connect(self.handed_over)
        self.paste_button.clicked.connect(self.paste)

    def show_link(self, link: str) -> None:
        """Put a link into the field, as if it had been typed and Enter pressed."""
        self.field.setText(link)
        self.enter()

    def clear(self) -> None:
        """Empty the field for the next link."""
        self._pause.stop()
        self.field.clear()

    def paste(self) -> None:
        """Put what the clipboard holds into the field, or hand it over where it is more."""
        data = QGuiApplication.clipboard().mimeData()
        offer = offer_of(data) if data is not None else None
        if offer is not None and fits_in_a_line(offer):
            self.show_link(offer.text.strip())
        elif offer is not None:
            self.handed_over.emit(offer)

    def enter(self) -> None:
        """Take what is in the field now."""
        self._pause.stop()
        self._told = ""
        if not self.field.text().strip():
            self.field.setFocus()
        elif not self._tell().urls:
            self.refused.emit(outcome.nothing_line(self._links()))

    def _typed(self, text: str) -> None:
        jumped = abs(len(text) - self._length) >= _JUMP and bool(text)
        self._length = len(text)
        self._told = ""
        self._clearing.setVisible(bool(text))
        self.changed.emit()
        self._pause.start(0 if jumped else _TYPING_MS)

    def _links(self) -> Links:
        return links_in_text(self.field.text())

    def _tell(self) -> Links:
        """A text is told once, however many reasons there are to look at it."""
        self._pause.stop()
        links, text = self._links(), self.field.text()
        if text == self._told:
            return links
        self._told = text
        if len(links.urls) > 1:
            self.several.emit(links)
        elif links.urls:
            self.entered.emit(links.urls[0])
        return links
