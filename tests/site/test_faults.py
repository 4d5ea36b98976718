"""Each fault does what its name says, as often as it was asked to, and then the answer is right."""

import http.client
import time

import pytest

from tests.site import Fault, MediaSite, generated_bytes
from tests.site.fetching import Reply, fetch

SIZE = 100_000
PATH = f"/bytes/faults-{SIZE}.mp4"
WHOLE = generated_bytes("faults", SIZE)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault.status])
def test_a_status_is_answered_as_often_as_asked(media_site: MediaSite, fault: Fault) -> None:
    url = media_site.url(PATH, fault=fault, times=2)
    replies = [fetch(url) for _ in range(3)]
    assert [reply.status for reply in replies] == [fault.status, fault.status, 200]
    assert replies[-1].body == WHOLE


def test_skip_leaves_the_first_requests_alone(media_site: MediaSite) -> None:
    url = media_site.url(PATH, fault="500", skip=1, times=1)
    assert [fetch(url).status for _ in range(3)] == [200, 500, 200]


def test_each_address_counts_for_itself(media_site: MediaSite) -> None:
    first, second = (media_site.url(PATH, fault="500", times=1) for _ in range(2))
    assert [fetch(url).status for url in (first, second, first, second)] == [500, 500, 200, 200]


def test_429_says_when_to_come_back(media_site: MediaSite) -> None:
    reply = fetch(media_site.url(PATH, fault="429", retry_after=7))
    assert (reply.status, reply.headers["Retry-After"]) == (429, "7")


def test_401_asks_for_a_login(media_site: MediaSite) -> None:
    assert "Basic" in fetch(media_site.url(PATH, fault="401")).headers["WWW-Authenticate"]


def test_a_reset_comes_after_the_bytes_before_it(media_site: MediaSite) -> None:
    url = media_site.url(PATH, fault="reset", times=1, at=0.25)
    with pytest.raises(ConnectionResetError):
        fetch(url)
    assert media_site.requests.bytes_sent(PATH) == SIZE // 4
    assert fetch(url, f"bytes={SIZE // 4}-").body == WHOLE[SIZE // 4 :]


def test_a_truncated_body_ends_early(media_site: MediaSite) -> None:
    with pytest.raises(http.client.IncompleteRead) as caught:
        fetch(media_site.url(PATH, fault="truncate"))
    assert caught.value.partial == WHOLE[: SIZE // 2]


def test_a_cut_that_lasts_is_never_passed(media_site: MediaSite) -> None:
    url = media_site.url(PATH, fault="truncate")
    with pytest.raises(http.client.IncompleteRead) as caught:
        fetch(url, f"bytes={SIZE - 10}-")
    assert caught.value.partial == b""
    assert fetch(url, "bytes=0-99").body == WHOLE[:100]


def test_a_wrong_length_promises_more_than_comes(media_site: MediaSite) -> None:
    with pytest.raises(http.client.IncompleteRead) as caught:
        fetch(media_site.url(PATH, fault="wrong_length"))
    assert caught.value.partial == WHOLE
    assert caught.value.expected is not None
    assert caught.value.expected > 0


@pytest.mark.parametrize(("fault", "sent"), [("stall", 0), ("stall_body", SIZE // 2)])
def test_a_stall_lasts_until_the_client_goes(media_site: MediaSite, fault: str, sent: int) -> None:
    with pytest.raises(TimeoutError):
        fetch(media_site.url(PATH, fault=fault), timeout=0.3)
    media_site.requests.wait_for(lambda log: log.answering() == 0 and log.connections == 0)
    assert media_site.requests.bytes_sent(PATH) == sent


def test_hanging_up_is_no_answer(media_site: MediaSite) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        fetch(media_site.url(PATH, fault="hang_up"))


def test_without_range_everything_comes(media_site: MediaSite) -> None:
    reply = fetch(media_site.url(PATH, fault="no_range"), "bytes=500-")
    assert (reply.status, reply.body) == (200, WHOLE)
    assert "Accept-Ranges" not in reply.headers


def test_without_length_the_body_comes_in_chunks(media_site: MediaSite) -> None:
    reply = fetch(media_site.url(PATH, fault="no_length"))
    assert "Content-Length" not in reply.headers
    assert reply.headers["Transfer-Encoding"] == "chunked"
    assert reply.body == WHOLE


def test_what_describes_the_server_outlasts_what_happens_once(media_site: MediaSite) -> None:
    url = media_site.url(PATH, fault="500,no_range", times=1)
    assert [fetch(url, "bytes=5-").status for _ in range(2)] == [500, 200]


def test_changed_content_has_another_etag(media_site: MediaSite) -> None:
    url = media_site.url(PATH, fault="changed", skip=1)
    before, after = fetch(url), fetch(url)
    assert before.body == WHOLE
    assert len(after.body) == SIZE
    assert after.body != WHOLE
    assert before.headers["ETag"] != after.headers["ETag"]
    assert fetch(url, "bytes=9-", before.headers["ETag"]).body == after.body


def test_a_redirect_loop_goes_on(media_site: MediaSite) -> None:
    reply: Reply = fetch(media_site.url(PATH, fault="loop"))
    for _ in range(30):
        assert reply.status == 302
        reply = fetch(media_site.base_url + reply.headers["Location"])


def test_json_where_a_video_should_be(media_site: MediaSite) -> None:
    reply = fetch(media_site.url(PATH, fault="json"))
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.body.startswith(b"{")


def test_a_rate_is_kept(media_site: MediaSite) -> None:
    began = time.monotonic()
    assert fetch(media_site.url(PATH, rate=2 * SIZE)).body == WHOLE
    assert time.monotonic() - began >= 0.5


def test_a_wish_that_does_not_exist_is_refused_at_once(media_site: MediaSite) -> None:
    with pytest.raises(ValueError, match="typo"):
        media_site.url(PATH, fault="typo")
    assert fetch(media_site.base_url + PATH + "?fault=typo").status == 400
