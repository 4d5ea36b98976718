"""Which computer is busy with a row."""

from app.core.download import Activity, Download, DownloadState, Place, Stage


def comes_here(row: Download) -> bool:
    """Whether the service has finished it, and its file is on its way to this computer."""
    progress = row.update.progress
    return (
        row.place is Place.CLOUD
        and row.state is DownloadState.RUNNING
        and progress.stage is Stage.TRANSFERRING
        and progress.activity is not Activity.MOVING  # which the service does, into its own store
    )


def runs_here(row: Download) -> bool:
    """Whether it stands still while Spool is closed or this computer sleeps."""
    is_running = row.state is DownloadState.RUNNING
    return is_running and (row.place is Place.THIS_COMPUTER or comes_here(row))


def is_to_run_here(row: Download) -> bool:
    """Whether this computer still has all of it to do, and nothing else was asked for it."""
    is_open = row.state in (DownloadState.QUEUED, DownloadState.RUNNING)
    return is_open and row.place is Place.THIS_COMPUTER and row.asked is None


def service_has(row: Download) -> bool:
    """Whether there is nothing of it any more that the service must be sent."""
    if row.place is Place.THIS_COMPUTER:
        return row.state.is_final
    if row.state is DownloadState.RUNNING:  # before the first update nobody has it
        return row.update.seq > 0 and row.update.progress.activity is not Activity.SENDING
    return row.state is not DownloadState.QUEUED
