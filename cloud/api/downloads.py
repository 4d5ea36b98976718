"""Single downloads: how they stand, and what may be asked of them."""

from app.core.remote import RemoteDownload
from cloud.api.answers import Forgotten
from cloud.api.ids import DownloadId
from cloud.api.left_out import OF_DOWNLOAD
from cloud.api.owned import answers, owned_router
from cloud.api.problems import ProblemCode
from cloud.api.removing import remove_files
from cloud.api.services import In, Owner, Services
from cloud.store.batches import Action, Gone, Unknown

router = owned_router("Downloads")

_ANSWERS = answers(ProblemCode.NOT_FOUND, ProblemCode.GONE)
_ASKED = answers(ProblemCode.NOT_FOUND, ProblemCode.GONE, ProblemCode.WRONG_STATE)


@router.get("/status/{download_id}", responses=_ANSWERS, response_model_exclude=OF_DOWNLOAD)
def status(download_id: DownloadId, owner: Owner, services: In) -> RemoteDownload:
    """How a download stands."""
    return services.batches.download(owner, download_id)


@router.post("/pause/{download_id}", responses=_ASKED, response_model_exclude=OF_DOWNLOAD)
def pause(download_id: DownloadId, owner: Owner, services: In) -> RemoteDownload:
    """Stop it, and keep what is there of it."""
    return _ask(services, owner, download_id, Action.PAUSE)


@router.post("/resume/{download_id}", responses=_ASKED, response_model_exclude=OF_DOWNLOAD)
def resume(download_id: DownloadId, owner: Owner, services: In) -> RemoteDownload:
    """Go on with a paused one."""
    return _ask(services, owner, download_id, Action.RESUME)


@router.post("/cancel/{download_id}", responses=_ASKED, response_model_exclude=OF_DOWNLOAD)
def cancel(download_id: DownloadId, owner: Owner, services: In) -> RemoteDownload:
    """End it, and drop what is there of it."""
    return _ask(services, owner, download_id, Action.CANCEL)


@router.post("/retry/{download_id}", responses=_ASKED, response_model_exclude=OF_DOWNLOAD)
def retry(download_id: DownloadId, owner: Owner, services: In) -> RemoteDownload:
    """Begin a failed or canceled one anew, or have the next try now."""
    return _ask(services, owner, download_id, Action.RETRY)


@router.delete("/download/{download_id}", responses=answers(ProblemCode.NOT_FOUND))
def remove(download_id: DownloadId, owner: Owner, services: In) -> Forgotten:
    """Cancel it if it runs, and remove it with its files; doing it twice is fine."""
    try:
        files = services.batches.remove(owner, download_id)
    except Unknown:
        if not _was_there(services, owner, download_id):
            raise
        return Forgotten(download_id, "The download was removed already")
    remove_files(services.files, files)
    return Forgotten(download_id, "The download is removed")


def _was_there(services: Services, owner: str, download_id: str) -> bool:
    try:
        services.batches.download(owner, download_id)
    except Gone:
        return True
    except Unknown:
        pass
    return False


def _ask(services: Services, owner: str, download_id: str, action: Action) -> RemoteDownload:
    shown, is_new = services.batches.ask(owner, download_id, action)
    if is_new:
        services.wake(1)
    return shown
