"""What Spool is made of, and under which licence each part comes."""

from app.ui import resources

PARTS = (
    ("Spool", "MIT"),
    ("Python", "PSF 2.0"),
    ("yt-dlp", "Unlicense"),
    ("yt-dlp-ejs", "Unlicense, MIT and ISC"),
    ("FFmpeg", "GPL 3 or LGPL 2.1"),
    ("Deno", "MIT"),
    ("Qt and PySide6", "LGPL 3"),
    ("anyio", "MIT"),
    ("Brotli", "MIT"),
    ("certifi", "MPL 2.0"),
    ("cffi", "MIT-0"),
    ("charset-normalizer", "MIT"),
    ("cryptography", "Apache 2.0 or BSD 3-Clause"),
    ("curl-cffi", "MIT"),
    ("h11", "MIT"),
    ("httpcore, httpx", "BSD 3-Clause"),
    ("idna", "BSD 3-Clause"),
    ("imageio-ffmpeg", "BSD 2-Clause"),
    ("importlib-metadata", "Apache 2.0"),
    ("jaraco.classes, jaraco.context, jaraco.functools", "MIT"),
    ("jeepney", "MIT"),
    ("keyring", "MIT"),
    ("more-itertools", "MIT"),
    ("mutagen", "GPL 2 or later"),
    ("platformdirs", "MIT"),
    ("pycryptodomex", "BSD and public domain"),
    ("pysequoia with Sequoia PGP", "Apache 2.0 and LGPL 2 or later"),
    ("qasync", "BSD 2-Clause"),
    ("requests", "Apache 2.0"),
    ("SecretStorage", "BSD 3-Clause"),
    ("socksio", "MIT"),
    ("tomli-w", "MIT"),
    ("urllib3", "MIT"),
    ("wakepy", "MIT"),
    ("websockets", "BSD 3-Clause"),
    ("Inter", "SIL Open Font License 1.1"),
    ("Lucide", "ISC"),
)


def licences() -> str:
    """The parts with their licences, then the texts of those that have to be shown.

    A packaged application brings all of them along, and has a list of its own.
    """
    whole = resources.path("licences.txt")
    if whole.is_file():
        return whole.read_text(encoding="utf-8")
    files = ("fonts/LICENSE", "icons/LICENSE")
    texts = (resources.path(name).read_text(encoding="utf-8") for name in files)
    return "\n\n".join(["\n".join(f"{name}: {licence}" for name, licence in PARTS), *texts])
