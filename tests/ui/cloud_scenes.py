"""The Batch tab with rows in both places."""

import time
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.core.cloud import CloudStanding, Link
from app.core.download import Activity, Asked, DownloadState, Place, Progress, Remark
from app.core.download import Stage as At
from app.core.errors import ErrorCode
from app.ui.tabs import Tab
from tests.ui.conftest import Stage

SERVICE = "https://spool.example"
CONNECTED = CloudStanding(Link.CONNECTED)
DOWNLOADING = Progress(
    At.DOWNLOADING, Activity.VIDEO, 0.42, 278_000_000, 664_000_000, 12.1e6, seconds_left=32
)
COMING = Progress(At.TRANSFERRING, None, 0.66, 61_000_000, 92_000_000, 9.3e6, seconds_left=4)


def away() -> CloudStanding:
    """The service was heard a while ago."""
    return CloudStanding(Link.AWAY, heard=time.time() - 40)


def with_service(stage: Stage, standing: CloudStanding = CONNECTED) -> None:
    """Have a service that stands like this."""
    stage.window.preferences.change(cloud=SERVICE)
    stage.around.cloud.stand(standing)


def batch_in_both_places(stage: Stage) -> QWidget:
    """Rows of every kind that the cloud makes, beside those of this computer."""
    stage.window.pages.show_tab(Tab.BATCH)
    with_service(stage)
    stage.window.preferences.change(place=Place.CLOUD)
    stage.desk.add("local", "paused")
    stage.desk.add("there", "looking", "line", "sending", "stopping", place=Place.CLOUD)
    stage.desk.add("coming", "kept", "elsewhere", "refused", "expired", place=Place.CLOUD)
    running, done, failed = (
        DownloadState.RUNNING,
        DownloadState.COMPLETED,
        DownloadState.FAILED,
    )
    stage.put("local", running, progress=DOWNLOADING, title="The long way of a letter")
    stage.put("paused", DownloadState.PAUSED, title="A walk along the shore")
    stage.put("there", running, progress=DOWNLOADING, title="Clouds over the mountains")
    stage.put("looking", running, progress=Progress(At.RESOLVING))
    stage.put("line", running, progress=Progress(At.RESOLVING, Activity.IN_LINE), title="Rain")
    stage.put("sending", running, progress=Progress(At.RESOLVING, Activity.SENDING))
    row = stage.put("stopping", running, progress=DOWNLOADING, title="A storm from afar")
    stage.desk.queue._put([replace(row, asked=Asked.PAUSE)])
    stage.put("coming", running, progress=COMING, title="How bread is made")
    expires = time.time() + 2 * 24 * 3600 + 90
    size = 92_000_000
    stage.put("kept", done, title="Winter light", file_name="w.mp4", size=size, expires=expires)
    stage.put("elsewhere", done, title="A ferry at night", remark=Remark.ELSEWHERE)
    stage.put("refused", failed, title="The old harbour", error=ErrorCode.RATE_LIMITED)
    stage.put("expired", failed, title="Birds of passage", error=ErrorCode.EXPIRED)
    stage.put("there", running, progress=DOWNLOADING, worked=75.0)
    stage.batch.refresh()
    return stage.window


def batch_with_the_cloud_away(stage: Stage) -> QWidget:
    """The same while the service is not heard, with one of its rows in the details."""
    batch_in_both_places(stage)
    stage.around.cloud.stand(away())
    stage.window.commands.details.setChecked(True)
    stage.select("there")
    stage.qtbot.waitUntil(lambda: stage.view.waits.is_counting)
    return stage.window
