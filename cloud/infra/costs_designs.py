"""What the service costs in a month: as it is built, and as one that is always on. Pure."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from cloud.infra.costs_prices import ListPrices

HOURS = 730
"""Of a month."""
DAYS = 30
DOWNLOAD_MB = 100
DOWNLOAD_SECONDS = DOWNLOAD_MB / 3 + 30
"""Of one slot of a worker: at 3 MB a second, and what is not fetching. So does the window."""
WAKE_HOURS = 0.2
"""Of a worker for each time that work comes after none: its start and ten idle minutes."""
INCLUDED_DISK_GB = 20
ALARM_METRICS = 6
"""Those that alarms look at: one each."""

_WRITES = 14  # of S3, for a download: parts of 8 MiB, their beginning and their end
_READS = 2
_METRICS = 2
_IMAGES_GB = 4.0  # twenty of them; built afresh, they share little more than the base
_LOGS_GB = 0.2  # of a month without downloads: health checks and the metric line
_LOG_MB = 0.01  # of each download
_SECRETS = 3
_SECRETS_ALWAYS_ON = 2
_ZONES = 2  # each has an address of a load balancer that faces the world


@dataclass(frozen=True, slots=True)
class Size:
    """Of a Fargate task."""

    vcpu: float
    gb: float
    disk_gb: int = INCLUDED_DISK_GB


API_SIZE = Size(0.25, 0.5)
WORKER_SIZES: Mapping[int, Size] = MappingProxyType(
    {1: Size(0.5, 1, 40), 3: Size(1, 2, 60), 5: Size(2, 4, 80)}
)
"""By the number of downloads at once, which is the preset."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is asked of the service in a month, and how it is set up for it."""

    name: str
    downloads: int
    preset: int = 3
    nodes: int = 1  # of the state
    wakes: int = 0  # times a month that workers start from zero
    units: float = 0.01  # of the load balancer, on average, without files
    days: float = 7  # that a file is kept
    spot: bool = True
    efs: bool = False  # with bursting throughput, where only what lies there is paid for
    elastic: bool = False  # EFS with elastic throughput in place of that

    @property
    def gb(self) -> float:
        return self.downloads * DOWNLOAD_MB / 1000


IDLE = Profile("Idle", 0)
PROFILES = (
    Profile("Personal", 300, wakes=30),
    Profile("Team", 10_000, nodes=2, wakes=200, units=0.17),
    Profile("Busy", 100_000, preset=5, nodes=2, wakes=240, units=0.5),
)


@dataclass(frozen=True, slots=True)
class Bill:
    """Dollars, line by line."""

    tasks: float = 0.0  # what is always on: the api, or the one task that is everything
    workers: float = 0.0
    balancer: float = 0.0
    addresses: float = 0.0
    nat: float = 0.0
    state: float = 0.0
    kept: float = 0.0  # files that lie there
    moved: float = 0.0  # files written and read
    upkeep: float = 0.0  # secrets, logs, metrics, alarms, images
    delivery: float = 0.0

    @property
    def total(self) -> float:
        return math.fsum(getattr(self, line.name) for line in fields(self))

    def __sub__(self, other: "Bill") -> "Bill":
        lines = [line.name for line in fields(self)]
        return Bill(**{line: getattr(self, line) - getattr(other, line) for line in lines})


def as_built(prices: ListPrices, profile: Profile) -> Bill:
    """The design of the template."""
    return Bill(
        tasks=HOURS * _arm(prices, API_SIZE),
        workers=worker_hours(profile) * worker_hour(prices, profile.preset, spot=profile.spot),
        balancer=_balancer(prices, profile),
        addresses=HOURS * prices.ipv4,
        state=HOURS * profile.nodes * prices.valkey_t4g_micro,
        kept=_kept(prices, profile),
        moved=_moved(prices, profile),
        upkeep=_upkeep(prices, profile, _SECRETS) + _watching(prices),
        delivery=_delivered(prices, profile),
    )


def always_on(prices: ListPrices, profile: Profile, *, nat: bool = False) -> Bill:
    """One task that is API and worker day and night, a Redis of two nodes, files in EFS.

    With `nat` the task has no address of its own, and all that it fetches comes through a gateway.
    """
    size = WORKER_SIZES[3]
    with_efs = replace(profile, efs=True)
    addresses = _ZONES + 1  # the task's, or that of the gateway
    return Bill(
        tasks=HOURS * (size.vcpu * prices.fargate_x86_vcpu + size.gb * prices.fargate_x86_gb),
        balancer=_balancer(prices, with_efs),
        addresses=HOURS * addresses * prices.ipv4,
        nat=HOURS * prices.nat + profile.gb * prices.nat_gb if nat else 0.0,
        state=HOURS * 2 * prices.redis_t3_micro,
        kept=_kept(prices, with_efs),
        moved=_moved(prices, with_efs),
        upkeep=_upkeep(prices, profile, _SECRETS_ALWAYS_ON),
        delivery=_delivered(prices, profile),
    )


def thousand_more(bill: Callable[[Profile], Bill], profile: Profile, after: int = 0) -> Bill:
    """What a thousand downloads add, where there were that many before in the month.

    What starts workers from zero is left out: it depends on when they come, not on how many.
    """
    before = replace(profile, downloads=after, wakes=0)
    return bill(replace(before, downloads=after + 1000)) - bill(before)


def worker_hours(profile: Profile) -> float:
    """Of all workers together in a month."""
    busy = profile.downloads * DOWNLOAD_SECONDS / 3600 / profile.preset
    return busy + profile.wakes * WAKE_HOURS


def worker_hour(prices: ListPrices, preset: int, *, spot: bool) -> float:
    """Dollars of one worker for an hour, with its address and its disk."""
    size = WORKER_SIZES[preset]
    share = prices.fargate_spot if spot else 1.0
    disk = (size.disk_gb - INCLUDED_DISK_GB) * prices.fargate_disk
    return share * _arm(prices, size) + prices.ipv4 + disk


def _arm(prices: ListPrices, size: Size) -> float:
    return size.vcpu * prices.fargate_arm_vcpu + size.gb * prices.fargate_arm_gb


def _balancer(prices: ListPrices, profile: Profile) -> float:
    files = profile.gb if profile.efs else 0.0  # they come out through the API, and so through it
    units = HOURS * profile.units + files
    return HOURS * prices.alb + units * prices.alb_unit


def _kept(prices: ListPrices, profile: Profile) -> float:
    price = prices.efs_gb_month if profile.efs else prices.s3_gb_month
    return profile.gb * profile.days / DAYS * price


def _moved(prices: ListPrices, profile: Profile) -> float:
    if profile.efs:
        each_gb = prices.efs_write_gb + prices.efs_read_gb
        return profile.gb * each_gb if profile.elastic else 0.0
    each = _WRITES * prices.s3_thousand_writes + _READS * prices.s3_thousand_reads
    return profile.downloads / 1000 * each


def _upkeep(prices: ListPrices, profile: Profile, secrets: int) -> float:
    logs = _LOGS_GB + profile.downloads * _LOG_MB / 1000
    kept = _IMAGES_GB * prices.ecr_gb_month + secrets * prices.secret_month
    return logs * (prices.logs_gb + prices.logs_gb_month) + kept


def _watching(prices: ListPrices) -> float:
    return _METRICS * prices.metric_month + ALARM_METRICS * prices.alarm_month


def _delivered(prices: ListPrices, profile: Profile) -> float:
    return max(0.0, profile.gb - prices.cloudfront_free_gb) * prices.cloudfront_gb
