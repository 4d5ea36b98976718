"""Removes what no download names any more, and downloads whose files are gone."""

import logging
from time import time

from cloud.files import Files
from cloud.store.runs import RunStore
from cloud.worker.workplace import Workplace

log = logging.getLogger(__name__)

_YOUNG = 3_600.0  # seconds in which a file may still become known, or be seen by who lists files
_BROKEN_OFF = 2 * 86_400.0  # seconds after which nobody brings a file any more; S3 dates a put by
# its beginning, and one may take as long as a run may
_ABANDONED = 7 * 86_400.0  # seconds that a download's work is kept for which nobody came back
_PAGE = 200


def expire(store: RunStore, files: Files) -> int:
    """Remove what has been over for long enough; how many downloads that were."""
    total = 0
    while True:
        count, gone = store.expire(_PAGE)
        total += count
        files.delete([one.key for one in gone])
        if count < _PAGE:
            return total


def clear_workplace(store: RunStore, workplace: Workplace, young: float = 60.0) -> None:
    """Remove what was under way for downloads that are over, or that nobody has gone on with."""
    for ref, age, home in workplace.homes():
        if age <= young:
            continue
        # Each by itself, so that what came back meanwhile is seen to have come back.
        if age > _ABANDONED or store.orphans([(ref, 0)]):
            workplace.remove(home)


def match_files(store: RunStore, files: Files, young: float = _YOUNG) -> None:
    """Bring what is kept and what is known together, from both sides. `OSError` where a file
    cannot be removed."""
    began = time()
    files.tidy(max(young, _BROKEN_OFF))
    listed: set[str] = set()
    page: list[str] = []
    for stored in files.listing():
        listed.add(stored.key)
        if began - stored.modified > young:
            page.append(stored.key)
        if len(page) == _PAGE:
            _remove_unknown(store, files, page)
            page = []
    _remove_unknown(store, files, page)
    if listed:  # where there is nothing at all, more likely a disk is not there
        _forget_lost(store, listed, began - young)


def _remove_unknown(store: RunStore, files: Files, keys: list[str]) -> None:
    runs = [_run_of(key) for key in keys]
    unknown = [keys[number] for number in store.orphans(runs)]
    if unknown:
        log.info("%d files that no download names are removed", len(unknown))
        files.delete(unknown)


def _forget_lost(store: RunStore, listed: set[str], ended_before: float) -> None:
    skip = 0
    while True:
        looked, kept = store.kept(skip, _PAGE)
        skip += looked
        for one in kept:
            if one.ended < ended_before and one.files[0].key not in listed:
                log.warning("the file of a finished download is gone")
                store.lost_files(one.ref)
                skip -= 1
        if looked < _PAGE:
            return


def _run_of(key: str) -> tuple[str, int]:
    owner, download_id, run, _ = key.split("/", 3)
    return f"{owner}/{download_id}", int(run)
