"""`cloud/infra/destroy`: takes the service and all its data out of an account."""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from cloud.infra import bucket, vpc_leftovers
from cloud.infra.account import Account
from cloud.infra.ending import ended
from cloud.infra.image_steps import images_stack
from cloud.infra.options import DestroyOptions, destroy_options
from cloud.infra.refusals import Failed, Missing
from cloud.infra.running_tasks import RunningTasks
from cloud.infra.secret_store import SecretStore
from cloud.infra.signing_key import key_name
from cloud.infra.stacks import Stack, Stacks
from cloud.infra.steps import Step, show, take
from cloud.infra.surroundings import Surroundings
from cloud.infra.token_secret import token_name

_BUCKET, _VPC = "AWS::S3::Bucket", "AWS::EC2::VPC"
_CLUSTER, _SERVICE = "AWS::ECS::Cluster", "AWS::ECS::Service"
_DELETE_CALLS = (
    "cloudformation:DescribeStacks", "cloudformation:DescribeStackEvents",
    "cloudformation:DeleteStack",
)  # fmt: skip

Ask = Callable[[str], str]


def console_stack(name: str) -> str:
    """What the guide calls the stack of console.yaml beside a deployment."""
    return f"{name}-console"


def main(
    arguments: Sequence[str] | None = None,
    around: Surroundings | None = None,
    ask: Ask = input,
) -> int:
    """Destroy as the command line says; the exit code."""
    options = destroy_options(arguments)
    return ended(lambda: _destroy(options, around or Surroundings(), ask))


def _destroy(options: DestroyOptions, around: Surroundings, ask: Ask) -> None:
    target = options.target
    account = Account(target.profile, target.region, looks_only=target.dry_run)
    try:
        run = _Run(options, around, account)
        if target.dry_run:
            show(run.steps(), around.say)
            return
        if missing := account.missing():
            raise Missing("\n".join(missing))
        if not options.is_sure:
            _make_sure(target.name, account, ask)
        take(run.steps(), around.say)
        run.report()
    finally:
        account.close()


def _make_sure(name: str, account: Account, ask: Ask) -> None:
    where = f"account {account.number()}, region {account.region}"
    try:
        answer = ask(
            f"This deletes the service {name} in {where} with all its files, its queue, its token "
            "and its images. Nothing brings them back. Type the name to go on: "
        )
    except EOFError:
        raise Missing("Nobody is there to be asked: --yes goes on without.") from None
    if answer.strip() != name:
        raise Missing("That is not its name: nothing was deleted.")


class _Run:
    """The steps of one removal, and what they found."""

    def __init__(self, options: DestroyOptions, around: Surroundings, account: Account) -> None:
        self._name = options.target.name
        self._around = around
        self._account = account
        self._stacks = Stacks(
            partial(account.client, "cloudformation"), around.say, around.between_looks
        )
        self._secrets = SecretStore(partial(account.client, "secretsmanager"))
        self._stack: Stack | None = None
        self._resources: Mapping[str, tuple[str, ...]] = {}
        self._left: list[str] = []

    def steps(self) -> list[Step]:
        name, images = self._name, images_stack(self._name)
        return [
            Step(
                f"Look at the account, and at what the stack {name} has there",
                self._look,
                (
                    "sts:GetCallerIdentity", "cloudformation:DescribeStacks",
                    "cloudformation:ListStackResources",
                ),
                changes=False,
            ),
            Step(
                "Stop the api, then the workers, protected or not",
                self._stop,
                (
                    "ecs:UpdateService", "ecs:ListTasks", "ecs:UpdateTaskProtection",
                    "ecs:StopTask",
                ),
            ),
            Step(
                "Empty the bucket: all versions, and uploads that nobody ended",
                self._empty,
                (
                    "s3:ListMultipartUploads", "s3:AbortMultipartUpload",
                    "s3:ListObjectVersions", "s3:DeleteObjects",
                ),
            ),
            Step(
                f"Delete the stack {name}; if its VPC refuses, what CloudFront left there too",
                self._delete,
                (
                    *_DELETE_CALLS, "cloudformation:ListStackResources",
                    "ec2:DescribeSecurityGroups", "ec2:DescribeNetworkInterfaces",
                    "ec2:DeleteNetworkInterface", "ec2:DeleteSecurityGroup",
                ),
            ),
            Step(
                f"Delete the stack {images} with all images",
                self._delete_images,
                _DELETE_CALLS,
            ),
            Step(
                f"Delete the secrets {token_name(name)} and {key_name(name)} for good",
                self._forget,
                ("secretsmanager:DescribeSecret", "secretsmanager:DeleteSecret"),
            ),
        ]  # fmt: skip

    def report(self) -> None:
        """Say what is left."""
        say = self._around.say
        for one in self._left:
            say(f"Left: {one}")
        say(
            "Left by ECS and CloudWatch, at no cost: inactive task definitions, and metrics until "
            "they run out. Files that deploy wrote here (--token-file) are yours to delete."
        )

    def _look(self) -> str:
        where = f"account {self._account.number()}, region {self._account.region}"
        self._note_console()
        self._stack = self._stacks.look(self._name)
        if self._stack is None:
            return f"{where}: the stack is not there"
        self._resources = self._stacks.resources(self._stack.id)
        number = sum(map(len, self._resources.values()))
        return f"{where}: the stack is {self._stack.status}, with {number} resources"

    def _note_console(self) -> None:
        """It is not ours to delete, but easily forgotten."""
        name = console_stack(self._name)
        if self._stacks.look(name):
            self._left.append(
                f"the stack {name}, made for redis-cli: aws cloudformation delete-stack "
                f"--region {self._account.region} --stack-name {name}"
            )

    def _of(self, kind: str) -> tuple[str, ...]:
        return self._resources.get(kind, ())

    def _stop(self) -> str:
        stopped = 0
        for cluster in self._of(_CLUSTER):
            tasks = RunningTasks(
                partial(self._account.client, "ecs"), cluster, self._around.between_looks
            )
            # An api that runs would wake the workers.
            services = sorted(self._of(_SERVICE), key=lambda one: not one.endswith("-api"))
            stopped += tasks.stop(services)
        return f"{stopped} were running"

    def _empty(self) -> str:
        client = partial(self._account.client, "s3")
        number = sum(bucket.empty(client, one) for one in self._of(_BUCKET))
        return f"{number} were there"

    def _delete(self) -> str:
        if self._stack is None:
            return "it is not there"
        try:
            kept = self._stacks.delete(self._name)
        except Failed as error:
            kept = self._delete_again(error)
        self._left += [f"{one}, which the template keeps" for one in kept]
        return "it is gone"

    def _delete_again(self, error: Failed) -> tuple[str, ...]:
        """Once what is in the way is out of it; the first failure where nothing was."""
        self._around.say(f"      {error}")
        if self._stack:  # it may have become more while another was still at work on it
            self._resources = self._stacks.resources(self._stack.id)
        in_the_way = self._network_leftovers(error)
        in_the_way += sum(
            bucket.empty(partial(self._account.client, "s3"), one) for one in self._of(_BUCKET)
        )
        if not in_the_way:
            raise error
        self._around.say(f"      {in_the_way} things that were in the way are deleted; once more")
        return self._stacks.delete(self._name)

    def _network_leftovers(self, error: Failed) -> int:
        """How many were deleted; where that is refused, both failures: the stack's is the first."""
        try:
            return vpc_leftovers.remove(partial(self._account.client, "ec2"), self._of(_VPC))
        except (Failed, Missing) as refusal:
            raise Failed(f"{error}\nWhat CloudFront left there does not go: {refusal}") from None

    def _delete_images(self) -> str:
        name = images_stack(self._name)
        if self._stacks.look(name) is None:
            return "it is not there"
        self._stacks.delete(name)
        return "it is gone"

    def _forget(self) -> str:
        names = (token_name(self._name), key_name(self._name))
        gone = [name for name in names if self._secrets.forget(name)]
        return f"{len(gone)} are gone" if gone else "they are not there"


if __name__ == "__main__":
    sys.exit(main())
