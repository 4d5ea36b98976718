"""Links that come otherwise than into the field, and what is offered for them."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.links import Links
from app.ui.batch import outcome
from app.ui.batch.offer import Found, Offer, OfferReader
from app.ui.single.clipboard_link import ClipboardLink
from app.ui.single.offer_line import OfferLine
from app.ui.translation import QT_TRANSLATE_NOOP, counted
from app.ui.widgets import left_to_right

_LONGEST = 200


class Offers(QWidget):
    """A line for a link in the clipboard, and one for several links at once."""

    link_taken = Signal(str)
    several_taken = Signal(object)  # Links
    refused = Signal(str)  # why a file gave nothing
    said = Signal(str)  # that there was no link at all

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        super().__init__()
        self._link = self._used = ""
        self._links = Links()
        self._reader = OfferReader(post)
        self._clipboard = ClipboardLink(self)
        self.clipboard = OfferLine("clipboard_offer", "clipboard-paste")
        self.batch = OfferLine("batch_offer", "list")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.clipboard)
        column.addWidget(self.batch)
        self.hide()
        self._clipboard.found.connect(self._offer_link)
        self._clipboard.gone.connect(self.clipboard.hide)
        self.clipboard.taken.connect(lambda: self.link_taken.emit(self._link))
        self.clipboard.dismissed.connect(lambda: self._clipboard.used(self._link))
        self.batch.taken.connect(lambda: self.several_taken.emit(self._links))
        for line in (self.clipboard, self.batch):
            line.gone.connect(self._fold)

    def look_into_clipboard(self) -> None:
        """Offer a link that was copied since the last time."""
        self._clipboard.look()

    def used(self, link: str) -> None:
        """This link is in use: nothing is offered any more."""
        self._used = link
        self._clipboard.used(link)
        self.clipboard.hide()
        self.batch.hide()

    def read(self, offer: Offer) -> None:
        """Look into what was pasted, off this thread."""
        if not offer.is_empty:
            self._reader.read(offer, self._found)

    def offer_several(self, links: Links) -> None:
        """Offer several links to the batch."""
        self._links = links
        one = QT_TRANSLATE_NOOP("SinglePage", "1 link found")
        many = QT_TRANSLATE_NOOP("SinglePage", "%n links found")
        words = counted("SinglePage", one, many, len(links.urls))
        self.show()
        self.batch.offer(words, self.tr("Add them to the batch"))

    def close_parts(self) -> None:
        """Nothing more is found from now on."""
        self._reader.close()

    def _offer_link(self, link: str) -> None:
        if link != self._used:
            self._link = link
            shown = left_to_right(link[:_LONGEST])
            words = self.tr("Link in the clipboard: {0}").format(shown)
            self.show()
            self.clipboard.offer(words, self.tr("Use it"))

    def _found(self, found: Found) -> None:
        for name, why in found.refused[:3]:
            self.refused.emit(outcome.refused_line(name, why))
        if len(found.links.urls) == 1:
            self.link_taken.emit(found.links.urls[0])
        elif found.links.urls:
            self.offer_several(found.links)
        elif not found.refused:
            self.said.emit(outcome.nothing_line(found.links))

    def _fold(self) -> None:
        """Take no room while there is nothing to offer."""
        self.setVisible(not (self.clipboard.isHidden() and self.batch.isHidden()))
