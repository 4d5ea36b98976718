"""Checks of what the engine leans on: deno, yt-dlp's scripts for it, certificates, ffprobe."""

import logging
import re
import ssl
from dataclasses import replace

import certifi

from app.self_test.bench import Bench
from app.self_test.programs import call, ending, ffprobe_of, is_frozen
from app.self_test.report import CheckFailed, NotApplicable

log = logging.getLogger(__name__)

_DENO = ("run", "--ext=js", "--no-prompt", "--no-remote", "--no-npm", "--no-lock", "--no-config")
_FEWEST = 50  # authorities; there are well over a hundred
_PROVIDERS = re.compile(r"JS Challenge Providers: (.*)")
_VIDEO = "https://www.youtube.com/watch?v=aaaaaaaaaaa"
_QUICKLY = {
    "verbose": True,  # or it does not say which programs it has found
    "quiet": True,
    "cachedir": False,
    "extractor_retries": 0,
    "socket_timeout": 5,
}


def deno_runs(bench: Bench) -> str:
    """deno runs the scripts that yt-dlp brings for it."""
    if not bench.options.deno:
        raise CheckFailed("There is no deno")
    from yt_dlp_ejs.yt import solver  # what is missing is told, not raised

    script = f"{solver.lib()}\nObject.assign(globalThis, lib);\n{solver.core()}\n"
    script += "console.log(typeof jsc, 6 * 7);\n"
    said = call([bench.options.deno, *_DENO, "-"], said=script)
    if said.split() != ["function", "42"]:
        raise CheckFailed(f"deno answered {ending(said)}")
    return ""


def deno_is_found(bench: Bench) -> str:
    """yt-dlp finds deno, of a version that it accepts, for the sites that need it.

    The page that is asked for is never fetched: the way out leads to the site on this computer,
    which refuses.
    """
    from app.engine.ytdlp import Engine  # slow to import

    lines: list[str] = []
    wanted = _QUICKLY | {"js_runtimes": {"deno": {"path": bench.options.deno or None}}}
    try:
        Engine(replace(bench.options, proxy=bench.address)).look(_VIDEO, wanted, lines.append)
    except Exception:  # noqa: BLE001 - it cannot but fail, in whichever way
        log.debug("the page was not fetched")
    for line in lines:
        if match := _PROVIDERS.search(line):
            if "deno" in match[1].split(", "):
                return ""  # what else it looked for, and not found, is none of a person's worries
            raise CheckFailed(f"yt-dlp finds no deno that it accepts: {match[1]}")
    raise CheckFailed("yt-dlp does not say whether it finds deno")


def certificates(_bench: Bench) -> str:
    """The certificates of the authorities can be loaded, so that sites can be trusted."""
    try:
        context = ssl.create_default_context(cafile=certifi.where())
    except OSError as error:
        raise CheckFailed(f"They cannot be loaded: {type(error).__name__}") from None
    count = context.cert_store_stats()["x509_ca"]
    if count < _FEWEST:
        raise CheckFailed(f"There are only {count} authorities")
    return f"{count} authorities, {ssl.OPENSSL_VERSION}"


def ffprobe_reads(bench: Bench) -> str:
    """ffprobe reads what ffmpeg made; chapters need it."""
    if not bench.options.ffmpeg:
        raise CheckFailed("There is no ffmpeg, beside which it is looked for")
    ffprobe = ffprobe_of(bench.options.ffmpeg)
    if not ffprobe and not is_frozen():
        raise NotApplicable("There is no ffprobe beside ffmpeg; only chapters need it")
    if not ffprobe:
        raise CheckFailed("There is no ffprobe beside ffmpeg")
    asked = ("-v", "error", "-show_entries", "format=nb_streams", "-of", "csv=p=0")
    said = call([ffprobe, *asked, "clip.mp4"], folder=bench.media)
    if said.strip() != "2":
        raise CheckFailed(f"ffprobe answered {ending(said)}")
    return ""
