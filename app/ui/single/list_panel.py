"""A list: its entries with check marks, and the button that adds the chosen ones to the batch."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.core.download import DownloadRequest
from app.core.executor import Entry, ProbeUpdate
from app.ui.announce import announce
from app.ui.batch.row_filter import words_of
from app.ui.batch.row_text import one_line
from app.ui.batch.search_field import SearchField
from app.ui.batch.thumbnails import Thumbnails
from app.ui.choices.preset_button import PresetButton
from app.ui.icons import icon
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.single.busy_bar import BusyBar
from app.ui.single.entry_model import EntryModel
from app.ui.single.entry_table import EntryTable
from app.ui.single.number_ranges import numbers_of
from app.ui.text import failure
from app.ui.translation import counted
from app.ui.widgets import ElidedLabel, PlainLabel

_MOST = 20_000  # numbers; beyond what is read of any list


class ListPanel(QWidget):
    """Entries stream in while some are chosen already."""

    stopped = Signal()
    add_wanted = Signal()
    presets_wanted = Signal()

    def __init__(self, preferences: Preferences, look: Look, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._preferences = preferences
        self._url = ""
        self._is_reading = False
        self._remark = ""
        self.list_title = ""
        self.setObjectName("list")
        self.rows = EntryModel()
        self.title = ElidedLabel()
        self.title.setObjectName("list_title")
        self.title.setProperty("scale", "large")
        self.state = PlainLabel(tone="dim", wrap=True)
        self.state.setObjectName("list_state")
        self.bar = BusyBar(look)
        self.bar.setObjectName("list_bar")
        self.bar.setAccessibleName(self.tr("Reading the list"))
        self.stop = _button("stop_list", self.tr("Stop"))
        self.all = _button("choose_all", self.tr("All"), self.tr("Choose all that are shown"))
        self.none = _button("choose_none", self.tr("None"), self.tr("Choose none of those shown"))
        self.range = QLineEdit()
        self.range.setObjectName("choose_range")
        self.range.setAccessibleName(self.tr("Choose by number, such as 3-10, 14"))
        self.range.setPlaceholderText(self.tr("By number: 3-10, 14"))
        self.range.setToolTip(self.range.accessibleName())
        self.range.setMaxLength(200)
        self.range.setFixedHeight(34)
        self.range.setFixedWidth(214)
        self.search = SearchField()
        self.search.setObjectName("list_search")
        self.table = EntryTable(self.rows, look, thumbnails)
        self.count = PlainLabel(tone="dim", wrap=True)
        self.count.setObjectName("list_count")
        self.preset = PresetButton(preferences, self)
        self.preset.setObjectName("list_preset")
        self.add = QPushButton(icon("plus", QPalette.ColorRole.HighlightedText), "")
        self.add.setObjectName("add_chosen")
        self.add.setProperty("kind", "primary")
        self.add.setFixedHeight(38)
        self.add.setToolTip(self.tr("Add to the batch (Ctrl+Enter)"))
        self._lay_out()
        self._wire()
        self._count()

    def begin(self, url: str) -> None:
        """Show another list, of which nothing is known yet."""
        self._url = url
        self._remark = self.list_title = ""
        self.range.clear()
        self.search.clear()
        self.rows.clear()
        self._is_reading = True
        self._show_state()

    def take(self, update: ProbeUpdate) -> None:
        """A page of its entries, or its end."""
        self.list_title = update.list_title or self.list_title
        if update.entries:
            is_first = not self.rows.total
            self.rows.add(update.entries)
            if is_first:
                self.table.setCurrentIndex(self.rows.index(0, 0))
        if update.last:
            self.end(self._remark_on(update))
        self._show_state()

    def end(self, remark: str = "") -> None:
        """Nothing more comes; what has come stays."""
        self._is_reading = False
        self._remark = remark
        self._show_state()
        announce(self, self.state.text())

    def stop_reading(self) -> None:
        """The person has stopped it."""
        if self._is_reading:
            self.end(self.tr("Stopped: there may be more in the list."))

    def requests(self) -> list[DownloadRequest]:
        """What is asked for the chosen entries."""
        usual = self._preferences.request(self._url)
        folder, naming, title = usual.folder, usual.naming, self.list_title
        return [
            DownloadRequest(
                entry.url,
                usual.choices,
                folder=folder,
                naming=naming,
                list_title=title,
                list_number=number,
            )
            for number, entry in self.rows.chosen()
        ]

    def known(self) -> dict[str, Entry]:
        """What the list says of the chosen entries, by their links."""
        return {entry.url: entry for _number, entry in self.rows.chosen()}

    def _remark_on(self, update: ProbeUpdate) -> str:
        if update.error is not None:
            return failure(update.error).reason
        if update.truncated:
            return self.tr("The list goes on beyond what is read at once.")
        return ""

    def _show_state(self) -> None:
        if self._is_reading:
            number = QLocale().toString(self.rows.total)
            state = self.tr("Reading the list: {0} so far").format(number)
        else:
            state = counted("ListPanel", "1 entry", "%n entries", self.rows.total)
        if self._remark:
            state = f"{state} · {self._remark}"
        self.title.setText(one_line(self.list_title) or self.tr("List"))
        self.setAccessibleName(self.title.text())
        self.state.setText(state)
        self.state.set_tone("paused" if self._remark else "dim")
        self.bar.setVisible(self._is_reading)
        self.bar.show_fraction(None if self._is_reading else 1.0)
        self.stop.setVisible(self._is_reading)

    def _count(self) -> None:
        chosen, total = self.rows.chosen_count, self.rows.total
        numbers = (QLocale().toString(chosen), QLocale().toString(total))
        self.count.setText(self.tr("{0} of {1} chosen").format(*numbers))
        self.count.set_tone("dim")
        words = self.tr("Add {0} to the batch").format(numbers[0])
        self.add.setText(" " + words)
        self.add.setAccessibleName(words)
        self.add.setEnabled(chosen > 0)

    def _choose_range(self, text: str) -> None:
        if not text.strip():
            return
        meant = numbers_of(text, _MOST)
        if meant is None:
            self.count.setText(self.tr("Write numbers as 3-10, 14."))
            self.count.set_tone("failed")
            return
        self.rows.mark_numbers(meant)

    def _choose_all(self, *, on: bool) -> None:
        self.range.clear()
        self.rows.mark_shown(on=on)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.state)
        head.addLayout(words, 1)
        head.addWidget(self.stop)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.all)
        tools.addWidget(self.none)
        tools.addWidget(self.range)
        tools.addStretch(1)
        tools.addWidget(self.search, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(12)
        bottom.addWidget(self.count, 1)
        bottom.addWidget(self.preset)
        bottom.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)

    def _wire(self) -> None:
        self.rows.chosen_changed.connect(self._count)
        self.stop.clicked.connect(self.stopped)
        self.all.clicked.connect(lambda: self._choose_all(on=True))
        self.none.clicked.connect(lambda: self._choose_all(on=False))
        self.range.textEdited.connect(self._choose_range)
        self.search.textChanged.connect(lambda text: self.rows.show_only(words_of(text)))
        self.search.left.connect(self.table.setFocus)
        self.preset.editor_wanted.connect(self.presets_wanted)
        self.add.clicked.connect(self.add_wanted)


def _button(name: str, text: str, hint: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(hint or text)
    button.setToolTip(hint)
    return button
