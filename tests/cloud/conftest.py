"""What the service's tests share."""

from collections.abc import Iterator

import pytest

from tests.cloud import bucket


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """The address of a storage that speaks as S3 does. Each worker runs its own."""
    with bucket.storage() as endpoint:
        yield endpoint


@pytest.fixture
def s3_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials that are none, and no word from this computer's own configuration."""
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    for name, value in bucket.ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def s3_bucket(s3_endpoint: str, s3_environment: None) -> Iterator[bucket.Bucket]:  # noqa: ARG001
    """A bucket of this test's own."""
    with bucket.bucket(s3_endpoint) as made:
        yield made
