"""The Single tab: one link, from the field to the file."""

from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.download import Download, DownloadRequest
from app.core.errors import ErrorCode
from app.core.executor import ProbeUpdate, VideoInfo
from app.core.links import Links
from app.ui.batch.empty_state import EmptyState
from app.ui.batch.thumbnails import Thumbnails
from app.ui.engine_remedy import EngineRemedy
from app.ui.folder_dialog import ask_for_folder
from app.ui.look import Look
from app.ui.open_files import open_page
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.single.entry_table import ENTRY_PICTURE
from app.ui.single.link_bar import LinkBar
from app.ui.single.list_panel import ListPanel
from app.ui.single.lookup import Lookup
from app.ui.single.offers import Offers
from app.ui.single.preview import PICTURE
from app.ui.single.row_page import RowPage
from app.ui.single.starting import Starting
from app.ui.single.states import ErrorState, LookingState
from app.ui.single.video_panel import VideoPanel
from app.ui.text import Remedy
from app.ui.toast import Toast

_WIDEST = 920
_SETTLE_MS = 400


class SinglePage(QWidget):
    """Shows what a link leads to as soon as it is there, and downloads it as a row of the queue."""

    problem = Signal(str, str)  # a sentence, and a key
    batch_wanted = Signal()
    row_wanted = Signal(str)  # the id of a row, to be shown in the list with its log
    settings_wanted = Signal(str)  # the code of what they would help against
    preset_editor_wanted = Signal()

    def __init__(self, services: Services, preferences: Preferences, look: Look) -> None:
        super().__init__()
        self._services = services
        self._queue = services.queue
        self._preferences = preferences
        self._look = look
        self._url = ""
        self.setObjectName("single")
        self._lookup = Lookup(services.prober, self)
        self._forecast = Lookup(services.prober, self)
        self._starting = Starting(services.queue, preferences, self)
        cache = services.thumbnail_cache
        self._pictures = Thumbnails(services.post, cache, self, PICTURE)
        self._small_pictures = Thumbnails(services.post, cache, self, ENTRY_PICTURE)
        self.bar = LinkBar()
        self.offers = Offers(services.post)
        self.nothing = EmptyState(
            look,
            "single",
            "link",
            self.tr("Download one video"),
            self.tr("Paste the link to a video or a list. You see what it is before it starts."),
            self.tr("Paste a link"),
        )
        self.looking = LookingState(look)
        self.error = ErrorState(look)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._building = QTimer(self, interval=0)
        self._unbuilt = ["video", "list", "row"]
        self._lay_out()
        self.toast = Toast(self.pages)
        self._engine = EngineRemedy(services.engine, self)
        self._wire()
        self._show(self.nothing)

    def take_probe(self, update: ProbeUpdate) -> None:
        """A piece of any answer; those to others' questions are dropped."""
        self._lookup.take(update)
        self._forecast.take(update)

    def show_link(self, url: str) -> None:
        """Look at a link that came from outside."""
        self.bar.show_link(url)

    def close_parts(self) -> None:
        """Stop what goes on behind the page."""
        self._settle.stop()
        self._lookup.stop()
        self._forecast.stop()
        self.offers.close_parts()
        self._pictures.close()
        self._small_pictures.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.isAncestorOf(self.focusWidget() or self):
            self.bar.field.setFocus()
        self._offer_clipboard()
        if self._unbuilt:
            self._building.start()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate and self.isVisible():
            self._offer_clipboard()
        return super().event(event)

    def _offer_clipboard(self) -> None:
        if self._preferences.settings.clipboard:
            self.offers.look_into_clipboard()

    # From the link to what it is

    def _look_at(self, url: str) -> None:
        self._settle.stop()
        self._forecast.stop()
        self._url = url
        self.offers.used(url)
        self.toast.hide()
        self.looking.show_link(url)
        self._show(self.looking)
        self._lookup.ask(self._usual_request())

    def _answered(self, update: ProbeUpdate) -> None:
        if update.error is not None and not self._is_shown(self.list):
            title = update.video.title if update.video else ""
            self._show_error(update.error, update.detail, title)
        elif update.video is not None:
            self.video.show_video(self._url, update.video)
            self._show(self.video)
        else:
            self._take_list(update)

    def _take_list(self, update: ProbeUpdate) -> None:
        if not self._is_shown(self.list):
            if update.last and not update.entries:
                self._show_error(ErrorCode.UNSUPPORTED, update.detail, update.list_title)
                return
            self.list.begin(self._url)
            self._show(self.list)
        self.list.take(update)
        self._escape.setEnabled(self._lookup.is_busy)

    def _show_error(self, code: ErrorCode, detail: str, title: str) -> None:
        self.error.show_error(code, detail, title)
        self._show(self.error)

    def _stop(self) -> None:
        """Look no further; what has come of a list stays."""
        self._lookup.stop()
        if self._is_shown(self.list):
            self.list.stop_reading()
            self._escape.setEnabled(False)
        else:
            self._show(self.nothing)
            self.toast.say(self.tr("Stopped. Press Enter to look again."))
            self.bar.field.setFocus()

    def _text_changed(self) -> None:
        """What is being looked up is not what stands in the field any more."""
        self.offers.batch.hide()
        if self._is_shown(self.looking):
            self._lookup.stop()
            self._show(self.nothing)
        if not self.bar.field.text() and not self._is_shown(self.row):
            self._lookup.stop()
            self._forecast.stop()
            self._show(self.nothing)

    def _remedy(self, remedy: str) -> None:
        match Remedy(remedy):
            case Remedy.OPEN_PAGE:
                if not open_page(self._url):
                    self.toast.say(self.tr("There is no browser that opens this page."))
            case Remedy.OPEN_SETTINGS:
                self.settings_wanted.emit(self.error.code)
            case Remedy.SHOW_LOG:
                self.error.show_detail()
            case Remedy.CHOOSE_FOLDER | Remedy.OPEN_FOLDER:
                self.choose_folder()
            case Remedy.BEST_QUALITY:
                self.video.take_best_quality()
                self._look_at(self._url)
            case Remedy.UPDATE_ENGINE:
                self._engine.update(partial(self._look_again, self._url))
            case Remedy.RETRY:
                self._look_at(self._url)

    def _look_again(self, url: str) -> None:
        """Unless the person has gone on to something else."""
        if self._is_shown(self.error) and self._url == url:
            self._look_at(url)

    # What it would come to

    def _asked_anew(self) -> None:
        if self._is_shown(self.video):
            self._settle.start()

    def _ask_forecast(self) -> None:
        request = self.video.request()
        if request is not None and self._is_shown(self.video):
            self._forecast.ask(request)

    def _forecast_answered(self, update: ProbeUpdate) -> None:
        if not self._is_shown(self.video):
            return
        if update.error is not None:
            self.video.show_error(update.error)
        elif update.video is not None:
            self.video.show_forecast(update.video)

    # From there to the queue

    def _act(self) -> None:
        """What the one primary button that is shown does."""
        if self._is_shown(self.video) and self.video.download.isEnabled():
            self._download()
        elif self._is_shown(self.list) and self.list.add.isEnabled():
            self._add_chosen()

    def _download(self) -> None:
        if request := self.video.request():
            self._start(request, self.video.info)

    def _download_anyway(self) -> None:
        self._start(self._usual_request(), VideoInfo(""))

    def _start(self, request: DownloadRequest, info: VideoInfo) -> None:
        self._settle.stop()
        self._lookup.stop()
        self._forecast.stop()
        self.video.download.setEnabled(False)
        self._starting.start(request, info)

    def _started(self, row: Download, note: str) -> None:
        self.video.download.setEnabled(True)
        self.row.show_new(row, note)
        self._show(self.row)

    def _not_started(self, sentence: str) -> None:
        self.video.download.setEnabled(True)
        self.problem.emit(sentence, "add")

    def _add_chosen(self) -> None:
        self._lookup.stop()
        self.list.stop_reading()
        name = self.list.list_title or self._url
        self._starting.add(self.list.requests(), Links(), name, self.list.known())

    def _add_links(self, links: Links) -> None:
        self._starting.add([self._preferences.request(url) for url in links.urls], links)

    def _several_added(self, line: str) -> None:
        self._another()
        self.toast.say(line)
        self.batch_wanted.emit()

    def _another(self) -> None:
        self.bar.clear()
        self._show(self.nothing)
        self.bar.field.setFocus()

    # Building: what is not seen at first is made when it is wanted, or in the moments after

    @cached_property
    def video(self) -> VideoPanel:
        """A video, and how it is to be downloaded."""
        free_bytes = self._services.free_bytes
        panel = VideoPanel(self._preferences, self._look, self._pictures, free_bytes)
        panel.changed.connect(self._asked_anew)
        panel.download_wanted.connect(self._download)
        panel.presets_wanted.connect(self.preset_editor_wanted)
        panel.folder_wanted.connect(self.choose_folder)
        self.pages.addWidget(panel)
        return panel

    @cached_property
    def list(self) -> ListPanel:
        """The entries of a list."""
        panel = ListPanel(self._preferences, self._look, self._small_pictures)
        panel.stopped.connect(self._stop)
        panel.add_wanted.connect(self._add_chosen)
        panel.presets_wanted.connect(self.preset_editor_wanted)
        self.pages.addWidget(panel)
        return panel

    @cached_property
    def row(self) -> RowPage:
        """The download that was started here."""
        panel = RowPage(self._services, self._preferences, self._look, self._pictures)
        panel.said.connect(self.toast.say)
        panel.another_wanted.connect(self._another)
        panel.list_wanted.connect(self.batch_wanted)
        panel.log_wanted.connect(self.row_wanted)
        panel.settings_wanted.connect(self.settings_wanted)
        self.pages.addWidget(panel)
        return panel

    def _build_next(self) -> None:
        if self._unbuilt:
            getattr(self, self._unbuilt.pop(0))
        else:
            self._building.stop()

    def _usual_request(self) -> DownloadRequest:
        choices = self.video.editor.choices()
        return replace(self._preferences.request(self._url), choices=choices)

    def _is_shown(self, page: QWidget) -> bool:
        return self.pages.currentWidget() is page

    def _show(self, page: QWidget) -> None:
        had_focus = self.pages.isAncestorOf(self.focusWidget() or self)
        self.pages.setCurrentWidget(page)
        self._escape.setEnabled(page is self.looking or self._lookup.is_busy)
        self.toast.raise_()
        if page is self.row:
            self.row.focus_first()
        elif had_focus:
            self.bar.field.setFocus()

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.nothing, self.looking, self.error):
            self.pages.addWidget(page)
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self.offers)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 12)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            _key(self, key).activated.connect(self._act)
        self._escape = _key(self, "Escape")

    def _wire(self) -> None:
        self._escape.activated.connect(self._stop)
        self._lookup.answered.connect(self._answered)
        self._forecast.answered.connect(self._forecast_answered)
        self._settle.timeout.connect(self._ask_forecast)
        self._starting.started.connect(self._started)
        self._starting.several_added.connect(self._several_added)
        self._starting.failed.connect(self._not_started)
        self.offers.link_taken.connect(self.show_link)
        self.offers.several_taken.connect(self._add_links)
        self.offers.refused.connect(lambda sentence: self.problem.emit(sentence, ""))
        self.offers.said.connect(self.toast.say)
        self.bar.entered.connect(self._look_at)
        self.bar.several.connect(self.offers.offer_several)
        self.bar.handed_over.connect(self.offers.read)
        self.bar.refused.connect(self.toast.say)
        self.bar.changed.connect(self._text_changed)
        self.nothing.acted.connect(self.bar.paste)
        self.looking.stopped.connect(self._stop)
        self.error.remedy_wanted.connect(self._remedy)
        self.error.retry_wanted.connect(lambda: self._look_at(self._url))
        self._engine.said.connect(self.toast.say)
        self.error.download_wanted.connect(self._download_anyway)
        self._building.timeout.connect(self._build_next)

    def choose_folder(self) -> None:
        """Ask for the folder of what is downloaded next."""
        ask_for_folder(self, self._preferences.folder, self._take_folder)

    def _take_folder(self, path: str) -> None:
        self._preferences.change(folder=path)


def _key(page: QWidget, keys: str) -> QShortcut:
    """Heard while the page is shown, wherever in the window the focus is."""
    shortcut = QShortcut(QKeySequence(keys), page)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    return shortcut
