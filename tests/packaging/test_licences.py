"""The licences of all that is inside."""

import re
from importlib import metadata
from pathlib import Path

import pytest

from app.ui import licences, resources
from tests.packaging.built import ROOT, script

collect = script("licences/collect.py")

_LOCKED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)


def packaged() -> list[metadata.Distribution]:
    locked = _LOCKED.findall((ROOT / "packaging" / "requirements-package.txt").read_text())
    there = {collect.normal(one.name): one for one in metadata.distributions()}
    return [there[name] for name in locked if name in there and name not in collect.BUILDERS]


def test_every_package_has_its_licence_and_the_text() -> None:
    parts = [collect.part_of(one) for one in packaged()]
    assert len(parts) > 30
    assert [part.name for part in parts if not part.licence or not any(part.texts)] == []


def test_nothing_that_is_needed_to_run_is_taken_for_what_only_builds() -> None:
    sbom = script("sbom.py")
    run = set(_LOCKED.findall((ROOT / "packaging" / "requirements.txt").read_text()))
    assert "pywin32-ctypes" in run
    # In its place there is an ffmpeg that is built for it.
    assert run & (collect.BUILDERS | sbom._BUILDERS) == {"imageio-ffmpeg"}


def test_those_of_qt_are_shown_whole() -> None:
    qt = next(one for one in packaged() if collect.normal(one.name) == "pyside6-essentials")
    lesser, general = collect.part_of(qt).texts
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in lesser
    assert "GNU GENERAL PUBLIC LICENSE" in general


def test_each_part_is_listed_and_each_text_shown_once() -> None:
    parts = [
        collect.Part("one", "MIT", ("Free, it is.",), "https://127.0.0.1/one"),
        collect.Part("two", "MIT", ("Free, it is.\n",)),
        collect.Part("three", "ISC", ("Free too.",)),
    ]
    written = collect.written(parts)
    assert "one: MIT (https://127.0.0.1/one)\ntwo: MIT\nthree: ISC\n" in written
    assert written.count("Free, it is.") == 1
    assert "\none, two\n" in written
    assert "source" in written


def test_one_without_a_text_is_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nameless = collect.Part("nameless", "", ())
    monkeypatch.setattr(collect, "others", lambda _ffmpeg: iter(()))
    monkeypatch.setattr(collect, "packages", lambda: iter([nameless]))
    monkeypatch.setattr("sys.argv", ["collect", str(tmp_path), str(tmp_path / "out.txt")])
    with pytest.raises(SystemExit, match="nameless"):
        collect.main()
    assert not (tmp_path / "out.txt").exists()


def test_the_packaged_application_shows_what_was_collected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "licences.txt").write_text("all of them", encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licences.licences()
    monkeypatch.setattr(resources, "_ROOT", tmp_path)
    assert licences.licences() == "all of them"
