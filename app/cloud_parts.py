"""The service, wired to the queue, the settings and the keyring."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.core import transitions
from app.core.download import DownloadRequest, DownloadUpdate
from app.core.download_queue import DownloadQueue
from app.core.errors import ErrorCode
from app.core.executor import Archive
from app.core.queue_events import Added
from app.core.remote import RemoteDownload
from app.core.settings import Settings
from app.core.stores import SecretProblem, SecretStore
from app.engine.proxy import with_password
from app.late_cloud import LateCloud
from app.storage.ledger import Ledger
from app.storage.library import Library

if TYPE_CHECKING:
    from app.executors.cloud import CloudExecutor

TOKEN = "cloud"  # noqa: S105 - the name it is kept under


class CloudParts:
    """The executor of the service, and what of the settings it depends on.

    `post` runs a call on the queue's thread; `queue` and `request` are asked for what comes of the
    service: the queue itself, and how a link would be fetched that is added now.
    """

    def __init__(
        self,
        library: Library,
        settings: Settings,
        *,
        post: Callable[[Callable[[], None]], None],
        queue: Callable[[], DownloadQueue],
        request: Callable[[str], DownloadRequest],
        archive: Archive,
    ) -> None:
        self._settings = settings
        self._post = post
        self._queue = queue
        self._request = request
        self._archive = archive
        self._secrets: SecretStore | None = None
        self._token: str | None = None  # None: not known yet
        self._password = ""
        self._ledger = Ledger(library)
        self.executor = LateCloud(self._make)

    def start(self, secrets: SecretStore) -> None:
        """Begin, on the loop that runs; where there is a service its token is looked up."""
        self._secrets = secrets
        self.executor.allow()
        self._look_up_token()

    def _make(self) -> "CloudExecutor":
        from app.executors.cloud import CloudExecutor  # slow to import, and often not wanted
        from app.executors.cloud_mirror import Listeners

        listeners = Listeners(self._update, self._found, self._lost, self._woken, self._archive)
        executor = CloudExecutor(self._ledger, listeners)
        executor.set_brings_back(self._settings.bring_back)
        # After all that was asked until now.
        self._tell(lambda queue: executor.drop_rowless(lambda row: queue.find(row) is not None))
        return executor

    def follow(self, settings: Settings) -> None:
        """The person changed a setting."""
        old, self._settings = self._settings, settings
        if settings.bring_back != old.bring_back:
            self.executor.ask(lambda made: made.set_brings_back(settings.bring_back))
        self._look_up_token()
        if settings.cloud or old.cloud:
            self._use()

    def take_token(self, token: str) -> None:
        """The keyring has this token, from now on or since long ago."""
        self._token = token
        if self._settings.cloud:
            self._use()

    def take_password(self, password: str) -> None:
        """That of the proxy."""
        self._password = password
        if self._settings.cloud:
            self._use()

    def _look_up_token(self) -> None:
        if self._settings.cloud and self._token is None and self._secrets:
            self._secrets.get(TOKEN, self._found_token)

    def _found_token(self, token: str, _problem: SecretProblem | None) -> None:
        # Without one the service says so, which is what a person needs to hear.
        if self._token is None:
            self.take_token(token)

    def _use(self) -> None:
        settings = self._settings
        if not settings.cloud:
            self.executor.ask(lambda made: made.use(None))
        elif self._token is not None:
            self.executor.ask(partial(self._give_access, settings, self._token))

    def _give_access(self, settings: Settings, token: str, made: "CloudExecutor") -> None:
        from app.executors.cloud_address import Access

        proxy = with_password(settings.proxy, self._password)
        plain = settings.cloud_plain == settings.cloud
        made.use(Access(settings.cloud, token, plain, proxy))

    def _update(self, update: DownloadUpdate) -> None:
        self._post(lambda: self._queue().apply(update))

    def _found(self, found: Sequence[RemoteDownload]) -> None:
        self._tell(lambda queue: self._adopt(queue, found))

    def _adopt(self, queue: DownloadQueue, found: Sequence[RemoteDownload]) -> None:
        rows = [transitions.adopted(one, self._request_of(one), one.added) for one in found]
        queue.adopt(rows, then=_nobody)

    def _request_of(self, picture: RemoteDownload) -> DownloadRequest:
        """What was asked for there, into the folder and under the name that are usual here."""
        usual = self._request(picture.url)
        asked = picture.request
        if asked is None:
            return usual
        return replace(usual, choices=asked.choices, format=asked.format, section=asked.section)

    def _lost(self, download_id: str, error: ErrorCode | None) -> None:
        self._tell(lambda queue: queue.places.lose(download_id, error))

    def _woken(self, download_id: str) -> None:
        self._tell(lambda queue: queue.resume([download_id]))

    def _tell(self, act: Callable[[DownloadQueue], None]) -> None:
        """Have the queue hear of something, once it knows which rows there are."""
        self._post(lambda: self._queue().when_loaded(partial(act, self._queue())))


def _nobody(_added: Added) -> None:
    """What could not be kept is found again the next time that Spool is started."""
