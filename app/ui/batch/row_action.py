"""What can be done with rows, and when."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from app.core.download import Asked, Download, DownloadState, Place, Remark
from app.ui.batch.remedies import remedy_of
from app.ui.text import remedy_label
from app.ui.translation import QT_TRANSLATE_NOOP, translate


class RowAction(StrEnum):
    """One thing to do with one or several rows."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    RETRY = "retry"
    AGAIN = "again"
    REMEDY = "remedy"
    OPEN = "open"
    SHOW_IN_FOLDER = "show_in_folder"
    SAVE_HERE = "save_here"
    RUN_IN_CLOUD = "run_in_cloud"
    RUN_HERE = "run_here"
    OPEN_PAGE = "open_page"
    COPY_LINK = "copy_link"
    CHECK = "check"
    PUT_FIRST = "put_first"
    MOVE_UP = "move_up"
    MOVE_DOWN = "move_down"
    REMOVE = "remove"

    @property
    def label(self) -> str:
        return translate("RowAction", _LABELS[self])

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return _ICONS[self]

    @property
    def key(self) -> str:
        """The key that does it while the list has the focus."""
        return _KEYS.get(self, "")

    def fits(self, row: Download) -> bool:
        """Whether it makes sense for a row as it stands."""
        return self in _ALWAYS or _FITS.get(self, _is_there)(row)


def _may_pause(row: Download) -> bool:
    running = row.state is DownloadState.RUNNING and row.asked in (None, Asked.REQUEUE)
    return running or row.state is DownloadState.QUEUED


def _may_resume(row: Download) -> bool:
    return row.state is DownloadState.PAUSED or row.asked is Asked.PAUSE


def _may_cancel(row: Download) -> bool:
    return not row.state.is_final and row.asked not in (Asked.CANCEL, Asked.REMOVE)


def _may_retry(row: Download) -> bool:
    return row.state in (DownloadState.FAILED, DownloadState.CANCELED)


def _is_there(row: Download) -> bool:
    is_here = row.state is DownloadState.COMPLETED and not row.is_in_cloud
    return is_here and bool(row.update.file_name)


def _may_run(row: Download, place: Place) -> bool:
    """Whether it could be sent there: it is not bound for that place already."""
    bound_for = row.place.other if row.asked is Asked.MOVE else row.place
    is_over = row.state is DownloadState.COMPLETED or row.asked in (Asked.CANCEL, Asked.REMOVE)
    return bound_for is not place and not is_over


def buttons(row: Download) -> tuple[RowAction, ...]:
    """The two buttons of a row, from the inner to the outer."""
    if row.is_in_cloud:
        return RowAction.SAVE_HERE, RowAction.REMOVE
    if row.state is DownloadState.COMPLETED and not row.update.file_name:
        return RowAction.AGAIN, RowAction.REMOVE
    if row.state is DownloadState.COMPLETED:
        return RowAction.OPEN, RowAction.SHOW_IN_FOLDER
    if row.state in (DownloadState.FAILED, DownloadState.CANCELED):
        return RowAction.RETRY, RowAction.REMOVE
    wanted = (RowAction.PAUSE, RowAction.RESUME, RowAction.CANCEL)
    return tuple(action for action in wanted if action.fits(row))


def words_for(action: RowAction, row: Download, *, has_service: bool = False) -> str:
    """What an action is called where it concerns this one row."""
    remedy = remedy_of(row, has_service=has_service)
    if action is RowAction.REMEDY and remedy:
        return remedy_label(remedy)
    if action is RowAction.REMOVE and row.is_in_cloud:
        return translate("RowAction", "Remove, also from the cloud")
    if action is RowAction.AGAIN and row.update.remark is Remark.SKIPPED:
        return translate("RowAction", "Download anyway")
    return action.label


_ALWAYS = frozenset(
    {
        RowAction.OPEN_PAGE,
        RowAction.COPY_LINK,
        RowAction.MOVE_UP,
        RowAction.MOVE_DOWN,
        RowAction.REMOVE,
    }
)

_FITS: Mapping[RowAction, Callable[[Download], bool]] = {
    RowAction.PAUSE: _may_pause,
    RowAction.RESUME: _may_resume,
    RowAction.CANCEL: _may_cancel,
    RowAction.RETRY: _may_retry,
    RowAction.CHECK: lambda row: row.state in (DownloadState.QUEUED, DownloadState.PAUSED),
    RowAction.AGAIN: lambda row: row.state is DownloadState.COMPLETED,
    # The service keeps an order of its own.
    RowAction.PUT_FIRST: lambda row: row.place is Place.THIS_COMPUTER,
    # Which one it is may depend on the service; whether there is one does not.
    RowAction.REMEDY: lambda row: remedy_of(row, has_service=False) is not None,
    RowAction.SAVE_HERE: lambda row: row.is_in_cloud,
    RowAction.RUN_IN_CLOUD: lambda row: _may_run(row, Place.CLOUD),
    RowAction.RUN_HERE: lambda row: _may_run(row, Place.THIS_COMPUTER),
}

_LABELS = {
    RowAction.PAUSE: QT_TRANSLATE_NOOP("RowAction", "Pause"),
    RowAction.RESUME: QT_TRANSLATE_NOOP("RowAction", "Resume"),
    RowAction.CANCEL: QT_TRANSLATE_NOOP("RowAction", "Cancel"),
    RowAction.RETRY: QT_TRANSLATE_NOOP("RowAction", "Try again"),
    RowAction.AGAIN: QT_TRANSLATE_NOOP("RowAction", "Download again"),
    RowAction.REMEDY: QT_TRANSLATE_NOOP("RowAction", "Do what is suggested"),
    RowAction.OPEN: QT_TRANSLATE_NOOP("RowAction", "Open"),
    RowAction.SHOW_IN_FOLDER: QT_TRANSLATE_NOOP("RowAction", "Show in folder"),
    RowAction.SAVE_HERE: QT_TRANSLATE_NOOP("RowAction", "Save to this computer"),
    RowAction.RUN_IN_CLOUD: QT_TRANSLATE_NOOP("RowAction", "Run in the cloud"),
    RowAction.RUN_HERE: QT_TRANSLATE_NOOP("RowAction", "Run on this computer"),
    RowAction.OPEN_PAGE: QT_TRANSLATE_NOOP("RowAction", "Open the page in the browser"),
    RowAction.COPY_LINK: QT_TRANSLATE_NOOP("RowAction", "Copy link"),
    RowAction.CHECK: QT_TRANSLATE_NOOP("RowAction", "Check before it starts"),
    RowAction.PUT_FIRST: QT_TRANSLATE_NOOP("RowAction", "Download next"),
    RowAction.MOVE_UP: QT_TRANSLATE_NOOP("RowAction", "Move up"),
    RowAction.MOVE_DOWN: QT_TRANSLATE_NOOP("RowAction", "Move down"),
    RowAction.REMOVE: QT_TRANSLATE_NOOP("RowAction", "Remove from the list"),
}

_ICONS = {
    RowAction.PAUSE: "pause",
    RowAction.RESUME: "play",
    RowAction.CANCEL: "x",
    RowAction.RETRY: "rotate-ccw",
    RowAction.AGAIN: "download",
    RowAction.REMEDY: "sparkles",
    RowAction.OPEN: "external-link",
    RowAction.SHOW_IN_FOLDER: "folder",
    RowAction.SAVE_HERE: "cloud-download",
    RowAction.RUN_IN_CLOUD: "cloud",
    RowAction.RUN_HERE: "monitor",
    RowAction.OPEN_PAGE: "globe",
    RowAction.COPY_LINK: "link",
    RowAction.CHECK: "search-check",
    RowAction.PUT_FIRST: "arrow-up-to-line",
    RowAction.MOVE_UP: "arrow-up",
    RowAction.MOVE_DOWN: "arrow-down",
    RowAction.REMOVE: "x",
}

_KEYS = {
    RowAction.PAUSE: "Space",
    RowAction.RESUME: "Space",
    RowAction.CANCEL: "Ctrl+Backspace",
    RowAction.RETRY: "F5",
    RowAction.AGAIN: "Shift+F5",
    RowAction.REMEDY: "F4",
    RowAction.OPEN: "Return",
    RowAction.SHOW_IN_FOLDER: "Ctrl+Return",
    RowAction.SAVE_HERE: "Ctrl+S",
    RowAction.RUN_IN_CLOUD: "Ctrl+U",
    RowAction.RUN_HERE: "Ctrl+Shift+U",
    RowAction.OPEN_PAGE: "Ctrl+B",
    RowAction.COPY_LINK: "Ctrl+C",
    RowAction.CHECK: "Ctrl+Shift+K",
    RowAction.PUT_FIRST: "Ctrl+Home",
    RowAction.MOVE_UP: "Ctrl+Up",
    RowAction.MOVE_DOWN: "Ctrl+Down",
    RowAction.REMOVE: "Del",
}
