"""Steps from an image to a service that stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cloud.infra import lookups, signing_key
from cloud.infra.options import DeployOptions
from cloud.infra.refusals import Failed, Missing
from cloud.infra.secret_store import SecretStore
from cloud.infra.stacks import KEEP, Stack, Stacks, Wanted
from cloud.infra.steps import Step
from cloud.infra.surroundings import Surroundings
from cloud.infra.token_secret import TokenSecret, token_name

APPLY_CALLS = (
    "cloudformation:DescribeStacks", "cloudformation:ValidateTemplate",
    "cloudformation:CreateChangeSet", "cloudformation:DescribeChangeSet",
    "cloudformation:ExecuteChangeSet", "cloudformation:DescribeStackEvents",
    "cloudformation:DeleteChangeSet",
)  # fmt: skip
READY_CALLS = (
    "cloudformation:DescribeStacks", "cloudformation:DescribeStackEvents",
    "cloudformation:DeleteStack",
)  # fmt: skip
_SECRET_CALLS = (
    "secretsmanager:DescribeSecret", "secretsmanager:CreateSecret",
    "secretsmanager:RestoreSecret", "secretsmanager:GetSecretValue",
)  # fmt: skip


@dataclass(slots=True)
class StackSteps:
    """They end with `stack`: the service as it stands."""

    options: DeployOptions
    around: Surroundings
    stacks: Stacks
    secrets: SecretStore
    ec2: Callable[[], Any]
    image: Callable[[], str]
    before: Stack | None = None
    stack: Stack | None = None
    token_arn: str = ""
    _found: dict[str, str] = field(default_factory=dict)

    @property
    def _name(self) -> str:
        return self.options.target.name

    def current_image(self) -> str:
        """The image that the service has now; empty where there is none."""
        return self._old().get("ImageUri", "")

    def first(self) -> list[Step]:
        """Before anything is made."""
        sentence = f"See that nobody works on the stack {self._name}, and that it is sound"
        return [Step(sentence, self._ready, READY_CALLS)]

    def steps(self) -> list[Step]:
        """Once there is an image."""
        return [
            Step(
                "Look up CloudFront's prefix list and two zones of the region",
                self._look_up,
                ("ec2:DescribeManagedPrefixLists", "ec2:DescribeAvailabilityZones"),
                changes=False,
            ),
            Step(
                f"Keep a token in the secret {token_name(self._name)}", self._token, _SECRET_CALLS
            ),
            Step(
                f"Keep a key for signed addresses in the secret {signing_key.key_name(self._name)}",
                self._key,
                _SECRET_CALLS,
            ),
            Step(f"Create or update the stack {self._name}", self._apply, APPLY_CALLS),
        ]

    def _ready(self) -> str:
        self.before = self.stacks.ready(self._name)
        there, wanted = self._old().get("Files"), self.options.files
        if there and wanted and there != wanted:
            raise Missing(
                f"--files: the files of this service lie on {there}, and would be lost. "
                "Destroy it, then deploy it anew; or choose another --name."
            )
        return "" if self.before else f"the stack {self._name} is not there yet"

    def _old(self) -> Mapping[str, str]:
        """The parameters that the stack has now."""
        return {} if self.before is None or self.before.is_new else self.before.parameters

    def _look_up(self) -> str:
        # Other zones would move everything that stands; so they stay what they were.
        if "AvailabilityZones" not in self._old():
            self._found["AvailabilityZones"] = ",".join(lookups.zones(self.ec2()))
            self._found["CloudFrontPrefixListId"] = lookups.prefix_list(self.ec2())
        return ", ".join(self._found.values()) or "they stay as they are"

    def _token(self) -> str:
        kept = TokenSecret(self.secrets, self._name, self.options.owner).keep()
        self.token_arn = self._found["TokenSecretArn"] = kept.arn
        return "made" if kept.is_new else "it is there"

    def _key(self) -> str:
        files = self.options.files or self._old().get("Files", "s3")
        if files != "s3":
            self._found |= {"SigningKeySecretArn": "", "SigningPublicKey": ""}
            return "not needed: files do not lie in S3"
        key = signing_key.keep(self.secrets, self._name)
        self._found |= {"SigningKeySecretArn": key.arn, "SigningPublicKey": key.public}
        return "made" if key.is_new else "it is there"

    def _apply(self) -> str:
        template = self.around.template.read_text(encoding="utf-8")
        values = self._parameters(self.stacks.parameters_of(template))
        if self._key_changes():
            self.around.say("      CloudFront never changes a key: the old one goes first")
            without = {"SigningKeySecretArn": "", "SigningPublicKey": ""}
            self.stacks.apply(Wanted(self._name, template, {**values, **without}))
        self.stack = self.stacks.apply(Wanted(self._name, template, values))
        return self.stack.status

    def _key_changes(self) -> bool:
        """Whether there is another key than the stack has, since its secret was lost."""
        old, new = self._old().get("SigningPublicKey"), self._found["SigningPublicKey"]
        return bool(old and new and old.split() != new.split())  # whoever keeps it may trim it

    def _parameters(self, taken: frozenset[str]) -> dict[str, str | None]:
        given = {**self._found, "ImageUri": self.image(), **self.options.parameters}
        if unknown := sorted(given.keys() - taken):
            raise Failed(f"The template takes no {', '.join(unknown)}")
        kept = {name: KEEP for name in self._old() if name in taken and name not in given}
        return {**kept, **given}
