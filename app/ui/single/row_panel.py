"""The download that was started here: how it stands, and what can be done with it."""

import time
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.download import Download, DownloadState
from app.core.queue_events import PartialListener
from app.ui import amounts
from app.ui.announce import announce
from app.ui.batch import row_text
from app.ui.batch.cloud_rows import is_stale
from app.ui.batch.cloud_watch import CloudWatch
from app.ui.batch.remedies import remedy_of
from app.ui.batch.row_action import RowAction, buttons, words_for
from app.ui.batch.row_delegate import is_sweeping
from app.ui.batch.thumbnails import Thumbnails
from app.ui.icons import icon
from app.ui.look import Look
from app.ui.single.busy_bar import BusyBar
from app.ui.single.preview import Preview
from app.ui.widgets import ElidedLabel, PlainLabel

_OFFERED = (
    RowAction.REMEDY,
    RowAction.SAVE_HERE,
    RowAction.OPEN,
    RowAction.SHOW_IN_FOLDER,
    RowAction.RETRY,
    RowAction.PAUSE,
    RowAction.RESUME,
    RowAction.CANCEL,
    RowAction.AGAIN,
)
_COLOURS = {
    DownloadState.COMPLETED: "done",
    DownloadState.PAUSED: "paused",
    DownloadState.FAILED: "failed",
}


class RowWatch(PartialListener):
    """Tells of one row of the queue, and of its end."""

    def __init__(self, changed: Callable[[Download], None], removed: Callable[[], None]) -> None:
        self.id = ""
        self._changed = changed
        self._removed = removed

    def rows_changed(self, rows: Sequence[Download]) -> None:
        for row in rows:
            if row.id == self.id:
                self._changed(row)

    def rows_removed(self, ids: Collection[str]) -> None:
        if self.id in ids:
            self.id = ""
            self._removed()


class RowPanel(QWidget):
    """One row of the queue, written large."""

    pressed = Signal(str)  # a RowAction
    another_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, look: Look, thumbnails: Thumbnails, cloud: CloudWatch) -> None:
        super().__init__()
        self._cloud = cloud
        self._row: Download | None = None
        self._shown: tuple[object, ...] = ()
        self.setObjectName("single_row")
        self.preview = Preview(look, thumbnails)
        self.status = PlainLabel(tone="dim", wrap=True)
        self.status.setObjectName("row_status")
        self.note = PlainLabel(tone="paused", wrap=True)
        self.note.setObjectName("row_note")
        self.note.hide()
        self.file = ElidedLabel(tone="dim")
        self.file.setObjectName("row_file")
        self.bar = BusyBar(look)
        self.bar.setObjectName("row_progress")
        self.bar.setAccessibleName(self.tr("Progress"))
        self.buttons = {action: self._button(action) for action in _OFFERED}
        self.another = QPushButton(icon("plus"), " " + self.tr("Download another"))
        self.another.setObjectName("download_another")
        self.another.setAccessibleName(self.tr("Download another"))
        self.to_list = QPushButton(icon("list"), " " + self.tr("Show the list"))
        self.to_list.setObjectName("show_list")
        self.to_list.setAccessibleName(self.tr("Show the list of downloads"))
        self.another.clicked.connect(self.another_wanted)
        self.to_list.clicked.connect(self.list_wanted)
        self._lay_out()

    @property
    def row(self) -> Download | None:
        return self._row

    def show_new(self, row: Download, note: str = "") -> None:
        """Show another row, with a word about it."""
        self._row = None
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.show_row(row)

    def show_row(self, row: Download) -> None:
        """Show how the row stands now."""
        before, self._row, cloud = self._row, row, self._cloud
        update = row.update
        if before is None or _face(before) != _face(row):
            is_audio = row.request.choices.audio is not None
            title = row_text.title(row)
            self.preview.show_video(
                title,
                update.uploader,
                update.thumbnail,
                update.duration,
                link=row.request.url,
                is_audio=is_audio,
            )
        line = row_text.status_line(row, time.time(), standing=cloud.standing)
        self.status.setText(line)
        self.status.set_tone("failed" if row.state is DownloadState.FAILED else "dim")
        self.file.setText(update.file_name)
        self.file.setVisible(RowAction.OPEN.fits(row))
        self._show_bar(row)
        kind = (*_kind(row), self._cloud.has_service)
        if before is None or kind != self._shown:
            self._shown = kind
            self._show_buttons(row)
            announce(self, line)

    def _show_bar(self, row: Download) -> None:
        state, fraction = row.state, row.update.progress.fraction
        stale = is_stale(row, self._cloud.standing)
        if state is DownloadState.COMPLETED:
            fraction = 1.0
        elif stale or not is_sweeping(row):
            fraction = fraction or 0.0
        usual = "accent" if row.is_in_cloud else _COLOURS.get(state, "accent")
        self.bar.show_fraction(fraction, "dim" if stale else usual)
        is_done = state is DownloadState.COMPLETED
        words = "" if fraction is None else amounts.percent(fraction, done=is_done)
        self.bar.setAccessibleDescription(words)

    def _show_buttons(self, row: Download) -> None:
        had_focus = any(button.hasFocus() for button in self.buttons.values())
        has_service = self._cloud.has_service
        offered = {action for action in _OFFERED if _is_offered(action, row)}
        primary = next((action for action in _OFFERED if action in offered), None)
        for action, button in self.buttons.items():
            # The primary one comes first in the eye, and is what Enter is for.
            is_primary = action is primary and row.state is DownloadState.COMPLETED
            _dress(button, "primary" if is_primary else "")
            words = words_for(action, row, has_service=has_service)
            role = QPalette.ColorRole.HighlightedText if is_primary else QPalette.ColorRole.Text
            is_remedy = action is RowAction.REMEDY
            remedy = remedy_of(row, has_service=has_service) if is_remedy else None
            button.setIcon(icon(remedy.icon if remedy else action.icon, role))
            button.setText(" " + words)
            button.setAccessibleName(words)
            button.setVisible(action in offered)
        if had_focus and primary is not None:
            self.buttons[primary].setFocus()

    def focus_first(self) -> None:
        """Put the focus on what is to be done next."""
        shown = (button for button in self.buttons.values() if not button.isHidden())
        next(shown, self.another).setFocus()

    def _button(self, action: RowAction) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"single_{action}")
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(lambda: self.pressed.emit(action))
        button.hide()
        return button

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "page")
        self.preview.words.insertWidget(2, self.note)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in self.buttons.values():
            acts.addWidget(button)
        acts.addStretch(1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.setSpacing(10)
        inside.addWidget(self.preview)
        inside.addSpacing(4)
        inside.addWidget(self.bar)
        inside.addWidget(self.status)
        inside.addWidget(self.file)
        inside.addLayout(acts)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self.another)
        bottom.addWidget(self.to_list)
        bottom.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addLayout(bottom)
        column.addStretch(1)


def _is_offered(action: RowAction, row: Download) -> bool:
    if action is RowAction.REMEDY:
        return action.fits(row)
    if action is RowAction.AGAIN:
        return row.state is DownloadState.COMPLETED
    return action in buttons(row)


def _face(row: Download) -> tuple[object, ...]:
    update = row.update
    return row.id, update.title, update.uploader, update.thumbnail, update.duration


def _kind(row: Download) -> tuple[object, ...]:
    """What decides over the buttons."""
    update = row.update
    known = update.state, update.error, update.file_name, update.remark
    return row.id, row.asked, row.place, row.is_in_cloud, *known


def _dress(button: QPushButton, kind: str) -> None:
    if (button.property("kind") or "") != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)
