"""Who was first, and what all of it comes to."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.download import DownloadRequest, Forecast
from app.core.errors import ErrorCode
from app.core.executor import VideoInfo
from app.core.forecasts import Claims, Look, Tally

REQUEST = DownloadRequest("https://example.org")

_STEPS = st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.sampled_from("xy")))


@given(_STEPS)
def test_the_first_is_the_one_that_has_claimed_longest(steps: list[tuple[str, str | None]]) -> None:
    claims = Claims()
    order: list[tuple[str, str]] = []
    for claimant, thing in steps:
        before = {name: claims.is_first(name) for name, _ in order}
        heir = claims.claim(claimant, thing)
        if thing is None or (claimant, thing) not in order:
            order = [one for one in order if one[0] != claimant]
            order += [(claimant, thing)] if thing else []
        firsts = {thing: name for name, thing in reversed(order)}
        for name, claimed in order:
            assert claims.is_first(name) is (firsts[claimed] == name)
            if claims.is_first(name) and before.get(name) is False and name != claimant:
                assert heir == name
    assert all(claims.is_first(name) for name in set("abcd") - {name for name, _ in order})


def test_a_name_that_an_earlier_row_gets_is_taken_but_not_for_the_same_media() -> None:
    look = Look(VideoInfo("", file_name="a.mp4"))
    clash = look.forecast(REQUEST, duplicate=False, name_claimed=True)
    assert clash == Forecast(file_name="a.mp4", name_taken=True)
    same = look.forecast(REQUEST, duplicate=True, name_claimed=True)
    assert same == Forecast(file_name="a.mp4", duplicate=True)


def test_what_would_fail_or_be_skipped_takes_no_room() -> None:
    tally = Tally()
    tally.count(Forecast(100, archived=True), "/a", 1)
    tally.count(Forecast(100, error=ErrorCode.DRM), "/a", 1)
    assert tally.missing_bytes(lambda _folder: 0, lambda _folder: None) == (0, True)
    assert (tally.size, tally.counts["unavailable"], tally.counts["unknown_sizes"]) == (0, 1, 0)


def test_folders_on_one_disk_share_its_room() -> None:
    tally = Tally()
    for folder in ("/a", "/b", "/far"):
        tally.count(Forecast(100), folder, 1)
    free = {"/a": 150, "/b": 150, "/far": None}
    assert tally.missing_bytes(free.get, {"/a": 1, "/b": 1}.get) == (50, False)
    tally.count(Forecast(100), "/b", -1)
    assert tally.missing_bytes(free.get, {"/a": 1, "/b": 1}.get) == (0, False)
