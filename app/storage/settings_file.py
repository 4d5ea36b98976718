"""The settings as a TOML file that a person may read and edit."""

import logging
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomli_w

from app.core.settings import Settings, SettingsProblem, SettingsTrouble
from app.core.text_file import read_bytes
from app.storage.set_aside import set_aside
from app.storage.settings_table import SettingsTable
from app.storage.whole_file import whole_file

log = logging.getLogger(__name__)

MAX_BYTES = 1_000_000
MAX_TOLD = 10
"""Wrong values that are told of; nobody reads more."""
CLOSE_SECONDS = 5.0
_DEFAULTS = Settings()


class _DamagedError(Exception):
    """It is not TOML, or far too long."""


class SettingsFile:
    """Loads and saves. What the file holds beyond what is understood here stays in it.

    `on_problem` is called from any thread, with None once all is saved after all.
    """

    def __init__(
        self,
        path: Path,
        on_problem: Callable[[SettingsProblem | None], None] = lambda _problem: None,
    ) -> None:
        self._path = path
        self._on_problem = on_problem
        self._table = SettingsTable({})
        self._may_save = True
        self._lock = threading.Lock()
        self._newest: Settings | None = None
        self._unsaved: Settings | None = None  # the disk may take it later
        self._is_told = False
        self._has_failed = False
        self._writer: threading.Thread | None = None

    def load(self) -> tuple[Settings, list[SettingsProblem]]:
        """What was chosen last time, with defaults for what cannot be understood."""
        try:
            data = self._read()
        except _DamagedError as error:
            log.warning("the settings are damaged: %s", error)
            return _DEFAULTS, [self._put_aside()]
        except OSError as error:
            log.warning("the settings cannot be read: %s", error)
            self._may_save = False
            return _DEFAULTS, [SettingsProblem(SettingsTrouble.UNREADABLE, str(self._path))]
        table = self._table = SettingsTable(data)
        wrong = list(dict.fromkeys(table.wrong))[:MAX_TOLD]
        problems = [SettingsProblem(SettingsTrouble.WRONG_VALUE, name) for name in wrong]
        if table.is_newer:
            problems.insert(0, SettingsProblem(SettingsTrouble.NEWER, str(self._path)))
        return table.settings, problems

    def save(self, settings: Settings) -> None:
        """Have all of it written, in one step: a crash leaves the old file or the new one.

        Returns at once; of what is saved while the disk is busy, the newest is written.
        """
        with self._lock:
            self._is_told = False
            self._begin(settings)

    def try_again(self) -> None:
        """Have what the disk refused written, if anything; returns at once."""
        with self._lock:
            if self._unsaved and self._writer is None:
                self._begin(self._unsaved)

    def close(self, timeout: float = CLOSE_SECONDS) -> None:
        """Wait for a bounded time until everything is written."""
        self.try_again()
        with self._lock:
            writer = self._writer
        if writer:
            writer.join(timeout)
            if writer.is_alive():
                log.error("the settings are still being written; the last choice may be lost")

    def _begin(self, settings: Settings) -> None:
        self._newest = settings
        if self._writer is None:
            self._writer = threading.Thread(target=self._work, name="settings", daemon=True)
            self._writer.start()

    def _work(self) -> None:
        while settings := self._take_newest():
            try:
                self._write(tomli_w.dumps(self._table.written(settings)))
            # ValueError: a path that is no Unicode; RecursionError: strange tables within tables
            except (OSError, ValueError, RecursionError) as error:
                self._unsaved = settings if isinstance(error, OSError) and self._may_save else None
                self._has_failed = True
                self._tell(error)
            else:
                self._unsaved = None
                if self._has_failed:
                    self._on_problem(None)
                self._has_failed = False

    def _tell(self, error: Exception) -> None:
        """Once for each change: who tries again by itself does not repeat itself."""
        with self._lock:
            was_told, self._is_told = self._is_told, True
        if not was_told:
            log.warning("the settings cannot be saved: %s", error)
            self._on_problem(SettingsProblem(SettingsTrouble.NOT_SAVED, str(self._path)))

    def _take_newest(self) -> Settings | None:
        with self._lock:
            settings, self._newest = self._newest, None
            if settings is None:
                self._writer = None
            return settings

    def _read(self) -> dict[str, Any]:
        try:
            content = read_bytes(self._path, MAX_BYTES)
        except FileNotFoundError:
            return {}
        if content.truncated:
            raise _DamagedError(f"over {MAX_BYTES} bytes")
        try:
            return tomllib.loads(content.data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise _DamagedError(str(error)) from error

    def _put_aside(self) -> SettingsProblem:
        try:
            return SettingsProblem(SettingsTrouble.DAMAGED, str(set_aside(self._path)))
        except OSError:
            self._may_save = False
            return SettingsProblem(SettingsTrouble.UNREADABLE, str(self._path))

    def _write(self, text: str) -> None:
        if not self._may_save:
            raise PermissionError("the file that is there could not be read")
        path = self._path.resolve()  # a link stays a link
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole_file(path) as file:
            file.write(text)
