"""`cloud/infra/deploy`: brings the service into an account, or up to date there."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cloud.infra.account import Account
from cloud.infra.ending import ended
from cloud.infra.image_steps import ImageSteps
from cloud.infra.options import DeployOptions, deploy_options
from cloud.infra.readiness import wait_until_ready
from cloud.infra.refusals import Failed, Missing
from cloud.infra.repository import Repository
from cloud.infra.secret_store import SecretStore
from cloud.infra.stack_steps import StackSteps
from cloud.infra.stacks import Stacks
from cloud.infra.steps import Step, show, take
from cloud.infra.surroundings import Surroundings
from cloud.infra.token_secret import TokenSecret, token_name


def main(arguments: Sequence[str] | None = None, around: Surroundings | None = None) -> int:
    """Deploy as the command line says; the exit code."""
    options = deploy_options(arguments)
    return ended(lambda: _deploy(options, around or Surroundings()))


def _deploy(options: DeployOptions, around: Surroundings) -> None:
    target = options.target
    account = Account(target.profile, target.region, looks_only=target.dry_run)
    try:
        run = _Run(options, around, account)
        if target.dry_run:
            show(run.steps(), around.say)
            return
        _check(options, around, account)
        take(run.steps(), around.say)
        run.report()
    finally:
        account.close()


def _check(options: DeployOptions, around: Surroundings, account: Account) -> None:
    """`Missing` with everything that is missing from the start."""
    missing = account.missing()
    if missing and not options.image:
        missing.append(around.builder.missing())
    missing.append(_token_file_trouble(options.token_file))
    if said := list(filter(None, missing)):
        raise Missing("\n".join(said))


def _token_file_trouble(path: Path | None) -> str:
    """Why no token could be written there in the end; empty where it can."""
    if path and path.exists():
        return f"--token-file: {path} is there already; name a new file."
    if path and not path.parent.is_dir():
        return f"--token-file: there is no folder {path.parent}."
    return ""


class _Run:
    """The steps of one deployment, and what they found."""

    def __init__(self, options: DeployOptions, around: Surroundings, account: Account) -> None:
        self.options, self.around, self.account = options, around, account
        stacks = Stacks(partial(account.client, "cloudformation"), around.say, around.between_looks)
        self._stack = StackSteps(
            options, around, stacks, SecretStore(partial(account.client, "secretsmanager")),
            ec2=partial(account.client, "ec2"), image=lambda: self._image.uri,
        )  # fmt: skip
        self._image = ImageSteps(
            options, around, stacks,
            Repository(partial(account.client, "ecr"), options.target.name),
            current=self._stack.current_image,
        )  # fmt: skip
        self._stacks = stacks

    def steps(self) -> list[Step]:
        look = Step(
            f"Look at the account, and at the stack {self.options.target.name} there",
            self._look,
            ("sts:GetCallerIdentity", "cloudformation:DescribeStacks"),
            changes=False,
        )
        image, stack = self._image, self._stack
        return [
            *(look, *image.first(), *stack.first()),
            *(*image.steps(), *stack.steps(), *self._last()),
        ]

    def report(self) -> None:
        say, name = self.around.say, self.options.target.name
        say(f"ApiUrl: {self._outputs('ApiUrl')}")
        say(f"Token: in the secret {token_name(name)}, as `token`")
        if self.options.token_file:
            say(f"Token: in the file {self.options.token_file}")

    def _last(self) -> list[Step]:
        steps = []
        if path := self.options.token_file:
            sentence = f"Write the token into {path}, for your eyes only"
            steps.append(Step(sentence, self._write_token, ("secretsmanager:GetSecretValue",)))
        if self.options.waits:
            sentence = "Wait until the service says that it is ready"
            steps.append(Step(sentence, self._wait, ("GET ApiUrl/readyz",)))
        return steps

    def _look(self) -> str:
        where = f"account {self.account.number()}, region {self.account.region}"
        self._stack.before = before = self._stacks.look(self.options.target.name)
        return f"{where}: the stack is {before.status if before else 'not there yet'}"

    def _write_token(self) -> str:
        assert self.options.token_file
        secret = TokenSecret(self._stack.secrets, self.options.target.name, self.options.owner)
        secret.write(self._stack.token_arn, self.options.token_file)
        return ""

    def _wait(self) -> str:
        return wait_until_ready(self._outputs("ApiUrl"))

    def _outputs(self, name: str) -> str:
        outputs = self._stack.stack.outputs if self._stack.stack else {}
        if name not in outputs:
            raise Failed(f"The stack has no output {name}")
        return outputs[name]


if __name__ == "__main__":
    sys.exit(main())
