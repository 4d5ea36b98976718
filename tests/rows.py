"""Rows as the queue makes them."""

import uuid
from dataclasses import replace
from pathlib import Path

from app.core import transitions
from app.core.download import Download, DownloadRequest, DownloadState, Progress, Stage

FOLDER = str(Path.home())


def a_row(
    state: DownloadState = DownloadState.QUEUED,
    *,
    position: float = 1.0,
    title: str = "",
    folder: str = FOLDER,
) -> Download:
    """A row of its own link, in any state."""
    request = DownloadRequest(f"https://example.org/{uuid.uuid4()}", folder=folder)
    row = transitions.new_row(request, position, 1_700_000_000.0, "A list", None)
    if state is not DownloadState.QUEUED:
        row = transitions.started(row)
    update = replace(
        row.update,
        state=state,
        title=title,
        progress=Progress(Stage.DOWNLOADING, fraction=0.5, done_bytes=5, total_bytes=10),
    )
    return replace(row, update=update, finished=1_700_000_100.0 if state.is_final else None)
