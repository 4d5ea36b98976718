"""What a child process inherits of the environment: what it needs, and no secrets."""

import os
from collections.abc import Mapping
from pathlib import Path

import app
from app.engine.chosen_engine import ENGINE

_NEEDED = frozenset(
    {
        *("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LC_CTYPE", "TZ"),
        *("SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS"),
        *("USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
        # Where browsers keep their cookies, and the way to the keyring with the key to them.
        *("XDG_CONFIG_HOME", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "DBUS_SESSION_BUS_ADDRESS"),
    }
)
_PROXIES = frozenset({"http_proxy", "https_proxy", "all_proxy", "no_proxy"})


def child_environment(source: Mapping[str, str], engine: str = "") -> dict[str, str]:
    """The part of `source` a child gets, and which yt-dlp it is to import.

    A proxy's address is in it unless it has a password.
    """
    kept = {name: value for name, value in source.items() if _is_kept(name, value)}
    root = str(Path(app.__file__).parent.parent)
    return kept | {
        "PYTHONPATH": root,
        "PYTHONSAFEPATH": "1",  # nothing is imported from where the child happens to stand
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
        "YTDLP_NO_PLUGINS": "1",
        **({ENGINE: engine} if engine else {}),
    }


def _is_kept(name: str, value: str) -> bool:
    if name.lower() in _PROXIES:
        return "@" not in value
    return (name.upper() if os.name == "nt" else name) in _NEEDED
