"""What a request would make of a video, told before anything of it is fetched."""

import os
from dataclasses import replace
from pathlib import Path

from app.core.download import DownloadRequest
from app.core.executor import VideoInfo
from app.engine import media
from app.engine.placing import expected_ext, relative_name
from app.engine.staging import Staging

_NO_DOWNLOAD = "probe"  # whose staging folder is never made


def foretold(info: media.Info, request: DownloadRequest) -> VideoInfo:
    """The video, with the size and the name of the file it would become."""
    name = str(relative_name(info, request, expected_ext(info, request)))
    file_key = media.file_key(info, request)
    here = Path(request.folder) if request.folder else None
    is_here = here is not None and Staging(here, _NO_DOWNLOAD).already_here(file_key) is not None
    return replace(
        media.video_info(info),
        size=media.expected_size(info),
        file_name=name,
        # Where the very same is there already, nothing is put beside it.
        name_taken=here is not None and not is_here and os.path.lexists(here / name),
        media_key=media.media_key(info, request),
        archived=is_here,
    )
