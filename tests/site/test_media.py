"""Media are made once, whole, and the same everywhere."""

import threading
from pathlib import Path

import pytest

from tests.site.catalogue import VIDEOS
from tests.site.media import Media

SHORT = VIDEOS["short"]


def test_the_same_media_are_made_in_every_folder(tmp_path: Path) -> None:
    made = [
        (
            media.mp4(SHORT, 240),
            media.fragmented(SHORT, 240, "v"),
            media.transport_stream(SHORT, 240, "av"),
            media.thumbnail(SHORT.look),
        )
        for media in (Media(tmp_path / "first"), Media(tmp_path / "second"))
    ]
    for first, second in zip(*made, strict=True):
        assert first.name == second.name
        assert first.read_bytes() == second.read_bytes()


def test_two_that_want_the_same_make_it_once(tmp_path: Path) -> None:
    made: list[Path] = []

    def make() -> None:
        made.append(Media(tmp_path).mp4(SHORT, 240))

    threads = [threading.Thread(target=make) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(made) == 3
    assert len(set(made)) == 1
    assert [path.name for path in tmp_path.glob("*.mp4")] == [made[0].name]
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_a_recipe_that_fails_leaves_nothing(tmp_path: Path) -> None:
    media = Media(tmp_path)
    with pytest.raises(Exception, match="ffmpeg"):
        media._made("broken.mp4", "-i", str(tmp_path / "missing.mp4"))
    assert not list(tmp_path.glob("*.mp4"))


def test_the_size_of_a_rendition_is_known_beforehand(tmp_path: Path) -> None:
    video = VIDEOS["cello"]
    made = Media(tmp_path).mp4(video, video.heights[0])
    assert made.stat().st_size == pytest.approx(video.bytes, rel=0.1)
