"""The Single tab alone: with its surroundings in hand, or with the real engine behind it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.download import Download
from app.core.executor import ProbeUpdate
from app.core.settings import Settings
from app.engine.child_pool import ChildPool
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.single.single_page import SinglePage
from tests.core.desk import Desk
from tests.ui.real_engine import RealEngine

SECONDS = 30_000


class SingleStage:
    """A page in a window of its own, and what a person does with it."""

    def __init__(self, qtbot: QtBot, look: Look, services: Services, **settings: object) -> None:
        self.qtbot = qtbot
        self.services = services
        self.queue = services.queue
        self.saved: list[Settings] = []
        values = replace(Settings(), clipboard=False)
        self.preferences = Preferences(
            replace(values, **settings),  # type: ignore[arg-type]  # any field
            self.saved.append,
            services.default_folder,
        )
        self.page = SinglePage(services, self.preferences, look)
        self.page.resize(900, 700)
        qtbot.addWidget(self.page)
        self.page.show()
        qtbot.waitExposed(self.page)

    def paste(self, text: str) -> None:
        """What the paste button does with a text in the clipboard."""
        QApplication.clipboard().setText(text)
        self.page.bar.paste_button.click()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.bar.field, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in whatever has the focus."""
        widget = QApplication.focusWidget() or self.page
        QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)

    def wait_for(self, page: QWidget) -> None:
        """Until a part of the page is the one that is shown."""
        self.qtbot.waitUntil(lambda: self.page.pages.currentWidget() is page, timeout=SECONDS)

    def rows(self) -> list[Download]:
        return list(self.queue)


class HandStage(SingleStage):
    """Links are looked at, and downloads run, only when told."""

    def __init__(
        self, qtbot: QtBot, look: Look, services: Services, desk: Desk, **settings: object
    ) -> None:
        self.desk = desk
        super().__init__(qtbot, look, services, **settings)

    @property
    def asked(self) -> str:
        """The link that is being looked at, empty if none is."""
        return next(iter(self.desk.prober.active.values()), "")

    def answer(self, update: ProbeUpdate) -> None:
        """Answer the one question that is open."""
        ((probe_id, _url),) = self.desk.prober.active.items()
        if update.last:
            del self.desk.prober.active[probe_id]
        self.page.take_probe(replace(update, id=probe_id))


class RealStage(SingleStage):
    """The real engine and queue; only the disk's part is in memory."""

    def __init__(
        self, qtbot: QtBot, look: Look, services: Services, pool: ChildPool, folder: Path
    ) -> None:
        self._engine = RealEngine(pool, services, folder)
        super().__init__(qtbot, look, self._engine.services)
        self._engine.take_probe = self.page.take_probe

    def close(self) -> None:
        self.page.close_parts()
        self._engine.close()
