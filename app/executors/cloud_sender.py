"""Sends what is wanted of the service, until it is so."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from app.core.cloud import CloudTrouble, LedgerEntry, Wanted
from app.core.remote import RemoteDownload
from app.executors.cloud_book import Book
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError
from app.executors.cloud_steps import Step, groups, leaving, next_step
from app.executors.cloud_timing import CloudTiming

log = logging.getLogger(__name__)

MOST_TOGETHER = 10
"""Links in one submit, as services take them that are not told otherwise."""

_AT_ONCE = 8  # requests
_UNFIT = frozenset({400, 413, 422})
_WRONG_STATE = 409
_LINE_IS_DEAD = frozenset(
    {
        CloudTrouble.UNREACHABLE,
        CloudTrouble.NO_ANSWER,
        CloudTrouble.TOKEN,
        CloudTrouble.NOT_THE_SERVICE,
    }
)
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

    Nothing is sent before it is on disk, and nothing for a row before what it had in the service
    has ended there. What fails is tried again; only what is wrong with the line makes the rest
    wait.
    """

    def __init__(
        self,
        book: Book,
        pictures: Mapping[str, RemoteDownload],
        client: Callable[[], CloudClient | None],
        answers: Answers,
        reconnect: Callable[[], None],
        timing: CloudTiming,
    ) -> None:
        self._book = book
        self._pictures = pictures
        self._client = client
        self._answers = answers
        self._reconnect = reconnect
        self._timing = timing
        self._todo: dict[str, Step] = {}
        self._doubted: dict[str, None] = {}
        self._told: dict[str, tuple[Step, float]] = {}  # and until when it is not told again
        self._failures = 0
        self._wake = asyncio.Event()
        self._connected = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.Handle | None = None  # Qt's loop gives no `TimerHandle`
        self._wakes_at = 0.0  # by the loop's clock
        self._held: CloudTrouble | None = None  # why nothing new is sent just now
        self._single: CloudTrouble | None = None  # what the newest round met that is not the line's
        self._no_submits_before = 0.0  # by the loop's clock
        self.trouble: CloudTrouble | None = None

    @property
    def waiting(self) -> int:
        """Changes that the service has not confirmed."""
        self._compare()
        return len(self._todo)

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.create_task(self._run(), name="cloud-sender")

    def close(self) -> None:
        if self._timer:
            self._timer.cancel()
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
        """Ask how these stand, if the service still knows them."""
        self._doubted.update(dict.fromkeys(ids))
        self.wake()

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            client = self._client()
            if client is None:  # `connected` wakes it
                self._answers.standing_changed()
                continue
            try:
                await self._send(client)
            except CloudError as error:
                await self._rest(error, client)
            except Exception:
                log.exception("what is wanted of the service could not be sent")
                await self._rest(CloudError(CloudTrouble.BROKEN), client)
            else:
                self._failures = self._failures if self._held else 0
                self.trouble = self._held or self._single
            self._answers.standing_changed()

    async def _rest(self, error: CloudError, client: CloudClient) -> None:
        """Leave the service alone for a while."""
        log.info("the service did not take what was sent: %s", error)
        self.trouble = error.trouble
        self._answers.standing_changed()
        seconds = self._pause(error)
        if error.trouble in _LINE_IS_DEAD:
            if self._client() is client:
                self._reconnect()
            # What stands before the service may ask for more, and be gone with the next line.
            await asyncio.sleep(min(seconds, self._timing.longest_pause))
        else:
            self._connected.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._connected.wait()
        self.wake()

    def _pause(self, error: CloudError) -> float:
        """Seconds until the next try."""
        self._failures += 1
        return max(self._timing.pause(self._failures - 1), error.retry_after or 0.0)

    async def _send(self, client: CloudClient) -> None:
        self._single = None
        self._compare()
        steps = [(entry, step) for i, step in self._todo.items() if (entry := self._book.find(i))]
        due = [(entry, step) for entry, step in steps if self._is_due(entry, step)]
        wishes = [(entry, step) for entry, step in due if step is not Step.SUBMIT]
        doubted, self._doubted = [*self._doubted], {}
        try:
            await _some_at_once([self._wish(client, *one) for one in wishes])
            await _some_at_once([self._look(client, one) for one in doubted])
        except CloudError:
            self._doubted = dict.fromkeys(doubted) | self._doubted
            raise
        late = leaving(entry for entry, _ in steps)
        new = [entry for entry, step in due if step is Step.SUBMIT]
        await self._submit_all(
            client, [one for one in new if one.wanted is Wanted.GONE or one.row not in late]
        )

    async def _submit_all(self, client: CloudClient, entries: Sequence[LedgerEntry]) -> None:
        if entries and self._loop.time() < self._no_submits_before:
            self._wake_at(self._no_submits_before)
            return
        self._held = None
        for group in groups(entries, MOST_TOGETHER):
            try:
                await self._submit(client, group)
            except CloudError as error:
                if error.trouble in _TAKES_NO_MORE:
                    self._hold(error)
                    return
                self._put_off(error, [one.id for one in group], Step.SUBMIT)

    def _hold(self, error: CloudError) -> None:
        """Whatever else is wanted, such as a cancel, goes on meanwhile."""
        log.info("the service takes nothing new now: %s", error)
        self._held = error.trouble
        self._no_submits_before = self._loop.time() + self._pause(error)
        self._wake_at(self._no_submits_before)

    def _put_off(self, error: CloudError, ids: Iterable[str], step: Step) -> None:
        """What only these met keeps nothing else; what the line met, they raise."""
        if error.trouble is not CloudTrouble.BROKEN:
            for one in ids:
                self._told.pop(one, None)
            raise error
        log.info("the service could not do what it was asked (%s): %s", step, error)
        self._single = error.trouble
        for one in ids:
            self._note_told(one, step)

    def _compare(self) -> None:
        for one in self._book.touched():
            entry = self._book.find(one)
            if entry and (step := next_step(entry, self._pictures.get(one))):
                self._todo[one] = step
            else:
                self._todo.pop(one, None)

    def _is_due(self, entry: LedgerEntry, step: Step) -> bool:
        if not self._book.is_on_disk(entry.id):
            return False
        told, until = self._told.get(entry.id, (None, 0.0))
        if told is not step or self._loop.time() >= until:
            return True
        self._wake_at(until)
        return False

    def _note_told(self, entry_id: str, step: Step) -> None:
        until = self._loop.time() + self._timing.ask_again
        self._told[entry_id] = (step, until)
        self._wake_at(until)

    def _wake_at(self, when: float) -> None:
        if self._loop.time() < self._wakes_at <= when:
            return
        if self._timer:
            self._timer.cancel()
        self._wakes_at = when
        self._timer = self._loop.call_at(when, self.wake)

    async def _wish(self, client: CloudClient, entry: LedgerEntry, step: Step) -> None:
        self._note_told(entry.id, step)
        try:
            await self._ask(client, entry.id, step)
        except CloudError as error:
            if error.status == _WRONG_STATE:
                await self._look(client, entry.id)
            elif error.is_gone:
                self._forget(entry.id, error)
            else:
                self._put_off(error, [entry.id], step)

    async def _ask(self, client: CloudClient, entry_id: str, step: Step) -> None:
        match step:
            case Step.REMOVE:
                await client.remove(entry_id)
                self._told.pop(entry_id, None)
                self._answers.gone(entry_id, expired=False)
            case Step.PAUSE:
                self._answers.take_picture(await client.pause(entry_id))
            case Step.RESUME:
                self._answers.take_picture(await client.resume(entry_id))
            case _:
                self._answers.take_picture(await client.cancel(entry_id))

    async def _look(self, client: CloudClient, entry_id: str) -> None:
        try:
            self._answers.take_picture(await client.status(entry_id))
        except CloudError as error:
            if error.is_gone:
                self._forget(entry_id, error)
                return
            self._put_off(error, (), Step.SUBMIT)
            self._loop.call_later(self._timing.ask_again, self.doubt, [entry_id])

    def _forget(self, entry_id: str, error: CloudError) -> None:
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
            if 400 <= error.status < 500:
                self._note_not_taken(one.id for one in group if one.id not in again)
            if error.status not in _UNFIT:
                raise
            await self._submit_parts(client, group, error)
            return
        for one in group:
            self._book.change(one.id, confirmed=True)
        # One that was sent before may have come and gone, of which nothing tells by itself.
        self.doubt(again)
        self._loop.call_later(self._timing.ask_again, self._doubt_unseen, [one.id for one in group])

    def _note_not_taken(self, ids: Iterable[str]) -> None:
        """What is not wanted any more need not be sent again in order to be ended."""
        for one in ids:
            self._book.note_refused(one)
            now = self._book.find(one)
            if now and now.wanted is not Wanted.RUN:
                self._answers.gone(one, expired=False)

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
