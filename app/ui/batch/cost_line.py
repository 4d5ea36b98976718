"""About what the downloads in the service cost, in one line."""

from collections.abc import Callable, Collection, Sequence
from itertools import islice

from PySide6.QtCore import QLocale, QObject, QTimer

from app.core.costs import NOTHING, USUAL_SIZE, Estimate, Tally
from app.core.download import Download, Place
from app.core.download_queue import DownloadQueue
from app.core.queue_events import PartialListener
from app.ui import amounts
from app.ui.preferences import Preferences
from app.ui.translation import QT_TRANSLATE_NOOP, counted, translate
from app.ui.widgets import ElidedLabel

REST_MS = 1_000
"""How long it takes at least from one sum to the next."""
AT_ONCE = 1_000
"""Rows of one turn, which takes a few milliseconds."""

_CENT = 0.01
_ROUND = 100.0  # dollars from which on cents say nothing


class CostWatch(PartialListener):
    """Follows the queue, and tells at most once a second that the sums are other ones."""

    def __init__(
        self, queue: DownloadQueue, told: Callable[[Tally], None], parent: QObject
    ) -> None:
        self.tally = Tally()
        self._told = told
        self._changed: dict[str, Download] = {}
        self._is_old = False
        self._timer = QTimer(parent, singleShot=True)
        self._timer.timeout.connect(self.turn)
        self.rows_changed(list(queue))
        queue.listen(self)

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:
        del index
        self.rows_changed(rows)

    def rows_changed(self, rows: Sequence[Download]) -> None:
        for row in rows:
            if row.place is Place.CLOUD or row.id in self.tally:
                self._changed[row.id] = row
        if self._changed:
            self._soon()

    def rows_removed(self, ids: Collection[str]) -> None:
        for download_id in ids:
            self._changed.pop(download_id, None)
            if download_id in self.tally:
                self.tally.remove(download_id)
                self._is_old = True
        if self._is_old:
            self._soon()

    def turn(self) -> None:
        """Take in what changed; some of it if that is much, and the rest right after."""
        for download_id in list(islice(self._changed, AT_ONCE)):
            self.tally.put(self._changed.pop(download_id))
            self._is_old = True
        if self._changed:
            self._timer.start(0)
        elif self._is_old:
            self._is_old = False
            self._told(self.tally)
            self._timer.start(REST_MS)

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start(0)


class CostLine(ElidedLabel):
    """An estimate, and called one; it is there only where something runs or ran in the service."""

    def __init__(self, queue: DownloadQueue, preferences: Preferences) -> None:
        super().__init__(tone="dim")
        self.setObjectName("cost_line")
        self.hide()
        self._preferences = preferences
        self._watch = CostWatch(queue, self._show, self)
        preferences.changed.connect(lambda: self._show(self._watch.tally))

    def _show(self, tally: Tally) -> None:
        settings = self._preferences.settings
        estimate = tally.estimate(settings.prices, brings_back=settings.bring_back)
        self.setVisible(estimate.videos > 0)
        words = line(estimate)
        if words != self.text():
            self.setText(words)
            self.setToolTip(f"{words}\n\n{explanation()}")
            self.setAccessibleDescription(explanation())


def line(estimate: Estimate) -> str:
    """All of it in a few words, such as "Cloud: about $0.04 for 12 videos (estimate)"."""
    if estimate.is_over:
        words = _over(estimate.videos)
    elif estimate.spent != NOTHING:
        words = _under_way(estimate.videos)
    else:
        words = _before(estimate.videos)
    return words.format(
        money(estimate.dollars), money(estimate.dollars_so_far), _measured(estimate)
    )


def explanation() -> str:
    """What the estimate is made of, and what is not in it."""
    return translate(
        "CostLine",
        "From the prices in the settings. A video of unknown size counts as {0}. What the service "
        "costs by standing there, used or not, is not in it.",
    ).format(amounts.size(USUAL_SIZE))


def money(dollars: float) -> str:
    """Such as "about $0.04"; so little that it hardly counts is said in words."""
    if dollars < _CENT:
        return translate("CostLine", "less than 1 cent")
    figure = QLocale().toString(float(dollars), "f", 0 if dollars >= _ROUND else 2)
    return translate("CostLine", "about ${0}").format(figure)


def _before(videos: int) -> str:
    one = QT_TRANSLATE_NOOP("CostLine", "Cloud: {0} for 1 video (estimate)")
    many = QT_TRANSLATE_NOOP("CostLine", "Cloud: {0} for %n videos (estimate)")
    return counted("CostLine", one, many, videos)


def _under_way(videos: int) -> str:
    one = QT_TRANSLATE_NOOP("CostLine", "Cloud: {0} for 1 video, {1} so far (estimate, {2})")
    many = QT_TRANSLATE_NOOP("CostLine", "Cloud: {0} for %n videos, {1} so far (estimate, {2})")
    return counted("CostLine", one, many, videos)


def _over(videos: int) -> str:
    one = QT_TRANSLATE_NOOP("CostLine", "Cloud: {0} for 1 video (estimate from {2})")
    many = QT_TRANSLATE_NOOP("CostLine", "Cloud: {0} for %n videos (estimate from {2})")
    return counted("CostLine", one, many, videos)


def _measured(estimate: Estimate) -> str:
    """Such as "12 min of work, 1.2 GB"."""
    spent, parts = estimate.spent, []
    if spent.seconds:
        parts.append(translate("CostLine", "{0} of work").format(amounts.span(spent.seconds)))
    if spent.made:
        parts.append(amounts.size(spent.made))
    return ", ".join(parts)
