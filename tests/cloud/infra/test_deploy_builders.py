"""Images are built by the commands that there are; a stand-in for them writes down what it got."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cloud.infra.builder import FOREIGN, NO_BUILDER, Order
from cloud.infra.builders import builder_here
from cloud.infra.docker_builder import DockerBuilder
from cloud.infra.origin import UNKNOWN, Origin, origin_of
from cloud.infra.podman_builder import PodmanBuilder
from cloud.infra.refusals import Failed
from cloud.infra.repository import Login

DIGEST = f"sha256:{'0b' * 32}"
PASSWORD = "hidden-password"

_STAND_IN = """\
#!{python} -IS
import json, os, pathlib, sys
words = sys.argv[1:]
given = sys.stdin.read() if "--password-stdin" in words else ""
with open({log!r}, "a") as log:
    log.write(json.dumps([os.path.basename(sys.argv[0]), words, given]) + "\\n")
answer = json.loads({answers!r}).get(" ".join(words[:2]), {{}})
sys.stdout.write(answer.get("says", ""))
sys.stderr.write(answer.get("complains", ""))
for option in ("--metadata-file", "--digestfile"):
    if option in words and "digest" not in answer:
        digest = {digest!r}
        text = json.dumps({{"containerimage.digest": digest}}) if "meta" in option else digest
        pathlib.Path(words[words.index(option) + 1]).write_text(text)
sys.exit(answer.get("code", 0))
"""


@dataclass(frozen=True, slots=True)
class Commands:
    """A folder that is the whole PATH."""

    folder: Path
    log: Path

    def add(self, name: str, **answers: dict[str, object]) -> None:
        """A command that answers its first two words so, with underscores for spaces."""
        spaced = {key.replace("_", " "): answer for key, answer in answers.items()}
        path = self.folder / name
        text = _STAND_IN.format(
            python=sys.executable, log=str(self.log), answers=json.dumps(spaced), digest=DIGEST
        )
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def calls(self) -> list[tuple[list[str], str]]:
        """All that were made: the words, and what was given on standard input."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [([name, *words], given) for name, words, given in map(json.loads, lines)]


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Commands(folder, tmp_path / "log")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(
        root=tmp_path,
        dockerfile=tmp_path / "Dockerfile",
        name="registry.example/spool-cloud:tag",
        login=Login("registry.example", "AWS", PASSWORD),
        origin=Origin("1.2.3", "0123abc"),
    )


def test_docker_builds_for_arm64_and_says_the_digest(commands: Commands, order: Order) -> None:
    commands.add("docker")
    assert DockerBuilder().build(order) == DIGEST
    (login, given), (build, _), (logout, _) = commands.calls()
    assert login == ["docker", "login", "--username", "AWS", "--password-stdin", "registry.example"]
    assert given == PASSWORD
    assert build[:5] == ["docker", "buildx", "build", "--platform", "linux/arm64"]
    assert build[build.index("--file") + 1] == str(order.dockerfile)
    assert build[build.index("--tag") + 1] == order.name
    assert {"--push", "--provenance=false"} <= set(build)
    assert build[-1] == str(order.root)
    assert logout == ["docker", "logout", "registry.example"]


@pytest.mark.parametrize("program", ["podman", "buildah"])
def test_podman_and_buildah_do_the_same(commands: Commands, order: Order, program: str) -> None:
    commands.add(program)
    assert PodmanBuilder(program).build(order) == DIGEST
    (login, given), (build, _), (push, _) = commands.calls()
    assert login[-3:] == ["AWS", "--password-stdin", "registry.example"]
    assert given == PASSWORD
    assert build[:4] == [program, "build", "--platform", "linux/arm64"]
    assert build[build.index("--format") + 1] == "docker", "its own knows no health check"
    passwords = Path(login[login.index("--authfile") + 1])
    assert push[push.index("--authfile") + 1] == str(passwords)
    assert not passwords.parent.exists()


@pytest.mark.parametrize("program", ["docker", "podman", "buildah"])
def test_a_build_looks_for_a_newer_base_and_afresh_takes_nothing_of_an_earlier_one(
    commands: Commands, order: Order, program: str
) -> None:
    commands.add(program)
    builder = builder_here()
    builder.build(order)
    builder.build(replace(order, is_fresh=True))
    usual, fresh = [words for words, _ in commands.calls() if "build" in words]
    for words in (usual, fresh):
        assert {"--pull", "--pull=always"} & set(words)
        given = [words[at + 1] for at, word in enumerate(words) if word == "--build-arg"]
        assert given == ["VERSION=1.2.3", "REVISION=0123abc"]
    assert "--no-cache" not in usual
    assert "--no-cache" in fresh


def test_an_image_says_which_commit_it_is_of(tmp_path: Path) -> None:
    assert origin_of(tmp_path) == Origin(UNKNOWN, UNKNOWN)
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__init__.py").write_text('"""It."""\n\n__version__ = "1.2.3"\n')
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "one"]):
        _git(tmp_path, *arguments)
    commit = _git(tmp_path, "rev-parse", "HEAD")
    assert origin_of(tmp_path) == Origin("1.2.3", commit)
    (tmp_path / "app/__init__.py").write_text("more\n")
    assert origin_of(tmp_path) == Origin(UNKNOWN, f"{commit}-dirty")


@pytest.mark.parametrize("make", [DockerBuilder, lambda: PodmanBuilder("podman")])
def test_no_password_is_an_argument_or_said(
    commands: Commands,
    order: Order,
    capfd: pytest.CaptureFixture[str],
    make: Callable[[], DockerBuilder | PodmanBuilder],
) -> None:
    commands.add("docker")
    commands.add("podman", login=dict[str, object](code=1))
    make().build(order)
    for words, _ in commands.calls():
        assert not any(PASSWORD in word for word in words)
    output = capfd.readouterr()
    assert PASSWORD not in output.out + output.err + repr(order)


def test_a_build_that_fails_is_logged_out_after_and_shown(
    commands: Commands, order: Order, capfd: pytest.CaptureFixture[str]
) -> None:
    commands.add("docker", buildx_build={"code": 1, "complains": "no such base\n"})
    with pytest.raises(Failed, match="docker buildx build failed"):
        DockerBuilder().build(order)
    assert "no such base" in capfd.readouterr().err
    assert commands.calls()[-1][0] == ["docker", "logout", "registry.example"]


def test_a_processor_that_cannot_build_it_is_said_with_what_to_do(
    commands: Commands, order: Order
) -> None:
    commands.add("docker", buildx_build={"code": 1, "complains": "exec /bin/sh: exec format error"})
    with pytest.raises(Failed) as raised:
        DockerBuilder().build(order)
    assert FOREIGN in str(raised.value)


def test_a_digest_that_was_not_said_is_a_failure(commands: Commands, order: Order) -> None:
    commands.add("docker", buildx_build={"digest": None})
    with pytest.raises(Failed, match="did not say the digest"):
        DockerBuilder().build(order)


def test_what_is_missing_is_named(commands: Commands) -> None:
    assert builder_here().missing() == NO_BUILDER

    commands.add("docker", buildx_version={"code": 1})
    assert "without buildx" in builder_here().missing()

    commands.add("docker", version={"code": 1})
    assert "Docker does not answer" in builder_here().missing()

    commands.add("docker", buildx_inspect={"says": "Platforms: linux/amd64\n"})
    assert builder_here().missing() == FOREIGN

    commands.add("docker", buildx_inspect={"says": "Platforms: linux/amd64, linux/arm64\n"})
    assert builder_here().missing() == ""


def test_the_first_that_can_build_does(commands: Commands) -> None:
    commands.add("docker", version={"code": 1})
    commands.add("buildah")
    found = builder_here()
    assert isinstance(found, PodmanBuilder)
    assert found.program == "buildah"
    assert "buildah push" in " ".join(found.commands())


def _git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=anna", "-c", "user.email=anna@example.org", "-c", "commit.gpgsign=no"]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
