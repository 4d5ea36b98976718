"""Events: a snapshot, then everything that happens, without gaps."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.core import wire
from app.core.choices import Choices, Quality
from app.core.download import DownloadRequest
from app.core.remote import RemoteDownload, Removed, Snapshot
from cloud.api import follower, hub
from cloud.api.frames import entry_id, event_frame
from cloud.store.batches import Event, stream_of
from cloud.store.runs import Claim
from tests.cloud.api.listening import Listener, Message, View, messages
from tests.cloud.api.service import Service, links, problem, submit
from tests.engine.running import LIMIT, eventually

_ALL = 10**9  # bytes


def test_a_new_follower_hears_everything_in_pages(service: Service, ann: httpx.Client) -> None:
    ids = [one for _ in range(25) for one in submit(ann, 10)["download_ids"]]
    with Listener(ann) as listener:
        assert listener.response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert listener.response.headers["cache-control"] == "no-store"
        assert listener.response.headers["x-accel-buffering"] == "no"
        assert listener.next_of_any_kind() == Message("retry", 2000)
        pages = listener.snapshot()
        assert [one["id"] for page in pages for one in page.data["downloads"]] == ids
        assert [len(page.data["downloads"]) for page in pages] == [100, 100, 50]
        assert [page.data["first"] for page in pages] == [True, False, False]
        assert [bool(page.id) for page in pages] == [False, False, True]
        assert len(wire.read(Snapshot, pages[0].data).downloads) == 100
        service.run_to(0.5)
        assert listener.next().data["id"] == ids[0]


def test_who_has_nothing_yet_hears_so(ann: httpx.Client) -> None:
    with Listener(ann) as listener:
        (page,) = listener.snapshot()
        assert page.data == {"downloads": [], "first": True, "last": True}
        assert page.id


def test_a_stream_ends_after_a_while_and_goes_on_where_it_was(
    ann: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that whose token was taken back hears no more."""
    monkeypatch.setattr(follower, "LONGEST", 0.3)
    monkeypatch.setattr(follower, "QUIET", 0.1)
    with Listener(ann) as listener:
        (page,) = listener.snapshot()
        rest = [one for one in listener.rest() if one.kind == "update"]
    last_id = rest[-1].id if rest else page.id
    submit(ann)
    with Listener(ann, last_id) as listener:
        assert listener.next().data["state"] == "queued"


def test_everything_that_happens_is_told_in_order(service: Service, ann: httpx.Client) -> None:
    with Listener(ann) as listener:
        listener.snapshot()
        (one,) = submit(ann)["download_ids"]
        service.complete(service.run_to(0.5))
        ann.delete(f"/download/{one}").raise_for_status()
        heard = [listener.next() for _ in range(5)]
    assert [message.kind for message in heard] == [*["update"] * 4, "removed"]
    assert all(message.id for message in heard)
    updates = [wire.read(RemoteDownload, message.data) for message in heard[:4]]
    assert set(heard[0].data) == set(RemoteDownload.__dataclass_fields__)
    assert [update.state for update in updates] == ["queued", "running", "running", "completed"]
    assert [update.percentage for update in updates] == [None, None, 50.0, 100.0]
    assert wire.read(Removed, heard[4].data) == Removed(one)


def test_what_was_asked_for_is_in_a_snapshot_and_not_in_each_update(
    service: Service, ann: httpx.Client
) -> None:
    (one,) = submit(ann, quality="720p")["download_ids"]
    with Listener(ann) as listener:
        (page,) = listener.snapshot()
        service.run_to(0.5)
        updates = [listener.next() for _ in range(2)]
    (shown,) = page.data["downloads"]
    assert shown["request"] == ann.get(f"/status/{one}").json()["request"]
    assert set(shown["request"]) == {"url", "choices", "format", "section"}
    (read,) = wire.read(Snapshot, page.data).downloads
    assert read.request == DownloadRequest(links(1)[0], Choices(Quality.P720))
    assert [update.data["request"] for update in updates] == [None, None]


def test_nothing_is_told_to_another_owner(
    service: Service, ann: httpx.Client, bob: httpx.Client
) -> None:
    with Listener(bob) as listener:
        listener.snapshot()
        submit(ann, 3)
        service.complete()
        (theirs,) = submit(bob)["download_ids"]
        assert listener.next().data["id"] == theirs


@pytest.mark.parametrize("is_header", [True, False])
def test_who_was_away_goes_on_where_it_was(
    service: Service, ann: httpx.Client, *, is_header: bool
) -> None:
    with Listener(ann) as listener:
        listener.snapshot()
        submit(ann)
        last = listener.next().id
    service.complete()
    options = {} if is_header else {"params": {"last_event_id": last}}
    with Listener(ann, last if is_header else "", **options) as listener:
        assert [listener.next().data["state"] for _ in range(2)] == ["running", "completed"]


def _trim(service: Service, last: str) -> str:
    service.connections.scripts.xtrim(stream_of("ann"), maxlen=1, approximate=False)
    return last


def _lose_all(service: Service, last: str) -> str:
    service.connections.scripts.delete(stream_of("ann"))
    return last


def _lose_the_last(service: Service, last: str) -> str:
    """As after a failover that lost a second; others have gone on since."""
    service.connections.scripts.xdel(stream_of("ann"), last)
    service.fail()
    return last


@pytest.mark.parametrize(
    "spoil",
    [
        _trim,
        _lose_all,
        _lose_the_last,
        lambda _, last: f"9{last}",
        lambda *_: "999999999999999999999-1",
        lambda *_: "0-0",
        lambda *_: "x",
        lambda *_: "-",
    ],
)
def test_who_is_too_late_hears_a_snapshot_first(
    service: Service, ann: httpx.Client, spoil: Callable[[Service, str], str]
) -> None:
    submit(ann, 3)
    with Listener(ann) as listener:
        listener.snapshot()
        service.complete()
        listener.next()
        last = listener.next().id
    service.fail()
    with Listener(ann, spoil(service, last)) as listener:
        (page,) = listener.snapshot()
        assert [one["state"] for one in page.data["downloads"]][:2] == ["completed", "failed"]
        submit(ann)
        assert listener.next().data["state"] == "queued"


def test_a_quiet_stream_shows_that_it_lives(
    ann: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert follower.QUIET <= 15
    monkeypatch.setattr(follower, "QUIET", 0.05)
    with Listener(ann) as listener:
        listener.snapshot()
        assert [listener.next_of_any_kind().kind for _ in range(3)] == ["comment"] * 3
        submit(ann)
        assert listener.next().kind == "update"


def test_only_so_many_streams_are_open(service: Service) -> None:
    most = service.config.streams_per_owner
    with service.client() as ann, service.client("bob") as bob, ExitStack() as stack:
        listeners = [stack.enter_context(Listener(ann)) for _ in range(most)]
        assert all(one.snapshot() for one in listeners)
        refused = ann.get("/events")
        assert problem(refused) == (429, "too_many_streams")
        assert refused.headers["retry-after"]
        with Listener(bob) as listener:
            assert listener.snapshot()
        listeners[0].close()
        assert eventually(lambda: service.app.state.streams.open == most - 1)
        with Listener(ann) as listener:
            assert listener.snapshot()


def test_an_event_is_written_once_for_all(
    ann: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def count(event: Event) -> bytes:
        written.append(event.id)
        return event_frame(event)

    monkeypatch.setattr(hub, "event_frame", count)
    with ExitStack() as stack:
        listeners = [stack.enter_context(Listener(ann)) for _ in range(10)]
        assert all(one.snapshot() for one in listeners)
        submit(ann, 5)
        heard = [[listener.next().id for _ in range(5)] for listener in listeners]
    assert heard == [heard[0]] * 10
    assert [one for one in written if one in heard[0]] == heard[0]


def test_who_reads_slowly_costs_no_memory_and_misses_nothing(
    service: Service, ann: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "_KEPT", 10)
    submit(ann)
    claim = service.claimed()
    with Listener(ann) as listener:
        listener.snapshot()
        # More than the ring holds, and more than lies in the buffers of a connection.
        long = replace(claim, before=replace(claim.before, detail="x" * 8_000))
        for number in range(600):
            service.run_to(number / 1000, long)
        (followed,) = service.app.state.streams._followed.values()
        newest = _newest(service)
        assert eventually(lambda: followed.hub._newest == entry_id(newest))
        assert len(followed.hub._entries) <= 10
        seqs = [listener.next().data["seq"] for _ in range(600)]
    assert seqs == list(range(seqs[0], seqs[0] + 600))


def test_the_end_of_the_service_ends_streams_at_once(tmp_path: Path) -> None:
    with Service(tmp_path) as service, service.client() as ann, ExitStack() as stack:
        listeners = [stack.enter_context(Listener(ann)) for _ in range(3)]
        assert all(one.snapshot() for one in listeners)
        service.close()
        # The service says that it is the end; a connection that is cut would raise.
        assert [one.rest() for one in listeners] == [[], [], []]


def _newest(service: Service) -> str:
    found: Any = service.connections.scripts.xrevrange(stream_of("ann"), count=1)
    return str(found[0][0])


class _Work:
    """Downloads that go their ways, a few steps at a time, each decided by the seed."""

    def __init__(self, service: Service, count: int, seed: int) -> None:
        self._service = service
        self._random = random.Random(seed)
        self._left = count
        self._claims: list[Claim] = []
        self.finals: dict[str, str] = {}

    def steps(self, count: int) -> None:
        for _ in range(count):
            self._step()

    def finish(self) -> None:
        while self._left or self._claims:
            self._step()

    def _step(self) -> None:
        if self._left and self._random.random() < 0.4:
            self._left -= 1
            self._claims.append(self._service.claimed())
        elif self._claims:
            claim = self._random.choice(self._claims)
            choice = self._random.random()
            if choice < 0.8:
                self._service.run_to(self._random.random(), claim)
                return
            self._claims.remove(claim)
            end = self._service.complete if choice < 0.9 else self._service.fail
            end(claim)
            self.finals[claim.id] = "completed" if choice < 0.9 else "failed"


def test_a_client_that_is_cut_off_a_hundred_times_misses_nothing(
    service: Service, ann: httpx.Client
) -> None:
    seed = 20_26
    chance = random.Random(seed)
    for _ in range(6):
        submit(ann, 10)
    work, view = _Work(service, 60, seed), View()
    for _ in range(100):
        steps = threading.Thread(target=work.steps, args=(chance.randrange(12),))
        steps.start()
        _listen(service, view, chance.randrange(12_000))
        steps.join()
    work.finish()
    _listen(service, view, _ALL, until=lambda: _finals(view) == work.finals)
    assert _finals(view) == work.finals
    assert len(work.finals) == 60
    assert view.snapshots == 1
    told = Counter(view.told)
    assert {(one, told[one, state]) for one, state in work.finals.items()} == {
        (one, 1) for one in work.finals
    }
    assert max(told.values()) == 1  # no state came back after a later one


def _finals(view: View) -> dict[str, str]:
    shown = ((one["id"], one["state"]) for one in view.downloads.values())
    return {name: state for name, state in shown if state in ("completed", "failed")}


def _listen(
    service: Service, view: View, most: int, until: Callable[[], bool] = lambda: False
) -> None:
    """Hear so many bytes, or what comes while something does, and hang up in the middle of it."""
    headers = {"Last-Event-ID": view.last_id} if view.last_id else {}
    patience = httpx.Timeout(LIMIT, read=LIMIT if most == _ALL else 0.05)
    with (
        suppress(httpx.ReadTimeout),
        service.client() as client,
        client.stream("GET", "/events", headers=headers, timeout=patience) as response,
    ):
        for message in messages(_cut(response.iter_raw(), most)):
            view.hear(message)
            if until():
                return


def _cut(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:most]
        most -= len(piece)
        if most <= 0:
            return
