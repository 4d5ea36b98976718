"""Labelled fields in a column, as dialogs and pages are made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from app.ui.translation import translate
from app.ui.widgets import PlainLabel, named_button

T = TypeVar("T")

WIDEST = 420
"""Pixels: a choice of a few words need not fill a wide window."""

_READABLE = 250
"""Pixels: no choice is narrower than its words, unless these are long."""

_BEFORE_LABEL = 8
_BOX = 30


class ValueCombo(QComboBox, Generic[T]):
    """A choice of one value out of several, each under words of its own."""

    chosen = Signal()  # another value; not where the program shows one

    def __init__(self, items: Iterable[tuple[T, str]] = ()) -> None:
        super().__init__()
        self._values: list[T] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDEST)
        # The combo box's own delegate does not heed the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.offer(items)
        self.currentIndexChanged.connect(self._tell)

    def offer(self, items: Iterable[tuple[T, str]]) -> None:
        """Offer these instead; the value stays where it is among them."""
        before = self.value() if self._values else None
        blocked = self.blockSignals(True)
        self.clear()
        self._values = []
        for value, words in items:
            self._values.append(value)
            self.addItem(words)
        if before in self._values:
            self.setCurrentIndex(self._values.index(before))
        self.blockSignals(blocked)

    def value(self) -> T:
        return self._values[max(0, self.currentIndex())]

    def show_value(self, value: T) -> None:
        """Show a value without telling that it was chosen; the first if it is not offered."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)
        self.blockSignals(blocked)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), _READABLE), hint.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The page is to scroll under the pointer, not the value to change.
        event.ignore()

    def _tell(self) -> None:
        self.chosen.emit()


class Number(QSpinBox):
    """A whole number; typing is heard once it is complete."""

    def __init__(self, numbers: range) -> None:
        super().__init__()
        self.setRange(numbers[0], numbers[-1])
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(8, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_value(self, value: int) -> None:
        """Show a value without telling that it was chosen."""
        blocked = self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _under_the_words(is_right_to_left: bool) -> tuple[int, int, int, int]:
    return (0, 0, _BOX, 0) if is_right_to_left else (_BOX, 0, 0, 0)


def _widest(widgets: Iterable[QWidget]) -> int:
    """What the widest of them needs at least."""
    return max((one.minimumSizeHint().width() for one in widgets), default=0)


def show_checked(box: QCheckBox, checked: bool) -> None:
    """Check or uncheck it without telling that the person did."""
    blocked = box.blockSignals(True)
    box.setChecked(checked)
    box.blockSignals(blocked)


@dataclass(frozen=True, slots=True)
class _Row:
    """A label and what stands beside it; without a label it takes the whole width."""

    field: QWidget
    label: QWidget | None = None


class Form(QWidget):
    """Rows of a label and a field, with a hint below where one is given.

    Where there is no room for one beside the other, every label stands above its field.
    """

    # Not a QFormLayout: that one keeps the heights of sentences for a width it has no more.

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._boxes: dict[QWidget, _Row] = {}
        self._aligned: tuple[QWidget, ...] = ()
        self._is_wrapped = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)

    def add(
        self, label: str, field: QWidget, hint: str | PlainLabel = "", *beside: QWidget
    ) -> None:
        """A row of its own: the label, the field, buttons beside it, and a hint below them."""
        name = PlainLabel(label)
        name.setBuddy(field)
        name.setContentsMargins(0, _BEFORE_LABEL, 0, 0)
        name.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self._boxes[field] = self._add(self._with_hint(field, hint, beside), name)

    def add_wide(self, field: QWidget, hint: str | PlainLabel = "", *beside: QWidget) -> None:
        """A row without a label: a check box, which has its words, or a text."""
        if isinstance(field, QCheckBox) and not field.accessibleName():
            field.setAccessibleName(field.text())
        self._boxes[field] = self._add(self._with_hint(field, hint, beside))

    def heading(self, words: str) -> None:
        """Begin a group of rows."""
        label = PlainLabel(words)
        label.setProperty("scale", "heading")
        label.setContentsMargins(0, 8 if self._rows else 0, 0, 0)
        self._add(label)

    @property
    def row_labels(self) -> list[QWidget]:
        """Those of all rows, shown or not."""
        return [row.label for row in self._rows if row.label]

    def align(self, labels: Sequence[QWidget]) -> None:
        """Let the fields begin behind the widest of these, some of which are another form's."""
        self._aligned = tuple(labels)
        self._wrap()

    def show_row(self, field: QWidget, *, shown: bool) -> None:
        """Show or hide the row of a field."""
        row = self._boxes[field]
        if row.field.isHidden() is shown:
            row.field.setVisible(shown)
            if row.label:
                row.label.setVisible(shown)
            self._wrap()

    def minimumSizeHint(self) -> QSize:
        shown = [one for row in self._shown() for one in (row.label, row.field) if one]
        return QSize(_widest(shown), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _add(self, field: QWidget, label: QWidget | None = None) -> _Row:
        row = _Row(field, label)
        self._rows.append(row)
        self._place(len(self._rows) - 1, row)
        return row

    def _place(self, number: int, row: _Row) -> None:
        """Two lines of the grid for each row, of which the second is for a field below."""
        line = 2 * number
        if row.label is None:
            self._grid.addWidget(row.field, line, 0, 1, 2)
        elif self._is_wrapped:
            self._grid.addWidget(row.label, line, 0, 1, 2)
            self._grid.addWidget(row.field, line + 1, 0, 1, 2)
        else:
            self._grid.addWidget(row.label, line, 0)
            self._grid.addWidget(row.field, line, 1)

    def _wrap(self) -> None:
        """Put the labels where there is room for them."""
        labelled = [row for row in self._shown() if row.label]
        labels = _widest(self._aligned or [row.label for row in labelled if row.label])
        fields = _widest([row.field for row in labelled])
        wraps = labels + self._grid.horizontalSpacing() + fields > self.width()
        self._grid.setColumnMinimumWidth(0, labels if self._aligned and not wraps else 0)
        if wraps is self._is_wrapped:
            return
        self._is_wrapped = wraps
        for number, row in enumerate(self._rows):
            if row.label is not None:
                self._grid.removeWidget(row.label)
                self._grid.removeWidget(row.field)
                self._place(number, row)

    def _shown(self) -> list[_Row]:
        return [row for row in self._rows if not row.field.isHidden()]

    def _with_hint(
        self, field: QWidget, hint: str | PlainLabel, beside: tuple[QWidget, ...]
    ) -> QWidget:
        # Parents before children: each change of parent has a whole branch dressed anew.
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        column.addLayout(line)
        fixed = field.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
        line.addWidget(field, 0 if fixed else 1000)
        for one in beside:
            line.addWidget(one)
        if fixed or field.maximumWidth() <= WIDEST:
            line.addStretch(1)  # the rest of the width, so that the field stands at its beginning
        if isinstance(hint, str) and hint:
            field.setAccessibleDescription(hint)
            hint = PlainLabel(hint, tone="dim", wrap=True)
        if isinstance(hint, PlainLabel):
            if isinstance(field, QCheckBox):
                hint.setContentsMargins(*_under_the_words(self.isRightToLeft()))
            column.addWidget(hint)
        return box


class PageArea(QScrollArea):
    """A page that scrolls up and down where the window is low; never narrower than the page."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.page = QWidget()  # to be filled
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(self.page)
        self.viewport().setAutoFillBackground(False)
        self.page.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.page.minimumSizeHint().width() + bar, 120)


def close_button(dialog: QDialog) -> QPushButton:
    """The button that closes a dialog in which every change has counted already."""
    button = named_button(translate("Dialog", "Close"), "close")
    button.setAutoDefault(False)  # Enter in a field is not meant for it
    button.clicked.connect(dialog.close)
    return button
