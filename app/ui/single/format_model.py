"""The formats a video comes in, as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from app.core.executor import Format
from app.ui import amounts
from app.ui.batch.row_text import one_line
from app.ui.widgets import left_to_right

_NONE = QModelIndex()
_NOTHING = "–"

Index = QModelIndex | QPersistentModelIndex


class FormatModel(QAbstractTableModel):
    """The best first; before all of them a row that leaves it to the choices above."""

    def __init__(self) -> None:
        super().__init__()
        self._formats: tuple[Format, ...] = ()
        self._duration: float | None = None
        self._heads = (
            self.tr("Picture"),
            self.tr("fps"),
            self.tr("Video"),
            self.tr("Audio"),
            self.tr("Type"),
            self.tr("Size"),
            self.tr("Note"),
        )

    def show_formats(self, formats: Sequence[Format], duration: float | None = None) -> None:
        """Show those of another video, which lasts that many seconds."""
        self.beginResetModel()
        self._duration = duration
        self._formats = tuple(sorted(formats, key=_worth, reverse=True))
        self.endResetModel()

    def format_id(self, place: int) -> str:
        """The id of a row's format, empty for the choice above."""
        return self._formats[place - 1].id if 0 < place <= len(self._formats) else ""

    def place_of(self, format_id: str) -> int:
        """The row of a format; the first where it is not among them."""
        return next((n for n, one in enumerate(self._formats, 1) if one.id == format_id), 0)

    def says_something(self, column: int) -> bool:
        """Whether any format has something to show there."""
        cells = (self._cells(place)[column] for place in range(1, len(self._formats) + 1))
        return column == 0 or any(cell not in ("", _NOTHING) for cell in cells)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._formats) + 1

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(place)[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(place) if column == 0 else self._cells(place)[column]
        return None

    def sentence(self, place: int) -> str:
        """A row in words."""
        cells = zip(self._heads, self._cells(place), strict=True)
        if not place:
            return self._cells(0)[0]
        return ", ".join(f"{head}: {cell}" for head, cell in cells if cell not in ("", _NOTHING))

    def _cells(self, place: int) -> tuple[str, ...]:
        if not place:
            return (self.tr("Best for the choice above"), *("",) * (len(self._heads) - 1))
        one = self._formats[place - 1]
        return (
            f"{one.height}p" if one.height else self.tr("sound only") if _is_sound(one) else "",
            QLocale().toString(float(one.frames), "g", 4) if one.frames else "",
            _codec(one.video_codec),
            _codec(one.audio_codec),
            one.ext[:12].upper(),
            self._size(one),
            left_to_right(one_line(one.note[:80])) if one.note else "",
        )

    def _size(self, one: Format) -> str:
        if one.size or not one.bitrate:
            return amounts.size(one.size) if one.size else ""
        if self._duration:
            bytes_ = round(one.bitrate * 1000 / 8 * self._duration)
            return self.tr("about {0}").format(amounts.size(bytes_))
        return self.tr("{0} kbit/s").format(QLocale().toString(float(one.bitrate), "f", 0))


_CODECS = {
    "avc1": "H.264",
    "avc3": "H.264",
    "h264": "H.264",
    "hvc1": "H.265",
    "hev1": "H.265",
    "h265": "H.265",
    "vp8": "VP8",
    "vp9": "VP9",
    "vp09": "VP9",
    "av01": "AV1",
    "mp4a": "AAC",
    "aac": "AAC",
    "opus": "Opus",
    "vorbis": "Vorbis",
    "mp3": "MP3",
    "flac": "FLAC",
    "ac-3": "AC-3",
    "ec-3": "E-AC-3",
}


def _codec(name: str) -> str:
    """As people call it: "avc1.64001f" is H.264."""
    family = name.partition(".")[0].lower()
    # Under the name of AAC in MP4 there may be MP3.
    if name.lower() in ("mp4a.6b", "mp4a.69"):
        return "MP3"
    return _CODECS.get(family) or one_line(name[:40]) or _NOTHING


def _is_sound(one: Format) -> bool:
    return bool(one.audio_codec) and not one.video_codec


def _worth(one: Format) -> tuple[int, float, float, int]:
    return one.height or 0, one.frames or 0.0, one.bitrate or 0.0, one.size or 0
