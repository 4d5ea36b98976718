"""The words for a download."""

import pytest

from app.core.choices import AudioFormat, Choices, Quality
from app.core.download import Download, DownloadRequest, DownloadState, DownloadUpdate
from app.core.errors import ErrorCode


def test_completed_failed_and_canceled_are_final() -> None:
    final = {state for state in DownloadState if state.is_final}
    assert final == {DownloadState.COMPLETED, DownloadState.FAILED, DownloadState.CANCELED}


def test_a_quality_is_a_greatest_height() -> None:
    assert Quality.BEST.height is None
    assert [quality.height for quality in Quality if quality.height] == [
        2160, 1440, 1080, 720, 480, 360,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        DownloadRequest("http://a.example/2"),
        DownloadRequest("http://a.example/1", Choices(quality=Quality.P720)),
        DownloadRequest("http://a.example/1", Choices(audio=AudioFormat.BEST)),
    ],
)
def test_the_same_link_in_another_form_is_another_download(other: DownloadRequest) -> None:
    assert DownloadRequest("http://a.example/1").key != other.key


def test_the_folder_makes_no_other_download() -> None:
    one = DownloadRequest("http://a.example/1", folder="/here")
    assert one.key == DownloadRequest("http://a.example/1", folder="/there").key


def test_a_row_is_in_the_state_of_its_update() -> None:
    update = DownloadUpdate("a", 1, 1, DownloadState.PAUSED)
    row = Download("a", DownloadRequest("http://a.example/1"), 1.0, 0.0, update)
    assert row.state is DownloadState.PAUSED


def test_what_may_pass_by_itself_is_transient() -> None:
    transient = {code for code in ErrorCode if code.is_transient}
    assert transient == {
        ErrorCode.NETWORK,
        ErrorCode.TIMEOUT,
        ErrorCode.RATE_LIMITED,
        ErrorCode.INTERRUPTED,
    }
