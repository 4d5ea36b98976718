"""More about the current row: the reason first, then the facts, the log and the command."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.download import Download, DownloadRequest, DownloadState, Place
from app.ui import amounts
from app.ui.batch import forecast_text, row_text
from app.ui.batch.cloud_rows import HEARD, is_stale
from app.ui.batch.cloud_watch import CloudWatch
from app.ui.batch.log_book import LogBook
from app.ui.batch.remedies import first_remedy
from app.ui.batch.row_action import RowAction
from app.ui.choices import words
from app.ui.preferences import Preferences
from app.ui.text import Remedy, failure, remedy_label
from app.ui.widgets import ElidedLabel, PlainLabel, left_to_right, plain_button

_LONGEST = 2000
_LOWEST = 56  # pixels: with notices above, a low window has no more


class DetailPane(QScrollArea):
    """Shows one row; empty until there is one. Scrolls where the window is low."""

    pressed_action = Signal(str, str)  # an action, and the id of the row it is for
    close_wanted = Signal()

    def __init__(
        self,
        logs: LogBook,
        describe_command: Callable[[DownloadRequest], str],
        preferences: Preferences,
        cloud: CloudWatch,
    ) -> None:
        super().__init__()
        self._logs = logs
        self._cloud = cloud
        self._preferences = preferences
        self._describe_command = describe_command
        self._row: Download | None = None
        self.setObjectName("details")
        self.setAccessibleName(self.tr("Details"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_LOWEST)
        self.title = ElidedLabel()
        self.title.setProperty("weight", "medium")
        self.title.setObjectName("detail_title")
        self.reason = PlainLabel(wrap=True)
        self.reason.setObjectName("detail_reason")
        self.remedy = QPushButton()
        self.remedy.setObjectName("detail_remedy")
        self.remedy.setAccessibleName(self.tr("Remedy"))
        self.link, self.folder, self.choice, self.place = (
            _value(name) for name in ("link", "folder", "choice", "place")
        )
        self._facts = QFormLayout()
        self.log = _field(self.tr("Log"), "detail_log")
        self.command = _field(self.tr("The same as a yt-dlp command"), "detail_command")
        self.copy_log = self._copier(self.tr("Copy log"), "copy_log", self.log)
        self.copy_command = self._copier(self.tr("Copy command"), "copy_command", self.command)
        closing = plain_button("", self.tr("Close the details"), "x")
        closing.setObjectName("close_details")
        closing.clicked.connect(self.close_wanted)
        self.remedy.clicked.connect(self._press_remedy)
        leaving = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leaving.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leaving.activated.connect(self.close_wanted)
        self._lay_out(closing)
        self.show_row(None)

    def show_row(self, row: Download | None) -> None:
        """Show another row, or how the same one stands now."""
        another = (row.id if row else None) != (self._row.id if self._row else None)
        self._row = row
        for widget in (self.log, self.command, self.copy_log, self.copy_command):
            widget.setEnabled(row is not None)
        if row is None:
            self.title.setText(self.tr("Choose a download to see more about it."))
            for empty in (self.reason, self.link, self.folder, self.choice, self.place):
                empty.setText("")
            self.remedy.hide()
            self.log.clear()
            self.log.setPlaceholderText("")
            self.command.clear()
            return
        self.log.setPlaceholderText(self.tr("No messages since Spool was started."))
        self.title.setText(row_text.title(row))
        self._show_reason(row)
        request = row.request
        self.link.setText(left_to_right(request.url[:_LONGEST]))
        self.folder.setText(left_to_right(_joined(request.folder, _file_name(row))))
        self.choice.setText(words.named(request.choices, self._preferences.settings.presets))
        self._show_place(row)
        if another:
            self.command.setPlainText(self._describe_command(request))
        self._show_log(row, another=another)

    def _show_reason(self, row: Download) -> None:
        failed = row.state is DownloadState.FAILED
        self.reason.set_tone("failed" if failed else "dim")
        self.reason.setText(failure(row.update.error).reason if failed else self._state(row))
        self.remedy.setVisible(failed)
        if failed:
            remedy = self._first_remedy(row)
            self.remedy.setText(remedy_label(remedy))
            self.remedy.setAccessibleName(remedy_label(remedy))

    def _state(self, row: Download) -> str:
        """How it stands, and what a look before the start has shown."""
        standing = self._cloud.standing if row.asked else HEARD
        first = row_text.status(row, row.finished or row.added, standing=standing)[0]
        return " · ".join([first, *forecast_text.words(row)])

    def _show_place(self, row: Download) -> None:
        is_there = row.place is Place.CLOUD
        parts = [self.tr("In the cloud") if is_there else self.tr("This computer")]
        if is_there and row.update.worked is not None:
            parts.append(self.tr("{0} of work").format(amounts.span(row.update.worked)))
        if is_stale(row, self._cloud.standing):
            parts.append(self.tr("not connected"))
        self.place.setText(" · ".join(parts))
        self._facts.setRowVisible(self.place, is_there or self._cloud.has_service)

    def _first_remedy(self, row: Download) -> Remedy:
        return first_remedy(row, has_service=self._cloud.has_service)

    def _show_log(self, row: Download, *, another: bool) -> None:
        text = self._logs.text(row.id)
        if row.update.detail and row.update.detail not in text:
            text = f"{text}\n{row.update.detail}".strip()
        if text == self.log.toPlainText():
            return
        bar = self.log.verticalScrollBar()
        at_end = another or bar.value() >= bar.maximum() - 4
        place = bar.value()
        self.log.setPlainText(text)
        bar.setValue(bar.maximum() if at_end else place)

    def _press_remedy(self) -> None:
        if self._row is not None:
            is_retry = self._first_remedy(self._row) is Remedy.RETRY
            action = RowAction.RETRY if is_retry else RowAction.REMEDY
            self.pressed_action.emit(action, self._row.id)

    def _copier(self, label: str, name: str, field: QPlainTextEdit) -> QPushButton:
        button = plain_button(label, label, "copy")
        button.setObjectName(name)
        button.clicked.connect(lambda: QGuiApplication.clipboard().setText(field.toPlainText()))
        return button

    def _lay_out(self, closing: QPushButton) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(closing)
        reason = QHBoxLayout()
        reason.addWidget(self.reason, 1)
        reason.addWidget(self.remedy)
        facts = self._facts
        facts.setHorizontalSpacing(14)
        facts.setVerticalSpacing(3)
        for label, value in (
            (self.tr("Link"), self.link),
            (self.tr("Where"), self.folder),
            (self.tr("Choice"), self.choice),
            (self.tr("Place"), self.place),
        ):
            facts.addRow(PlainLabel(label, tone="dim"), value)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        for field, label, button, share in (
            (self.log, self.tr("Log"), self.copy_log, 3),
            (self.command, self.tr("The same as a yt-dlp command"), self.copy_command, 2),
        ):
            column, head = QVBoxLayout(), QHBoxLayout()
            column.setSpacing(4)
            head.addWidget(ElidedLabel(label, tone="dim"), 1)
            head.addWidget(button)
            column.addLayout(head)
            column.addWidget(field, 1)
            fields.addLayout(column, share)
        page = _Page()
        self.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(reason)
        column.addLayout(facts)
        column.addLayout(fields, 1)


class _Page(QWidget):
    """As low as it can be before it scrolls, although a sentence on it may wrap."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout else -1


def _file_name(row: Download) -> str:
    """What the file is called, or would be."""
    return row.update.file_name or (row.forecast.file_name if row.forecast else "")


def _joined(folder: str, file_name: str) -> str:
    separator = "\\" if "\\" in folder and "/" not in folder else "/"
    return f"{folder.rstrip('/' + chr(92))}{separator}{file_name}" if file_name else folder


def _value(name: str) -> ElidedLabel:
    label = ElidedLabel()
    label.setObjectName(f"detail_{name}")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label


def _field(name: str, object_name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setUndoRedoEnabled(False)
    field.setObjectName(object_name)
    field.setAccessibleName(name)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(12)
    field.setFont(font)
    field.setMinimumHeight(48)
    return field
