"""The tables of costs: computed from one file, in the guide, and as the window reckons."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import costs
from app.core.costs import LIST_PRICES
from cloud.infra import costs_designs as designs
from cloud.infra.costs_prices import PRICES_FILE, ListPrices, read_prices
from cloud.infra.costs_table import GUIDE, filled, main, tables

COSTS = PRICES_FILE.with_name("costs")
PRICES = read_prices().prices
PERSONAL, TEAM, BUSY = designs.PROFILES


def test_the_guide_has_the_tables_that_the_script_prints() -> None:
    done = subprocess.run(
        [sys.executable, COSTS, "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    printed = subprocess.run([sys.executable, COSTS], capture_output=True, text=True, check=True)
    parts = tables(read_prices())
    assert printed.stdout == "\n\n".join(parts.values()) + "\n"
    guide = GUIDE.read_text()
    assert all(part in guide for part in parts.values())


def test_a_difference_is_found_and_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text(re.sub(r"\*\*\d+\*\*", "**0**", GUIDE.read_text()))
    assert main(["--check"], guide) == 1
    assert "--write" in capsys.readouterr().err
    assert main(["--write"], guide) == 0
    assert guide.read_text() == GUIDE.read_text()
    assert main(["--check"], guide) == 0


def test_a_guide_without_a_place_for_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match="costs: prices"):
        filled("no marks", tables(read_prices()))


@pytest.mark.parametrize("missing", ["alb", "nat_gb"])
def test_a_price_that_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    content = json.loads(PRICES_FILE.read_text())
    del content["prices"][missing]
    (tmp_path / "prices.json").write_text(json.dumps(content))
    with pytest.raises(ValueError, match=missing):
        read_prices(tmp_path / "prices.json")


def test_every_price_has_a_unit_and_a_note_and_counts() -> None:
    content = json.loads(PRICES_FILE.read_text())
    usual = tables(read_prices())
    for name, entry in content["prices"].items():
        assert entry["unit"], name
        assert entry["note"], name
        dearer = replace(PRICES, **{name: entry["value"] * 3})
        assert tables(replace(read_prices(), prices=dearer)) != usual, name


def test_the_window_reckons_with_the_same_prices() -> None:
    disk = (designs.WORKER_SIZES[3].disk_gb - designs.INCLUDED_DISK_GB) * PRICES.fargate_disk
    hour = designs.worker_hour(PRICES, 3, spot=False)
    assert round((hour - disk) / 3, 3) == LIST_PRICES.hour  # it names the task and its address
    assert hour / 3 == pytest.approx(LIST_PRICES.hour, rel=0.1)
    assert PRICES.cloudfront_gb == LIST_PRICES.gigabyte
    assert PRICES.s3_gb_month == LIST_PRICES.gigabyte_month
    assert designs.DOWNLOAD_MB * 1_000_000 == costs.USUAL_SIZE
    seconds = costs.USUAL_SIZE / costs._BYTES_PER_SECOND + costs._SECONDS_BESIDE
    assert pytest.approx(seconds) == designs.DOWNLOAD_SECONDS


def test_a_bill_counts_each_line_once() -> None:
    bill = designs.as_built(PRICES, BUSY)
    lines = ("tasks", "workers", "balancer", "addresses", "nat", "state", "kept", "moved")
    assert bill.total == pytest.approx(
        sum(getattr(bill, line) for line in (*lines, "upkeep", "delivery"))
    )
    assert (bill - bill).total == 0


def test_the_sums_are_those_of_a_calculation_by_hand() -> None:
    """1,000 downloads of 100 MB: 63.3 s each in one of three slots are 5.86 hours of a worker."""
    more = designs.thousand_more(lambda profile: designs.as_built(PRICES, profile), PERSONAL)
    hour = (0.03238 + 2 * 0.00356) * 0.3 + 0.005 + 40 * 0.000111
    assert more.workers == pytest.approx(5.864 * hour, rel=0.001)
    assert more.kept == pytest.approx(100 * 7 / 30 * 0.023)
    assert more.moved == pytest.approx(14 * 0.005 + 2 * 0.0004)
    assert (more.tasks, more.state, more.addresses, more.nat, more.delivery) == (0, 0, 0, 0, 0)


def test_delivery_is_free_up_to_a_terabyte_and_the_same_in_both_designs() -> None:
    assert designs.as_built(PRICES, TEAM).delivery == 0
    more = replace(TEAM, downloads=TEAM.downloads + 1000)
    for bill in (designs.as_built(PRICES, more), designs.always_on(PRICES, more)):
        assert bill.delivery == pytest.approx(100 * 0.085)


def test_choices_change_what_they_are_about_alone() -> None:
    usual = designs.as_built(PRICES, TEAM)
    two = designs.as_built(PRICES, replace(TEAM, nodes=2, spot=False))
    assert (two - usual).total == pytest.approx((two - usual).workers)
    efs = designs.as_built(PRICES, replace(TEAM, efs=True)) - usual
    assert efs.total == pytest.approx(efs.kept + efs.moved + efs.balancer)
    assert efs.balancer == pytest.approx(1000 * 0.008)
    nat = designs.always_on(PRICES, TEAM, nat=True) - designs.always_on(PRICES, TEAM)
    assert nat.total == pytest.approx(nat.nat) == pytest.approx(730 * 0.045 + 1000 * 0.045)


def test_it_is_the_template_that_is_reckoned() -> None:
    template = PRICES_FILE.with_name("template.yaml").read_text()
    presets = re.findall(r"'(\d)': \{Cpu: '(\d+)', Memory: '(\d+)', DiskGiB: (\d+)\}", template)
    assert {
        int(preset): designs.Size(int(cpu) / 1024, int(memory) / 1024, int(disk))
        for preset, cpu, memory, disk in presets
    } == designs.WORKER_SIZES
    api = designs.API_SIZE
    assert f"Cpu: '{api.vcpu * 1024:g}'\n      Memory: '{api.gb * 1024:g}'" in template
    alarms = template.split("Type: AWS::CloudWatch::Alarm")[1:]
    metrics = sum(one.partition("\n    Type: ")[0].count("MetricName:") for one in alarms)
    assert metrics == designs.ALARM_METRICS
    assert "CacheNodeType: cache.t4g.micro" in template
    assert "NumCacheClusters: !If [Replicated, 2, 1]" in template
    assert "ThroughputMode: bursting" in template
    assert "NatGateway" not in template


def test_a_free_worker_is_no_worker() -> None:
    free = ListPrices(**dict.fromkeys(ListPrices.__slots__, 0.0))
    assert designs.as_built(free, BUSY).total == 0
    assert designs.worker_hours(designs.IDLE) == 0
