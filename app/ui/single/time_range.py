"""Fields for a part of a video."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.download import Section
from app.ui.single.moments import SectionFault, section_of
from app.ui.widgets import PlainLabel


class TimeRange(QWidget):
    """From and to, both of which may be left empty; says in words what cannot be."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._duration: float | None = None
        self.start = _field("from_time", self.tr("From"), self.tr("start"))
        self.end = _field("to_time", self.tr("To"), self.tr("end"))
        self.words = PlainLabel(tone="dim", wrap=True)
        self.words.setObjectName("time_words")
        between = PlainLabel(self.tr("to"), tone="dim")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.start)
        row.addWidget(between)
        row.addWidget(self.end)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.words)
        self.setFocusProxy(self.start)
        for field in (self.start, self.end):
            field.textEdited.connect(self._edited)
        self._say()

    def section(self) -> Section | SectionFault | None:
        """The part that is meant, None for all of it, or why there is none such."""
        return section_of(self.start.text(), self.end.text(), self._duration)

    def show_all(self, duration: float | None) -> None:
        """Mean all of another video."""
        self._duration = duration
        self.start.clear()
        self.end.clear()
        self._say()

    def _edited(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        section = self.section()
        is_wrong = isinstance(section, SectionFault)
        self.words.set_tone("failed" if is_wrong else "dim")
        usual = self.tr("As 1:02 or 1:02:03. The whole video is fetched, then it is cut.")
        self.words.setText(section.sentence if isinstance(section, SectionFault) else usual)
        for field in (self.start, self.end):
            field.setAccessibleDescription(self.words.text())


def _field(name: str, label: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(label)
    field.setPlaceholderText(hint)
    field.setMaxLength(12)
    field.setFixedWidth(96)
    field.setMinimumHeight(32)
    return field
