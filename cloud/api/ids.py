"""The ids in paths. What cannot be one is as unknown as one that nobody has."""

import re
from typing import Annotated

from fastapi import Depends, Path

from cloud.api.problems import ProblemCode, Refused

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FORMAT = {"format": "uuid"}


def is_uuid(text: str) -> bool:
    """Whether it is one in its usual form, in small letters."""
    return _UUID.fullmatch(text) is not None


async def _download_id(download_id: Annotated[str, Path(json_schema_extra=_FORMAT)]) -> str:
    return _known_form(download_id)


async def _batch_id(batch_id: Annotated[str, Path(json_schema_extra=_FORMAT)]) -> str:
    return _known_form(batch_id)


def _known_form(text: str) -> str:
    small = text.lower()
    if not is_uuid(small):
        raise Refused(ProblemCode.NOT_FOUND)
    return small


DownloadId = Annotated[str, Depends(_download_id)]
BatchId = Annotated[str, Depends(_batch_id)]
