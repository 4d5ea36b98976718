"""Settings: the engine, which is yt-dlp, and how it stays current."""

from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.core.engine_updates import FEED, EngineStanding
from app.ui.engine_text import outcome
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.background import WhileOpen
from app.ui.settings.feed_address import parsed
from app.ui.settings.page import Page, button, line_edit
from app.ui.widgets import PlainLabel


class EnginePage(Page):
    """Versions, the updates, and where they come from."""

    def __init__(self, preferences: Preferences, services: Services) -> None:
        super().__init__(preferences)
        self._engine = services.engine
        self._add_versions()
        self._add_updates()
        self._add_feed()
        self._show(self._engine.standing)
        listener = WhileOpen(self, services.post).only(self._show)
        self._engine.listen(listener)
        self.destroyed.connect(lambda: services.engine.stop_listening(listener))

    def _add_versions(self) -> None:
        words = self.tr(
            "The engine is yt-dlp: the program that finds the videos on a page and fetches them. "
            "yt-dlp-ejs helps it with YouTube."
        )
        self.add_wide(PlainLabel(words, tone="dim", wrap=True))
        self.used = _version("engine_used")
        self.solver = _version("engine_solver")
        self.bundled = _version("engine_bundled")
        self.add(self.tr("yt-dlp in use"), self.used)
        self.add(self.tr("yt-dlp-ejs in use"), self.solver)
        self.add(self.tr("yt-dlp that came with Spool"), self.bundled)

    def _add_updates(self) -> None:
        self.heading(self.tr("Updates"))
        self.automatic = self.check_box(
            "engine_updates",
            self.tr("Keep the engine current"),
            self.tr(
                "Sites change, and yt-dlp follows. Spool looks once a day, takes only what the "
                "makers of yt-dlp have signed, and tries it before it is used."
            ),
        )
        self.checking = button(self.tr("Check now"), "engine_check")
        self.checking.clicked.connect(self._engine.check)
        self.back = button(self.tr("Go back to the one that came with Spool"), "engine_back")
        self.back.clicked.connect(self._engine.go_back)
        self._pressed = self.checking
        self.said = PlainLabel(tone="dim", wrap=True)
        self.said.setObjectName("engine_words")
        self.add_wide(self.checking, self.said, self.back)

    def _add_feed(self) -> None:
        self.heading(self.tr("Where newer engines come from"))
        self.feed = line_edit("setting_engine_feed", self.settings.engine_feed)
        self.feed.setPlaceholderText(FEED)
        self.feed_fault = PlainLabel(
            self.tr(
                "This address cannot be used: it has to begin with https:// and must not hold a "
                "password, ? or #. The one before stays in use."
            ),
            tone="failed",
            wrap=True,
        )
        self.feed_fault.setObjectName("feed_fault")
        self.feed_fault.hide()
        self.add(self.tr("Address"), self.feed, self.feed_fault)
        self.feed.textEdited.connect(self._feed_edited)
        self.feed.editingFinished.connect(self._feed_entered)

    def _feed_edited(self) -> None:
        self.feed_fault.setVisible(parsed(self.feed.text()) is None)

    def _feed_entered(self) -> None:
        if (address := parsed(self.feed.text())) is not None:
            self.feed.setText(address)
            self.change(engine_feed=address)

    def _show(self, standing: EngineStanding) -> None:
        self.used.setText(standing.used or "…")
        self.solver.setText(standing.solver or "…")
        self.bundled.setText(standing.bundled or "…")
        words = outcome(standing)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self._enable(self.checking, can=standing.step is None)
        self._enable(self.back, can=standing.step is None and not standing.is_bundled)
        if standing.step is None and self.hasFocus():
            pressed = self._pressed if self._pressed.isEnabled() else self.checking
            pressed.setFocus()

    def _enable(self, one: QPushButton, *, can: bool) -> None:
        """Let the focus wait on the page: what is typed is not meant for the next field."""
        if one.hasFocus() and not can:
            self._pressed = one
            self.setFocus()
        one.setEnabled(can)


def _version(name: str) -> PlainLabel:
    label = PlainLabel("…")
    label.setObjectName(name)
    label.setMinimumHeight(30)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label
