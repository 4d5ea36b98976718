"""The updates as the application sees them: when it looks, what it uses, and how it goes back."""

import errno
import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.engine_updates import EngineStanding, UpdateEnd, UpdateStep
from app.core.settings import Settings
from app.engine.child_pool import ChildPool
from app.engine.chosen_engine import bundled_solver, bundled_version
from app.engine.live_options import LiveOptions
from app.engine.updates import updater
from app.engine.updates.shelf import Shelf
from app.engine.updates.updater import EVERY, EngineUpdater, Surroundings
from tests.engine.running import LIMIT, eventually
from tests.engine.updates.release_feed import NEWER, ReleaseFeed

BUNDLED = bundled_version()


class Desk:
    """An updater with a pool that it serves; what is posted runs when the test waits."""

    def __init__(self, shelf: Shelf, key: Path, settings: Settings, runtime: Path) -> None:
        self.told: list[EngineStanding] = []
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        around = Surroundings(self._posted.put, lambda: self.live.options, self._use)
        self.updater = EngineUpdater(shelf.folder, key, settings, around)
        self.updater.listen(self.told.append)
        self.live = LiveOptions(settings, runtime, runtime / "rate", self.updater.engine())
        self.pool = ChildPool(self.live.options, warm=0)
        self.pool.on_distrust = self.updater.distrust
        self.live.drive(self.pool)

    def _use(self, engine: str) -> None:
        self.live.set_engine(engine)

    def wait(self, is_so: Callable[[EngineStanding], bool]) -> EngineStanding:
        """The standing, once it is so."""
        end = time.monotonic() + LIMIT
        while not is_so(self.updater.standing):
            assert time.monotonic() < end, self.updater.standing
            self.settle()
        return self.updater.standing

    def settle(self) -> None:
        """Run what was posted, waiting a moment for it."""
        try:
            self._posted.get(timeout=0.05)()
        except queue.Empty:
            return

    def version_of_next_child(self) -> str:
        child = self.pool.lease()
        assert child is not None
        try:
            return child.engine
        finally:
            self.pool.give_back(child)

    def close(self) -> None:
        self.updater.close()
        self.live.close()
        self.pool.close()


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(shelf: Shelf, key: Path, feed: ReleaseFeed, tmp_path: Path) -> Iterator[MakeDesk]:
    desks: list[Desk] = []

    def make(**settings: object) -> Desk:
        given = replace(Settings(engine_feed=feed.address), **settings)  # type: ignore[arg-type]
        desks.append(Desk(shelf, key, given, tmp_path))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


def put_in_use(shelf: Shelf, version: str, content: str = "") -> Path:
    """An engine that is in use although nobody has tried it."""
    folder = shelf.room(version)
    (folder / "yt_dlp").mkdir()
    (folder / "yt_dlp" / "__init__.py").write_text(content)
    shelf.change(lambda record: record.switched(shelf.place_of(folder), "0.9.9"))
    return folder


def test_an_update_is_used_without_a_restart_and_left_again_by_hand(
    make_desk: MakeDesk, feed: ReleaseFeed, shelf: Shelf
) -> None:
    feed.offer(NEWER)
    desk = make_desk()
    desk.updater.start()
    standing = desk.wait(lambda now: bool(now.used))
    assert (standing.bundled, standing.used, standing.solver) == (
        BUNDLED,
        BUNDLED,
        bundled_solver(),
    )
    assert standing.is_bundled
    assert desk.version_of_next_child() == BUNDLED  # it is warm, and not for long
    desk.updater.check()
    desk.updater.check()  # nothing is done twice
    standing = desk.wait(lambda now: now.end is not None)
    assert (standing.end, standing.used, standing.found) == (UpdateEnd.UPDATED, NEWER, NEWER)
    assert UpdateStep.TRYING in [one.step for one in desk.told]
    assert feed.seen.count("/releases/latest") == 1
    assert eventually(lambda: desk.version_of_next_child() == NEWER)
    desk.updater.go_back()
    desk.wait(lambda now: now.used == BUNDLED)
    assert eventually(lambda: desk.version_of_next_child() == BUNDLED)
    assert shelf.read().declined == NEWER


def test_what_a_person_went_back_from_is_not_taken_again_by_itself(
    make_desk: MakeDesk, feed: ReleaseFeed, shelf: Shelf
) -> None:
    shelf.change(lambda record: replace(record, declined=NEWER))
    feed.offer(NEWER)
    desk = make_desk()
    desk.updater.look()
    assert desk.wait(lambda now: now.end is not None).end is UpdateEnd.NEWEST


def test_one_that_does_not_start_is_left_by_itself(make_desk: MakeDesk, shelf: Shelf) -> None:
    folder = put_in_use(shelf, NEWER, "raise ImportError('spoiled since')\n")
    desk = make_desk()
    assert desk.updater.engine() == str(folder)
    assert desk.version_of_next_child() == BUNDLED  # nobody who waits hears of it
    standing = desk.wait(lambda now: bool(now.failed))
    assert (standing.failed, standing.used) == (NEWER, BUNDLED)
    assert (shelf.read().place, shelf.read().bad) == ("", (NEWER,))


def test_the_one_before_takes_its_place(make_desk: MakeDesk, shelf: Shelf) -> None:
    before = put_in_use(shelf, "2098.01.01")
    after = put_in_use(shelf, NEWER)
    desk = make_desk()
    desk.updater.distrust(str(after), "")
    standing = desk.wait(lambda now: bool(now.failed))
    assert (standing.used, standing.solver) == ("2098.01.01", "0.9.9")
    assert eventually(lambda: desk.live.options.engine == str(before))


def test_one_that_is_not_in_use_any_more_is_only_marked(make_desk: MakeDesk, shelf: Shelf) -> None:
    put_in_use(shelf, NEWER)
    desk = make_desk()
    desk.updater.distrust(str(shelf.folder / "engines" / "other" / "2097.1.1"), "")
    assert desk.wait(lambda now: bool(now.failed)).used == NEWER
    assert shelf.read().bad == ("2097.1.1",)


def test_one_that_failed_is_not_used_again_where_that_cannot_be_written_down(
    make_desk: MakeDesk, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put_in_use(shelf, NEWER)
    desk = make_desk()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Shelf, "change", full)
    desk.updater.distrust(str(folder), "")
    assert desk.wait(lambda now: bool(now.failed)).used == BUNDLED
    assert eventually(lambda: desk.live.options.engine == "")


def test_an_update_whose_child_does_not_start_has_failed(
    make_desk: MakeDesk, feed: ReleaseFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left(*_: object) -> None:
        raise OSError(errno.EAGAIN, "no more processes")

    desk = make_desk()
    monkeypatch.setattr(updater, "Child", none_left)
    desk.updater.check()
    assert desk.wait(lambda now: now.end is not None).end is UpdateEnd.FAILED
    assert not feed.seen


def test_a_look_that_lies_ahead_does_not_count(
    make_desk: MakeDesk, feed: ReleaseFeed, shelf: Shelf
) -> None:
    shelf.change(lambda record: replace(record, looked=time.time() + 2 * EVERY))
    feed.offer(BUNDLED)
    desk = make_desk()
    desk.updater.look()
    standing = desk.wait(lambda now: now.end is not None)
    assert (standing.end, standing.looked < time.time() + 60) == (UpdateEnd.NEWEST, True)


@pytest.mark.parametrize(
    ("settings", "looked"), [({"engine_updates": False}, 0.0), ({}, EVERY - 60)]
)
def test_it_does_not_look_more_often_than_wanted(
    make_desk: MakeDesk, feed: ReleaseFeed, shelf: Shelf, settings: dict[str, bool], looked: float
) -> None:
    shelf.change(lambda record: replace(record, looked=time.time() - looked))
    desk = make_desk(**settings)
    desk.updater.look()
    desk.updater.start()
    assert desk.wait(lambda now: bool(now.used)).end is None
    assert not feed.seen


def test_it_looks_once_where_it_is_time(make_desk: MakeDesk, feed: ReleaseFeed) -> None:
    feed.offer(BUNDLED)
    desk = make_desk()
    desk.updater.look()
    standing = desk.wait(lambda now: now.end is not None)
    assert (standing.end, standing.looked > time.time() - 60) == (UpdateEnd.NEWEST, True)
    desk.updater.look()
    desk.updater.start()
    desk.settle()
    assert feed.seen == ["/releases/latest"]


def test_who_asks_while_it_looks_by_itself_is_heard(
    make_desk: MakeDesk, feed: ReleaseFeed, shelf: Shelf
) -> None:
    shelf.change(lambda record: replace(record, looked=time.time()))
    feed.offer(BUNDLED)
    desk = make_desk()
    desk.updater.look()  # it will find that it is too early
    desk.updater.check()
    assert desk.updater.standing.step is UpdateStep.LOOKING
    assert desk.wait(lambda now: now.end is not None).end is UpdateEnd.NEWEST
    assert feed.seen == ["/releases/latest"]


def test_what_is_closed_looks_no_more(make_desk: MakeDesk, feed: ReleaseFeed) -> None:
    feed.offer(NEWER)
    desk = make_desk()
    desk.updater.check()
    desk.updater.close()
    desk.updater.check()
    desk.updater.look()
    desk.settle()
    assert desk.updater.standing.end is None
    assert not feed.seen


def test_an_engine_of_another_spool_is_found_and_used(make_desk: MakeDesk, shelf: Shelf) -> None:
    desk = make_desk()
    folder = put_in_use(shelf, NEWER)
    desk.updater.start()
    assert desk.wait(lambda now: bool(now.used)).used == NEWER
    assert eventually(lambda: desk.live.options.engine == str(folder))
