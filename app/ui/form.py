"""Labelled fields in a column, as dialogs and pages are made of them."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
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
from app.ui.widgets import PlainLabel

T = TypeVar("T")

WIDEST = 420
"""Pixels: a choice of a few words need not fill a wide window."""

_ROLES = tuple(QFormLayout.ItemRole)
_BEFORE_LABEL = 8
_BOX = 30


class ValueCombo(QComboBox, Generic[T]):
    """A choice of one value out of several, each under words of its own."""

    chosen = Signal()  # another value; not where the program shows one

    def __init__(self, items: Iterable[tuple[T, str]] = ()) -> None:
        super().__init__()
        self._values: list[T] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(8)
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


def show_checked(box: QCheckBox, checked: bool) -> None:
    """Check or uncheck it without telling that the person did."""
    blocked = box.blockSignals(True)
    box.setChecked(checked)
    box.blockSignals(blocked)


class Form(QWidget):
    """Rows of a label and a field, with a hint below where one is given.

    Where there is no room for one beside the other, every label stands above its field.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[QWidget, QWidget] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._form.setFormAlignment(Qt.AlignmentFlag.AlignTop)

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
        self._form.addRow(name, self._with_hint(field, hint, beside))

    def add_wide(self, field: QWidget, hint: str | PlainLabel = "", *beside: QWidget) -> None:
        """A row without a label: a check box, which has its words, or a text."""
        if isinstance(field, QCheckBox) and not field.accessibleName():
            field.setAccessibleName(field.text())
        self._form.addRow(self._with_hint(field, hint, beside))

    def heading(self, words: str) -> None:
        """Begin a group of rows."""
        label = PlainLabel(words)
        label.setProperty("scale", "heading")
        label.setContentsMargins(0, 8 if self._form.rowCount() else 0, 0, 0)
        self._form.addRow(label)

    def show_row(self, field: QWidget, *, shown: bool) -> None:
        """Show or hide the row of a field."""
        if self._form.isRowVisible(self._rows[field]) is not shown:
            self._form.setRowVisible(self._rows[field], shown)
            self._wrap()

    def minimumSizeHint(self) -> QSize:
        margins = self._form.contentsMargins()
        width = max(self._least_widths(*_ROLES), default=0)
        return QSize(width + margins.left() + margins.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        label = max(self._least_widths(QFormLayout.ItemRole.LabelRole), default=0)
        field = max(self._least_widths(QFormLayout.ItemRole.FieldRole), default=0)
        fits = label + self._form.horizontalSpacing() + field <= self.width()
        policies = QFormLayout.RowWrapPolicy
        self._form.setRowWrapPolicy(policies.DontWrapRows if fits else policies.WrapAllRows)

    def _least_widths(self, *roles: QFormLayout.ItemRole) -> list[int]:
        rows = [row for row in range(self._form.rowCount()) if self._form.isRowVisible(row)]
        items = [self._form.itemAt(row, role) for row in rows for role in roles]
        return [item.minimumSize().width() for item in items if item is not None]

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
            if isinstance(field, QCheckBox):
                hint.setContentsMargins(*_under_the_words(self.isRightToLeft()))
        if hint:
            column.addWidget(hint)
        self._rows[field] = box
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
    button = QPushButton(translate("Dialog", "Close"))
    button.setObjectName("close")
    button.setAccessibleName(button.text())
    button.setAutoDefault(False)  # Enter in a field is not meant for it
    button.clicked.connect(dialog.close)
    return button
