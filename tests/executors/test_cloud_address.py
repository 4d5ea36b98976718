"""A service's address is brought into one form, or refused with a reason."""

import pytest

from app.core.cloud import CloudTrouble
from app.core.loopback import is_loopback
from app.executors.cloud_address import Access, checked_address
from app.executors.cloud_errors import CloudError


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://spool.example", "https://spool.example"),
        (" HTTPS://Spool.Example/ \n", "https://spool.example"),
        ("spool.example", "https://spool.example"),
        ("spool.example:8443/base/", "https://spool.example:8443/base"),
        ("https://spool.example:443", "https://spool.example"),
        ("https://spool.example./", "https://spool.example."),
        ("https://192.0.2.7:8000", "https://192.0.2.7:8000"),
        ("https://[2001:DB8::1]:8000/", "https://[2001:db8::1]:8000"),
        ("https://müller.example", "https://xn--mller-kva.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("http://LOCALHOST:8000/", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("https://localhost", "https://localhost"),
    ],
)
def test_an_address_gets_its_one_form(text: str, address: str) -> None:
    assert checked_address(text, plain=False) == address
    assert checked_address(address, plain=False) == address


@pytest.mark.parametrize(
    "text",
    [
        "http://spool.example",
        "http://192.0.2.7:8000",
        "http://127.0.0.1.spool.example",
        "http://localhost.spool.example",
        "http://127.1",
        "http://2130706433",
        "http://0x7f.0.0.1",
        "http://[2001:db8::1]",
        "http://0.0.0.0:8000",
    ],
)
def test_http_beyond_this_computer_has_to_be_allowed(text: str) -> None:
    with pytest.raises(CloudError) as refused:
        checked_address(text, plain=False)
    assert refused.value.trouble is CloudTrouble.NOT_SECURE
    assert checked_address(text, plain=True) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "https://",
        "https:///path",
        "//spool.example",
        "ftp://spool.example",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https:spool.example",
        "http:/spool.example",
        "https://ann:s3cret@spool.example",
        "https://s3cret@spool.example",
        "s3cret@spool.example",
        "https://spool.example?token=s3cret",
        "https://spool.example/?",
        "https://spool.example/#",
        "https://spool.example/#s3cret",
        "https://spool.example:0",
        "https://spool.example:65536",
        "https://spool.example:http",
        "https://spool.example\\@other.example",
        "https://spool example",
        "https://spool.example\x00",
        "https://spool\u202e.example",
        "https://spool..example",
        "https://-spool.example",
        f"https://{'a' * 64}.example",
        f"https://{'a.' * 130}example",
        "https://sp%6fol.example",
        "https://[::1",
        "https://[nonsense]",
        f"https://spool.example/{'a' * 3_000}",
    ],
)
@pytest.mark.parametrize("plain", [False, True])
def test_what_is_no_address_is_refused_without_being_repeated(text: str, plain: bool) -> None:
    with pytest.raises(CloudError) as refused:
        checked_address(text, plain=plain)
    assert refused.value.trouble is CloudTrouble.NO_ADDRESS
    assert "s3cret" not in str(refused.value)


def test_this_computer_is_what_stays_on_it() -> None:
    assert all(map(is_loopback, ("localhost", "Localhost", "127.0.0.1", "127.255.0.9", "::1")))
    assert not any(map(is_loopback, ("", "spool.example", "0.0.0.0", "::", "128.0.0.1", "127.1")))


def test_an_access_can_be_shown() -> None:
    access = Access("https://spool.example", "t0ken", proxy="http://ann:s3cret@proxy.example")
    assert "t0ken" not in f"{access} {access!r}"
    assert "s3cret" not in f"{access} {access!r}"
    assert "https://spool.example" in repr(access)
