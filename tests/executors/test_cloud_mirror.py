"""Rows show what the service tells of them, whatever that is."""

import hashlib
from pathlib import Path

from app.core.download import DownloadState
from tests.cloud.api.service import CONTENT
from tests.executors.cloud_room import CloudRoom, new_id


def test_a_row_is_completed_once_its_file_is_here(room: CloudRoom) -> None:
    desk, a = room.desk(), new_id()
    desk.submit(a, 1, room.request("a"))
    room.complete(room.work("a"))
    end = desk.watched.end(a)
    assert end.state is DownloadState.COMPLETED
    path = Path(room.request("a").folder) / end.file_name
    assert hashlib.sha256(path.read_bytes()).hexdigest() == end.sha256
    assert path.read_bytes() == CONTENT
    assert end.expires is None
    room.until(lambda: not room.there())
