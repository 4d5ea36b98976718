"""One video: what it is, how it is to be downloaded, and the button that does it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.choices import Quality
from app.core.download import DownloadRequest
from app.core.errors import ErrorCode
from app.core.executor import VideoInfo
from app.ui import amounts
from app.ui.batch.thumbnails import Thumbnails
from app.ui.choices.choices_editor import ChoicesEditor
from app.ui.choices.preset_button import PresetButton
from app.ui.form import PageArea
from app.ui.icons import icon
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.single.destination import Destination
from app.ui.single.format_table import FormatTable
from app.ui.single.moments import SectionFault
from app.ui.single.preview import Preview
from app.ui.single.time_range import TimeRange
from app.ui.text import failure
from app.ui.widgets import PlainLabel


class VideoPanel(QWidget):
    """Scrolls where the window is low; the button stays in sight."""

    changed = Signal()  # what is asked for is another thing now
    download_wanted = Signal()
    folder_wanted = Signal()
    presets_wanted = Signal()

    def __init__(
        self,
        preferences: Preferences,
        look: Look,
        thumbnails: Thumbnails,
        free_bytes: Callable[[str], int | None],
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._free_bytes = free_bytes
        self._url = ""
        self._info = VideoInfo("")
        self._error: ErrorCode | None = None
        self._preset = preferences.settings.preset
        self._usual = preferences.settings.choices
        self._asked: DownloadRequest | None = None  # what the page has been told of last
        self.setObjectName("video")
        self.preview = Preview(look, thumbnails)
        self.preset = PresetButton(preferences, self)
        self.preset.setObjectName("single_preset")
        self.editor = ChoicesEditor(compact=True)
        self.destination = Destination(preferences, self)
        self.formats = FormatTable()
        self.times = TimeRange()
        self.note = PlainLabel(tone="paused", wrap=True)
        self.note.setObjectName("video_note")
        self.summary = PlainLabel(tone="dim", wrap=True)
        self.summary.setObjectName("video_summary")
        self.download = QPushButton(
            icon("download", QPalette.ColorRole.HighlightedText), " " + self.tr("Download")
        )
        self.download.setObjectName("download")
        self.download.setProperty("kind", "primary")
        self.download.setAccessibleName(self.tr("Download"))
        self.download.setToolTip(self.tr("Download (Ctrl+Enter)"))
        self.download.setFixedHeight(38)
        self.editor.show_choices(preferences.settings.choices)
        self._lay_out()
        self._order()
        self._wire()

    @property
    def info(self) -> VideoInfo:
        """The video that is shown, and what the choices come to."""
        return self._info

    def take_best_quality(self) -> None:
        """Ask for whatever is best instead of what there is not."""
        self.formats.show_formats(self._info.formats, duration=self._info.duration)
        choices = replace(self.editor.choices(), quality=Quality.BEST)
        self.editor.show_choices(choices)

    def show_video(self, url: str, info: VideoInfo) -> None:
        """Show another video; the choices stay as they were for the one before."""
        self._url = url
        self.preview.show_video(info.title, info.uploader, info.thumbnail, info.duration, link=url)
        self.editor.set_languages(info.subtitles, info.automatic_subtitles)
        self.formats.show_formats(info.formats, duration=info.duration)
        self.editor.more.show_row(self.formats, shown=len(info.formats) > 1)
        self.times.show_all(info.duration)
        self.destination.forget()
        self.setAccessibleName(self.preview.accessibleName())
        self.show_forecast(info)
        self._asked = self.request()

    def show_forecast(self, info: VideoInfo) -> None:
        """Show what the choices come to; the video is the same."""
        self._info = info
        self._error = None
        self.destination.show_name(info.file_name, is_taken=info.name_taken)
        self._say()

    def show_error(self, error: ErrorCode) -> None:
        """Say that the video cannot be had this way; what was known before stays."""
        self._error = error
        self._say()

    def request(self) -> DownloadRequest | None:
        """What is asked for; None while a field holds what cannot be."""
        section = self.times.section()
        if isinstance(section, SectionFault) or self.destination.fault():
            return None
        return replace(
            self._preferences.request(self._url),
            choices=self.editor.choices(),
            format=self.formats.format_id(),
            section=section,
            naming=self.destination.naming(),
            again=self._info.archived,
        )

    def _say(self) -> None:
        info, request = self._info, self.request()
        self.download.setEnabled(request is not None)
        free = self._free_bytes(self._preferences.folder)
        parts = []
        if info.size is not None:
            parts.append(self.tr("About {0}").format(amounts.size(info.size)))
        if free is not None:
            parts.append(self.tr("{0} free").format(amounts.size(free)))
        is_short = info.size is not None and free is not None and info.size > free
        if is_short:
            parts.append(self.tr("not enough room"))
        if self._error is not None:
            parts = [failure(self._error).reason]
        if request is None:
            parts = [self._fault()]
        is_wrong = is_short or self._error is not None or request is None
        self.summary.set_tone("failed" if is_wrong else "dim")
        self.summary.setText(" · ".join(parts))
        self.note.setText(self.tr("This was downloaded before.") if info.archived else "")
        self.note.setVisible(info.archived)
        self.preset.show_choices(self.editor.choices())

    def _fault(self) -> str:
        """Which field keeps the button from being pressed; it may be folded away."""
        section = self.times.section()
        if isinstance(section, SectionFault):
            return self.tr("Part: {0}").format(section.sentence)
        return self.tr("File name: {0}").format(self.destination.words.text())

    def _edited(self) -> None:
        self._say()
        request = self.request()
        if request is not None and request != self._asked:
            self._asked = request
            self.changed.emit()

    def _take_preset(self) -> None:
        self.editor.show_choices(self._preferences.settings.choices)
        self._edited()

    def _preferences_changed(self) -> None:
        """Another preset, or folder, was chosen anywhere in the window, or the preset was edited.

        Own choices stay until another preset is chosen; a new name makes it no other.
        """
        settings, usual = self._preferences.settings, self._usual
        is_other = settings.preset != self._preset
        self._preset, self._usual = settings.preset, settings.choices
        if settings.choices != usual and (is_other or self.editor.choices() == usual):
            self.editor.show_choices(settings.choices)
        if self._url:
            self._edited()

    def _show_more(self) -> None:
        """Scroll to what was unfolded, which may be below the edge."""
        if self.editor.more_button.isChecked():
            self.area.ensureWidgetVisible(self.editor.more, 0, 0)
            self.area.ensureWidgetVisible(self.editor.more_button, 0, 8)

    def _lay_out(self) -> None:
        # Parents before children: each change of parent has a whole branch dressed anew.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        self.area = PageArea(self.tr("The video and its choices"))
        self.area.setObjectName("video_area")
        whole.addWidget(self.area, 1)
        column = QVBoxLayout(self.area.page)
        column.setContentsMargins(0, 0, 0, 0)
        card = QFrame()
        card.setProperty("kind", "page")
        column.addWidget(card)
        column.addStretch(1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.setSpacing(16)
        inside.addWidget(self.preview)
        inside.addWidget(self.editor)
        self.preview.words.insertWidget(2, self.note)
        preset = QHBoxLayout()
        preset.setSpacing(10)
        label = PlainLabel(self.tr("Download as"), tone="dim")
        label.setBuddy(self.preset)
        self.preview.words.addLayout(preset)
        preset.addWidget(label)
        preset.addWidget(self.preset)
        preset.addStretch(1)
        self.destination.add_to(self.editor.form)
        more = self.editor.more
        more.add(self.tr("Part"), self.times)
        more.add(self.tr("Exact format"), self.formats)
        self.editor.align()
        bottom = QHBoxLayout()
        bottom.setSpacing(12)
        whole.addLayout(bottom)
        bottom.addWidget(self.summary, 1)
        bottom.addWidget(self.download)

    def _order(self) -> None:
        """From the top to the bottom by the tab key."""
        editor = self.editor
        order: tuple[QWidget, ...] = (
            self.preset,
            editor.kind,
            editor.quality,
            editor.container,
            editor.audio,
            editor.bitrate,
            editor.subtitles,
            editor.languages,
            editor.automatic,
            self.destination.folder,
            self.destination.name,
            editor.more_button,
            editor.chapters,
            editor.tags,
            editor.cover,
            editor.sponsors,
            self.times.start,
            self.times.end,
            self.formats,
            self.download,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _wire(self) -> None:
        self.editor.changed.connect(self._edited)
        self.formats.chosen.connect(self._edited)
        self.times.changed.connect(self._edited)
        self.destination.changed.connect(self._edited)
        self.destination.folder_wanted.connect(self.folder_wanted)
        self.preset.chosen.connect(self._take_preset)
        self.preset.editor_wanted.connect(self.presets_wanted)
        self.download.clicked.connect(self.download_wanted)
        # Once what was unfolded has its place.
        self._unfolding = QTimer(self, singleShot=True, interval=0)
        self._unfolding.timeout.connect(self._show_more)
        self.editor.more_button.toggled.connect(self._unfolding.start)
        self._preferences.changed.connect(self._preferences_changed)
