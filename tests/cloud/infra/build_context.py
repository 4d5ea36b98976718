"""What a build of the image sees and takes: .dockerignore and the Dockerfile, as they are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DOCKERFILE = ROOT / "cloud" / "infra" / "Dockerfile"

_COMMENT = re.compile(r"^\s*#.*\n", re.MULTILINE)
_FLAG = re.compile(r"--[a-z-]+=\S+")
_SIGNS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_SIGN = re.compile(r"\*\*/|\*\*|\*|\?")


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction of the Dockerfile; its words are those of a list or of a line."""

    name: str
    text: str

    @property
    def words(self) -> list[str]:
        return re.sub(r'[\[\]",]', " ", self.text).split()


def steps() -> list[Step]:
    """All instructions, one line each, without comments."""
    text = _COMMENT.sub("", DOCKERFILE.read_text()).replace("\\\n", " ")
    pairs = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return [Step(name.upper(), " ".join(rest.split())) for name, rest in pairs]


def last_stage() -> list[Step]:
    """The instructions of what becomes the image."""
    all_of_them = steps()
    begin = max(index for index, step in enumerate(all_of_them) if step.name == "FROM")
    return all_of_them[begin:]


def sources() -> list[str]:
    """What is copied out of the checkout, as the Dockerfile names it."""
    copies = [step.text for step in steps() if step.name == "COPY" and "--from" not in step.text]
    return [word for text in copies for word in _FLAG.sub("", text).split()[:-1]]


@cache
def copied() -> frozenset[Path]:
    """All files of this checkout that get into the image, from its root."""
    found = (path for source in sources() for path in ROOT.glob(source))
    files = {file for path in found for file in _files(path)}
    return frozenset(file for file in files if is_admitted(file.as_posix()))


def is_admitted(name: str) -> bool:
    """Whether .dockerignore lets a file through; the last rule that fits it or a folder of it."""
    admitted = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        rule = line.strip()
        if rule and not rule.startswith("#") and _fits(rule.removeprefix("!"), name):
            admitted = rule.startswith("!")
    return admitted


def _fits(pattern: str, name: str) -> bool:
    parts = name.split("/")
    expression = re.compile(_expression(pattern))
    return any(expression.fullmatch("/".join(parts[:end])) for end in range(1, len(parts) + 1))


def _expression(pattern: str) -> str:
    end, whole = 0, ""
    for sign in _SIGN.finditer(pattern):
        whole += re.escape(pattern[end : sign.start()]) + _SIGNS[sign[0]]
        end = sign.end()
    return whole + re.escape(pattern[end:])


def _files(path: Path) -> Iterator[Path]:
    for one in path.rglob("*") if path.is_dir() else (path,):
        if one.is_file():
            yield one.relative_to(ROOT)
