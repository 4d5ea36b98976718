"""What looks at links have shown, and what all of it comes to."""

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from app.core.download import DownloadRequest, Forecast
from app.core.errors import ErrorCode
from app.core.executor import VideoInfo

_LOGIN_HELPS = frozenset({ErrorCode.LOGIN_NEEDED, ErrorCode.MEMBERS_ONLY, ErrorCode.AGE_RESTRICTED})
_SAYS_NOTHING = frozenset({ErrorCode.PLAYLIST, ErrorCode.CANCELED, ErrorCode.INTERRUPTED})


class Claims:
    """Who was the first to claim a thing; where that one gives it up, the next is."""

    def __init__(self) -> None:
        self._claimants: dict[Hashable, dict[str, None]] = {}
        self._things: dict[str, Hashable] = {}

    def claim(self, claimant: str, thing: Hashable | None) -> str | None:
        """Each claims one thing, and gives up the one before: who is the first for that now."""
        if self._things.get(claimant) == thing:
            return None
        heir = self.give_up(claimant)
        if thing is None:
            return heir
        self._things[claimant] = thing
        self._claimants.setdefault(thing, {})[claimant] = None
        return heir

    def give_up(self, claimant: str) -> str | None:
        """Who is the first now, if it was this one."""
        if (thing := self._things.pop(claimant, None)) is None:
            return None
        claimants = self._claimants[thing]
        was_first = next(iter(claimants)) == claimant
        del claimants[claimant]
        if not claimants:
            del self._claimants[thing]
        return next(iter(claimants), None) if was_first else None

    def is_first(self, claimant: str) -> bool:
        """Also for one that claims nothing."""
        thing = self._things.get(claimant)
        return thing is None or next(iter(self._claimants[thing])) == claimant


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at one link has shown; nothing where it took too long, or led to a list."""

    video: VideoInfo | None = None
    error: ErrorCode | None = None

    def forecast(
        self, request: DownloadRequest, *, duplicate: bool, name_claimed: bool
    ) -> Forecast | None:
        """What it means for a row, of which others may be earlier."""
        error = None if self.error in _SAYS_NOTHING else self.error
        if self.video is None:
            return Forecast(error=error) if error else None
        return Forecast(
            size=self.video.size,
            file_name=self.video.file_name,
            media_key=self.video.media_key,
            name_taken=self.video.name_taken or (name_claimed and not duplicate),
            duplicate=duplicate,
            archived=self.video.archived and not request.again,
            error=error,
        )


class Tally:
    """Running counts over rows that were looked at."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._sizes: Counter[str] = Counter()  # bytes by folder
        self.size = 0

    def count(self, forecast: Forecast | None, folder: str, step: int) -> None:
        """With a step of -1 what was counted before is taken back."""
        found = forecast or Forecast()
        self.counts["duplicates"] += step * found.duplicate
        self.counts["names_taken"] += step * found.name_taken
        self.counts["archived"] += step * found.archived
        self.counts["login_needed"] += step * (found.error in _LOGIN_HELPS)
        self.counts["unavailable"] += step * (
            found.error is not None and found.error not in _LOGIN_HELPS
        )
        if found.archived or found.error:
            return
        self.counts["unknown_sizes"] += step * (found.size is None)
        self.size += step * (found.size or 0)
        self._sizes[folder] += step * (found.size or 0)

    def missing_bytes(
        self,
        free_bytes: Callable[[str], int | None],
        device: Callable[[str], int | None],
    ) -> tuple[int, bool]:
        """For how much there is no room, over all disks, and whether all of them are measured."""
        needed: Counter[Hashable] = Counter()
        free: dict[Hashable, int | None] = {}
        for folder, size in self._sizes.items():
            if size:
                disk: Hashable = device(folder) or folder
                needed[disk] += size
                free[disk] = free_bytes(folder)
        measured = {disk: room for disk, room in free.items() if room is not None}
        missing = sum(max(0, needed[disk] - room) for disk, room in measured.items())
        return missing, len(measured) == len(free)
