"""What a try of the service has shown."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.cloud import CloudTest, CloudTrouble
from app.core.remote import ServiceVersions
from app.core.versions import Versions
from app.ui import cloud_text
from app.ui.announce import announce
from app.ui.batch.row_text import one_line
from app.ui.widgets import ElidedLabel, PlainLabel

_NAMES = ("Spool", "yt-dlp", "ffmpeg", "deno")
_LONGEST = 40  # signs of a version


class CloudResult(QWidget):
    """A sentence; on success, what either side is made of, and where that may matter."""

    def __init__(self) -> None:
        super().__init__()
        self.words = PlainLabel(wrap=True)
        self.words.setObjectName("cloud_words")
        self.detail = PlainLabel(tone="dim", wrap=True)
        self.detail.setObjectName("cloud_detail")
        self.warning = PlainLabel(
            self.tr(
                "The service works with another version of yt-dlp than this computer. A video may "
                "work in one place and not in the other: update the older one."
            ),
            tone="paused",
            wrap=True,
        )
        self.warning.setObjectName("cloud_warning")
        self.ours = [ElidedLabel() for _name in _NAMES]
        self.theirs = [ElidedLabel() for _name in _NAMES]
        self.table = self._table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in (self.words, self.detail, self.table, self.warning):
            column.addWidget(one)

    def show_under_way(self) -> None:
        """Say that an answer is being waited for."""
        self._show(self.tr("Connecting…"), "dim")

    def show_test(self, test: CloudTest, *, had_token: bool) -> None:
        """Say that all is well, or what is wrong and what helps; of a token only if it is so."""
        if test.trouble is None and had_token:
            self._show(self.tr("Connected. The service takes the token."), "")
        elif test.trouble is None:
            self._show(self.tr("Connected. The service wants no token."), "")
        elif test.trouble is CloudTrouble.TOKEN and not had_token:
            self._show(
                self.tr("The service wants a token. Enter the one it has given you."), "failed"
            )
        else:
            self._show(cloud_text.trouble(test.trouble).reason, "failed", test.detail)
        announce(self, self.words.text())

    def show_versions(self, ours: Versions, theirs: ServiceVersions) -> None:
        """Set both sides beside each other."""
        _fill(self.ours, ours.spool, ours.ytdlp, ours.ffmpeg, ours.deno)
        _fill(self.theirs, theirs.service, theirs.ytdlp, theirs.ffmpeg, theirs.deno)
        differs = bool(ours.ytdlp and theirs.ytdlp) and ours.ytdlp != theirs.ytdlp
        self.table.show()
        self.warning.setVisible(differs)
        if differs:
            announce(self, self.warning.text())

    def _show(self, words: str, tone: str, detail: str = "") -> None:
        self.words.set_tone(tone)
        self.words.setText(words)
        self.detail.setText(one_line(detail))
        self.detail.setVisible(bool(detail))
        self.table.hide()
        self.warning.hide()

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        for column, words in enumerate((self.tr("This computer"), self.tr("Service")), 1):
            grid.addWidget(PlainLabel(words, tone="dim"), 0, column)
            grid.setColumnStretch(column, 1)
        for line, name in enumerate(_NAMES):
            grid.addWidget(PlainLabel(name), line + 1, 0)
            grid.addWidget(self.ours[line], line + 1, 1)
            grid.addWidget(self.theirs[line], line + 1, 2)
        return table


def _fill(labels: list[ElidedLabel], *versions: str) -> None:
    for label, version in zip(labels, versions, strict=True):
        label.setText(one_line(version)[:_LONGEST] or "–")
