"""A home for as long as the self-test lasts: nobody's data, settings, keyring or screen."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.folders import HOME_VARIABLE

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "FTP_PROXY")
# Of Spool itself: also which engine a process imports, and this one imports it as well.
_PERSONAL = ("XDG_", "DBUS_", "SPOOL_", *_PROXIES)


@contextmanager
def own_home(*, bundled_alone: bool) -> Iterator[Path]:
    """A folder that is gone afterwards, with the environment of this process pointing to it.

    `bundled_alone` leaves nothing on PATH, so that only what came with Spool can be found.
    """
    with TemporaryDirectory(prefix="spool-self-test-", ignore_cleanup_errors=True) as folder:
        before = dict(os.environ)
        _exchange(environment(before, Path(folder), bundled_alone=bundled_alone))
        try:
            yield Path(folder)
        finally:
            _exchange(before)


def environment(source: Mapping[str, str], home: Path, *, bundled_alone: bool) -> dict[str, str]:
    """The source without what leads to the person's own things or out of this computer."""
    kept = {name: value for name, value in source.items() if not name.upper().startswith(_PERSONAL)}
    downloads = str(home / "Downloads")
    return kept | {
        HOME_VARIABLE: str(home / "spool"),
        "HOME": str(home),
        "APPDATA": str(home),
        "LOCALAPPDATA": str(home),
        # Where the system is asked and not the environment, the folder can only be named so.
        "WIN_PD_OVERRIDE_DOWNLOADS": downloads,
        "XDG_DOWNLOAD_DIR": downloads,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
        "no_proxy": "127.0.0.1",
        **({"PATH": ""} if bundled_alone else {}),
    }


def _exchange(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
