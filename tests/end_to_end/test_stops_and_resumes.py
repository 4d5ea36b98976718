"""Stops of every sort at random moments: every finished file is what it would have been."""

import pytest

from tests.bench.resume import disturb
from tests.site import MediaSite


@pytest.mark.parametrize("stops", [2, pytest.param(200, marks=pytest.mark.stress)])
def test_every_finished_file_is_identical(media_site: MediaSite, stops: int) -> None:
    urls = {
        "direct": media_site.url("/bytes/disturbed-900000.mp4", rate=900_000),
        "HLS": media_site.url("/hls-split-aes/short/master.m3u8", rate=200_000, parts=20),
        "DASH": media_site.url("/dash/short/manifest.mpd", rate=200_000, parts=20),
    }
    tally = disturb(urls, stops, seed=stops)
    assert tally.stops.total() >= stops
    assert tally.different == []
