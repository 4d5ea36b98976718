"""Which formats are taken for a container, tried on yt-dlp's own choice."""

from typing import Any

import pytest

from app.core.choices import AudioFormat, Choices, Container, Quality
from app.core.download import DownloadRequest
from tests.engine.test_options import LADDER, LINK, audio, chosen, video

WEBM = [
    video("247", 720, vcodec="vp9", ext="webm"),
    video("302", 720, vcodec="vp09.00.31.08", ext="webm"),
    audio("250", "opus", "webm", 70),
]


@pytest.mark.parametrize(
    ("container", "quality", "formats", "ids"),
    [
        (Container.MP4, Quality.P720, LADDER, "720+140"),
        (Container.MP4, Quality.P1080, LADDER, "1080+140"),
        (Container.MKV, Quality.P720, LADDER, "720+251"),
        (Container.WEBM, Quality.BEST, LADDER, "1080-vp9+251"),
        (Container.WEBM, Quality.P720, [*LADDER, *WEBM], "302+251"),
        (Container.WEBM, Quality.BEST, [LADDER[1], LADDER[4]], "720+140"),
        (Container.MP4, Quality.BEST, WEBM, "302+250"),
    ],
)
def test_streams_that_fit_the_container_come_first(
    container: Container, quality: Quality, formats: list[dict[str, Any]], ids: str
) -> None:
    assert chosen(DownloadRequest(LINK, Choices(quality, container)), formats) == ids


def test_the_height_counts_more_than_the_codec() -> None:
    tall = [*LADDER, video("2160-vp9", 2160, vcodec="vp9", ext="webm")]
    request = DownloadRequest(LINK, Choices(container=Container.MP4))
    assert chosen(request, tall) == "2160+140"
    only = [one for one in tall if one["format_id"] != "2160"]
    assert chosen(request, only) == "2160-vp9+140"


def test_sound_of_its_kind_is_taken_only_up_to_the_bitrate() -> None:
    formats = [audio("high", "mp4a.40.2", "m4a", 256), audio("low", "mp4a.40.2", "m4a", 128)]
    for bitrate, taken in ((128, "low"), (320, "high"), (64, "high")):
        request = DownloadRequest(LINK, Choices(audio=AudioFormat.M4A, bitrate=bitrate))
        assert chosen(request, formats) == taken


@pytest.mark.parametrize(
    ("form", "ids"),
    [("720", "720+251"), ("360m", "360m"), ("251", "251"), ("1080-vp9", "1080-vp9+251")],
)
def test_one_format_with_sound(form: str, ids: str) -> None:
    assert chosen(DownloadRequest(LINK, format=form), LADDER) == ids


def test_odd_ids_are_found() -> None:
    for odd in ('a"b', "it's", "back\\slash", "#", "best", "137", "x=1", "d'"):
        formats = [video(odd, 720), audio("140", "mp4a", "m4a", 1)]
        assert chosen(DownloadRequest(LINK, format=odd), formats) == f"{odd}+140"
