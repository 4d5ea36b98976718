"""The book knows what is on disk, and what counts for a row."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from app.core.cloud import LedgerEntry, Wanted
from app.core.download import DownloadRequest
from app.core.stores import StoreProblem
from app.executors.cloud_book import Book

REQUEST = DownloadRequest("https://example.org/a")
A, B = LedgerEntry("a", "a", REQUEST), LedgerEntry("b", "b", REQUEST)


class Slow:
    """A ledger that is written when the test says so."""

    def __init__(self) -> None:
        self.saved: list[tuple[list[LedgerEntry], list[str]]] = []
        self.then: list[Callable[[StoreProblem | None], None]] = []

    def load(self, then: Callable[[Sequence[LedgerEntry], StoreProblem | None], None]) -> None:
        then((), None)

    def save(
        self,
        entries: Sequence[LedgerEntry],
        deleted: Collection[str],
        then: Callable[[StoreProblem | None], None],
    ) -> None:
        self.saved.append(([*entries], [*deleted]))
        self.then.append(then)

    def answer(self, problem: StoreProblem | None = None) -> None:
        self.then.pop(0)(problem)


class Told:
    def __init__(self) -> None:
        self.ledger = Slow()
        self.kept = self.failed = 0
        self.book = Book(self.ledger, self._keep, self._fail)

    def _keep(self) -> None:
        self.kept += 1

    def _fail(self) -> None:
        self.failed += 1


def test_what_comes_while_it_is_written_is_written_together_afterwards() -> None:
    told = Told()
    told.book.add(A)
    told.book.add(B)
    told.book.change("a", wanted=Wanted.CANCEL)
    assert told.ledger.saved == [([A], [])]
    assert not told.book.is_on_disk("a")
    told.ledger.answer()
    assert (told.kept, len(told.ledger.saved)) == (1, 2)
    assert told.ledger.saved[1] == ([replace(A, wanted=Wanted.CANCEL), B][::-1], [])
    assert not told.book.is_on_disk("b")
    told.ledger.answer()
    assert told.book.is_on_disk("a")
    assert told.book.is_on_disk("b")


def test_what_does_not_change_is_not_written() -> None:
    told = Told()
    told.book.take([A])
    told.book.put(A)
    told.book.change("a", confirmed=False)
    told.book.change("nobody", confirmed=True)
    told.book.drop("nobody")
    assert not told.ledger.saved


def test_what_cannot_be_written_waits_until_it_is_tried_again() -> None:
    told = Told()
    told.book.add(A)
    told.ledger.answer(StoreProblem.DISK_FULL)
    told.book.add(B)
    told.book.change("b", confirmed=True)
    assert (told.failed, told.kept, len(told.ledger.saved)) == (1, 0, 1)
    assert not told.book.is_on_disk("a")
    told.book.write()
    assert told.ledger.saved[1] == ([A, replace(B, confirmed=True)], [])
    told.ledger.answer()
    assert told.book.is_on_disk("a")


def test_what_is_dropped_is_deleted() -> None:
    told = Told()
    told.book.take([A])
    told.book.drop("a")
    told.book.drop("a")
    assert told.ledger.saved == [([], ["a"])]
    assert told.book.find("a") is told.book.of_row("a") is None


def test_the_last_write_is_of_everything_also_of_what_is_under_way() -> None:
    """What is under way may fail, and nobody tries that again."""
    told = Told()
    told.book.add(A)
    told.book.add(B)
    told.book.write(last=True)
    assert told.ledger.saved[1] == ([A, B], [])
    told.ledger.answer(StoreProblem.FAILED)
    told.ledger.answer()


def test_the_newest_entry_that_is_shown_counts_for_a_row() -> None:
    told = Told()
    told.book.take([A])
    told.book.put(replace(A, wanted=Wanted.GONE))
    assert told.book.of_row("a") is None
    newer = replace(A, id="newer")
    told.book.add(newer)
    told.book.put(replace(A, wanted=Wanted.GONE, confirmed=True))
    assert told.book.of_row("a") == newer
    told.book.drop("a")
    assert told.book.of_row("a") == newer
    told.book.drop("newer")
    assert told.book.of_row("a") is None


def test_only_what_was_never_sent_is_unsent() -> None:
    told = Told()
    told.book.take([A])
    told.book.add(B)
    assert not told.book.is_unsent("a")
    assert told.book.is_unsent("b")
    assert told.book.note_sent("a")
    assert not told.book.note_sent("b")
    assert not told.book.is_unsent("b")
    told.book.note_refused("b")
    assert told.book.is_unsent("b")
    told.book.note_refused("nobody")
    assert not told.book.is_unsent("nobody")


def test_it_tells_once_what_has_changed() -> None:
    told = Told()
    told.book.take([A, B])
    assert [*told.book.touched()] == ["a", "b"]
    told.book.drop("a")
    told.book.touch("b")
    assert [*told.book.touched()] == ["a", "b"]
    assert [*told.book.touched()] == []
