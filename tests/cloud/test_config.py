"""What the environment says is checked, named where it is wrong, and never repeated."""

import ipaddress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.config import (
    _READERS,
    _TOGETHER,
    Config,
    ConfigError,
    default_folder,
    from_environment,
)
from tests.cloud.private_keys import PEM, SHORT_PEM, elliptic_pem, locked_pem

GOOD: dict[str, tuple[str, Any]] = {
    "redis_host": ("redis.example.org", "redis.example.org"),
    "redis_port": ("6380", 6380),
    "redis_username": ("worker", "worker"),
    "redis_password": ("pa ss:@/wörd", "pa ss:@/wörd"),
    "redis_tls": ("true", True),
    "host": ("::1", "::1"),
    "port": ("80", 80),
    "tokens": ("anna:" + "0" * 64, "anna:" + "0" * 64),
    "tokens_file": ("/run/secrets/tokens", "/run/secrets/tokens"),
    "max_parallel_downloads": ("5", 5),
    "max_batch_urls": ("20", 20),
    "files": ("s3://some-bucket/some/prefix", "s3://some-bucket/some/prefix"),
    "work": ("/var/work", "/var/work"),
    "file_ttl_hours": ("1", 1),
    "signed_url_minutes": ("30", 30),
    "s3_endpoint": ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
    "signed_url_base": ("https://d111.cloudfront.net", "https://d111.cloudfront.net"),
    "signed_url_key_id": ("K2JCJMDEHXQW5F", "K2JCJMDEHXQW5F"),
    "signed_url_key": (PEM, PEM.strip()),
    "allow_networks": (
        "192.168.1.0/24, fd00::/8",
        (ipaddress.ip_network("192.168.1.0/24"), ipaddress.ip_network("fd00::/8")),
    ),
    "max_file_gb": ("100", 100),
    "max_hours": ("1", 1),
    "tries": ("1", 1),
    "socket_timeout": ("5", 5),
    "requests_per_minute": ("60", 60),
    "links_per_day": ("10", 10),
    "gb_per_owner": ("1", 1),
    "batches_per_owner": ("1", 1),
    "streams_per_owner": ("1", 1),
    "log_level": ("DEBUG", "debug"),
    "metric_namespace": ("Spool/home", "Spool/home"),
    "ecs_cluster": ("arn:aws:ecs:eu-west-1:1:cluster/a-b", "arn:aws:ecs:eu-west-1:1:cluster/a-b"),
    "ecs_worker_service": ("spool-worker", "spool-worker"),
    "ecs_agent_uri": ("http://169.254.170.2/api/1f-2", "http://169.254.170.2/api/1f-2"),
}
WRONG: dict[str, tuple[str, ...]] = {
    "redis_host": ("redis://wr0ng", "wr0ng:6379", "a b", "[wr0ng]", "a/wr0ng", "x" * 256),
    "redis_port": ("0", "65536", "wr0ng", "-1", "1.0", "٣", "1e3", "0000000000016379999"),
    "redis_username": ("wr0ng\x00", "wr0ng\nline"),
    "redis_password": ("wr0ng\nline", "wr0ng\x1b"),
    "redis_tls": ("wr0ng", "2"),
    "host": ("http://wr0ng", "wr0ng:80", "a,b"),
    "port": ("0", "65536", "http"),
    "tokens": ("wr0ng\nline",),
    "tokens_file": ("wr0ng", "./wr0ng"),
    "max_parallel_downloads": ("0", "65"),
    "max_batch_urls": ("0", "101"),
    "files": (
        *("wr0ng", "s3://", "s3://ab", "s3://Wr0ng", "S3://wr0ng", "s3://wr0ng/../a"),
        *("s3://wr0ng/a/..", "s3://wr0ng/./a", "s3://wr0ng//a", "s3://wr0ng/a//b"),
        *("s3://wr0ng/ä", "s3://user:wr0ng@bucket/a", "s3://wr0ng/" + "a" * 300),
    ),
    "work": ("wr0ng",),
    "file_ttl_hours": ("0", "721"),
    "signed_url_minutes": ("0", "721"),
    "s3_endpoint": (
        *("wr0ng", "ftp://wr0ng", "https://user:wr0ng@host", "https://host/wr0ng"),
        *("https://host?wr0ng", "https://host#wr0ng"),
    ),
    "signed_url_base": ("wr0ng", "d111.cloudfront.net/wr0ng", "https://host/wr0ng"),
    "signed_url_key_id": ("wr0ng", "K2 wr0ng", "A" * 65),
    "signed_url_key": (
        *("wr0ng", "-----BEGIN PRIVATE KEY-----\nwr0ng\n-----END PRIVATE KEY-----"),
        *(SHORT_PEM, elliptic_pem(), locked_pem("wr0ng")),
    ),
    "allow_networks": ("wr0ng", "10.0.0.1/8", "10.0.0.0/8,", "10.0.0.0/33"),
    "max_file_gb": ("0", "1001"),
    "max_hours": ("0", "169"),
    "tries": ("0", "101"),
    "socket_timeout": ("0", "301"),
    "requests_per_minute": ("0", "1000001"),
    "links_per_day": ("0", "10000001"),
    "gb_per_owner": ("0", "1000001"),
    "batches_per_owner": ("0", "1000001"),
    "streams_per_owner": ("0", "10001"),
    "log_level": ("wr0ng", "critical"),
    "metric_namespace": ("wr0ng space", ":wr0ng", "a" * 256),
    "ecs_cluster": ("wr0ng name", "-wr0ng"),
    "ecs_worker_service": ("wr0ng name", "/wr0ng"),
    "ecs_agent_uri": ("wr0ng", "https://wr0ng", "http://a@wr0ng", "http://a/?wr0ng"),
}
NAMES = [one.name for one in fields(Config)]


def _with(name: str, text: str) -> dict[str, str]:
    """An environment with this variable, and with those that it goes together with."""
    others = [one for group in _TOGETHER if name in group for one in group]
    return {**{one.upper(): GOOD[one][0] for one in others}, name.upper(): text}


def test_every_field_has_a_reader_and_is_tested_here() -> None:
    assert set(_READERS) == set(NAMES) == set(GOOD) == set(WRONG)


def test_nothing_set_is_the_service_on_this_computer_alone() -> None:
    config = from_environment({})
    assert config == Config()
    assert config.is_embedded
    assert config.listens_on_loopback
    assert from_environment({name.upper(): "  " for name in NAMES}) == config


def test_work_and_files_are_not_one_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(ConfigError, match="FILES and WORK"):
        from_environment({"FILES": str(tmp_path), "WORK": str(tmp_path / "link")})


@pytest.mark.parametrize("name", NAMES)
def test_each_variable_is_read(name: str) -> None:
    text, value = GOOD[name]
    config = from_environment(_with(name, f" {text}\n"))
    others = {one.lower(): GOOD[one.lower()][1] for one in _with(name, text)}
    assert config == replace(Config(), **{**others, name: value})


@pytest.mark.parametrize(("name", "text"), [(name, one) for name in NAMES for one in WRONG[name]])
def test_a_wrong_one_is_named_and_not_repeated(name: str, text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        from_environment(_with(name, text))
    said = str(caught.value)
    assert said.startswith(f"{name.upper()}: ")
    assert "wr0ng" not in said
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@given(st.sampled_from(NAMES), st.text(max_size=300))
def test_whatever_stands_there_it_is_read_or_named(name: str, text: str) -> None:
    said = f"{name.upper()}: "
    try:
        from_environment(_with(name, text))
    except ConfigError as error:
        said = str(error)
    named = {name, *(one for group in _TOGETHER if name in group for one in group)}
    assert said.partition(": ")[0].lower() in named


@pytest.mark.parametrize("group", _TOGETHER)
def test_what_goes_together_is_set_together(group: tuple[str, ...]) -> None:
    whole = _with(group[0], GOOD[group[0]][0])
    assert set(whole) == {one.upper() for one in group}
    for name in whole:
        with pytest.raises(ConfigError, match=f"^{name}: it is needed together with ") as caught:
            from_environment({**whole, name: ""})
        assert PEM.split()[5] not in str(caught.value)


@pytest.mark.parametrize("name", [name for name in NAMES if type(GOOD[name][1]) is int])
def test_numbers_have_the_bounds_they_say(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        from_environment({name.upper(): "x"})
    words = str(caught.value).split()
    least, most = int(words[-3]), int(words[-1])
    for number in (least, most):
        assert getattr(from_environment({name.upper(): str(number)}), name) == number
    for number in (least - 1, most + 1):
        with pytest.raises(ConfigError):
            from_environment({name.upper(): str(number)})


def test_secrets_are_not_shown() -> None:
    config = Config(
        redis_password="hidden", tokens="hidden", signed_url_key="hidden", ecs_agent_uri="hidden"
    )
    assert "hidden" not in repr(config)


@pytest.mark.parametrize(
    ("text", "is_on"), [("1", True), ("Yes", True), ("on", True), ("NO", False), ("off", False)]
)
def test_a_flag_is_said_in_many_ways(text: str, is_on: bool) -> None:
    assert from_environment({"REDIS_TLS": text}).redis_tls is is_on


def test_a_host_of_redis_makes_it_a_service_of_many_processes() -> None:
    assert not from_environment({"REDIS_HOST": "10.0.0.7"}).is_embedded


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.9.10", "::1", "[::1]", "localhost", "LocalHost"]
)
def test_loopback_needs_no_tokens(host: str) -> None:
    config = from_environment({"HOST": host})
    assert config.listens_on_loopback
    assert "[" not in config.host  # no socket takes it


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "0", "10.0.0.1", "2130706433", "localhost.example.org", "127.0.0.1.x"]
)
def test_elsewhere_it_is_nobodys_without_tokens(host: str) -> None:
    with pytest.raises(ConfigError, match=r"^HOST: without TOKENS or TOKENS_FILE"):
        from_environment({"HOST": host})
    config = from_environment({"HOST": host, "TOKENS_FILE": "/tokens"})
    assert not config.listens_on_loopback


def test_tokens_come_from_one_place() -> None:
    with pytest.raises(ConfigError, match=r"^TOKENS and TOKENS_FILE: ") as caught:
        from_environment({"TOKENS": "hidden", "TOKENS_FILE": "/hidden"})
    assert "hidden" not in str(caught.value)


def test_work_lies_in_the_cache_of_whoever_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/some/cache")
    assert default_folder() == Path("/some/cache/spool-cloud")
    for unusable in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", unusable)
        assert default_folder() == Path.home() / ".cache" / "spool-cloud"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert default_folder() == Path.home() / ".cache" / "spool-cloud"
