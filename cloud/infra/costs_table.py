"""The tables of costs in the guide: printed, compared with the guide, or written into it.

costs            prints them
costs --check    1 where the guide has others
costs --write    puts them into the guide, between their marks
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from cloud.infra.costs_designs import (
    IDLE,
    PROFILES,
    WORKER_SIZES,
    Bill,
    always_on,
    as_built,
    thousand_more,
    worker_hour,
)
from cloud.infra.costs_prices import ListPrices, PriceFile, read_prices

GUIDE = Path(__file__).parents[1] / "README.md"

_LINES = (
    ("the api, or the one task that is always on", ("tasks",)),
    ("workers", ("workers",)),
    ("load balancer", ("balancer",)),
    ("public IPv4 addresses", ("addresses",)),
    ("state", ("state",)),
    ("files", ("kept", "moved")),
    ("secrets, logs, metrics, alarms, images", ("upkeep",)),
    ("delivery to computers", ("delivery",)),
)
_MARGINS = (
    ("workers", ("workers",)),
    ("files kept", ("kept",)),
    ("requests, throughput, logs", ("moved", "balancer", "upkeep")),
    ("NAT", ("nat",)),
    ("delivery", ("delivery",)),
)
_NOTHING = "–"


def tables(file: PriceFile) -> Mapping[str, str]:
    """Each table as Markdown, under the name that its marks have in the guide."""
    prices = file.prices
    return {
        "prices": f"Prices of {file.region}, written down on {file.written}. {file.source}",
        "month": _month(prices),
        "thousand": _thousand(prices),
        "worker": _worker(prices),
    }


def filled(guide: str, parts: Mapping[str, str]) -> str:
    """The guide with every table between its marks. ValueError where marks are missing."""
    for name, text in parts.items():
        begin, end = f"<!-- costs: {name} -->", f"<!-- end of costs: {name} -->"
        if guide.count(begin) != 1 or guide.count(end) != 1:
            raise ValueError(f"the guide has to have {begin} and {end}, once each")
        before, _, rest = guide.partition(begin)
        guide = f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}"
    return guide


def main(arguments: Sequence[str] | None = None, guide: Path = GUIDE) -> int:
    """Do what is asked; 1 where `--check` finds a difference."""
    asked = chosen(arguments)
    parts = tables(read_prices())
    if not (asked.check or asked.write):
        sys.stdout.write("\n\n".join(parts.values()) + "\n")
        return 0
    old = guide.read_text(encoding="utf-8")
    new = filled(old, parts)
    if asked.write and new != old:
        guide.write_text(new, encoding="utf-8")
    if asked.check and new != old:
        sys.stderr.write("costs: the guide has other tables; cloud/infra/costs --write mends it\n")
        return 1
    return 0


def chosen(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What a command line asks for; ends the process with 2 where it is wrong."""
    parser = argparse.ArgumentParser(
        prog="costs", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--check", action="store_true", help="compare the guide with them")
    either.add_argument("--write", action="store_true", help="put them into the guide")
    return parser.parse_args(arguments)


def _month(prices: ListPrices) -> str:
    ours = [as_built(prices, profile) for profile in (IDLE, *PROFILES)]
    others = [always_on(prices, profile) for profile in PROFILES]
    behind_nat = [always_on(prices, profile, nat=True) for profile in PROFILES]
    names = [profile.name for profile in (IDLE, *PROFILES)]
    head = ["$ a month", *names, *(f"{name}, always on" for name in names[1:])]
    rows = [[line, *_money((*ours, *others), parts)] for line, parts in _LINES]
    totals = [f"**{bill.total:.0f}**" for bill in (*ours, *others)]
    last = [*(_NOTHING for _ in ours), *(f"{bill.total:.0f}" for bill in behind_nat)]
    rows += [["**together**", *totals], ["together, behind a NAT gateway", *last]]
    return _table(head, rows)


def _thousand(prices: ListPrices) -> str:
    built, other = partial(as_built, prices), partial(always_on, prices)
    usual, elastic = PROFILES[0], replace(PROFILES[0], elastic=True)
    bills = {
        "as built": thousand_more(built, usual),
        "with workers on demand": thousand_more(built, replace(usual, spot=False)),
        "with files kept 1 day": thousand_more(built, replace(usual, days=1)),
        "with files in EFS": thousand_more(built, replace(usual, efs=True)),
        "as built, beyond 1 TB in the month": thousand_more(built, usual, after=10_000),
        "always on, EFS": thousand_more(other, usual),
        "always on, EFS with elastic throughput": thousand_more(other, elastic),
        "always on, EFS, NAT gateway": thousand_more(partial(other, nat=True), usual),
    }
    head = ["$ for 1,000 downloads", *(name for name, _ in _MARGINS), "together"]
    rows = [
        [name, *(_money([bill], parts)[0] for _, parts in _MARGINS), f"**{bill.total:.2f}**"]
        for name, bill in bills.items()
    ]
    return _table(head, rows)


def _worker(prices: ListPrices) -> str:
    head = ["preset", "task", "$ an hour on Spot", "$ an hour on demand"]
    rows = [
        [
            f"{preset} at once",
            f"{size.vcpu:g} vCPU, {size.gb:g} GB, {size.disk_gb} GB of disk",
            *(f"{worker_hour(prices, preset, spot=spot):.4f}" for spot in (True, False)),
        ]
        for preset, size in WORKER_SIZES.items()
    ]
    return _table(head, rows)


def _money(bills: Iterable[Bill], parts: Sequence[str]) -> list[str]:
    sums = (sum(getattr(bill, part) for part in parts) for bill in bills)
    return [f"{dollars:.2f}" if dollars >= 0.005 else _NOTHING for dollars in sums]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("--:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
