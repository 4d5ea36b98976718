"""What the image is made of, and that nothing else gets in. `make image-test` builds it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cloud.infra.build_context import (
    DOCKERFILE,
    ROOT,
    copied,
    is_admitted,
    last_stage,
    sources,
    steps,
)

OPTIONAL = "cloud/infra/engine*.txt"
_SECRET = re.compile(r"token|passw|secret|credential|_key|access|auth", re.IGNORECASE)
_EXACT = re.compile(r"docker\.io/library/python:3\.13\.\d+-slim-[a-z]+(@sha256:[0-9a-f]{64})?")


def _all(name: str) -> list[str]:
    return [step.text for step in steps() if step.name == name]


def _only(name: str) -> list[str]:
    (one,) = [step for step in last_stage() if step.name == name]
    return one.words


def test_its_base_is_one_exact_version() -> None:
    first = steps()[0]
    assert first.name == "ARG"
    assert _EXACT.fullmatch(first.text.removeprefix("BASE="))
    assert _all("FROM") == ["${BASE} AS base", "base AS packages", "base"]
    assert "latest" not in DOCKERFILE.read_text()


def test_it_runs_as_nobody() -> None:
    assert _only("USER") == ["10001:10001"]
    after = last_stage()[[step.name for step in last_stage()].index("USER") :]
    assert not {"RUN", "COPY"} & {step.name for step in after}


def test_its_user_owns_the_places_to_write_to() -> None:
    assert _only("VOLUME") == ["/tmp", "/work"]
    made = next(text for text in _all("RUN") if "install --directory" in text)
    assert "--owner 10001 --group 10001 /work /data" in made


def test_it_is_either_role_and_says_how_it_is() -> None:
    assert _only("ENTRYPOINT") == ["python", "-m", "cloud"]
    assert _only("CMD") == ["api"]
    assert _only("STOPSIGNAL") == ["SIGTERM"]
    assert _only("HEALTHCHECK")[-5:] == ["CMD", "python", "-m", "cloud", "healthy"]


def test_all_packages_are_locked() -> None:
    installs = [text for text in _all("RUN") if "pip install" in text]
    files = []
    for text in installs:
        assert text.count("pip install") == 1
        assert "--require-hashes" in text
        assert "--only-binary :all:" in text
        files += re.findall(r"-r (\S+?);?(?:\s|$)", text)
    assert files == ["requirements-cloud.txt", "engine.txt"]
    assert "--no-deps --upgrade" in installs[1]


def test_nothing_else_is_fetched() -> None:
    assert not _all("ADD")
    for text in _all("RUN"):
        assert not re.search(r"\b(curl|wget|git|npm)\b|https?://", text)
    installed = [text for text in _all("RUN") if "apt-get install" in text]
    assert len(installed) == 1
    assert "--no-install-recommends ffmpeg &&" in installed[0]


def test_no_secret_has_a_name_in_it() -> None:
    assert _all("ENV")
    for text in _all("ENV") + _all("ARG") + _all("LABEL"):
        assert not _SECRET.search(text)


@pytest.mark.parametrize("source", sources())
def test_what_is_copied_is_there_and_admitted(source: str) -> None:
    found = [path.relative_to(ROOT) for path in ROOT.glob(source)]
    assert found or source == OPTIONAL
    for path in found:
        files = (
            [path] if (ROOT / path).is_file() else [one for one in copied() if path in one.parents]
        )
        assert files
        assert all(is_admitted(one.as_posix()) for one in files)


def test_only_the_service_and_its_engine_get_in() -> None:
    rooms = {path.parts[:2] for path in copied() if path.suffix in (".py", ".lua")}
    assert {first for first, _ in rooms} == {"app", "cloud"}
    assert {second for first, second in rooms if first == "app"} == {
        "__init__.py",
        "core",
        "engine",
    }
    rest = {path.as_posix() for path in copied() if path.suffix not in (".py", ".lua")}
    assert rest - {"cloud/infra/engine.txt"} == {"packaging/requirements-cloud.txt"}


def test_all_of_the_service_gets_in() -> None:
    service = {
        path.relative_to(ROOT)
        for ending in ("*.py", "*.lua")
        for path in (ROOT / "cloud").rglob(ending)
        if "infra" not in path.parts
    }
    assert service
    assert service <= copied()


@pytest.mark.parametrize(
    "name",
    [
        *(".git/config", ".env", "README.md", "tests/conftest.py", ".venv/bin/python"),
        *("app/ui/window.py", "app/__main__.py", "app/core/__pycache__/links.cpython-313.pyc"),
        *("cloud/.env", "cloud/tokens/owners", "cloud/compose.yaml", "cloud/key.pem"),
        *("cloud/infra/deploy", "cloud/infra/stacks.py", "cloud/api/.token", "packaging/setup"),
    ],
)
def test_a_build_does_not_see(name: str) -> None:
    assert not is_admitted(name)


def test_an_engine_of_its_own_is_seen() -> None:
    assert is_admitted("cloud/infra/engine.txt")
    assert OPTIONAL in sources()


def test_what_gets_in_imports_nothing_that_does_not() -> None:
    modules = {_name(path) for path in copied() if path.suffix == ".py"}
    wanted = {name for path in copied() if path.suffix == ".py" for name in _imported(path)}
    assert {"cloud.api.app", "app.engine.tools"} <= wanted
    assert wanted <= modules


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imported(path: Path) -> Iterator[str]:
    """What is imported of ours, wherever in the file that stands."""
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if _is_ours(one.name))
        elif isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
            yield from (_module(node.module, one.name) for one in node.names)


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in ("app", "cloud")


def _module(package: str, name: str) -> str:
    """Where a name is from: it may be a module itself."""
    folder = ROOT.joinpath(*package.split("."))
    within = (folder / f"{name}.py").is_file() or (folder / name).is_dir()
    return f"{package}.{name}" if within else package
