"""What answers leave out of a request: what is never submitted, since it stays with the desktop."""

from dataclasses import fields

from app.core.download import DownloadRequest

_SUBMITTED = frozenset({"url", "choices", "format", "section"})

OF_REQUEST = {one.name for one in fields(DownloadRequest)} - _SUBMITTED
OF_DOWNLOAD = {"request": OF_REQUEST}
OF_DOWNLOADS = {"downloads": {"__all__": OF_DOWNLOAD}}
"""As pydantic and FastAPI take it, for an answer with many of them."""
