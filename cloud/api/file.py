"""Finished files, whole or in parts."""

from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from fastapi import Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.core.download import DownloadState
from app.core.remote import RemoteDownload
from cloud.api.file_response import PartsResponse
from cloud.api.ids import DownloadId
from cloud.api.owned import answers, owned_router
from cloud.api.problems import ProblemCode, Refused
from cloud.api.services import In, Owner, Services
from cloud.files import content_disposition, content_type_of
from cloud.store.rows import KeptFile

router = owned_router("Files")

_PRIVATE = "private, no-store"
_BYTES: dict[str, Any] = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": _BYTES},
    206: {"description": "The parts that `Range` names", "content": _BYTES},
    304: {"description": "The client has it already, as `If-None-Match` says"},
    307: {"description": "Where it lies, for a while; there, `Range` alone: it never changes"},
    **answers(
        *(ProblemCode.NOT_FOUND, ProblemCode.NOT_READY, ProblemCode.GONE, ProblemCode.BAD_RANGE)
    ),
}
Beside = Annotated[
    str, Query(max_length=100, description="The suffix of a file that lies beside the video's")
]


@router.head("/file/{download_id}", responses=_ANSWERS, response_class=Response, name="head_file")
@router.get("/file/{download_id}", responses=_ANSWERS, response_class=Response)
def file(
    request: Request, download_id: DownloadId, owner: Owner, services: In, beside: Beside = ""
) -> Response:
    """The finished file. `Range` and `If-Range` go on with one that was cut off."""
    download, kept = _finished(services, owner, download_id, beside)
    name = _name(download, kept)
    headers = {
        "ETag": f'"{kept.sha256}"',
        "Content-Disposition": content_disposition(name),
        "Cache-Control": _PRIVATE,
    }
    if _has_it(request.headers.get("if-none-match", ""), kept.sha256):
        return Response(status_code=304, headers=headers)
    return _answer(request, services, kept, name, headers)


def _finished(
    services: Services, owner: str, download_id: str, beside: str
) -> tuple[RemoteDownload, KeptFile]:
    download, files = services.batches.files(owner, download_id)
    if download.state is not DownloadState.COMPLETED:
        raise Refused(ProblemCode.NOT_READY, f"It is {download.state}.")
    found = next((one for one in files if one.suffix == beside), None)
    if found is None:
        raise Refused(ProblemCode.NOT_FOUND, "The download has no such file.")
    return download, found


def _answer(
    request: Request, services: Services, kept: KeptFile, name: str, headers: dict[str, str]
) -> Response:
    kind = content_type_of(name)
    try:
        place = services.files.delivery(kept.key, name, kind)
        if isinstance(place, Path):
            return PartsResponse(place, headers=headers, media_type=kind, stat_result=place.stat())
    except FileNotFoundError:
        raise Refused(ProblemCode.GONE, "The file is not there any more.") from None
    if request.method == "HEAD":  # a signed address is good for its own method only
        size = {"Content-Length": str(kept.size), "Accept-Ranges": "bytes"}
        return Response(headers={**headers, **size}, media_type=kind)
    return RedirectResponse(place, 307, {"Cache-Control": _PRIVATE, "ETag": headers["ETag"]})


def _name(download: RemoteDownload, kept: KeptFile) -> str:
    """What the file is to be called, without the folders that it may lie in."""
    name = PurePosixPath(download.file_name).name or download.id
    return f"{name.rpartition('.')[0] or name}.{kept.suffix}" if kept.suffix else name


def _has_it(if_none_match: str, sha256: str) -> bool:
    tags = (one.strip().removeprefix("W/") for one in if_none_match.split(","))
    return any(tag in ("*", f'"{sha256}"') for tag in tags)
