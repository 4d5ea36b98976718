"""What is known of the rows before they start, in one quiet line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.core.preflight import Summary
from app.ui import amounts
from app.ui.announce import announce
from app.ui.icons import icon
from app.ui.translation import QT_TRANSLATE_NOOP, counted, translate
from app.ui.widgets import PlainLabel, plain_button

_SIGN = 16


class PreflightBar(QFrame):
    """Stands between filters and list while there is something to sum up."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preflight_bar")
        self._summary: Summary | None = None
        self._dismissed = False
        self._sign = QLabel()
        self.words = PlainLabel(wrap=True)
        self.words.setObjectName("preflight")
        self.stop = plain_button(self.tr("Stop"), self.tr("Stop the check"))
        self.stop.setObjectName("stop_check")
        self.close_button = plain_button("", self.tr("Close this line"), "x")
        self.close_button.setObjectName("close_check")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        row.addWidget(self.close_button)
        self.stop.clicked.connect(self.stop_wanted)
        self.close_button.clicked.connect(self.dismiss)
        self.hide()

    def expect(self) -> None:
        """Show the next summary even if the line was closed."""
        self._dismissed = False

    def dismiss(self) -> None:
        """Close the line; a check that is under way goes on behind it."""
        summary, self._dismissed = self._summary, True
        self.hide()
        if summary and summary.checked == summary.of:
            self.stop_wanted.emit()  # nothing is left to stop: it is only forgotten

    def show_summary(self, summary: Summary | None, free: int | None) -> None:
        """Say how far the check is and what it has found; None takes the line away."""
        if summary is None or not summary.of:
            self._summary = None
            self._dismissed = False
            self.hide()
            return
        was_under_way = self._summary is not None and self._summary.checked < self._summary.of
        self._summary = summary
        warns = summary.missing_bytes > 0
        self.words.setText(" · ".join(_parts(summary, free)))
        self.words.set_tone("failed" if warns else "")
        name, role = ("triangle-alert", QPalette.ColorRole.Text) if warns else _CALM
        self._sign.setPixmap(icon(name, role).pixmap(_SIGN, _SIGN))
        self.stop.setVisible(summary.checked < summary.of)
        self.setVisible(not self._dismissed)
        if was_under_way and summary.checked == summary.of:
            announce(self, self.words.text())


def _parts(summary: Summary, free: int | None) -> list[str]:
    parts = [_checked(summary)]
    if summary.size:
        parts.append(_size(summary, free))
    if summary.unknown_sizes:
        one = QT_TRANSLATE_NOOP("Preflight", "1 of unknown size")
        many = QT_TRANSLATE_NOOP("Preflight", "%n of unknown size")
        parts.append(counted("Preflight", one, many, summary.unknown_sizes))
    for count, (one, many) in zip(
        (
            summary.duplicates,
            summary.archived,
            summary.names_taken,
            summary.login_needed,
            summary.unavailable,
        ),
        _FOUND,
        strict=True,
    ):
        if count:
            parts.append(counted("Preflight", one, many, count))
    return parts


def _checked(summary: Summary) -> str:
    if summary.checked < summary.of:
        words = translate("Preflight", "Checked {0} of {1}")
        return words.format(summary.checked, summary.of)
    one = QT_TRANSLATE_NOOP("Preflight", "Checked 1 download")
    return counted(
        "Preflight", one, QT_TRANSLATE_NOOP("Preflight", "Checked %n downloads"), summary.of
    )


def _size(summary: Summary, free: int | None) -> str:
    size = amounts.size(summary.size)
    if summary.missing_bytes:
        words = translate("Preflight", "about {0}: {1} more than there is room for")
        return words.format(size, amounts.size(summary.missing_bytes))
    if free is None:
        return translate("Preflight", "about {0}").format(size)
    return translate("Preflight", "about {0}, {1} free").format(size, amounts.size(free))


_CALM = ("search-check", QPalette.ColorRole.PlaceholderText)

_FOUND = (
    (
        QT_TRANSLATE_NOOP("Preflight", "1 duplicate"),
        QT_TRANSLATE_NOOP("Preflight", "%n duplicates"),
    ),
    (
        QT_TRANSLATE_NOOP("Preflight", "1 downloaded before"),
        QT_TRANSLATE_NOOP("Preflight", "%n downloaded before"),
    ),
    (
        QT_TRANSLATE_NOOP("Preflight", "1 name taken"),
        QT_TRANSLATE_NOOP("Preflight", "%n names taken"),
    ),
    (
        QT_TRANSLATE_NOOP("Preflight", "1 needs a login"),
        QT_TRANSLATE_NOOP("Preflight", "%n need a login"),
    ),
    (
        QT_TRANSLATE_NOOP("Preflight", "1 not available"),
        QT_TRANSLATE_NOOP("Preflight", "%n not available"),
    ),
)
