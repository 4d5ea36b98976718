"""The entries of a list, with a check mark each."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.core.executor import Entry
from app.ui import amounts
from app.ui.batch.row_text import one_line

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
NUMBER, TITLE, LENGTH = range(3)

_NONE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractTableModel):
    """Shows the entries whose titles hold certain words; the marks of others stay."""

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._searched: list[str] = []
        self._marks = bytearray()
        self._shown: list[int] = []
        self._words: tuple[str, ...] = ()
        self._mark_new: Callable[[int], bool] = lambda _number: True
        self._heads = (self.tr("Number"), self.tr("Title"), self.tr("Length"))

    @property
    def total(self) -> int:
        return len(self._entries)

    @property
    def chosen_count(self) -> int:
        return self._marks.count(1)

    def chosen(self) -> list[tuple[int, Entry]]:
        """The entries that are marked, with their numbers from 1."""
        marked = zip(self._entries, self._marks, strict=True)
        return [(number, entry) for number, (entry, mark) in enumerate(marked, 1) if mark]

    def clear(self) -> None:
        """Begin another list."""
        self.beginResetModel()
        self._entries.clear()
        self._searched.clear()
        self._marks.clear()
        self._shown.clear()
        self._words = ()
        self._mark_new = lambda _number: True
        self.endResetModel()
        self.chosen_changed.emit()

    def add(self, entries: Sequence[Entry]) -> None:
        """Put more at the end, marked like those before."""
        first = len(self._entries)
        self._entries += entries
        self._searched += [(entry.title or entry.url).casefold() for entry in entries]
        numbers = range(first + 1, len(self._entries) + 1)
        self._marks += bytes(self._mark_new(number) for number in numbers)
        fitting = [place for place in range(first, len(self._entries)) if self._fits(place)]
        if fitting:
            row = len(self._shown)
            self.beginInsertRows(_NONE, row, row + len(fitting) - 1)
            self._shown += fitting
            self.endInsertRows()
        self.chosen_changed.emit()

    def show_only(self, words: Sequence[str]) -> None:
        """Show the entries that hold all these words, in small letters."""
        self._words = tuple(words)
        self.beginResetModel()
        self._shown = [place for place in range(len(self._entries)) if self._fits(place)]
        self.endResetModel()

    def mark_shown(self, *, on: bool) -> None:
        """Mark all that are shown, or none of them; where all are shown, also what comes yet."""
        for place in self._shown:
            self._marks[place] = on
        if not self._words:
            self._mark_new = lambda _number: on
        self._marks_changed()

    def mark_numbers(self, numbers: Collection[int]) -> None:
        """Mark exactly these, also of what comes yet."""
        self._marks[:] = bytes(n in numbers for n in range(1, len(self._entries) + 1))
        self._mark_new = numbers.__contains__
        self._marks_changed()

    def toggle(self, rows: Sequence[int]) -> None:
        """Turn over the mark of the first of some rows, and give it to the others."""
        places = [self._shown[row] for row in rows if 0 <= row < len(self._shown)]
        if places:
            on = not self._marks[places[0]]
            for place in places:
                self._marks[place] = on
            self._marks_changed()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        checkable = Qt.ItemFlag.ItemIsUserCheckable
        return _FLAGS | checkable if index.column() == NUMBER else _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        place, column = self._shown[index.row()], index.column()
        entry = self._entries[place]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(place, column)
            case Qt.ItemDataRole.CheckStateRole if column == NUMBER:
                return Qt.CheckState.Checked if self._marks[place] else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(place)
            case Qt.ItemDataRole.TextAlignmentRole if column == LENGTH:
                return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            case _:
                return entry if role == ENTRY_ROLE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != NUMBER:
            return False
        self._marks[self._shown[index.row()]] = Qt.CheckState(value) is Qt.CheckState.Checked
        self._marks_changed()
        return True

    def _text(self, place: int, column: int) -> str:
        entry = self._entries[place]
        if column == NUMBER:
            return QLocale().toString(place + 1)
        if column == TITLE:
            return one_line(entry.title or entry.url)
        return amounts.clock(entry.duration) if entry.duration else ""

    def _sentence(self, place: int) -> str:
        parts = [self._text(place, column) for column in (NUMBER, TITLE, LENGTH)]
        return ", ".join(part for part in parts if part)

    def _fits(self, place: int) -> bool:
        text = self._searched[place]
        return all(word in text for word in self._words)

    def _marks_changed(self) -> None:
        if self._shown:
            last = self.index(len(self._shown) - 1, NUMBER)
            self.dataChanged.emit(
                self.index(0, NUMBER), last, [int(Qt.ItemDataRole.CheckStateRole)]
            )
        self.chosen_changed.emit()
