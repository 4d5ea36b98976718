"""Addresses of CloudFront: signed with the key, for one file, for a while, under its name."""

import base64
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.request import urlopen

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from cloud.config import from_environment
from cloud.files import content_disposition, file_key, open_files
from cloud.files.s3_files import S3Files
from cloud.files.signed_addresses import SignedAddresses
from cloud.private_key import signer_of
from tests.cloud.bucket import Bucket
from tests.cloud.places import written
from tests.cloud.private_keys import KEY, PEM, SHORT_PEM

BASE = "https://d111.cloudfront.net"
ID = "0f8fad5b-d9cb-469f-a165-70867728950e"
NAME = "Größe 日本 100% + #1 ~(a)'b'&c=d;.mp4"
FILE = file_key("anna", ID, 1, NAME)
NOW = 1_700_000_000.9


def _decoded(text: str) -> bytes:
    return base64.b64decode(text.replace("-", "+").replace("_", "=").replace("~", "/"))


def _check(address: str) -> int:
    """When it ends, if it was signed with the key for what it is; else `InvalidSignature`."""
    resource, _, query = address.partition("?")
    found = {name: value for name, (value,) in parse_qs(query, strict_parsing=True).items()}
    assert set(found) == {"Expires", "Signature", "Key-Pair-Id"}
    assert found["Key-Pair-Id"] == "K2JCJMDEHXQW5F"
    end = int(found["Expires"])
    condition = {"DateLessThan": {"AWS:EpochTime": end}}
    policy = {"Statement": [{"Resource": resource, "Condition": condition}]}
    message = json.dumps(policy, separators=(",", ":")).encode()
    signature = _decoded(found["Signature"])
    KEY.public_key().verify(signature, message, PKCS1v15(), hashes.SHA1())
    return end


@pytest.fixture
def signed() -> SignedAddresses:
    return SignedAddresses(f"{BASE}/", "K2JCJMDEHXQW5F", PEM, 30, lambda: NOW)


def test_it_is_good_for_so_many_minutes(signed: SignedAddresses) -> None:
    address = signed.of(f"files/{FILE}")
    assert _check(address) == int(NOW) + 30 * 60


@pytest.mark.parametrize(
    ("part", "other"), [("anna", "ben0"), ("/1/", "/2/"), ("Expires=17", "Expires=27")]
)
def test_it_is_good_for_nothing_else(signed: SignedAddresses, part: str, other: str) -> None:
    address = signed.of(f"files/{FILE}")
    assert part in address
    with pytest.raises(InvalidSignature):
        _check(address.replace(part, other))


def test_its_path_is_the_key_and_nobody_writes_it_differently(signed: SignedAddresses) -> None:
    address = signed.of(f"files/{FILE}")
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("https", "d111.cloudfront.net")
    assert unquote(parts.path) == f"/files/{FILE}"
    assert address.isascii()
    _check(str(httpx.URL(address)))
    _check(str(httpx.URL("https://host/file/1").join(address)))


@pytest.mark.parametrize("pem", ["", "hidden", SHORT_PEM])
def test_no_key_signs_nothing(pem: str) -> None:
    with pytest.raises(ValueError, match="no ") as caught:
        signer_of(pem)
    assert "hidden" not in str(caught.value)


@pytest.fixture
def files(s3_bucket: Bucket) -> Iterator[S3Files]:
    """A bucket with a distribution before it, as the environment names them."""
    environment = {
        "FILES": f"s3://{s3_bucket.name}/files",
        "S3_ENDPOINT": s3_bucket.endpoint,
        "SIGNED_URL_BASE": BASE,
        "SIGNED_URL_KEY_ID": "K2JCJMDEHXQW5F",
        "SIGNED_URL_KEY": PEM,
        "SIGNED_URL_MINUTES": "5",
    }
    found = open_files(from_environment(environment))
    assert isinstance(found, S3Files)
    with closing(found):
        yield found


def test_what_lies_there_says_by_itself_how_it_is_sent(
    files: S3Files, s3_bucket: Bucket, tmp_path: Path
) -> None:
    """The distribution asks the bucket for the path, and hands on the headers that it answers."""
    files.put(FILE, written(tmp_path / "a", 1_000), lambda _: None)
    address = files.delivery(FILE, "not asked", "text/html")
    _check(address)
    path = urlsplit(address).path
    assert s3_bucket.names() == [unquote(path).removeprefix("/")]
    with urlopen(s3_bucket.own_address(unquote(path).removeprefix("/"))) as answer:
        assert answer.read() == (tmp_path / "a").read_bytes()
        assert answer.headers["Content-Type"] == "video/mp4"
        assert answer.headers["Content-Disposition"] == content_disposition(NAME)


def test_without_a_distribution_it_is_an_address_of_s3(s3_bucket: Bucket) -> None:
    environment = {"FILES": f"s3://{s3_bucket.name}/files", "S3_ENDPOINT": s3_bucket.endpoint}
    files = open_files(from_environment(environment))
    assert isinstance(files, S3Files)
    with closing(files):
        assert "X-Amz-Signature" in files.delivery(FILE, NAME, "video/mp4")
