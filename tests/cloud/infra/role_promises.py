"""What the roles may do."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.cloud.infra.physical import ACCOUNT
from tests.cloud.infra.promise import Faults, Promise, add, change, remove
from tests.cloud.infra.resolved import Stack

_EVERYWHERE = {"ecr:GetAuthorizationToken"}  # it knows no resources
_ALLOWED = {
    "ExecutionRole": {
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetAuthorizationToken",
        "ecr:GetDownloadUrlForLayer",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "secretsmanager:GetSecretValue",
    },
    "ApiRole": {
        "ecs:DescribeServices",
        "ecs:UpdateService",
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientWrite",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListBucket",
        "s3:PutObject",
    },
    "WorkerRole": {
        "ecs:UpdateTaskProtection",
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientWrite",
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
        "s3:PutObject",
    },
}


def statements(stack: Stack) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All that roles are allowed, each with the role's name."""
    for name, role in stack.of_type("AWS::IAM::Role").items():
        for policy in role.get("Policies", ()):
            for one in policy["PolicyDocument"]["Statement"]:
                yield name, one


def listed(value: Any) -> list[Any]:
    """What may stand there alone or in a list, as a list."""
    return value if isinstance(value, list) else [value]


def _no_more_than_is_needed(stack: Stack) -> Faults:
    if set(stack.of_type("AWS::IAM::Role")) != set(_ALLOWED):
        yield "there are other roles"
    for role, one in statements(stack):
        if more := set(listed(one["Action"])) - _ALLOWED.get(role, set()):
            yield f"{role} may {sorted(more)}"
        if one["Effect"] != "Allow" or "NotAction" in one or "NotResource" in one:
            yield f"{role} has a statement of another kind"


def _only_on_named_things(stack: Stack) -> Faults:
    for role, one in statements(stack):
        for resource in listed(one["Resource"]):
            if resource == "*" and not set(listed(one["Action"])) <= _EVERYWHERE:
                yield f"{role} may {one['Action']} on everything"
            if resource != "*" and "*" in resource.rpartition(":")[0]:
                yield f"{role}: {resource}"


def _secrets_are_read_by_one(stack: Stack) -> Faults:
    read = [
        arn
        for _, one in statements(stack)
        if "secretsmanager:GetSecretValue" in listed(one["Action"])
        for arn in listed(one["Resource"])
    ]
    tasks = stack.of_type("AWS::ECS::TaskDefinition").values()
    wanted = {
        entry["ValueFrom"].removesuffix(":tokens::")
        for task in tasks
        for one in task["ContainerDefinitions"]
        for entry in one["Secrets"]
    }
    if len(read) != len(set(read)) or set(read) != wanted:
        yield f"{sorted(set(read) ^ wanted)}"


def _only_tasks_of_this_account(stack: Stack) -> Faults:
    for name, role in stack.of_type("AWS::IAM::Role").items():
        (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
        if trust["Principal"] != {"Service": "ecs-tasks.amazonaws.com"}:
            yield f"{name} is for somebody else"
        if trust.get("Condition") != {"StringEquals": {"aws:SourceAccount": ACCOUNT}}:
            yield f"{name} is for other accounts"


def _each_task_has_its_role(stack: Stack) -> Faults:
    for role in ("Api", "Worker"):
        task = stack.properties(f"{role}Task")
        if not task["TaskRoleArn"].endswith(f"spool-{role.lower()}role"):
            yield f"{role} has another's role"
        if not task["ExecutionRoleArn"].endswith("spool-executionrole"):
            yield f"{role} is started by another"


def _roles_name_the_images_repository(stack: Stack) -> Faults:
    pulled = [
        one["Resource"] for _, one in statements(stack) if "ecr:BatchGetImage" in one["Action"]
    ]
    name = stack.parameters["ImageUri"].partition("/")[2].partition("@")[0]
    if [arn.rpartition(":")[2] for arn in pulled] != [f"repository/{name}"]:
        yield f"{pulled}"


_API = "ApiRole/Properties/Policies/0/PolicyDocument/Statement"
_WORKER = "WorkerRole/Properties/Policies/0/PolicyDocument/Statement"
_START = "ExecutionRole/Properties/Policies/0/PolicyDocument/Statement"
_TRUST = "ApiRole/Properties/AssumeRolePolicyDocument/Statement/0"

PROMISES = (
    Promise(
        "no more than is needed",
        _no_more_than_is_needed,
        (
            change(f"{_WORKER}/2/Fn::If/1/Action", ["s3:*"]),
            add(f"{_WORKER}/2/Fn::If/1/Action", "s3:GetObject"),
            change(f"{_API}/0/Action", ["ecs:UpdateService", "ecs:RunTask"]),
        ),
    ),
    Promise(
        "only on named things",
        _only_on_named_things,
        (
            change(f"{_API}/0/Resource", "*"),
            change(f"{_WORKER}/0/Resource", "arn:aws:ecs:*:*:task/*"),
            change(f"{_START}/1/Resource", "*"),
        ),
    ),
    Promise(
        "secrets are read by one",
        _secrets_are_read_by_one,
        (
            remove(f"{_START}/3/Resource/0"),
            add(f"{_START}/3/Resource", {"Ref": "SigningKeySecretArn"}),
        ),
    ),
    Promise(
        "only tasks of this account",
        _only_tasks_of_this_account,
        (remove(f"{_TRUST}/Condition"), change(f"{_TRUST}/Principal", {"AWS": "*"})),
    ),
    Promise(
        "each task has its role",
        _each_task_has_its_role,
        (change("WorkerTask/Properties/TaskRoleArn/Fn::GetAtt/0", "ApiRole"),),
    ),
    Promise(
        "roles name the image's repository",
        _roles_name_the_images_repository,
        (change(f"{_START}/1/Resource/Fn::Sub/1/Name", "another"),),
    ),
)
