"""The templates, read once."""

import pytest

from tests.cloud.infra.choices import CHOICES
from tests.cloud.infra.resolved import INFRA, Stack, Template, load, resolve


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
