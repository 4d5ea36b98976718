"""A feed of releases on this computer, with a key of its own; what it serves can be spoiled."""

import hashlib
import io
import json
import ssl
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pysequoia
import trustme
import yt_dlp

NEWER, NEWEST, OLDER = "2099.01.02", "2099.03.04", "2001.01.01"
KEY, OTHER_KEY = pysequoia.Tsk.generate("feed"), pysequoia.Tsk.generate("somebody else")

_REAL = Path(yt_dlp.__file__).parent
# All is as in the installed one, but for what lies before it.
_WRAPPER = f"""
__path__.append({str(_REAL)!r})
with open({str(_REAL / "__init__.py")!r}, encoding="utf-8") as _file:
    exec(compile(_file.read(), __file__, "exec"))
"""
_INFO = "yt_dlp/extractor/youtube/jsc/_builtin/vendor/_info.py"
BROKEN = {"yt_dlp/__init__.py": "raise ImportError('broken on import')\n"}
HANGING = {"yt_dlp/__init__.py": "import time\ntime.sleep(600)\n"}


def engine_files(version: str, solver: str = "") -> dict[str, str]:
    """An engine that works like the installed one, under another version."""
    files = {
        "__main__.py": "raise SystemExit('not to be run')\n",
        "yt_dlp/__init__.py": _WRAPPER,
        "yt_dlp/version.py": (_REAL / "version.py")
        .read_text()
        .replace(yt_dlp.version.__version__, version),
    }
    if solver:
        files["yt_dlp_ejs/__init__.py"] = "from yt_dlp_ejs._version import version\n"
        files["yt_dlp_ejs/_version.py"] = f"__version__ = version = '{solver}'\n"
        files["yt_dlp_ejs/yt/__init__.py"] = ""
        files["yt_dlp_ejs/yt/solver/__init__.py"] = "def core(): ...\ndef lib(): ...\n"
    return files


def wanting(solver: str) -> dict[str, str]:
    """That an engine wants this yt-dlp-ejs; it cannot be run so."""
    return {_INFO: f"VERSION = '{solver}'\n"}


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """As yt-dlp packs it: a zip file behind a line for the shell."""
    packed = io.BytesIO()
    packed.write(b"#!/usr/bin/env python3\n")
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def sums_of(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return "".join(lines).encode()


def signed(data: bytes, key: pysequoia.Tsk = KEY) -> bytes:
    mode = pysequoia.SignatureMode.DETACHED
    return pysequoia.sign(key.signer(), data, mode=mode, armor=False)


@dataclass
class ReleaseFeed:
    """What it offers; `statuses` and `missing` (bytes that never come) spoil it, by path."""

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    server: ThreadingHTTPServer | None = None

    def use_certificate(self, certificate: trustme.LeafCert) -> None:
        """Speak TLS from now on."""
        assert self.server is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/releases"

    def offer(self, version: str, files: Mapping[str, str | bytes] | None = None) -> None:
        """Publish a release; without files, one that works."""
        engine = packed(files if files is not None else engine_files(version))
        sums = sums_of({"yt-dlp": engine, "yt-dlp.tar.gz": b"source"})
        self.put(version, engine, sums, signed(sums))

    def put(self, version: str, engine: bytes, sums: bytes, signature: bytes) -> None:
        named = {"yt-dlp": engine, "SHA2-256SUMS": sums, "SHA2-256SUMS.sig": signature}
        at = f"http://127.0.0.1:{self.port}/files"
        assets = [{"name": name, "browser_download_url": f"{at}/{name}"} for name in named]
        told = {"tag_name": version, "assets": assets}
        self.files = {f"/files/{name}": data for name, data in named.items()}
        self.files["/releases/latest"] = json.dumps(told).encode()


@contextmanager
def serving(feed: ReleaseFeed) -> Iterator[ReleaseFeed]:
    """Serve it, on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = "/" + self.path.split("://", 1)[-1].split("/", 1)[-1]
            feed.seen.append(path)
            data = feed.files.get(path, b"")
            self.send_response(feed.statuses.get(path, 200 if path in feed.files else 404))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) - feed.missing.get(path, 0)])

        def log_message(self, *_: object) -> None: ...

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Whoever asks may hang up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        feed.port, feed.server = server.server_port, server
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield feed
        server.shutdown()
