"""A region of the emulator's account for one test, and a checkout to deploy from."""

import itertools
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from cloud.infra import deploying, destroying
from cloud.infra.builder import Order
from cloud.infra.surroundings import Surroundings
from tests.cloud.infra.emulator import Emulator

_numbers = itertools.count(1)
IMAGE = f"000000000000.dkr.ecr.eu-central-1.amazonaws.com/spool-cloud@sha256:{'0a' * 32}"

DOCKERFILE = """\
FROM scratch
COPY packaging/requirements-cloud.txt cloud/infra/engine*.txt ./
COPY --from=other /nothing /
COPY app \\
    app
"""


@dataclass(slots=True)
class PushingBuilder:
    """A builder that pushes something small in place of what it would have built."""

    aws: Emulator
    reason: str = ""
    orders: list[Order] = field(default_factory=list)

    def missing(self) -> str:
        return self.reason

    def commands(self) -> tuple[str, ...]:
        return ("build and push",)

    def build(self, order: Order) -> str:
        self.orders.append(order)
        registry, _, rest = order.name.partition("/")
        repository, _, tag = rest.partition(":")
        kind = "application/vnd.docker.distribution.manifest.v2+json"
        manifest = {"schemaVersion": 2, "mediaType": kind, "config": {"tag": tag}, "layers": []}
        client = self.aws.client("ecr", registry.split(".")[3])
        pushed = client.put_image(
            repositoryName=repository, imageManifest=json.dumps(manifest), imageTag=tag
        )
        return str(pushed["image"]["imageId"]["imageDigest"])


class Place:
    """Where one test deploys and destroys. What was said and called is kept, by steps."""

    def __init__(self, aws: Emulator, root: Path, template: Path) -> None:
        self.aws = aws
        self.region = f"eu-test-{next(_numbers)}"
        self.root = checkout(root)
        self.template = template
        self.files = "efs"  # for which no key is made, which takes its time; empty: not said
        self.between_looks = 0.05  # seconds
        self.builder = PushingBuilder(aws)
        self.lines: list[str] = []
        self.made: dict[str, set[str]] = defaultdict(set)
        self._step = ""

    def client(self, service: str) -> Any:
        """A client of the owner's."""
        return self.aws.client(service, self.region)

    def deploy(self, *arguments: str, waits: bool = False) -> int:
        """Run it; the exit code."""
        files = ("--files", self.files) if self.files else ()
        begin = ("--region", self.region, *files, *(() if waits else ("--no-wait",)))
        return deploying.main([*begin, *arguments], self.surroundings())

    def destroy(self, *arguments: str, answer: str | None = None) -> int:
        """Run it, and answer what it asks; the exit code."""

        def ask(_: str) -> str:
            if answer is None:
                raise EOFError
            return answer

        begin = ("--region", self.region)
        return destroying.main([*begin, *arguments], self.surroundings(), ask)

    def surroundings(self) -> Surroundings:
        return Surroundings(
            root=self.root,
            template=self.template,
            images_template=Path("cloud/infra/images.yaml").absolute(),
            builder=self.builder,
            say=self.say,
            between_looks=self.between_looks,
        )

    def say(self, text: str) -> None:
        self.lines.append(text)
        if text.startswith("["):
            self._step = text.partition("] ")[2]
            self.made[self._step] |= set()

    def heard(self, client: Any, service: str) -> Any:
        """A client of the run's, whose calls are kept."""

        def keep(model: Any, **_: Any) -> None:
            self.made[self._step].add(f"{service}:{model.name}")

        client.meta.events.register("before-call", keep)
        return client

    def stack(self, name: str = "spool") -> Any:
        """The stack as AWS describes it; None where there is none."""
        try:
            return self.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
        except ClientError:
            return None

    def parameters(self, name: str = "spool") -> dict[str, str]:
        return {
            one["ParameterKey"]: one["ParameterValue"] for one in self.stack(name)["Parameters"]
        }

    def secret(self, name: str) -> str:
        return str(self.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"])

    def everything(self) -> list[str]:
        """The names of all that a deployment makes, without what its stack does."""
        stacks = self.client("cloudformation").list_stacks()["StackSummaries"]
        secrets = self.client("secretsmanager").list_secrets()["SecretList"]
        return sorted(
            [
                *(one["StackName"] for one in stacks if one["StackStatus"] != "DELETE_COMPLETE"),
                *(one["Name"] for one in secrets if "StatePassword" not in one["Name"]),
                *(
                    one["repositoryName"]
                    for one in self.client("ecr").describe_repositories()["repositories"]
                ),
            ]
        )


def checkout(root: Path) -> Path:
    """A small source, with what the image is built from."""
    for name, text in {
        "app/one.py": "one\n",
        "cloud/infra/Dockerfile": DOCKERFILE,
        "packaging/requirements-cloud.txt": "yt-dlp==2026.1.2 \\\n    --hash=sha256:00\n",
        "left_out.py": "not copied\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root
