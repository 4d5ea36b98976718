"""What the environment says about how the service runs, checked before anything starts."""

import ipaddress
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from app.core.loopback import is_loopback
from cloud.private_key import is_private_key

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off", ""})
_HOST_NAME = re.compile(r"[A-Za-z0-9._-]{1,255}")
_FOLDER_NAME = r"(?!\.\.?(?:/|$))[A-Za-z0-9_.-]+"  # an address would read dots alone as a step up
_BUCKET = re.compile(
    r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"
    rf"(?:/(?:{_FOLDER_NAME}(?:/{_FOLDER_NAME})*/?)?)?"
)
_MOST_SIGNS_OF_BUCKET = 270
_ORIGIN = re.compile(
    r"https?://(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?/?"
)
_MOST_DIGITS = 12
_NAME_ON_AWS = re.compile(r"[A-Za-z0-9][A-Za-z0-9:/_-]{0,511}")
_NAMESPACE = re.compile(r"[A-Za-z0-9._/#-][A-Za-z0-9._/#:-]{0,254}")
_KEY_ID = re.compile(r"[A-Z0-9]{1,64}")
_AGENT = re.compile(r"http://[A-Za-z0-9.-]{1,255}(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
_TOGETHER = (
    ("signed_url_base", "signed_url_key_id", "signed_url_key"),
    ("ecs_cluster", "ecs_worker_service"),
)


class ConfigError(Exception):
    """A variable is wrong. The message names it and says what it takes, and never its value where
    that may be a secret."""


@dataclass(frozen=True, slots=True)
class Config:
    """Each field is the variable of the same name in capitals."""

    redis_host: str = ""  # empty: an in-memory Redis that ends with the process
    redis_port: int = 6379
    redis_username: str = ""
    redis_password: str = field(default="", repr=False)
    redis_tls: bool = False

    host: str = "127.0.0.1"
    port: int = 8000
    tokens: str = field(default="", repr=False)
    tokens_file: str = ""

    max_parallel_downloads: int = 3
    max_batch_urls: int = 10
    files: str = ""  # a directory, or s3://bucket/prefix; empty: below the work folder
    work: str = ""  # a folder for what is under way; empty: below the user's cache
    file_ttl_hours: int = 24
    signed_url_minutes: int = 60
    s3_endpoint: str = ""
    signed_url_base: str = ""  # of a CloudFront distribution before the bucket
    signed_url_key_id: str = ""
    signed_url_key: str = field(default="", repr=False)

    allow_networks: tuple[Network, ...] = ()
    max_file_gb: int = 20
    max_hours: int = 12
    tries: int = 10
    socket_timeout: int = 20  # seconds

    requests_per_minute: int = 600
    links_per_day: int = 5_000
    gb_per_owner: int = 200
    batches_per_owner: int = 1_000
    streams_per_owner: int = 20

    log_level: str = "info"
    metric_namespace: str = ""
    ecs_cluster: str = ""
    ecs_worker_service: str = ""
    ecs_agent_uri: str = field(default="", repr=False)  # there is an id in it that nobody guesses

    @property
    def is_embedded(self) -> bool:
        """Whether the state lives in this process alone."""
        return not self.redis_host

    @property
    def listens_on_loopback(self) -> bool:
        """Whether only this computer can reach the service."""
        return is_loopback(self.host)


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration; `ConfigError` names the first variable that is wrong."""
    values = {}
    for one in fields(Config):
        variable = one.name.upper()
        text = environment.get(variable, "").strip()
        if text:
            values[one.name] = _READERS[one.name](variable, text)
    config = Config(**values)
    for group in _TOGETHER:
        _check_together(config, group)
    if config.tokens and config.tokens_file:
        raise ConfigError("TOKENS and TOKENS_FILE: set one of them, not both")
    if config.files and config.work and Path(config.files).resolve() == Path(config.work).resolve():
        raise ConfigError("FILES and WORK: two different folders, since WORK is cleared")
    has_tokens = bool(config.tokens or config.tokens_file)
    if not has_tokens and not config.listens_on_loopback:
        raise ConfigError(
            "HOST: without TOKENS or TOKENS_FILE the service listens on 127.0.0.1 only. "
            "Make a token with: spool-cloud token new OWNER"
        )
    return config


def default_folder() -> Path:
    """Where files and work lie unless told otherwise."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not base.is_absolute():  # then it is to be ignored, says its specification
        base = Path.home() / ".cache"
    return base / "spool-cloud"


def _check_together(config: Config, group: Sequence[str]) -> None:
    missing = [name.upper() for name in group if not getattr(config, name)]
    if missing and len(missing) < len(group):
        others = ", ".join(name.upper() for name in group if getattr(config, name))
        raise ConfigError(f"{missing[0]}: it is needed together with {others}")


def _integer(least: int, most: int) -> Callable[[str, str], int]:
    def read(variable: str, text: str) -> int:
        is_short = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
        if not is_short or not least <= int(text) <= most:
            raise ConfigError(f"{variable}: a whole number from {least} to {most}")
        return int(text)

    return read


def _flag(variable: str, text: str) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise ConfigError(f"{variable}: true or false")


def _host(variable: str, text: str) -> str:
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if not _HOST_NAME.fullmatch(text) and not _address_of(bare):
        raise ConfigError(f"{variable}: a host name or an address, without scheme and port")
    return bare


def _address_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _text(variable: str, text: str) -> str:
    if not text.isprintable():
        raise ConfigError(f"{variable}: it has signs in it that cannot be printed")
    return text


def _like(pattern: re.Pattern[str], what: str) -> Callable[[str, str], str]:
    def read(variable: str, text: str) -> str:
        if not pattern.fullmatch(text):
            raise ConfigError(f"{variable}: {what}")
        return text

    return read


def _key(variable: str, text: str) -> str:
    if not is_private_key(text):
        raise ConfigError(f"{variable}: a private RSA key of 2048 bits as PEM, without a password")
    return text


def _files(variable: str, text: str) -> str:
    is_bucket = len(text) <= _MOST_SIGNS_OF_BUCKET and _BUCKET.fullmatch(text)
    if not is_bucket and not Path(text).is_absolute():
        raise ConfigError(f"{variable}: an absolute path, or s3://bucket, or s3://bucket/prefix")
    return text


def _folder(variable: str, text: str) -> str:
    if not Path(text).is_absolute():
        raise ConfigError(f"{variable}: an absolute path")
    return text


def _address(variable: str, text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise ConfigError(f"{variable}: an address such as https://s3.example.org")
    return text


def _networks(variable: str, text: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(one.strip()) for one in text.split(","))
    except ValueError:
        raise ConfigError(
            f"{variable}: networks with commas between them, such as 192.168.1.0/24,fd00::/8"
        ) from None


def _level(variable: str, text: str) -> str:
    if text.lower() not in ("debug", "info", "warning", "error"):
        raise ConfigError(f"{variable}: debug, info, warning or error")
    return text.lower()


_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "redis_host": _host,
    "redis_port": _integer(1, 65_535),
    "redis_username": _text,
    "redis_password": _text,
    "redis_tls": _flag,
    "host": _host,
    "port": _integer(1, 65_535),
    "tokens": _text,
    "tokens_file": _folder,
    "max_parallel_downloads": _integer(1, 64),
    "max_batch_urls": _integer(1, 100),
    "files": _files,
    "work": _folder,
    "file_ttl_hours": _integer(1, 24 * 30),
    "signed_url_minutes": _integer(1, 12 * 60),
    "s3_endpoint": _address,
    "signed_url_base": _address,
    "signed_url_key_id": _like(_KEY_ID, "the id that CloudFront gave the public key"),
    "signed_url_key": _key,
    "allow_networks": _networks,
    "max_file_gb": _integer(1, 1_000),
    "max_hours": _integer(1, 24 * 7),
    "tries": _integer(1, 100),
    "socket_timeout": _integer(1, 300),
    "requests_per_minute": _integer(1, 1_000_000),
    "links_per_day": _integer(1, 10_000_000),
    "gb_per_owner": _integer(1, 1_000_000),
    "batches_per_owner": _integer(1, 1_000_000),
    "streams_per_owner": _integer(1, 10_000),
    "log_level": _level,
    "metric_namespace": _like(_NAMESPACE, "a namespace of CloudWatch such as Spool/home"),
    "ecs_cluster": _like(_NAME_ON_AWS, "the name or ARN of a cluster"),
    "ecs_worker_service": _like(_NAME_ON_AWS, "the name or ARN of the workers' service"),
    "ecs_agent_uri": _like(_AGENT, "the address of ECS's agent, as ECS sets it"),
}
