"""What the choices make of a download: the real yt-dlp and ffmpeg against the local site."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.choices import AudioFormat, Choices, Container, Subtitles
from app.core.download import DownloadState, DownloadUpdate, Remark
from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool
from app.engine.staging import HIDDEN_FOLDER
from tests.engine.conftest import MakeRequest
from tests.engine.probed import needs_ffprobe, probed
from tests.engine.running import downloaded
from tests.site import MediaSite

PAGE, HLS = "/page/html5/clip.html", "/hls-split/clip/master.m3u8"
pytestmark = needs_ffprobe


@pytest.fixture
def fetched(pool: ChildPool, request_for: MakeRequest) -> "Fetch":
    return Fetch(pool, request_for)


class Fetch:
    """Downloads a path of the site with choices."""

    def __init__(self, pool: ChildPool, make: MakeRequest) -> None:
        self._pool = pool
        self._make = make

    def __call__(
        self, path: str, choices: Choices, *, form: str = "", **wishes: str | float
    ) -> DownloadUpdate:
        request = replace(self._make(path, **wishes), choices=choices, format=form)
        last = downloaded(self._pool, request)
        assert last.state is DownloadState.COMPLETED, last
        return last


def visible(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != HIDDEN_FOLDER}


@pytest.mark.parametrize("path", [PAGE, HLS])
@pytest.mark.parametrize("container", [Container.MP4, Container.MKV])
def test_a_video_becomes_the_chosen_kind_of_file(
    fetched: Fetch, folder: Path, path: str, container: Container
) -> None:
    last = fetched(path, Choices(container=container))
    assert last.file_name.endswith(f".{container}")
    assert last.remark is None
    assert probed(folder / last.file_name).codecs == ("h264", "aac")
    assert visible(folder) == {last.file_name}


@pytest.mark.parametrize(
    ("path", "container", "ending"),
    [
        (HLS, Container.WEBM, ".mkv"),
        (PAGE, Container.WEBM, ".mp4"),
        ("/direct/short.webm", Container.MP4, ".webm"),
        ("/direct/short.mp3", Container.MP4, ".mp3"),
    ],
)
def test_what_the_container_cannot_hold_arrives_as_it_is(
    fetched: Fetch, folder: Path, path: str, container: Container, ending: str
) -> None:
    last = fetched(path, Choices(container=container))
    assert last.file_name.endswith(ending)
    assert probed(folder / last.file_name).seconds > 1
    assert visible(folder) == {last.file_name}


def test_everything_is_embedded_and_nothing_lies_about(fetched: Fetch, folder: Path) -> None:
    choices = Choices(container=Container.MKV, tags=True, chapters=True, cover=True)
    last = fetched("/page/json-ld/clip.html", choices, chapters=1)
    assert last.remark is None
    found = probed(folder / last.file_name)
    assert found.codecs == ("h264", "aac", "mjpeg")
    assert found.chapters == ("Chapter 1", "Chapter 2", "Chapter 3")
    assert (found.tags["title"], found.tags["artist"]) == ("Test clip", "Spool Test Channel")
    assert visible(folder) == {last.file_name}


def test_nothing_is_embedded_unasked(fetched: Fetch, folder: Path) -> None:
    last = fetched("/page/json-ld/clip.html", Choices(), chapters=1)
    found = probed(folder / last.file_name)
    assert (found.codecs, found.chapters) == (("h264", "aac"), ())
    assert "artist" not in found.tags


@pytest.mark.parametrize(
    ("audio", "codec"),
    [
        (AudioFormat.MP3, "mp3"),
        (AudioFormat.M4A, "aac"),
        (AudioFormat.OPUS, "opus"),
        (AudioFormat.FLAC, "flac"),
    ],
)
def test_sound_has_tags_and_a_cover(
    fetched: Fetch, folder: Path, audio: AudioFormat, codec: str
) -> None:
    choices = Choices(audio=audio, bitrate=96, tags=True, cover=True)
    last = fetched("/page/json-ld/short.html", choices)
    assert last.remark is None
    found = probed(folder / last.file_name)
    assert found.codecs == (codec, "mjpeg")
    assert visible(folder) == {last.file_name}
    assert last.file_name.endswith(f".{audio}")


def test_sound_has_the_chosen_bitrate(fetched: Fetch, folder: Path) -> None:
    sizes = {}
    for bitrate in (64, 320):
        last = fetched("/page/json-ld/clip.html", Choices(audio=AudioFormat.MP3, bitrate=bitrate))
        assert last.format_label == f"{bitrate}k MP3"
        sizes[bitrate] = (folder / last.file_name).stat().st_size
    assert 4 < sizes[320] / sizes[64] < 6


@pytest.mark.parametrize(
    ("path", "choices", "wishes"),
    [
        (PAGE, Choices(audio=AudioFormat.WAV, cover=True), {}),
        (PAGE, Choices(cover=True), {"picture_fault": "404"}),
        (PAGE, Choices(cover=True), {"picture_fault": "json"}),
        ("/page/open-graph/short.html", Choices(cover=True), {"picture_fault": "500"}),
    ],
)
def test_a_cover_that_cannot_be_embedded_does_not_cost_the_file(
    fetched: Fetch, folder: Path, path: str, choices: Choices, wishes: dict[str, str]
) -> None:
    last = fetched(path, choices, **wishes)
    assert last.remark is Remark.NOT_EMBEDDED
    assert probed(folder / last.file_name).seconds > 1
    assert visible(folder) == {last.file_name}


def test_one_format_by_its_id(fetched: Fetch) -> None:
    assert fetched(PAGE, Choices(), form="360p").format_label == "360p MP4"


def test_a_format_without_sound_gets_the_best_there_is(fetched: Fetch, folder: Path) -> None:
    last = fetched("/dash/clip/manifest.mpd", Choices(), form="240")
    assert last.format_label == "240p MP4"
    assert probed(folder / last.file_name).codecs == ("h264", "aac")


def test_the_sound_of_one_format(fetched: Fetch, folder: Path) -> None:
    choices = Choices(audio=AudioFormat.MP3)
    last = fetched("/dash/clip/manifest.mpd", choices, form="audio")
    assert probed(folder / last.file_name).codecs == ("mp3",)


@pytest.mark.parametrize(
    "form", ["none-such", "best", "bv*", '1"]/b[height>1', "1+2", "a b", "x" * 101]
)
def test_an_id_is_never_read_as_anything_else(
    pool: ChildPool, request_for: MakeRequest, form: str
) -> None:
    last = downloaded(pool, replace(request_for(PAGE), format=form))
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.NO_SUCH_FORMAT)


def test_the_same_link_may_be_fetched_in_two_formats(fetched: Fetch, folder: Path) -> None:
    video = fetched(PAGE, Choices())
    sound = fetched(PAGE, Choices(audio=AudioFormat.M4A))
    tagged = fetched(PAGE, Choices(tags=True))
    assert len({video.media_key, sound.media_key}) == 2
    assert tagged.media_key == video.media_key
    assert visible(folder) == {video.file_name, sound.file_name, tagged.file_name}
    assert len(visible(folder)) == 3
    again = fetched(PAGE, Choices(tags=True))
    assert (again.remark, again.file_name) == (Remark.ALREADY_HERE, tagged.file_name)


def test_a_template_makes_folders_below_the_chosen_one(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    naming = "{uploader}/{list}/{number} {title}"
    request = request_for("/page/json-ld/short.html")
    request = replace(request, naming=naming, list_title="../Best: of", list_number=7)
    last = downloaded(pool, request)
    assert last.file_name == "Spool Test Channel/／Best： of/07 Two seconds.mp4"
    assert (folder / last.file_name).is_file()
    again = downloaded(pool, request, "b")
    assert (again.remark, again.file_name) == (Remark.ALREADY_HERE, last.file_name)


def test_two_videos_of_one_name_are_numbered_not_one_file(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    names = []
    for number in range(3):
        request = request_for(f"/bytes/video{number}-2000.mp4")
        names.append(downloaded(pool, replace(request, naming="All/same"), f"id{number}").file_name)
    assert names == ["All/same.mp4", "All/same (2).mp4", "All/same (3).mp4"]
    assert len({(folder / name).read_bytes() for name in names}) == 3


@pytest.mark.parametrize(
    "naming", ["../{title}", "/etc/{title}", "a/../../{title}", "{title}/..", "\\x"]
)
def test_a_template_that_escapes_the_folder_is_not_followed(
    pool: ChildPool, request_for: MakeRequest, folder: Path, naming: str
) -> None:
    last = downloaded(pool, replace(request_for("/bytes/a-2000.mp4"), naming=naming))
    assert last.file_name == "a-2000.mp4"
    assert list(folder.parent.iterdir()) == [folder]


def test_subtitles_lie_beside_the_video_under_its_name(fetched: Fetch, folder: Path) -> None:
    choices = Choices(subtitles=Subtitles.BESIDE, languages=("de", "en"))
    last = fetched(PAGE, choices)
    stem = last.file_name.removesuffix(".mp4")
    assert visible(folder) == {last.file_name, f"{stem}.de.vtt", f"{stem}.en.vtt"}
    assert "[de] 2 seconds" in (folder / f"{stem}.de.vtt").read_text()
    assert last.remark is None


@pytest.mark.parametrize("container", [Container.ANY, Container.MKV])
def test_subtitles_are_embedded(fetched: Fetch, folder: Path, container: Container) -> None:
    choices = Choices(container=container, subtitles=Subtitles.EMBEDDED, languages=("de", "en"))
    last = fetched(HLS, choices)
    assert probed(folder / last.file_name).languages == ("deu", "eng")
    assert visible(folder) == {last.file_name}


def test_without_languages_it_is_one_that_there_is(fetched: Fetch, folder: Path) -> None:
    last = fetched(PAGE, Choices(subtitles=Subtitles.EMBEDDED))
    assert probed(folder / last.file_name).languages == ("eng",)


def test_a_language_stands_for_its_variants(fetched: Fetch, folder: Path) -> None:
    choices = Choices(subtitles=Subtitles.EMBEDDED, languages=("en-US", "de-AT"))
    assert probed(folder / fetched(PAGE, choices).file_name).languages == ("eng", "deu")


@pytest.mark.parametrize(
    ("languages", "wishes"),
    [(("fr",), {}), (("[",), {}), ((".*",), {}), (("en",), {"words_fault": "404"})],
)
@pytest.mark.parametrize("where", [Subtitles.EMBEDDED, Subtitles.BESIDE])
def test_missing_subtitles_do_not_cost_the_video(
    fetched: Fetch,
    folder: Path,
    where: Subtitles,
    languages: tuple[str, ...],
    wishes: dict[str, str],
) -> None:
    last = fetched(PAGE, Choices(subtitles=where, languages=languages), **wishes)
    assert last.remark is Remark.NO_SUBTITLES
    assert visible(folder) == {last.file_name}


def test_subtitles_are_added_to_a_video_that_is_here(
    fetched: Fetch, folder: Path, media_site: MediaSite
) -> None:
    first = fetched(PAGE, Choices())
    asked = media_site.requests.count("/direct/")
    choices = Choices(subtitles=Subtitles.BESIDE, languages=("en",))
    second = fetched(PAGE, choices)
    assert (second.remark, second.file_name) == (Remark.ALREADY_HERE, first.file_name)
    stem = first.file_name.removesuffix(".mp4")
    assert visible(folder) == {first.file_name, f"{stem}.en.vtt"}
    assert media_site.requests.count("/direct/") == asked


def test_no_signed_address_gets_into_the_tags(fetched: Fetch, folder: Path) -> None:
    choices = Choices(container=Container.MKV, tags=True)
    last = fetched("/direct/short-480.mp4", choices, token="HIDDEN")
    content = (folder / last.file_name).read_bytes()
    assert b"HIDDEN" not in content
    assert probed(folder / last.file_name).tags["title"] == "short-480"
