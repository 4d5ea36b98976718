"""The two commands find the service's environment, and take what their help says."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cloud.infra.options import IMAGE, deploy_options, destroy_options
from tests.cloud.infra.choices import PLAIN
from tests.cloud.infra.resolved import Template

_ROOT = Path(__file__).parents[3]
_URI = PLAIN["ImageUri"]
_PYTHON = '#!/bin/sh\necho "$PYTHONPATH" "$@"\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """One with the commands, and a set-up whose environment tells what it is to run."""
    root = tmp_path / "spool"
    (root / "cloud/infra").mkdir(parents=True)
    for name in ("cloud/__init__.py", "cloud/infra/__init__.py", "cloud/infra/environment.py",
                 "cloud/infra/deploy", "cloud/infra/destroy"):  # fmt: skip
        shutil.copy(_ROOT / name, root / name)
    (root / "packaging").mkdir()
    setup = root / "packaging/setup"
    setup.write_text(
        '#!/bin/sh\nset -e\n[ "$1" = cloud ]\ncd "$(dirname "$0")/.."\nmkdir -p .venv-cloud/bin\n'
        f"cat > .venv-cloud/bin/python <<'END'\n{_PYTHON}END\nchmod +x .venv-cloud/bin/python\n",
        encoding="utf-8",
    )
    setup.chmod(0o755)
    return root


@pytest.mark.parametrize(
    ("command", "module"), [("deploy", "deploying"), ("destroy", "destroying")]
)
def test_the_environment_is_made_and_used(
    checkout: Path, tmp_path: Path, command: str, module: str
) -> None:
    for _ in range(2):
        done = _run(checkout / "cloud/infra" / command, tmp_path, "--name", "my lab")
        assert done.stdout == f"{checkout} -P -m cloud.infra.{module} --name my lab\n"
        assert done.returncode == 0
        # As one is that was cut short, or made for other requirements.
        (checkout / ".venv-cloud/bin/python").write_text("#!/bin/sh\nexit 1\n")


def test_a_set_up_that_fails_ends_it(checkout: Path, tmp_path: Path) -> None:
    (checkout / "packaging/setup").write_text("#!/bin/sh\necho no python >&2; exit 1\n")
    done = _run(checkout / "cloud/infra/deploy", tmp_path)
    assert (done.returncode, done.stderr) == (2, "no python\n")


@pytest.mark.parametrize("command", ["deploy", "destroy"])
def test_they_can_be_run(command: str) -> None:
    assert os.access(_ROOT / "cloud/infra" / command, os.X_OK)


def test_what_was_not_given_is_not_said_to_the_template() -> None:
    assert deploy_options([]).parameters == {}
    given = deploy_options(["--preset", "5", "--budget", "40", "--alarm-email", ""])
    assert given.parameters == {"Preset": "5", "BudgetUsd": "40", "AlarmEmail": ""}
    assert deploy_options([]).target.name == "spool"
    assert destroy_options(["--name", "lab"]).target.name == "lab"


@pytest.mark.parametrize(
    "words",
    [
        "--name Spool", "--name -x", "--name lab-", f"--name {'a' * 21}", "--preset 2",
        "--max-workers 0", "--max-workers 11", "--budget -1", "--budget 1.5",
        "--alarm-email nobody", "--owner Anna!", "--engine newest", "--image repository:latest",
        f"--image docker.io/library/spool@sha256:{'0' * 64}", f"--image {_URI}0",
        f"--image {_URI} --engine latest", f"--image {_URI} --rebuild", "--log-days 2", "--nothing",
    ],
)  # fmt: skip
def test_what_is_wrong_ends_it_with_2(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        deploy_options(words.split())
    assert ended.value.code == 2
    assert "cloud/infra/deploy: error:" in capsys.readouterr().err


def test_an_image_is_taken_if_the_template_takes_it(template: Template) -> None:
    assert deploy_options(["--image", _URI]).image == _URI
    assert template["Parameters"]["ImageUri"]["AllowedPattern"] == f"^{IMAGE.pattern}$"


def _run(command: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, command, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
