"""The table of a list's entries."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.core.executor import Entry
from app.ui.batch.thumbnails import Thumbnails
from app.ui.look import Look
from app.ui.single.entry_model import ENTRY_ROLE, LENGTH, NUMBER, TITLE, EntryModel

ENTRY_PICTURE = QSize(64, 36)
_ROW = 44
_GAP = 8  # pixels, between picture and title

Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Puts the picture before the title, or its place where there is none yet."""

    def __init__(self, view: QTableView, look: Look, thumbnails: Thumbnails) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self._thumbnails = thumbnails
        self._empty = QIcon()
        look.changed.connect(self._draw)
        self._draw()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        entry: Entry | None = index.data(ENTRY_ROLE)
        if index.column() != TITLE or entry is None:
            return
        ratio = self._view.devicePixelRatioF()
        picture = self._thumbnails.picture(entry.thumbnail, ratio)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = ENTRY_PICTURE + QSize(_GAP, 0)
        option.decorationAlignment = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        option.icon = QIcon(picture) if picture is not None else self._empty
        if entry.title == "":
            option.textElideMode = Qt.TextElideMode.ElideMiddle

    def _draw(self) -> None:
        picture = QPixmap(ENTRY_PICTURE)
        picture.fill(QColor(self._look.colours.line))
        self._empty = QIcon(picture)


class EntryTable(QTableView):
    """Space marks what is selected; Enter does too, for one."""

    def __init__(self, rows: EntryModel, look: Look, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(EntryDelegate(self, look, thumbnails))
        self.setObjectName("entries")
        self.setProperty("kind", "table")
        self.setAccessibleName(self.tr("Videos of the list"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setIconSize(ENTRY_PICTURE)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(NUMBER, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(LENGTH, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(NUMBER, 84)
        self.setColumnWidth(LENGTH, 84)
        self.setMinimumHeight(3 * _ROW)
        thumbnails.arrived.connect(lambda _address: self.viewport().update())
        self.doubleClicked.connect(lambda index: rows.toggle([index.row()]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and plain:
            self._rows.toggle([index.row() for index in self.selectionModel().selectedRows()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._rows.toggle([self.currentIndex().row()])
        else:
            super().keyPressEvent(event)
