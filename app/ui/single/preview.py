"""What a link leads to: picture, title, uploader, length."""

from urllib.parse import urlsplit

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import amounts
from app.ui.batch.row_text import one_line
from app.ui.batch.thumbnails import Thumbnails
from app.ui.icons import pixmap
from app.ui.look import Look
from app.ui.widgets import PlainLabel, left_to_right

PICTURE = QSize(208, 117)


class Picture(QWidget):
    """A thumbnail with the length of the video on it; a sign while there is none."""

    def __init__(self, look: Look, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._look = look
        self._thumbnails = thumbnails
        self._address = ""
        self._clock = ""
        self._sign = "film"
        self.setFixedSize(PICTURE)
        self.setObjectName("picture")
        self.setAccessibleName(self.tr("Picture of the video"))
        thumbnails.arrived.connect(self._arrived)
        look.changed.connect(self.update)

    def show_picture(self, address: str, duration: float | None, *, is_audio: bool) -> None:
        """Show another picture, once it is here."""
        self._address = address
        self._clock = amounts.clock(duration) if duration else ""
        self._sign = "music" if is_audio else "film"
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ratio = self.devicePixelRatioF()
        picture = self._thumbnails.picture(self._address, ratio)
        if picture is not None:
            painter.drawPixmap(0, 0, picture)
        else:
            self._paint_sign(painter, ratio)
        if self._clock:
            self._paint_clock(painter)

    def _paint_sign(self, painter: QPainter, ratio: float) -> None:
        colours = self._look.colours
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(self.rect(), 8, 8)
        sign: QPixmap = pixmap(self._sign, 32, colours.dim, ratio)
        place = QRect(0, 0, 32, 32)
        place.moveCenter(self.rect().center())
        painter.drawPixmap(place.topLeft(), sign)

    def _paint_clock(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(12)
        painter.setFont(font)
        width = QFontMetrics(font).horizontalAdvance(self._clock) + 12
        badge = QRect(self.width() - width - 6, self.height() - 26, width, 20)
        painter.setBrush(QColor(0, 0, 0, 175))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._clock)

    def _arrived(self, address: str) -> None:
        if address == self._address:
            self.update()


class TitleLabel(PlainLabel):
    """A title on as many lines as it needs, but not more than three."""

    def __init__(self) -> None:
        super().__init__(wrap=True)
        self.setProperty("scale", "large")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)

    def heightForWidth(self, width: int) -> int:
        return min(super().heightForWidth(width), 3 * self.fontMetrics().lineSpacing() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if super().heightForWidth(self.width()) <= self.height() + 2:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        room = self.width() * 3 - 3 * self.fontMetrics().averageCharWidth() * 4
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect(), int(self.alignment()) | Qt.TextFlag.TextWordWrap, text)


def site_of(link: str) -> str:
    """The host of a link, as it is written where people name the site."""
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return ""
    return left_to_right(host.removeprefix("www.")[:100]) if host else ""


class Preview(QWidget):
    """The picture, and what it is beside it."""

    def __init__(self, look: Look, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.picture = Picture(look, thumbnails)
        self.title = TitleLabel()
        self.title.setObjectName("video_title")
        self.facts = PlainLabel(tone="dim", wrap=True)
        self.facts.setObjectName("video_facts")
        self.words = QVBoxLayout()
        self.words.setSpacing(6)
        self.words.addWidget(self.title)
        self.words.addWidget(self.facts)
        self.words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.words, 1)

    def show_video(
        self,
        title: str,
        uploader: str,
        thumbnail: str,
        duration: float | None,
        *,
        link: str,
        is_audio: bool = False,
    ) -> None:
        """Show what is known of a video."""
        self.picture.show_picture(thumbnail, duration, is_audio=is_audio)
        # Beside the picture, whatever script the words are in.
        beside = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        for label in (self.title, self.facts):
            label.setAlignment(beside | Qt.AlignmentFlag.AlignAbsolute)
        title = one_line(title)
        self.title.setText(title)
        facts = [one_line(uploader), amounts.clock(duration) if duration else "", site_of(link)]
        self.facts.setText(" · ".join(fact for fact in facts if fact))
        self.facts.setVisible(bool(self.facts.text()))
        self.setAccessibleName(", ".join(part for part in (title, *facts) if part))
