"""The prices that the tables of the guide are computed from: one file, read once."""

import json
from dataclasses import dataclass, fields
from pathlib import Path

PRICES_FILE = Path(__file__).with_name("prices.json")


@dataclass(frozen=True, slots=True)
class ListPrices:
    """Each field is the price of the same name in the file, in the unit that stands there."""

    fargate_arm_vcpu: float
    fargate_arm_gb: float
    fargate_x86_vcpu: float
    fargate_x86_gb: float
    fargate_spot: float
    fargate_disk: float
    ipv4: float
    alb: float
    alb_unit: float
    nat: float
    nat_gb: float
    valkey_t4g_micro: float
    redis_t3_micro: float
    s3_gb_month: float
    s3_thousand_writes: float
    s3_thousand_reads: float
    efs_gb_month: float
    efs_write_gb: float
    efs_read_gb: float
    cloudfront_gb: float
    cloudfront_free_gb: float
    secret_month: float
    logs_gb: float
    logs_gb_month: float
    metric_month: float
    alarm_month: float
    ecr_gb_month: float


@dataclass(frozen=True, slots=True)
class PriceFile:
    """Where and when the prices are those, and the prices."""

    region: str
    written: str
    source: str
    prices: ListPrices


def read_prices(path: Path = PRICES_FILE) -> PriceFile:
    """The file. ValueError names what is missing in it or too much."""
    content = json.loads(path.read_text(encoding="utf-8"))
    values = {name: float(entry["value"]) for name, entry in content["prices"].items()}
    known = {field.name for field in fields(ListPrices)}
    if odd := known ^ values.keys():
        raise ValueError(f"{path.name}: missing or unknown: {', '.join(sorted(odd))}")
    return PriceFile(content["region"], content["written"], content["source"], ListPrices(**values))
