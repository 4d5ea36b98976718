"""A request as yt-dlp's parameters, tried on yt-dlp's own choice of formats."""

import shlex
from pathlib import Path
from typing import Any

import pytest
import yt_dlp

from app.core.choices import AudioFormat, Choices, Quality
from app.core.download import DownloadRequest
from app.engine.command import command_line
from app.engine.options import EngineOptions, backoff, parameters

LINK = "http://a.example/watch?v=1&list=2"
OPTIONS = EngineOptions(ffmpeg="/opt/ffmpeg", deno="/opt/deno", cache_dir="/cache", tries=4)
SECRETIVE = (
    "http://user:password@a.example/v?v=1&sig=SIGNED&token=HIDDEN#__youtubedl_smuggle=%7B%7D"
)


def made(request: DownloadRequest, options: EngineOptions = OPTIONS) -> dict[str, Any]:
    return parameters(request, Path("/folder/.spool/id-1"), options)


def video(format_id: str, height: int, **more: Any) -> dict[str, Any]:
    own = {"vcodec": "avc1", "acodec": "none", "height": height, "width": height * 16 // 9}
    return (
        {"format_id": format_id, "url": f"http://a.example/{format_id}", "ext": "mp4"} | own | more
    )


def audio(format_id: str, codec: str, ext: str, rate: int) -> dict[str, Any]:
    own = {"vcodec": "none", "acodec": codec, "abr": rate, "ext": ext}
    return {"format_id": format_id, "url": f"http://a.example/{format_id}"} | own


LADDER = [
    audio("251", "opus", "webm", 160),
    audio("140", "mp4a.40.2", "m4a", 128),
    video("240", 240),
    video("360m", 360, acodec="mp4a.40.2"),
    video("720", 720),
    video("1080", 1080),
    video("1080-vp9", 1080, vcodec="vp9", ext="webm"),
    video("2160", 2160),
]


def chosen(request: DownloadRequest, formats: list[dict[str, Any]], ffmpeg: str = "") -> str:
    settings = made(request, EngineOptions(ffmpeg=ffmpeg)) | {"simulate": True, "cachedir": False}
    info = {"id": "x1", "title": "T", "extractor": "e", "formats": [dict(one) for one in formats]}
    with yt_dlp.YoutubeDL(settings) as engine:
        return str(engine.process_video_result(info, download=False)["format_id"])


@pytest.mark.parametrize(
    ("quality", "height"),
    [
        (Quality.BEST, "2160"),
        (Quality.P2160, "2160"),
        (Quality.P1440, "1080"),
        (Quality.P720, "720"),
        (Quality.P480, "360"),
        (Quality.P360, "360"),
    ],
)
def test_the_best_at_or_below_the_wanted_height(quality: Quality, height: str) -> None:
    assert chosen(DownloadRequest(LINK, Choices(quality)), LADDER).startswith(height)


def test_else_the_nearest_above() -> None:
    tall = [one for one in LADDER if one.get("height") in (None, 1080, 2160)]
    assert chosen(DownloadRequest(LINK, Choices(quality=Quality.P360)), tall).startswith("1080")


def test_video_and_sound_are_merged() -> None:
    assert chosen(DownloadRequest(LINK, Choices(quality=Quality.P720)), LADDER) == "720+251"


def test_without_ffmpeg_a_file_that_needs_no_merging(tmp_path: Path) -> None:
    missing = str(tmp_path / "none")
    assert chosen(DownloadRequest(LINK, Choices(quality=Quality.BEST)), LADDER, missing) == "360m"


@pytest.mark.parametrize("formats", [[video("720", 720)], [audio("140", "mp4a", "m4a", 1)]])
def test_one_stream_alone_is_taken_as_it_is(formats: list[dict[str, Any]]) -> None:
    assert chosen(DownloadRequest(LINK), formats) == formats[0]["format_id"]


@pytest.mark.parametrize(
    ("wanted", "source"),
    [
        (AudioFormat.BEST, "251"),
        (AudioFormat.OPUS, "251"),
        (AudioFormat.M4A, "140"),
        (AudioFormat.MP3, "251"),
        (AudioFormat.FLAC, "251"),
        (AudioFormat.WAV, "251"),
    ],
)
def test_sound_comes_from_a_source_of_its_kind(wanted: AudioFormat, source: str) -> None:
    assert chosen(DownloadRequest(LINK, Choices(audio=wanted)), LADDER) == source


def test_sound_comes_out_of_a_video_where_there_is_no_other() -> None:
    assert chosen(DownloadRequest(LINK, Choices(audio=AudioFormat.MP3)), [LADDER[3]]) == "360m"


@pytest.mark.parametrize("wanted", AudioFormat)
def test_sound_is_extracted_to_the_wanted_format(wanted: AudioFormat) -> None:
    (step,) = made(DownloadRequest(LINK, Choices(audio=wanted)))["postprocessors"]
    assert step["key"] == "FFmpegExtractAudio"
    assert step["preferredcodec"] == wanted.value
    assert type(step["preferredcodec"]) is str


def test_everything_stays_in_the_staging_folder() -> None:
    settings = made(DownloadRequest(LINK, folder="/folder"))
    assert settings["paths"] == {"home": "/folder/.spool/id-1"}
    with yt_dlp.YoutubeDL(settings) as engine:
        odd = {"id": "../../..", "title": "..", "ext": "mp4"}
        path = Path(engine.prepare_filename(odd))
    assert path.parent == Path("/folder/.spool/id-1")


def test_the_name_in_the_staging_folder_fits_any_file_system() -> None:
    with yt_dlp.YoutubeDL(made(DownloadRequest(LINK))) as engine:
        path = Path(engine.prepare_filename({"id": "語" * 500, "title": "T", "ext": "mp4"}))
    assert len(f"{path.name}.f137.part-Frag9999.part".encode()) < 200


def test_stops_and_resumes_are_possible() -> None:
    settings = made(DownloadRequest(LINK))
    assert settings["buffersize"] == 65536
    assert settings["noresizebuffer"] is True
    assert settings["continuedl"] is True
    assert settings["skip_unavailable_fragments"] is False
    assert settings["concurrent_fragment_downloads"] == 1


def test_options_reach_their_places() -> None:
    settings = made(DownloadRequest(LINK))
    assert settings["ffmpeg_location"] == "/opt/ffmpeg"
    assert settings["js_runtimes"] == {"deno": {"path": "/opt/deno"}}
    assert settings["cachedir"] == "/cache"
    assert settings["socket_timeout"] == 20.0


def test_nothing_found_is_left_to_ytdlp() -> None:
    settings = made(DownloadRequest(LINK), EngineOptions())
    assert "ffmpeg_location" not in settings
    assert settings["cachedir"] is False
    with yt_dlp.YoutubeDL(settings) as engine:
        assert engine.params["js_runtimes"] == {"deno": {"path": None}}


@pytest.mark.parametrize("wanted", [None, *AudioFormat])
def test_nothing_runs_programs_or_reads_configuration(wanted: AudioFormat | None) -> None:
    settings = made(DownloadRequest(LINK, Choices(audio=wanted)))
    forbidden = {
        "exec_cmd", "netrc_cmd", "cookiesfrombrowser", "external_downloader", "load_info_filename",
        "plugin_dirs", "client_certificate_key", "postprocessor_args", "external_downloader_args",
    }  # fmt: skip
    assert not forbidden & settings.keys()
    assert not settings["usenetrc"]
    assert not settings["enable_file_urls"]
    assert not settings["remote_components"]


def test_waiting_grows_and_is_bounded() -> None:
    assert [backoff(attempt) for attempt in (-1, 0, 1, 2, 3, 4, 5, 10**6)] == [
        1, 1, 2, 4, 8, 16, 30, 30,
    ]  # fmt: skip


@pytest.mark.parametrize("wanted", [None, *AudioFormat])
@pytest.mark.parametrize("quality", [Quality.BEST, Quality.P720])
def test_the_command_asks_for_the_same(quality: Quality, wanted: AudioFormat | None) -> None:
    request = DownloadRequest(LINK, Choices(quality, audio=wanted), folder="/my folder")
    program, *arguments = shlex.split(command_line(request))
    assert program == "yt-dlp"
    parsed = yt_dlp.parse_options(["--ignore-config", *arguments])
    settings = made(request)
    assert parsed.urls == [LINK]
    assert parsed.ydl_opts["format"] == settings.get("format")
    assert parsed.ydl_opts["format_sort"] == settings.get("format_sort", [])
    assert parsed.ydl_opts["noplaylist"] is True
    assert parsed.ydl_opts["paths"]["home"] == "/my folder"
    extracting = [
        one for one in parsed.ydl_opts["postprocessors"] if one["key"] == "FFmpegExtractAudio"
    ]
    assert [one["preferredcodec"] for one in extracting] == ([wanted] if wanted else [])


def test_the_command_holds_no_secrets() -> None:
    command = command_line(DownloadRequest(SECRETIVE))
    for secret in ("user", "password", "SIGNED", "HIDDEN", "smuggle"):
        assert secret not in command
    assert "v=1" in command


def test_no_address_breaks_out_of_the_command() -> None:
    odd = "http://a.example/$(touch x)';`id`\n--exec=x"
    *_, last_option, address = shlex.split(command_line(DownloadRequest(odd)))
    assert last_option == "--"
    assert address.startswith("http://a.example/$(touch x)';`id`")
