"""What takes its time, done once: the templates are read, and pip is asked."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cloud.infra import engine_version
from tests.cloud.infra.choices import CHOICES
from tests.cloud.infra.resolved import INFRA, Stack, Template, load, resolve
from tests.cloud.infra.wheels import only_from, two_engines


@pytest.fixture(scope="session")
def template() -> Template:
    """The service's own. Whoever changes it copies it."""
    return load(INFRA / "template.yaml")


@pytest.fixture(scope="session")
def stacks(template: Template) -> dict[str, Stack]:
    """What comes of it, by what is chosen."""
    return {choice: resolve(template, parameters) for choice, parameters in CHOICES.items()}


@pytest.fixture(scope="session")
def as_deployed(stacks: dict[str, Stack]) -> Stack:
    """What comes of it where nothing is chosen otherwise."""
    return stacks["as deployed"]


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions of the engine, each with the companion it wants."""
    return two_engines(tmp_path_factory.mktemp("engines") / "packages")


@pytest.fixture(scope="session")
def pip_says() -> Callable[[tuple[str, ...]], Any]:
    """What pip finds, which it is asked once for each question."""
    plain = engine_version._resolved
    return cache(lambda pins: plain([*pins]))


@pytest.fixture
def packages(
    engines: Path, pip_says: Callable[[tuple[str, ...]], Any], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Those engines, and no other index."""
    for name, value in only_from(engines).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(engine_version, "_resolved", lambda pins: pip_says(tuple(pins)))
    return engines
