"""Where finished files lie: one seam over a directory and S3."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from cloud.config import Config, default_folder
from cloud.files.content_types import content_type_of
from cloud.files.directory_files import DirectoryFiles
from cloud.files.stored_file import FilesError, StoredFile, content_disposition, file_key

__all__ = [
    "Files",
    "FilesError",
    "StoredFile",
    "content_disposition",
    "content_type_of",
    "file_key",
    "open_files",
]


class Files(Protocol):
    """Keeps finished files under keys that `file_key` makes; `ValueError` for any other.

    All calls may come from any thread, and from several machines at once. What goes wrong there is
    an `OSError` without any address or key material in it.
    """

    def check(self, *, writes: bool = True) -> None:
        """Raise `FilesError` unless files can be read here and, unless told otherwise, written."""

    def put(self, key: str, path: Path, progress: Callable[[int], None]) -> None:
        """Bring a finished local file there, in place of what had the key before.

        `progress` gets the bytes done so far, in this thread and several times a second; what it
        raises ends the put. The last call, with all the bytes, comes before the file appears,
        so that whoever raises finds nothing new there. The key holds the whole file or is as it
        was. Afterwards the local file may be gone; otherwise it is the caller's to remove.
        """

    def delete(self, keys: Iterable[str]) -> None:
        """Remove these, and mind none that is missing. All are tried before anything is raised."""

    def listing(self) -> Iterator[StoredFile]:
        """All finished files, or an `OSError`: what is not listed is not there."""

    def tidy(self, older_than: float) -> None:
        """Remove what puts that ended half-way have left, this many seconds ago or more.

        A put that takes as long would lose its file, so this is to be far longer.
        """

    def delivery(self, key: str, file_name: str, content_type: str) -> Path | str:
        """What to answer with: the path of a local file, or a signed address that expires.

        `FileNotFoundError` for a local one that is gone; S3 is not asked.
        """


def open_files(config: Config) -> Files:
    """The place that the configuration names; nothing is asked or made there before `check`."""
    if not config.files.startswith("s3://"):
        work = Path(config.work) if config.work else default_folder()
        return DirectoryFiles(Path(config.files) if config.files else work / "files")
    from cloud.files.s3_files import S3Files  # what it needs takes long to load

    bucket, _, prefix = config.files.removeprefix("s3://").partition("/")
    minutes = config.signed_url_minutes
    signed = None
    if config.signed_url_base:
        from cloud.files.signed_addresses import SignedAddresses

        base, key_id, key = config.signed_url_base, config.signed_url_key_id, config.signed_url_key
        signed = SignedAddresses(base, key_id, key, minutes)
    return S3Files(bucket, prefix, endpoint=config.s3_endpoint, minutes=minutes, signed=signed)
