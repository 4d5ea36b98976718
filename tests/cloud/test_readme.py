"""What the guide tells people to do can be done: its commands, its links, its names."""

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from cloud.config import Config
from cloud.infra import costs_designs, costs_table
from cloud.infra.costs_prices import read_prices
from cloud.infra.options import deploy_options, destroy_options
from tests.cloud.infra.test_task_definition import PLACEHOLDERS

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "cloud" / "README.md"
INFRA = ROOT / "cloud" / "infra"
TEXT = GUIDE.read_text()

BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
SHELL = [text.replace("…", "") for kind, text in BLOCKS if kind == "sh"]
LINKS = re.findall(r"\]\(([^)\s]+)\)", TEXT)
INLINE = re.findall(r"`([^`\n]+)`", TEXT)
_READERS: dict[str, Callable[[list[str]], object]] = {
    "deploy": deploy_options,
    "destroy": destroy_options,
    "costs": costs_table.chosen,
}


def _anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("link", sorted({one for one in LINKS if "://" not in one}))
def test_a_link_leads_somewhere(link: str) -> None:
    name, _, anchor = link.partition("#")
    path = (GUIDE.parent / name).resolve() if name else GUIDE
    assert path.exists()
    assert not anchor or anchor in _anchors(path)


def _commands() -> Iterator[str]:
    """Each command line that begins with something of ours under cloud/infra."""
    for _, text in BLOCKS:
        for line in text.replace("\\\n", " ").splitlines():
            if found := re.search(r"cloud/infra/(?![\w-]+\.)[^&|>#]*", line):
                yield found[0]
    yield from (one for one in INLINE if re.match(r"cloud/infra/\w+( |$)", one))


@pytest.mark.parametrize("command", sorted(set(_commands())))
def test_a_command_line_is_understood(command: str) -> None:
    program, *arguments = shlex.split(command)
    assert (ROOT / program).stat().st_mode & 0o100, f"{program} cannot be called"
    with suppress(SystemExit) if arguments == ["--help"] else nullcontext():
        _READERS[Path(program).name](arguments)


def test_the_commands_are_found_at_all() -> None:
    programs = {shlex.split(one)[0] for one in _commands()}
    assert programs == {f"cloud/infra/{name}" for name in _READERS}


def test_the_table_of_options_is_what_deploy_takes(capsys: pytest.CaptureFixture[str]) -> None:
    rows = set(re.findall(r"^\| `(--[a-z-]+)`", TEXT, re.MULTILINE))
    with pytest.raises(SystemExit):
        deploy_options(["--help"])
    taken = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out))
    spoken_of_elsewhere = {"--help", "--region", "--profile", "--dry-run", "--token-file"}
    assert rows | spoken_of_elsewhere == taken
    assert all(f"`{one}`" in TEXT or f" {one}" in TEXT for one in spoken_of_elsewhere)


@pytest.mark.parametrize("number", range(len(SHELL)))
def test_what_is_to_be_typed_is_a_shells_language(number: int) -> None:
    done = subprocess.run(
        ["/bin/sh", "-n"], input=SHELL[number], text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`(?:\w+=\S+ )?make ([\w-]+)", TEXT))))
def test_a_target_of_make_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_outputs_that_are_asked_for_are_outputs_of_the_stack() -> None:
    asked = set(re.findall(r"output (\w+)\)", TEXT))
    assert asked
    template = (INFRA / "template.yaml").read_text()
    outputs = set(re.findall(r"^  (\w+):", template.partition("\nOutputs:\n")[2], re.MULTILINE))
    assert asked <= outputs


def test_keys_that_are_looked_at_are_those_of_the_store() -> None:
    known = (ROOT / "cloud/store/lua/common.lua").read_text().partition("local TAG")[0]
    named = set(re.findall(r"\{spool\}:(\w+)", TEXT))
    assert named
    assert {one for one in named if not re.search(rf"\b{one}\b", known)} == set()


def test_variables_are_called_by_the_names_that_they_have() -> None:
    words = {one for one in INLINE if re.fullmatch(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+", one)}
    assert words
    ours = {name.upper() for name in Config.__slots__} | PLACEHOLDERS.keys()
    assert words - ours <= {"AWS_ROLE", "SPOOL_PORT"}
    assert "${SPOOL_PORT:-" in (ROOT / "cloud" / "compose.yaml").read_text()


def test_every_placeholder_of_the_tasks_is_explained() -> None:
    assert {one for one in PLACEHOLDERS if f"`{one}`" not in TEXT} == set()


def test_what_it_costs_idle_is_said_right() -> None:
    found = re.search(r"about (\d+) dollars a month while nothing runs", TEXT)
    assert found
    idle = costs_designs.as_built(read_prices().prices, costs_designs.IDLE).total
    assert int(found[1]) == pytest.approx(idle, abs=1)


def test_the_console_is_told_what_it_takes() -> None:
    for name in ("RedisHost", "RedisUsername", "RedisPasswordSecret"):
        assert f"{name}=" in TEXT
        assert f"  {name}:" in (INFRA / "console.yaml").read_text()
