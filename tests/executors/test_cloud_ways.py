"""The way to the service: certificates, proxies, and no secret on it."""

import asyncio
import logging
import socket

import pytest
import trustme

from app.core.cloud import CloudTrouble
from app.executors.cloud_address import Access
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError
from app.executors.cloud_http import Patience
from tests.executors.asking import (
    PAGE,
    PROXY_PASSWORD,
    TOKEN,
    VERSION,
    all_events,
    failure,
    frame,
    heard_of,
    identity,
    requests,
    through,
    trusting,
    update,
    versions,
    with_client,
)
from tests.executors.odd_service import (
    Behaviour,
    OddService,
    Talk,
    hangs,
    nobody,
    refuses,
    resets,
    says,
    streams,
)

_LETS_THROUGH = (b"\x05\x02", b"\x01\x00", b"\x05\x00\x00\x01" + bytes(6))


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def test_a_certificate_of_a_known_authority_is_accepted(authority: trustme.CA) -> None:
    with OddService(says(200, VERSION), tls=identity(authority, "127.0.0.1")) as odd:
        assert with_client(odd.address, versions, trust=trusting(authority)).api == 1


def test_a_certificate_of_an_unknown_authority_is_refused(authority: trustme.CA) -> None:
    with OddService(says(200, VERSION), tls=identity(authority, "127.0.0.1")) as odd:
        with pytest.raises(CloudError) as failed:
            with_client(odd.address, versions)
        assert not odd.asked
    assert failed.value.trouble is CloudTrouble.CERTIFICATE
    assert failed.value.detail


def test_a_certificate_for_another_name_is_refused(authority: trustme.CA) -> None:
    with OddService(says(200, VERSION), tls=identity(authority, "other.example")) as odd:
        with pytest.raises(CloudError) as failed:
            with_client(odd.address, versions, trust=trusting(authority))
        assert not odd.asked
    assert failed.value.trouble is CloudTrouble.CERTIFICATE
    assert "127.0.0.1" in failed.value.detail


def test_who_speaks_no_tls_is_not_blamed_for_a_certificate() -> None:
    with OddService(hangs, greeting=b"hello\r\n") as odd, pytest.raises(CloudError) as failed:
        with_client(odd.address.replace("http:", "https:"), versions)
    assert failed.value.trouble is CloudTrouble.NOT_THE_SERVICE


def _hang_up_on_one(listener: socket.socket) -> None:
    listener.accept()[0].close()


def test_who_hangs_up_instead_of_a_handshake_is_not_there(authority: trustme.CA) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        async def use(client: CloudClient) -> None:
            accepting = asyncio.create_task(asyncio.to_thread(_hang_up_on_one, listener))
            try:
                await client.versions()
            finally:
                await accepting

        address = f"https://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(CloudError) as failed:
            with_client(address, use, trust=trusting(authority))
    assert failed.value.trouble is CloudTrouble.UNREACHABLE


def test_https_goes_through_a_tunnel_of_the_proxy(authority: trustme.CA) -> None:
    inner = identity(authority, "spool.example")
    with OddService(says(200, VERSION), tunnel=inner) as odd:
        access = through(odd, "https://spool.example")
        assert with_client(access, versions, trust=trusting(authority)).api == 1
    connect, get = odd.asked
    assert (connect.method, connect.target) == ("CONNECT", "spool.example:443")
    assert connect.headers["proxy-authorization"].startswith("Basic ")
    assert "authorization" not in connect.headers
    assert get.target == "/version"
    assert "proxy-authorization" not in get.headers


def test_a_proxy_may_itself_speak_tls(authority: trustme.CA) -> None:
    with OddService(says(200, VERSION), tls=identity(authority, "127.0.0.1")) as odd:
        access = through(odd, "http://spool.example", "https")
        assert with_client(access, versions, trust=trusting(authority)).api == 1
    assert odd.asked[0].target == "http://spool.example/version"
    assert odd.asked[0].headers["proxy-authorization"].startswith("Basic ")


def test_plain_http_goes_through_the_proxy_too() -> None:
    with OddService(says(200, VERSION)) as odd:
        assert with_client(through(odd, "http://spool.example"), versions).api == 1
    assert odd.asked[0].target == "http://spool.example/version"
    assert odd.asked[0].headers["proxy-authorization"].startswith("Basic ")


def test_this_computer_is_not_reached_through_a_proxy() -> None:
    with OddService(says(200, VERSION)) as odd, OddService(says(502)) as proxy:
        for host in ("127.0.0.1", "localhost"):
            access = through(proxy, f"http://{host}:{odd.port}")
            assert with_client(access, versions).api == 1
    assert proxy.connections == 0


def test_the_environments_proxy_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", nobody())
    monkeypatch.setenv("HTTP_PROXY", nobody())
    with OddService(says(200, VERSION)) as odd:
        assert with_client(odd.address, versions).api == 1


@pytest.mark.parametrize(
    ("behave", "address"),
    [
        (says(407, PAGE, "text/html"), "https://spool.example"),
        (says(407, PAGE, "text/html"), "http://spool.example"),
        (says(502, PAGE, "text/html"), "https://spool.example"),
        (resets, "https://spool.example"),
    ],
)
def test_a_proxy_that_does_not_let_through_is_in_the_way(behave: Behaviour, address: str) -> None:
    with OddService(behave) as odd, pytest.raises(CloudError) as failed:
        with_client(through(odd, address), versions)
    assert failed.value.trouble is CloudTrouble.UNREACHABLE
    assert PROXY_PASSWORD not in f"{failed.value!r} {failed.value}"


@pytest.mark.parametrize("proxy", ["socks4://127.0.0.1:1", "http://a:s3cret@[::1", "gopher://x:1"])
def test_a_proxy_that_cannot_be_used_is_told_at_once(proxy: str) -> None:
    with pytest.raises(CloudError) as failed:
        CloudClient(Access("https://spool.example", TOKEN, proxy=proxy))
    assert failed.value.trouble is CloudTrouble.UNREACHABLE
    assert "s3cret" not in str(failed.value)


def test_a_socks_proxy_looks_the_name_up(authority: trustme.CA) -> None:
    with OddService(
        says(200, VERSION), tls=identity(authority, "spool.example"), socks=_LETS_THROUGH
    ) as odd:
        access = through(odd, "https://spool.example", "socks5")
        assert with_client(access, versions, trust=trusting(authority)).api == 1
    assert b"spool.example" in odd.introduced
    assert b"ann" in odd.introduced
    assert PROXY_PASSWORD.encode() in odd.introduced


@pytest.mark.parametrize(
    "replies",
    [
        (b"\x05\xff",),
        (b"\x05\x00",),
        (b"\x05\x02", b"\x01\x01"),
        (b"\x05\x02", b"\x01\x00", b"\x05\x05\x00\x01" + bytes(6)),
        (b"\x05\x02", b"\x01\x00", b""),
        (b"\x05",),
        (b"",),
        (b"\x01\x00",),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n",),
    ],
)
def test_a_socks_proxy_that_does_not_let_through_is_in_the_way(replies: tuple[bytes, ...]) -> None:
    with OddService(resets, socks=replies) as odd:
        for use in (versions, all_events):
            with pytest.raises(CloudError) as failed:
                with_client(through(odd, "http://spool.example", "socks5"), use)
            assert failed.value.trouble is CloudTrouble.UNREACHABLE
            assert PROXY_PASSWORD not in f"{failed.value!r} {failed.value}"


def test_a_socks_proxy_that_says_nothing_is_given_up() -> None:
    hurried = Patience(answer=0.3)
    with OddService(hangs) as odd, pytest.raises(CloudError) as failed:
        with_client(through(odd, "http://spool.example", "socks5"), versions, patience=hurried)
    assert failed.value.trouble is CloudTrouble.NO_ANSWER


@pytest.mark.parametrize("token", ["two words", "line\nfeed", "tökén", "nul\x00"])
def test_a_token_that_cannot_be_one_is_not_sent(token: str) -> None:
    with pytest.raises(CloudError) as failed:
        CloudClient(Access("https://spool.example", token))
    assert failed.value.trouble is CloudTrouble.TOKEN
    assert token not in str(failed.value)


def test_a_token_is_never_sent_in_the_clear() -> None:
    with pytest.raises(CloudError) as failed:
        CloudClient(Access("http://spool.example", TOKEN))
    assert failed.value.trouble is CloudTrouble.NOT_SECURE


def test_no_secret_is_in_a_log_or_an_error(
    caplog: pytest.LogCaptureFixture, authority: trustme.CA
) -> None:
    """Whatever level is set, and also of a server that repeats what it hears."""
    for name in ("", "httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, name)

    def repeats(talk: Talk) -> None:
        said = talk.asked.headers["authorization"]
        token = said.removeprefix("Bearer ")
        if talk.asked.target == "/events":
            streams([frame(token, {}), frame("update", update(state=token))])(talk)
        elif talk.asked.target == "/version":
            says(200, {"api": token, "service": token})(talk)
        else:
            refuses(401, token, f"No: {token}, {said}", X_Echo=said)(talk)

    errors = [
        failure(repeats, use)
        for use in (
            versions,
            lambda client: client.status("a"),
            lambda client: client.submit(requests("a?sig=s3cret")),
        )
    ]
    assert len(heard_of(repeats)) == 2
    with OddService(says(407)) as odd, pytest.raises(CloudError) as refused:
        with_client(through(odd, "https://spool.example"), versions, trust=trusting(authority))
    said = " ".join([caplog.text, *(f"{one!r} {one}" for one in (*errors, refused.value))])
    assert "httpcore.connection" in said
    for secret in (TOKEN, PROXY_PASSWORD, "s3cret"):
        assert secret not in said


@pytest.mark.parametrize("name", ["httpcore.http11", "httpcore.socks"])
def test_loggers_that_would_tell_secrets_are_quiet(
    caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level(logging.DEBUG, "httpcore")
    assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)
