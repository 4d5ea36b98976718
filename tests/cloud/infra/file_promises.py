"""Where state and files lie, and that they end with the stack."""

import math

from tests.cloud.infra.promise import Faults, Promise, add, also, change, remap, remove
from tests.cloud.infra.resolved import Stack

_ENGINES = {"8.0": "valkey8", "8.1": "valkey8"}  # that ElastiCache has, with their parameters
_STATEFUL = (
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::EFS::FileSystem",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SecretsManager::Secret",
)
_UID = "10001"


def _the_bucket_is_private(stack: Stack) -> Faults:
    for bucket in stack.of_type("AWS::S3::Bucket").values():
        blocked = bucket.get("PublicAccessBlockConfiguration", {})
        if len(blocked) != 4 or not all(blocked.values()):
            yield "it can be made public"
        if bucket["OwnershipControls"]["Rules"] != [{"ObjectOwnership": "BucketOwnerEnforced"}]:
            yield "others may own what is in it"
        if not bucket.get("BucketEncryption"):
            yield "it is not encrypted"
    for policy in stack.of_type("AWS::S3::BucketPolicy").values():
        for one in policy["PolicyDocument"]["Statement"]:
            if one["Effect"] == "Allow" and set(one["Principal"]) != {"Service"}:
                yield f"{one['Sid']}: people are let in"
            if one["Effect"] == "Allow" and "aws:SourceArn" not in str(one.get("Condition")):
                yield f"{one['Sid']}: everybody's CloudFront is let in"


def _only_over_tls(stack: Stack) -> Faults:
    documents = [
        *(one["PolicyDocument"] for one in stack.of_type("AWS::S3::BucketPolicy").values()),
        *(
            one.get("FileSystemPolicy", {})
            for one in stack.of_type("AWS::EFS::FileSystem").values()
        ),
    ]
    for document in documents:
        denied = [one for one in document.get("Statement", ()) if one["Effect"] == "Deny"]
        if [one["Condition"] for one in denied] != [{"Bool": {"aws:SecureTransport": "false"}}]:
            yield "plain connections are let in"
    if len(documents) != 1:
        yield "files without a policy"


def _what_is_left_over_goes(stack: Stack) -> Faults:
    for bucket in stack.of_type("AWS::S3::Bucket").values():
        rules = bucket["LifecycleConfiguration"]["Rules"]
        days = math.ceil(int(stack.parameters["FileTtlHours"]) / 24) + 1
        if {"files/": days} != {
            one["Prefix"]: one["ExpirationInDays"] for one in rules if "ExpirationInDays" in one
        }:
            yield "files go too early or too late"
        if not any("AbortIncompleteMultipartUpload" in one for one in rules):
            yield "unfinished uploads stay"


def _efs_is_closed(stack: Stack) -> Faults:
    for system in stack.of_type("AWS::EFS::FileSystem").values():
        if not system.get("Encrypted"):
            yield "it is not encrypted"
    for point in stack.of_type("AWS::EFS::AccessPoint").values():
        if set(point["PosixUser"].values()) != {_UID}:
            yield "it is entered as somebody else"
    for name, task in stack.of_type("AWS::ECS::TaskDefinition").items():
        for volume in task["Volumes"]:
            mounted = volume.get("EFSVolumeConfiguration")
            if mounted and mounted.get("TransitEncryption") != "ENABLED":
                yield f"{name} speaks plainly"
            if mounted and mounted.get("AuthorizationConfig", {}).get("IAM") != "ENABLED":
                yield f"{name} shows no role"


def _one_place_for_files(stack: Stack) -> Faults:
    buckets, systems = stack.of_type("AWS::S3::Bucket"), stack.of_type("AWS::EFS::FileSystem")
    if len(buckets) + len(systems) != 1 or bool(systems) != (stack.parameters["Files"] == "efs"):
        yield "files lie in two places, or in the wrong one"
    if systems and "s3" in str(stack.of_type("AWS::IAM::Role")):
        yield "rights to a bucket that is not there"


def _the_state_is_kept_and_closed(stack: Stack) -> Faults:
    state = stack.properties("ValkeyState")
    if not state.get("TransitEncryptionEnabled") or state["TransitEncryptionMode"] != "required":
        yield "it speaks plainly"
    if not state.get("AtRestEncryptionEnabled"):
        yield "it is not encrypted"
    if state.get("UserGroupIds") != ["spool-stateusers"]:
        yield "everybody may enter"
    if _ENGINES.get(state["EngineVersion"]) != _parameters(stack)["CacheParameterGroupFamily"]:
        yield "there is no such engine, or its parameters are another's"
    if _parameters(stack)["Properties"] != {"maxmemory-policy": "noeviction"}:
        yield "what is queued may be evicted"


def _the_state_is_no_cluster(stack: Stack) -> Faults:
    state = stack.properties("ValkeyState")
    if state.get("NumNodeGroups") or state.get("ReplicasPerNodeGroup"):
        yield "it is a cluster"
    yield from stack.of_type("AWS::ElastiCache::ServerlessCache")
    nodes = 2 if stack.parameters["State"] == "replicated" else 1
    if state["NumCacheClusters"] != nodes or state["CacheNodeType"] != "cache.t4g.micro":
        yield "it costs something else"
    if {state["AutomaticFailoverEnabled"], state["MultiAZEnabled"]} != {nodes == 2}:
        yield "its failover is another"


def _one_user_and_nobody_else(stack: Stack) -> Faults:
    users = stack.of_type("AWS::ElastiCache::User")
    strings = {one["UserName"]: one["AccessString"].split() for one in users.values()}
    if set(strings) != {"default", "spool"} or strings["default"][0] != "off":
        yield "whoever gives no name is let in"
    for name, user in users.items():
        if user["AuthenticationMode"]["Type"] != "password" or user.get("NoPasswordRequired"):
            yield f"{name} has no password"
        if "{{resolve:secretsmanager:" not in str(user["AuthenticationMode"]["Passwords"]):
            yield f"{name}: the password is in the template"
    group = stack.properties("StateUsers")
    if len(group["UserIds"]) != 2:
        yield "somebody is not in the group"


def _everything_ends_with_the_stack(stack: Stack) -> Faults:
    for name, one in stack.resources.items():
        policies = (one.get("DeletionPolicy"), one.get("UpdateReplacePolicy"))
        if one["Type"] in _STATEFUL and policies != ("Delete", "Delete"):
            yield f"{name} stays"


def _parameters(stack: Stack) -> dict[str, object]:
    found: dict[str, object] = stack.properties("StateParameters")
    return found


_BUCKET = "FilesBucket/Properties"
_STATE = "ValkeyState/Properties"
_STATEMENTS = "ApiRole/Properties/Policies/0/PolicyDocument/Statement"
_EFS_VOLUME = "WorkerTask/Properties/Volumes/2/Fn::If/1/EFSVolumeConfiguration"

PROMISES = (
    Promise(
        "the bucket is private",
        _the_bucket_is_private,
        (
            remove(f"{_BUCKET}/PublicAccessBlockConfiguration"),
            change(f"{_BUCKET}/PublicAccessBlockConfiguration/BlockPublicPolicy", False),
            remove(f"{_BUCKET}/BucketEncryption"),
            change(
                "FilesBucketPolicy/Properties/PolicyDocument/Statement/1/Fn::If/1/Principal",
                {"AWS": "*"},
            ),
            remove("FilesBucketPolicy/Properties/PolicyDocument/Statement/1/Fn::If/1/Condition"),
        ),
    ),
    Promise(
        "only over TLS",
        _only_over_tls,
        (
            remove("FilesBucketPolicy/Properties/PolicyDocument/Statement/0"),
            remove("FilesBucketPolicy"),
            remove("FileSystem/Properties/FileSystemPolicy"),
        ),
    ),
    Promise(
        "what is left over goes",
        _what_is_left_over_goes,
        (
            remap("FileTtl", "24", "Days", 1),
            remap("FileTtl", "720", "Days", 30),
            change(f"{_BUCKET}/LifecycleConfiguration/Rules/0/Prefix", ""),
            remove(f"{_BUCKET}/LifecycleConfiguration/Rules/1"),
        ),
    ),
    Promise(
        "EFS is closed",
        _efs_is_closed,
        (
            remove("FileSystem/Properties/Encrypted"),
            change("FilesAccess/Properties/PosixUser/Uid", "0"),
            change(f"{_EFS_VOLUME}/TransitEncryption", "DISABLED"),
            remove(f"{_EFS_VOLUME}/AuthorizationConfig/IAM"),
        ),
    ),
    Promise(
        "one place for files",
        _one_place_for_files,
        (
            remove("FilesBucket/Condition"),
            also("Other", "AWS::EFS::FileSystem"),
            add(_STATEMENTS, {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}),
        ),
    ),
    Promise(
        "the state is kept and closed",
        _the_state_is_kept_and_closed,
        (
            change(f"{_STATE}/TransitEncryptionMode", "preferred"),
            change(f"{_STATE}/AtRestEncryptionEnabled", False),
            remove(f"{_STATE}/UserGroupIds"),
            change(f"{_STATE}/EngineVersion", "8.9"),
            change("StateParameters/Properties/CacheParameterGroupFamily", "valkey7"),
            remove("StateParameters/Properties/Properties/maxmemory-policy"),
        ),
    ),
    Promise(
        "the state is no cluster",
        _the_state_is_no_cluster,
        (
            change(f"{_STATE}/NumNodeGroups", 2),
            change(f"{_STATE}/NumCacheClusters", 2),
            change(f"{_STATE}/CacheNodeType", "cache.r7g.large"),
            change(f"{_STATE}/MultiAZEnabled", False),
        ),
    ),
    Promise(
        "one user and nobody else",
        _one_user_and_nobody_else,
        (
            change("NobodyElse/Properties/AccessString", "on ~* +@all"),
            remove("StateUsers/Properties/UserIds/0"),
            change("StateUser/Properties/NoPasswordRequired", True),
            change("StateUser/Properties/AuthenticationMode/Passwords/0", "a-password-of-the-file"),
        ),
    ),
    Promise(
        "everything ends with the stack",
        _everything_ends_with_the_stack,
        (remove("ValkeyState/DeletionPolicy"), change("ApiLogs/DeletionPolicy", "Retain")),
    ),
)
