"""What all tests share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.site import MediaSite

# A busy machine makes single examples slow, which says nothing about the code.
settings.register_profile("spool", deadline=None)
settings.load_profile("spool")


@pytest.fixture(scope="session")
def _shared_site() -> Iterator[MediaSite]:
    with MediaSite() as site:
        yield site


@pytest.fixture
def media_site(_shared_site: MediaSite) -> MediaSite:
    """The local media site, with no request seen yet. Each worker runs its own."""
    _shared_site.requests.clear()
    return _shared_site
