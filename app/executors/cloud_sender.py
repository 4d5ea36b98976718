"""Sends what is wanted of the service, until it is so."""

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from app.core.cloud import CloudTrouble, LedgerEntry
from app.core.remote import RemoteDownload
from app.executors.cloud_book import Book
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError
from app.executors.cloud_steps import Step, groups, next_step

log = logging.getLogger(__name__)

MOST_TOGETHER = 10
"""Links in one submit, as services take them that are not told otherwise."""

_AT_ONCE = 8  # requests
_ASK_AGAIN = 10.0  # seconds until a wish that has changed nothing is sent once more
_FIRST_PAUSE = 0.5  # seconds
_LONGEST_PAUSE = 30.0
_INVALID = 422
_WRONG_STATE = 409
_LINE_IS_DEAD = frozenset({CloudTrouble.UNREACHABLE, CloudTrouble.NO_ANSWER, CloudTrouble.TOKEN})
_TAKES_NO_MORE = frozenset(
    {
        CloudTrouble.BUSY,
        CloudTrouble.QUOTA_LINKS,
        CloudTrouble.QUOTA_BATCHES,
        CloudTrouble.QUOTA_BYTES,
    }
)


class Answers(Protocol):
    """Who hears what the service answers."""

    def take_picture(self, picture: RemoteDownload) -> None: ...

    def gone(self, entry_id: str, *, expired: bool) -> None:
        """The service does not know it."""

    def refused(self, entry: LedgerEntry, detail: str) -> None:
        """The service will never take it as it is."""

    def standing_changed(self) -> None: ...


class CloudSender:
    """Compares the book with the newest pictures, and asks for what is missing.

    Nothing is sent before it is on disk. What fails is tried again, less and less often.
    """

    def __init__(
        self,
        book: Book,
        pictures: Mapping[str, RemoteDownload],
        client: Callable[[], CloudClient | None],
        answers: Answers,
        reconnect: Callable[[], None],
    ) -> None:
        self._book = book
        self._pictures = pictures
        self._client = client
        self._answers = answers
        self._reconnect = reconnect
        self._doubted: dict[str, None] = {}
        self._told: dict[str, tuple[Step, float]] = {}
        self._failures = 0
        self._wake = asyncio.Event()
        self._connected = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._held: CloudTrouble | None = None  # why nothing new is sent just now
        self._no_submits_before = 0.0  # by the loop's clock
        self.trouble: CloudTrouble | None = None

    @property
    def waiting(self) -> int:
        """Changes that the service has not confirmed."""
        return sum(1 for entry in self._book if self._step(entry))

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="cloud-sender")

    def close(self) -> None:
        if self._task:
            self._task.cancel()

    def wake(self) -> None:
        """Something is wanted, or may be sent now."""
        self._wake.set()

    def connected(self) -> None:
        """The service is there again: what was asked of it before may have been lost."""
        self._told.clear()
        self._no_submits_before = 0.0
        self._connected.set()
        self.wake()

    def doubt(self, ids: Iterable[str]) -> None:
        """Ask whether the service still knows these."""
        self._doubted.update(dict.fromkeys(ids))
        self.wake()

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            client = self._client()
            if client is None:
                continue  # `connected` wakes it
            try:
                await self._send(client)
            except CloudError as error:
                await self._rest(error)
            else:
                self._failures = 0 if self._held is None else self._failures
                self.trouble = self._held
            self._answers.standing_changed()

    async def _rest(self, error: CloudError) -> None:
        """Leave the service alone for a while."""
        log.info("the service did not take what was sent: %s", error)
        self.trouble = error.trouble
        self._answers.standing_changed()
        if error.trouble in _LINE_IS_DEAD:
            self._reconnect()
        self._connected.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._pause(error)):
                await self._connected.wait()
        self.wake()

    def _pause(self, error: CloudError) -> float:
        """Seconds until the next try."""
        seconds = min(_FIRST_PAUSE * 2.0 ** min(self._failures, 10), _LONGEST_PAUSE)
        self._failures += 1
        return max(seconds * random.uniform(0.5, 1.0), error.retry_after or 0.0)

    async def _send(self, client: CloudClient) -> None:
        todo = [(entry, step) for entry in self._book if (step := self._due(entry))]
        submits = [entry for entry, step in todo if step is Step.SUBMIT]
        wishes = [(entry, step) for entry, step in todo if step is not Step.SUBMIT]
        doubted, self._doubted = [*self._doubted], {}
        try:
            await _some_at_once([self._wish(client, *one) for one in wishes])
            await _some_at_once([self._look(client, one) for one in doubted])
        except CloudError:
            self._doubted = dict.fromkeys(doubted) | self._doubted
            raise
        if submits and asyncio.get_running_loop().time() >= self._no_submits_before:
            await self._submit_all(client, submits)

    async def _submit_all(self, client: CloudClient, entries: Sequence[LedgerEntry]) -> None:
        try:
            for group in groups(entries, MOST_TOGETHER):
                await self._submit(client, group)
        except CloudError as error:
            if error.trouble not in _TAKES_NO_MORE:
                raise
            # Whatever else is wanted, such as a cancel, goes on meanwhile.
            self._held = error.trouble
            loop = asyncio.get_running_loop()
            self._no_submits_before = loop.time() + self._pause(error)
            loop.call_at(self._no_submits_before, self.wake)
        else:
            self._held = None

    def _step(self, entry: LedgerEntry) -> Step | None:
        return next_step(entry, self._pictures.get(entry.id))

    def _due(self, entry: LedgerEntry) -> Step | None:
        step = self._step(entry)
        if step is None or not self._book.is_on_disk(entry.id):
            return None
        now = asyncio.get_running_loop().time()
        told, at = self._told.get(entry.id, (None, 0.0))
        return None if told is step and now < at + _ASK_AGAIN else step

    async def _wish(self, client: CloudClient, entry: LedgerEntry, step: Step) -> None:
        loop = asyncio.get_running_loop()
        self._told[entry.id] = (step, loop.time())
        try:
            if step is Step.REMOVE:
                await client.remove(entry.id)
                self._told.pop(entry.id, None)
                self._answers.gone(entry.id, expired=False)
            else:
                ask = {Step.PAUSE: client.pause, Step.RESUME: client.resume}.get(
                    step, client.cancel
                )
                self._answers.take_picture(await ask(entry.id))
                loop.call_later(_ASK_AGAIN, self.wake)
        except CloudError as error:
            self._told.pop(entry.id, None)
            if error.status == _WRONG_STATE:
                self._told[entry.id] = (step, loop.time())
                await self._look(client, entry.id)
            elif error.is_gone:
                self._answers.gone(entry.id, expired=error.code == "gone")
            else:
                raise

    async def _look(self, client: CloudClient, entry_id: str) -> None:
        try:
            self._answers.take_picture(await client.status(entry_id))
        except CloudError as error:
            if not error.is_gone:
                raise
            self._answers.gone(entry_id, expired=error.code == "gone")

    async def _submit(self, client: CloudClient, group: Sequence[LedgerEntry]) -> None:
        # Some may have been given up while others were sent.
        group = [now for one in group if (now := self._book.find(one.id)) and not now.confirmed]
        if not group:
            return
        again = [one.id for one in group if self._book.note_sent(one.id)]
        try:
            await client.submit([(one.id, one.request) for one in group])
        except CloudError as error:
            if error.status != _INVALID:
                raise
            await self._submit_parts(client, group, error)
            return
        for one in group:
            self._book.change(one.id, confirmed=True)
        # One that was sent before may have come and gone, of which nothing tells by itself.
        self.doubt(again)
        loop = asyncio.get_running_loop()
        loop.call_later(_ASK_AGAIN, self._doubt_unseen, [one.id for one in group])
        self.wake()

    def _doubt_unseen(self, ids: Sequence[str]) -> None:
        self.doubt(one for one in ids if one not in self._pictures and self._book.find(one))

    async def _submit_parts(
        self, client: CloudClient, group: Sequence[LedgerEntry], error: CloudError
    ) -> None:
        """One of them is not taken, or they are too many for this service."""
        if len(group) == 1:
            self._answers.refused(group[0], error.detail)
            return
        half = len(group) // 2
        await self._submit(client, group[:half])
        await self._submit(client, group[half:])


async def _some_at_once(requests: Sequence[Coroutine[Any, Any, None]]) -> None:
    """All of them, a few at a time; the first error comes once the rest of its few are done."""
    waiting = [*requests]
    try:
        while waiting:
            few, waiting = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
            for answer in await asyncio.gather(*few, return_exceptions=True):
                if isinstance(answer, BaseException):
                    raise answer
    finally:
        for request in waiting:
            request.close()
