"""Where Spool keeps what."""

import contextlib
import os
import warnings
from dataclasses import dataclass, fields
from pathlib import Path

import platformdirs

HOME_VARIABLE = "SPOOL_HOME"
"""Names a folder for everything Spool keeps; without it the system's usual places are used."""


@dataclass(frozen=True, slots=True)
class Folders:
    """One for each kind of thing."""

    config: Path
    data: Path
    cache: Path
    runtime: Path
    logs: Path

    @classmethod
    def find(cls) -> "Folders":
        """Those of this account; `RuntimeError` where it has none."""
        if home := os.environ.get(HOME_VARIABLE):
            base = Path(home).absolute()
            return cls(*(base / field.name for field in fields(cls)))
        dirs = platformdirs.PlatformDirs("spool", appauthor=False)
        try:
            with warnings.catch_warnings(action="error"):
                runtime = dirs.user_runtime_path
        except Warning:  # none that is safe: the session was not begun in the usual way
            runtime = dirs.user_data_path
        return cls(
            dirs.user_config_path,
            dirs.user_data_path,
            dirs.user_cache_path,
            runtime,
            dirs.user_log_path,
        )

    def make_private(self) -> None:
        """Make them, for the eyes of this person alone; who needs one says where that fails."""
        for folder in (self.config, self.data, self.cache, self.runtime, self.logs):
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def downloads(self) -> Path:
        """The system's folder for downloads, made if this account never had one."""
        try:
            folder = Path(platformdirs.user_downloads_dir()).absolute()
        except RuntimeError:  # an account without a home
            folder = self.data / "downloads"
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        return folder
