"""Which image a deployment has: built once for a source and an engine, and kept."""

import shutil
from pathlib import Path

import pytest

from tests.cloud.infra.deploying.account import Place, checkout

pytestmark = pytest.mark.usefixtures("packages")


def test_a_newer_engine_is_built_in_and_rolled_out_and_stays(place: Place, tmp_path: Path) -> None:
    assert place.deploy() == 0
    first = place.parameters()["ImageUri"]

    assert place.deploy("--engine", "latest", "--preset", "5") == 0
    second = place.parameters()["ImageUri"]
    assert second != first
    assert place.builder.orders[1].name.endswith("-yt-dlp-2026.11.2")
    assert [order.is_fresh for order in place.builder.orders] == [False, True]
    written = (place.root / "cloud/infra/engine.txt").read_text(encoding="utf-8")
    assert "yt-dlp==2026.11.2 --hash=sha256:" in written

    # As a weekly job does it, from a checkout that knows nothing of the last time.
    shutil.rmtree(place.root)
    place.root = checkout(tmp_path / "another")
    assert place.deploy("--engine", "latest") == 0
    assert place.deploy() == 0
    assert place.parameters()["ImageUri"] == second
    assert len(place.builder.orders) == 2

    assert place.deploy("--engine", "locked") == 0
    assert place.parameters()["ImageUri"] == first
    assert place.parameters()["Preset"] == "5"
    assert len(place.builder.orders) == 2, "that one was still there"


def test_it_is_built_anew_where_that_is_wanted_and_the_newest_is_kept(place: Place) -> None:
    assert place.deploy() == 0
    first = place.parameters()["ImageUri"]
    assert place.deploy("--rebuild") == 0
    second = place.parameters()["ImageUri"]
    assert second != first

    assert place.deploy() == 0
    assert place.parameters()["ImageUri"] == second
    assert [order.is_fresh for order in place.builder.orders] == [False, True]


def test_an_engine_that_is_not_there_changes_nothing(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = place.root / "cloud/infra/engine.txt"
    engine.write_text("yt-dlp==2026.3.4 --hash=sha256:00\n", encoding="utf-8")
    assert place.deploy("--engine", "2031.1.1") == 1
    assert "pip does not find yt-dlp==2031.1.1: ERROR" in capsys.readouterr().err
    assert engine.read_text(encoding="utf-8") == "yt-dlp==2026.3.4 --hash=sha256:00\n"
    assert place.everything() == []
