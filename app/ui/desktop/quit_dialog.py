"""The question before what runs on this computer is stopped."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.cloud import CloudStanding, Link
from app.ui import cloud_text
from app.ui.desktop.hand_over import Handing
from app.ui.translation import QT_TRANSLATE_NOOP, counted
from app.ui.widgets import PlainLabel, named_button

_NARROWEST = 420


class QuitDialog(QDialog):
    """Keep going in the tray, where there is one; hand the rest to the service, where there is
    one; quit; or none of them."""

    keep_wanted = Signal()
    quit_wanted = Signal()
    hand_over_wanted = Signal()

    def __init__(self, parent: QWidget, running: int, *, has_tray: bool, in_cloud: int = 0) -> None:
        super().__init__(parent)
        self.setObjectName("quit_dialog")
        self.setWindowTitle(self.tr("Quit Spool?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._is_handing = False
        self.title = PlainLabel(_running(running), wrap=True)
        self.title.setProperty("scale", "large")
        self.words = PlainLabel(
            self.tr("What is unfinished goes on where it stopped when Spool is opened again."),
            tone="dim",
            wrap=True,
        )
        self.cloud_words = PlainLabel(_in_cloud(in_cloud), tone="dim", wrap=True)
        self.cloud_words.setVisible(in_cloud > 0)
        self.hand_over = named_button("", "hand_over")
        self.hand_over_words = PlainLabel(
            self.tr("What is handed over begins anew there, and goes on while Spool is closed."),
            tone="dim",
            wrap=True,
        )
        self.keep = named_button(self.tr("Keep running in the tray"), "keep_in_tray")
        self.keep.setVisible(has_tray)
        self.quit = named_button(self.tr("Quit and continue next time"), "quit_now")
        self.cancel = named_button(self.tr("Cancel"), "cancel_quit")
        first = self.keep if has_tray else self.quit
        first.setProperty("kind", "primary")
        first.setDefault(True)
        self._lay_out()
        self.offer(0)
        self._describe()
        first.setFocus()
        self.keep.clicked.connect(lambda: self._end(self.keep_wanted.emit))
        self.quit.clicked.connect(self.end)
        self.hand_over.clicked.connect(self.hand_over_wanted)
        self.cancel.clicked.connect(self.reject)

    def offer(self, rows: int) -> None:
        """Offer to hand so many over; none where there is nobody to take them."""
        if self._is_handing:
            return
        text = _hand_over(rows)
        self.hand_over.setText(text)
        self.hand_over.setAccessibleName(text)
        for widget in (self.hand_over, self.hand_over_words):
            widget.setVisible(rows > 0)

    def show_handing(self, handing: Handing) -> None:
        """Say how far the hand-over is, and what it waits for."""
        if not self._is_handing:
            self._begin_handing()
        self.title.setText(self.tr("Handing over… {0} of {1}").format(handing.done, handing.total))
        trouble = self._trouble(handing.standing)
        self.words.setText(trouble or self.tr("Spool closes once the service has all of it."))
        self.words.set_tone("failed" if trouble else "dim")
        self._describe()

    def end(self) -> None:
        """Quit, whatever still runs."""
        self._end(self.quit_wanted.emit)

    def _begin_handing(self) -> None:
        self._is_handing = True
        for widget in (self.hand_over, self.hand_over_words, self.keep, self.cloud_words):
            widget.hide()
        text = self.tr("Quit anyway")
        self.quit.setText(text)
        self.quit.setAccessibleName(text)
        self.quit.setDefault(False)
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def _trouble(self, standing: CloudStanding) -> str:
        """Why it does not go on at the moment, and that nothing is lost; empty if it does."""
        if standing.link is Link.CONNECTED and standing.trouble is None:
            return ""
        code = standing.trouble
        why = cloud_text.trouble(code).reason if code else cloud_text.link(standing, time.time())
        kept = self.tr("Nothing is lost: what the service does not have yet stays in the list.")
        return f"{why}\n{kept}"

    def _describe(self) -> None:
        said = [self.title.text() + "."]
        said += [one.text() for one in (self.words, self.cloud_words) if not one.isHidden()]
        self.setAccessibleDescription(" ".join(said))

    def _end(self, tell: Callable[[], None]) -> None:
        self.accept()
        tell()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.quit)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        for widget in (self.title, self.words, self.cloud_words):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self.hand_over)
        column.addWidget(self.hand_over_words)
        column.addSpacing(10)
        column.addStretch(1)  # the room of what goes once it is handed over
        column.addLayout(buttons)
        column.addStrut(_NARROWEST)


def _running(number: int) -> str:
    return counted(
        "QuitDialog",
        QT_TRANSLATE_NOOP("QuitDialog", "A download is still running"),
        QT_TRANSLATE_NOOP("QuitDialog", "%n downloads are still running"),
        number,
    )


def _in_cloud(number: int) -> str:
    return counted(
        "QuitDialog",
        QT_TRANSLATE_NOOP("QuitDialog", "One more runs in the cloud, and goes on there."),
        QT_TRANSLATE_NOOP("QuitDialog", "%n more run in the cloud, and go on there."),
        number,
    )


def _hand_over(number: int) -> str:
    return counted(
        "QuitDialog",
        QT_TRANSLATE_NOOP("QuitDialog", "Hand the last one to the cloud"),
        QT_TRANSLATE_NOOP("QuitDialog", "Hand the %n remaining to the cloud"),
        number,
    )
