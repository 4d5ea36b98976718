"""One file of the service comes to this computer, whatever the weather."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic

from app.core.cloud import CloudTrouble
from app.core.errors import ErrorCode
from app.engine.failures import Refusal
from app.executors.cloud_address import Access
from app.executors.cloud_errors import CloudError
from app.executors.doubling import doubling_pause
from app.executors.file_answer import FileAnswer
from app.executors.file_door import FileDoor, NotContinued, WantedFile, WrongFile
from app.executors.partial_file import PartialFile, TooMuch
from app.executors.stop_sign import StopSign

log = logging.getLogger(__name__)

_MOST_WRONG = 3
_TICK = 0.25  # seconds between two looks while nothing can be done


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two tries."""

    first: float = 1.0
    longest: float = 30.0
    same_token: float = 300.0  # that was refused; a new one is tried at once


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a transfer needs of the world. The calls come from its thread."""

    door: FileDoor
    access: Callable[[], Access | None]
    on_trouble: Callable[[CloudTrouble], object]
    stop: StopSign
    pace: Pace


class FileTransfer:
    """Tries until the file is here and right.

    `took` hears how many bytes are here, `waits` in how many seconds there is the next try.
    """

    def __init__(
        self,
        wanted: WantedFile,
        file: PartialFile,
        around: Surroundings,
        took: Callable[[int], None],
        waits: Callable[[float], None],
    ) -> None:
        self._wanted = wanted
        self._file = file
        self._around = around
        self._took = took
        self._waits = waits
        self._tries = 0  # since the last one that got further than those before it
        self._furthest = 0
        self._wrong = 0
        self._refused: tuple[Access, float] | None = None  # and when it was

    def run(self) -> None:
        """It is here and right when this returns.

        `Refusal` where it will not come any more, `OSError` where this computer does not take it.
        """
        self._file.take_up(self._around.stop.check)
        self._furthest = self._file.done
        while not self._is_here():
            access = self._access()
            try:
                self._try(access)
            except CloudError as error:
                self._mind(error, access)
        self._file.settle()

    def _is_here(self) -> bool:
        self._took(self._file.done)
        self._around.stop.check()
        if self._file.is_whole and not self._file.is_right:
            self._mind_wrong()
        return self._file.is_whole

    def _try(self, access: Access) -> None:
        around, file = self._around, self._file
        file.take_up(around.stop.check)
        ask = partial(around.door.ask, access, self._wanted, file.done)
        answer = around.stop.unless_set(ask, FileAnswer.close)
        try:
            if answer.start < file.done:
                file.drop()
            with around.stop.cutting(answer.cut), file.appending():
                self._take(answer)
        except TooMuch:
            raise WrongFile(CloudTrouble.BROKEN, "There is more than was promised") from None
        finally:
            answer.close()

    def _take(self, answer: FileAnswer) -> None:
        file, stop = self._file, self._around.stop
        while True:
            piece = self._piece(answer)
            stop.check()
            if not piece:
                break
            file.write(piece)
            self._took(file.done)
        if not file.is_whole:
            raise CloudError(CloudTrouble.UNREACHABLE, "It ended too early")

    def _piece(self, answer: FileAnswer) -> bytes:
        try:
            return answer.read()
        except CloudError:
            self._around.stop.check()  # it was cut for that
            if self._file.is_whole:
                return b""
            raise

    def _access(self) -> Access:
        """With what the service is to be asked, once there is something."""
        while True:
            self._around.stop.check()
            access = self._around.access()
            if access is not None and not self._is_refused(access):
                return access
            self._around.stop.wait(_TICK)

    def _is_refused(self, access: Access) -> bool:
        if self._refused is None:
            return False
        refused, since = self._refused
        return access == refused and monotonic() - since < self._around.pace.same_token

    def _mind(self, error: CloudError, access: Access) -> None:
        """Do what the trouble asks for, and sit out the time until the next try."""
        if error.is_gone:
            raise Refusal(ErrorCode.EXPIRED, "The service does not have the file any more")
        log.info("a file of the service does not come: %s", error)
        self._around.on_trouble(error.trouble)
        if isinstance(error, WrongFile):
            self._mind_wrong()
        elif isinstance(error, NotContinued):
            self._file.drop()
        if error.trouble is CloudTrouble.TOKEN:
            self._refused = (access, monotonic())
            return
        self._tries = 0 if self._file.done > self._furthest else self._tries + 1
        self._furthest = max(self._furthest, self._file.done)
        pace = self._around.pace
        pause = doubling_pause(pace.first, pace.longest, self._tries)
        self._sit_out(max(pause, error.retry_after or 0.0), access)

    def _mind_wrong(self) -> None:
        self._wrong += 1
        self._file.drop()
        if self._wrong >= _MOST_WRONG:
            raise Refusal(
                ErrorCode.INTERNAL,
                f"What came from the service is not the file it promised, {_MOST_WRONG} times",
            )
        log.warning("what came from the service is not the file it promised: it is fetched anew")

    def _sit_out(self, seconds: float, access: Access) -> None:
        """It is over at once where the service is to be asked in another way."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0 and self._around.access() == access:
            self._waits(left)
            self._around.stop.wait(min(left, _TICK))
