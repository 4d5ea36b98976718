"""Images are built by the commands that there are; a stand-in for them writes down what it got."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cloud.infra.builder import FOREIGN, NO_BUILDER, Order
from cloud.infra.builders import builder_here
from cloud.infra.docker_builder import DockerBuilder
from cloud.infra.podman_builder import PodmanBuilder
from cloud.infra.refusals import Failed
from cloud.infra.repository import Login

DIGEST = f"sha256:{'0b' * 32}"
PASSWORD = "hidden-password"

_STAND_IN = """\
#!{python}
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
