"""A long list comes in parts, in its order, and with one answer."""

from app.core.adding import AT_ONCE
from app.core.download import DownloadRequest
from app.core.queue_events import Added
from app.core.stores import StoreProblem
from tests.core.desk import Desk
from tests.core.doubles import MemoryStore

COUNT = 2 * AT_ONCE + 50


def requests(*numbers: int) -> list[DownloadRequest]:
    return [DownloadRequest(f"https://example.org/{number}") for number in numbers]


def test_each_part_waits_until_the_one_before_is_kept() -> None:
    desk = Desk(MemoryStore(is_slow=True), limit=0)
    answers: list[Added] = []
    desk.queue.add(requests(*range(COUNT), 0, 1), then=answers.append)
    sizes = []
    while not answers:
        sizes.append(len(desk.queue))
        desk.store.step()
    assert sizes == [0, AT_ONCE, 2 * AT_ONCE]
    assert [row.request for row in desk.queue] == requests(*range(COUNT))
    (added,) = answers
    assert added.ids == tuple(row.id for row in desk.queue)
    assert (added.duplicates, added.problem) == (2, None)


def test_between_the_parts_of_what_is_there_already_others_have_their_turn() -> None:
    desk = Desk(limit=0)
    desk.queue.add(requests(*range(COUNT)))
    answers: list[Added] = []
    desk.queue.add(requests(*range(COUNT + 1)), then=answers.append)
    turns = 0
    while not answers:
        _due, call = desk.later.calls.pop()
        call()
        turns += 1
    assert turns == COUNT // AT_ONCE
    assert (answers[0].duplicates, len(answers[0].ids)) == (COUNT, 1)


def test_a_long_page_of_a_list_stands_behind_its_row() -> None:
    desk = Desk()
    desk.add("first", "last")
    desk.queue.add(requests(*range(COUNT)), after=desk.id("first"))
    names = [row.request.url.rpartition("/")[2] for row in desk.queue]
    assert names == ["first", *map(str, range(COUNT)), "last"]


def test_where_a_part_cannot_be_kept_the_rest_is_given_up() -> None:
    desk = Desk(MemoryStore(is_slow=True), limit=0)
    answers: list[Added] = []
    desk.queue.add(requests(*range(COUNT)), then=answers.append)
    desk.store.step()
    desk.store.problem = StoreProblem.DISK_FULL
    desk.store.flush()
    (added,) = answers
    assert (len(added.ids), added.problem) == (AT_ONCE, StoreProblem.DISK_FULL)
    assert len(desk.queue) == AT_ONCE
    desk.store.problem = None
    desk.queue.add(requests(COUNT - 1))
    desk.store.flush()
    assert len(desk.queue) == AT_ONCE + 1
