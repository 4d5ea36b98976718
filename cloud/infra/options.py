"""What deploy and destroy are asked for."""

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cloud.infra.engine_version import is_version
from cloud.owners import is_owner

_NAME = re.compile(r"[a-z](?:[a-z0-9-]{0,18}[a-z0-9])?")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|")

IMAGE = re.compile(
    r"[0-9]{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com/[a-z0-9][a-z0-9._-]*@sha256:[0-9a-f]{64}"
)
"""What the template takes for one."""


@dataclass(frozen=True, slots=True)
class Target:
    """Which deployment, and whether it is only to be spoken of."""

    name: str
    region: str
    profile: str
    dry_run: bool


@dataclass(frozen=True, slots=True)
class DeployOptions:
    """What is None stays as the stack has it, or as the template says at first."""

    target: Target
    parameters: dict[str, str]  # of the template, only what was given
    owner: str
    token_file: Path | None
    engine: str
    image: str
    rebuild: bool
    waits: bool

    @property
    def files(self) -> str:
        """Where finished files are to lie; empty where that was not said."""
        return self.parameters.get("Files", "")


@dataclass(frozen=True, slots=True)
class DestroyOptions:
    """What is to go, and whether nobody needs to be asked."""

    target: Target
    is_sure: bool


_HOURS = ["6", "12", "24", "48", "72", "168", "336", "720"]
_DAYS = ["1", "3", "7", "14", "30", "60", "90", "180", "365"]
_PARAMETERS = {
    "preset": "Preset",
    "state": "State",
    "files": "Files",
    "capacity": "WorkerCapacity",
    "max_workers": "MaxWorkers",
    "alarm_email": "AlarmEmail",
    "budget": "BudgetUsd",
    "file_ttl_hours": "FileTtlHours",
    "log_days": "LogDays",
}
"""Options and the parameters of the template that they set."""


def deploy_options(arguments: Sequence[str] | None = None) -> DeployOptions:
    """Those of a command line; ends the process with 2 where it is wrong."""
    parser = _parser("deploy", "Brings Spool's service into your AWS account, or up to date there.")
    _add_parameters(parser)
    parser.add_argument("--owner", type=_owner, help="whom the token lets in")
    parser.add_argument(
        "--token-file", type=Path, metavar="PATH", help="a new file for the token, readable by you"
    )
    parser.add_argument(
        "--engine",
        type=_engine,
        metavar="VERSION",
        help="a newer yt-dlp: a version, or latest; locked goes back to that of this checkout",
    )
    parser.add_argument(
        "--image", type=_image, metavar="URI", help="an image in ECR by its digest; builds none"
    )
    parser.add_argument("--rebuild", action="store_true", help="build though nothing has changed")
    parser.add_argument("--no-wait", action="store_true", help="do not wait until it answers")
    given = parser.parse_args(arguments)
    if given.image and (given.engine or given.rebuild):
        parser.error("--image brings its own engine: leave out --engine and --rebuild")
    values = {name: getattr(given, option) for option, name in _PARAMETERS.items()}
    return DeployOptions(
        target=_target(given),
        parameters={name: str(value) for name, value in values.items() if value is not None},
        owner=given.owner or "",
        token_file=given.token_file,
        engine=given.engine or "",
        image=given.image or "",
        rebuild=given.rebuild,
        waits=not given.no_wait,
    )


def destroy_options(arguments: Sequence[str] | None = None) -> DestroyOptions:
    """Those of a command line; ends the process with 2 where it is wrong."""
    parser = _parser("destroy", "Removes Spool's service and all its data from your AWS account.")
    parser.add_argument("--yes", action="store_true", help="do not ask for the name")
    given = parser.parse_args(arguments)
    return DestroyOptions(_target(given), given.yes)


def _parser(program: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"cloud/infra/{program}", description=description)
    parser.add_argument("--name", type=_name, default="spool", help="of the stack (spool)")
    parser.add_argument("--region", default="", help="such as eu-central-1")
    parser.add_argument("--profile", default="", help="of the AWS configuration")
    parser.add_argument(
        "--dry-run", action="store_true", help="print each step and what it would call"
    )
    return parser


def _add_parameters(parser: argparse.ArgumentParser) -> None:
    again = "what is not given stays as it is in a deployment that stands"
    group = parser.add_argument_group("the service", again)
    group.add_argument("--preset", choices=["1", "3", "5"], help="downloads at once per worker (3)")
    group.add_argument("--state", choices=["single", "replicated"], help="nodes of the store")
    group.add_argument("--files", choices=["s3", "efs"], help="where finished files lie (s3)")
    group.add_argument("--capacity", choices=["spot", "on-demand"], help="of workers (spot)")
    group.add_argument("--max-workers", type=_whole(1, 10), metavar="N", help="at most (4)")
    group.add_argument("--alarm-email", type=_mail, metavar="A", help="whom alarms reach")
    group.add_argument(
        "--budget", type=_whole(0, 100_000), metavar="USD", help="a month; 0: no alarm"
    )
    group.add_argument("--file-ttl-hours", choices=_HOURS, help="how long files stay (24)")
    group.add_argument("--log-days", choices=_DAYS, help="how long logs stay (14)")


def _target(given: argparse.Namespace) -> Target:
    return Target(given.name, given.region, given.profile, given.dry_run)


def _matching(is_good: Callable[[str], Any], what: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not is_good(text):
            raise argparse.ArgumentTypeError(what)
        return text

    return read


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most}")
        return int(text)

    return read


_name = _matching(_NAME.fullmatch, "a-z, 0-9 and dashes, a letter first, at most 20")
_owner = _matching(is_owner, "a-z, 0-9, dot, dash and underscore, at most 32")
_engine = _matching(is_version, "a version such as 2026.10.26, latest, or locked")
_image = _matching(
    IMAGE.fullmatch,
    "an image in ECR by its digest: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:DIGEST",
)
_mail = _matching(_MAIL.fullmatch, "a mail address; empty for none")
