"""Settings: what Spool works with, and what helps those who report a problem."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy

from app.core.settings import Settings
from app.core.versions import Versions
from app.ui.open_files import FileOpener
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.background import WhileOpen
from app.ui.settings.page import Page, button, line_edit
from app.ui.widgets import PlainLabel, left_to_right

_NAMES = {
    "spool": "Spool",
    "ytdlp": "yt-dlp",
    "ffmpeg": "ffmpeg",
    "ffprobe": "ffprobe",
    "deno": "deno",
    "python": "Python",
    "qt": "Qt",
    "system": "",  # has words of its own
}


class AboutPage(Page):
    """Versions, the place of ffmpeg, the log."""

    def __init__(self, preferences: Preferences, services: Services) -> None:
        super().__init__(preferences)
        self._services = services
        self._answers = WhileOpen(self, services.post)
        self._files = FileOpener(services.post)
        self._versions = Versions()
        self.labels = {name: PlainLabel("…") for name in _NAMES}
        self._add_versions()
        self._add_ffmpeg()
        self._add_buttons()
        self._look_up()

    def _add_versions(self) -> None:
        for name, label in self.labels.items():
            label.setObjectName(f"version_{name}")
            label.setMinimumHeight(30)
            if _NAMES[name]:
                label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            else:
                label.setWordWrap(True)
            self.add(_NAMES[name] or self.tr("System"), label)

    def _add_ffmpeg(self) -> None:
        self.ffmpeg = line_edit("setting_ffmpeg", fixed=True)
        choose = button(self.tr("Choose…"), "choose_ffmpeg")
        choose.clicked.connect(
            lambda: self.choose_file(self.tr("Choose the program ffmpeg"), self._take_ffmpeg)
        )
        self.found = button(self.tr("Use the one found"), "usual_ffmpeg")
        self.found.clicked.connect(lambda: self._take_ffmpeg(""))
        self.add(
            self.tr("Another ffmpeg"),
            self.ffmpeg,
            self.tr("It joins video and audio. Without a choice here, Spool finds one by itself."),
            choose,
            self.found,
        )
        self._show_ffmpeg()

    def _add_buttons(self) -> None:
        copying = button(self.tr("Copy debug information"), "copy_debug")
        copying.clicked.connect(self._copy)
        logs = button(self.tr("Open log folder"), "open_logs")
        logs.clicked.connect(self._open_logs)
        self.copied = PlainLabel(tone="dim", wrap=True)
        self.copied.setObjectName("debug_words")
        self.copied.hide()
        self.add_wide(copying, self.copied, logs)

    def _take_ffmpeg(self, path: str) -> None:
        self.change(ffmpeg=path)
        self._show_ffmpeg()
        self._look_up()

    def _show_ffmpeg(self) -> None:
        path = self.settings.ffmpeg
        self.ffmpeg.setText(left_to_right(path) if path else "")
        self.ffmpeg.setCursorPosition(0)
        self.found.setVisible(bool(path))

    def _look_up(self) -> None:
        self._services.look_up_versions(self._answers.only(self._show_versions))

    def _show_versions(self, versions: Versions) -> None:
        self._versions = versions
        for name, label in self.labels.items():
            version = getattr(versions, name)
            label.setText(version or self.tr("not found"))
            label.set_tone("" if version else "failed")

    def _copy(self) -> None:
        text = debug_information(self._versions, self.settings)
        QGuiApplication.clipboard().setText(text)
        self._say(self.tr("Copied. It holds no names, links, paths or passwords."))

    def _open_logs(self) -> None:
        gone: Callable[[], None] = partial(self._say, self.tr("There is no log yet."))
        self._files.open(self._services.log_folder, self._answers.only(gone))

    def _say(self, words: str) -> None:
        self.copied.setText(words)
        self.copied.show()


def debug_information(versions: Versions, settings: Settings) -> str:
    """What a report of a problem should say, in English, and nothing about the person."""
    named = [(words or "System", getattr(versions, name)) for name, words in _NAMES.items()]
    lines = [f"{words}: {version or '-'}" for words, version in named]
    cookies = "a file" if settings.cookies_file else settings.cookies_browser or "none"
    lines += [
        f"Qt at run time: {qVersion()}",
        f"Window system: {QGuiApplication.platformName()}",
        f"Machine: {QSysInfo.currentCpuArchitecture()}",
        f"Proxy: {settings.proxy.partition('://')[0] or 'none'}",
        f"Cookies: {cookies}",
        f"ffmpeg: {'chosen' if settings.ffmpeg else 'found'}",
        f"Cloud: {settings.cloud.partition('://')[0] or 'none'}",
        f"At once: {settings.parallel_limit}",
        f"Speed limit: {settings.speed_limit or 'none'}",
        f"Pacing: {settings.pacing or 'none'}",
        f"Archive: {settings.archive}, pre-flight: {settings.preflight}",
        f"Naming: {'own' if settings.naming else 'usual'}",
        f"Theme: {settings.theme}, language: {settings.language or 'system'}",
    ]
    return "\n".join(lines)
