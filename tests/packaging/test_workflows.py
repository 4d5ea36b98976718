"""The workflows grant little, take nothing that may change, and try out what they publish."""

import plistlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40}")
NAMES = ("ci", "release")

SHELLS = {None, "bash", "pwsh"}
INSTALLERS = ("linux", "windows", "macos")


def _workflow(name: str) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return read


def _jobs(name: str) -> dict[str, dict[str, Any]]:
    jobs: dict[str, dict[str, Any]] = _workflow(name)["jobs"]
    return jobs


def _steps(name: str) -> Iterator[dict[str, Any]]:
    for job in _jobs(name).values():
        yield from job["steps"]


def _runs(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_and_their_version_is_told(name: str) -> None:
    used = [step["uses"] for step in _steps(name) if "uses" in step]
    assert used
    assert all(PINNED.fullmatch(one) for one in used)
    lines = [
        line.strip().removeprefix("- ")
        for line in (FOLDER / f"{name}.yml").read_text().splitlines()
        if line.strip().removeprefix("- ").startswith("uses:")
    ]
    assert all(re.search(r" # v\d+\.\d+\.\d+$", line) for line in lines)
    # One version of each, in both files.
    everywhere = {one for other in NAMES for step in _steps(other) if (one := step.get("uses"))}
    assert len({one.partition("@")[0] for one in everywhere}) == len(everywhere)


@pytest.mark.parametrize("name", NAMES)
def test_little_is_granted(name: str) -> None:
    assert _workflow(name)["permissions"] in ({}, {"contents": "read"})
    writing = [
        job for job, told in _jobs(name).items() if "write" in str(told.get("permissions", {}))
    ]
    assert writing == (["draft"] if name == "release" else [])
    for step in _steps(name):
        if "actions/checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", NAMES)
def test_jobs_end_and_their_steps_are_whole(name: str) -> None:
    for job in _jobs(name).values():
        assert 0 < job["timeout-minutes"] <= 120
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
            assert step.get("shell") in SHELLS


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_outside_gets_into_a_script(name: str) -> None:
    assert not [step for step in _steps(name) if "${{" in step.get("run", "")]


@pytest.mark.parametrize("name", NAMES)
def test_packages_are_installed_from_the_locked_list(name: str) -> None:
    for step in _steps(name):
        if "pip install" in (run := step.get("run", "")):
            assert "--require-hashes" in run
            files = re.findall(r"-r (\S+)", run)
            assert files
            assert all((ROOT / file).is_file() for file in files)


@pytest.mark.parametrize("name", NAMES)
def test_scripts_that_are_called_are_there(name: str) -> None:
    called = {
        path
        for step in _steps(name)
        for path in re.findall(r"\bpackaging[/\\][\w./\\-]+\w", step.get("run", ""))
    }
    assert called or name == "ci"
    missing = [path for path in called if not (ROOT / path.replace("\\", "/")).exists()]
    assert missing == []


def test_every_system_is_built_and_every_installer_tries_itself_out() -> None:
    jobs = _jobs("release")
    systems = {
        one["system"]
        for job in INSTALLERS
        for one in jobs[job].get("strategy", {}).get("matrix", {}).get("include", [])
    } | {jobs["windows"]["runs-on"]}
    assert systems == {
        "ubuntu-22.04",
        "ubuntu-22.04-arm",
        "windows-2022",
        "macos-14",
        "macos-15-intel",
    }
    assert jobs["draft"]["needs"] == ["version", *INSTALLERS]
    # The .deb, the .rpm and the AppImage; the .exe; the .dmg.
    tried = [_runs(jobs[job]).count("--self-test") for job in INSTALLERS]
    assert tried == [3, 1, 1]


def test_it_is_a_draft_with_sums_and_a_list_of_parts() -> None:
    jobs = _jobs("release")
    assert "sha256sum" in _runs(jobs["draft"])
    assert "--draft" in _runs(jobs["draft"])
    for job in INSTALLERS:
        assert "packaging/sbom.py" in _runs(jobs[job])
        kept = next(
            step for step in jobs[job]["steps"] if "upload-artifact" in step.get("uses", "")
        )
        assert "dist/*.cdx.json" in kept["with"]["path"]
        assert kept["with"]["if-no-files-found"] == "error"


def test_secrets_are_for_signing_alone() -> None:
    assert "secrets." not in (FOLDER / "ci.yml").read_text()
    holding = {
        step["name"]: job
        for job, told in _jobs("release").items()
        for step in told["steps"]
        if "secrets." in str(step)
    }
    assert holding == {"Build the installer": "windows", "Build the disk image": "macos"}


def test_the_suite_runs_on_three_systems_and_three_pythons() -> None:
    jobs = _jobs("ci")
    assert jobs["linux"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    systems = {one["system"] for one in jobs["others"]["strategy"]["matrix"]["include"]}
    assert {system.partition("-")[0] for system in systems} == {"windows", "macos"}
    assert all("pytest" in _runs(job) or "make " in _runs(job) for job in jobs.values())


def test_the_source_of_ffmpeg_comes_with_how_it_was_built() -> None:
    for job in INSTALLERS:
        packed = [line for line in _runs(_jobs("release")[job]).splitlines() if "tar -c" in line]
        assert len(packed) == 1
        assert packed[0].endswith(' source -C "$PWD/packaging" build-ffmpeg')


def test_a_program_that_cannot_be_signed_is_not_packed() -> None:
    steps = {step.get("name"): step for step in _jobs("release")["windows"]["steps"]}
    lines = [line.strip() for line in steps["Build the installer"]["run"].splitlines()]
    begun = [number for number, line in enumerate(lines) if line.startswith("& ")]
    assert [lines[number].split()[1] for number in begun] == ["$sign", "'C:\\Program", "$sign"]
    for number in begun[1:]:  # the last one's is that of the step
        assert lines[number - 1] == "if ($LASTEXITCODE) { exit $LASTEXITCODE }"


def test_what_macos_is_given_runs_on_the_oldest_one_that_is_promised() -> None:
    steps = {step.get("name"): step for step in _jobs("release")["macos"]["steps"]}
    told = plistlib.loads((ROOT / "packaging" / "macos" / "info.plist").read_bytes())
    ffmpeg = steps["Build ffmpeg"]
    assert ffmpeg["env"]["MACOSX_DEPLOYMENT_TARGET"] == told["LSMinimumSystemVersion"]
    # What is installed there is found on none of the two by itself.
    assert "export CPATH LIBRARY_PATH" in ffmpeg["run"]


def test_windows_checks_out_what_its_shells_can_read() -> None:
    assert "* -text" in (ROOT / ".gitattributes").read_text().splitlines()
