"""What stands before the API."""

from typing import Any

from cloud.api import follower, server
from tests.cloud.infra.promise import Faults, Promise, add, change, remove
from tests.cloud.infra.resolved import Stack

_UNCACHED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
_ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
_STRICT_TRANSPORT = "67f7725c-6f97-4210-82d7-5512b31e9d03"
_METHODS = {"GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"}
_MOST_SECONDS = 120  # that CloudFront waits without a quota of one's own


def _events_come_through(stack: Stack) -> Faults:
    usual = _config(stack)["DefaultCacheBehavior"]
    if usual["Compress"]:
        yield "answers are compressed, and so held back"
    if usual["CachePolicyId"] != _UNCACHED:
        yield "answers are cached"
    reads = _origin(stack, "api")["VpcOriginConfig"]["OriginReadTimeout"]
    if not 2 * follower.QUIET < reads <= _MOST_SECONDS:
        yield "CloudFront's patience is not that of events"


def _each_waits_longer_than_the_one_before(stack: Stack) -> Faults:
    """Who hangs up first must be the one who asks, or a request meets a closed connection."""
    origin = _origin(stack, "api")["VpcOriginConfig"]
    idle = int(_attribute(stack, "idle_timeout.timeout_seconds"))
    before = max(origin["OriginReadTimeout"], origin["OriginKeepaliveTimeout"])
    if not before < idle < server._KEEP_ALIVE:
        yield "somebody hangs up too early"


def _all_of_a_request_arrives(stack: Stack) -> Faults:
    usual = _config(stack)["DefaultCacheBehavior"]
    if usual.get("OriginRequestPolicyId") != _ALL_BUT_HOST:
        yield "headers or the query are lost"
    if set(usual["AllowedMethods"]) != _METHODS:
        yield "methods are lost"
    if usual["TargetOriginId"] != "api":
        yield "it goes elsewhere"


def _nothing_that_failed_is_kept(stack: Stack) -> Faults:
    """CloudFront keeps these for ten seconds of its own, also where nothing is cached."""
    kept = {500, 502, 503, 504, 404}
    for one in _config(stack).get("CustomErrorResponses", ()):
        if one == {"ErrorCode": one["ErrorCode"], "ErrorCachingMinTTL": 0}:
            kept.discard(one["ErrorCode"])
    yield from (f"{code} is answered to the next as well" for code in sorted(kept))


def _only_https(stack: Stack) -> Faults:
    config = _config(stack)
    for behaviour in (config["DefaultCacheBehavior"], *config["CacheBehaviors"]):
        if behaviour["ViewerProtocolPolicy"] not in ("redirect-to-https", "https-only"):
            yield f"plain http to {behaviour['TargetOriginId']}"
    if config["DefaultCacheBehavior"].get("ResponseHeadersPolicyId") != _STRICT_TRANSPORT:
        yield "nobody is told to stay with https"


def _files_need_a_signature(stack: Stack) -> Faults:
    config = _config(stack)
    for behaviour in config["CacheBehaviors"]:
        if not behaviour.get("TrustedKeyGroups"):
            yield "whoever knows an address has the file"
        if behaviour["CachePolicyId"] != _UNCACHED:
            yield "what was removed stays in a cache"
    paths = [behaviour["PathPattern"] for behaviour in config["CacheBehaviors"]]
    is_signed = "SigningKey" in stack.resources
    if paths != (["/files/*"] if is_signed else []):
        yield f"paths of their own: {paths}"
    if is_signed and not _origin(stack, "files").get("OriginAccessControlId"):
        yield "CloudFront has no name before the bucket"


def _signing_is_whole_or_not_there(stack: Stack) -> Faults:
    wanted = "FilesBucket" in stack.outputs and stack.parameters["SigningKeySecretArn"] != ""
    for name in ("SigningKey", "SigningKeys", "FilesOriginAccess"):
        if (name in stack.resources) is not wanted:
            yield name


def _the_way_there_exists_first(stack: Stack) -> Faults:
    needs = stack.resources["VpcOrigin"].get("DependsOn", ())
    for name in ("GatewayAttachment", "Listener"):
        if name not in needs:
            yield f"the origin does not wait for {name}"
    if stack.resources["RouteToTheWorld"].get("DependsOn") != "GatewayAttachment":
        yield "the route does not wait for the gateway"


def _ports_agree(stack: Stack) -> Faults:
    target, listener = stack.properties("ApiTargets"), stack.properties("Listener")
    origin = stack.properties("VpcOrigin")["VpcOriginEndpointConfig"]
    if listener["Port"] != origin["HTTPPort"] or origin["OriginProtocolPolicy"] != "http-only":
        yield "CloudFront knocks at another door"
    if target["Port"] != stack.properties("ApiFromBalancer")["FromPort"]:
        yield "the load balancer knocks at another door"
    if target["HealthCheckPath"] != "/healthz":
        yield "health depends on more than the process"


def _config(stack: Stack) -> Any:
    return stack.properties("Distribution")["DistributionConfig"]


def _origin(stack: Stack, name: str) -> Any:
    return next(one for one in _config(stack)["Origins"] if one["Id"] == name)


def _attribute(stack: Stack, key: str) -> str:
    attributes = stack.properties("Balancer")["LoadBalancerAttributes"]
    return str(next(one["Value"] for one in attributes if one["Key"] == key))


_CONFIG = "Distribution/Properties/DistributionConfig"
_API = f"{_CONFIG}/Origins/0/VpcOriginConfig"
_USUAL = f"{_CONFIG}/DefaultCacheBehavior"
_FILES = f"{_CONFIG}/CacheBehaviors/0/Fn::If/1"

PROMISES = (
    Promise(
        "events come through",
        _events_come_through,
        (
            change(f"{_USUAL}/Compress", True),
            change(f"{_USUAL}/CachePolicyId", "658327ea-f89d-4fab-a63d-7e88639e58f6"),
            change(f"{_API}/OriginReadTimeout", 600),
            change(f"{_API}/OriginReadTimeout", 10),
        ),
    ),
    Promise(
        "each waits longer than the one before",
        _each_waits_longer_than_the_one_before,
        (
            change("Balancer/Properties/LoadBalancerAttributes/0/Value", "30"),
            change("Balancer/Properties/LoadBalancerAttributes/0/Value", "4000"),
        ),
    ),
    Promise(
        "all of a request arrives",
        _all_of_a_request_arrives,
        (remove(f"{_USUAL}/OriginRequestPolicyId"), remove(f"{_USUAL}/AllowedMethods/3")),
    ),
    Promise(
        "nothing that failed is kept",
        _nothing_that_failed_is_kept,
        (
            remove(f"{_CONFIG}/CustomErrorResponses/3"),
            change(f"{_CONFIG}/CustomErrorResponses/0/ErrorCachingMinTTL", 10),
        ),
    ),
    Promise(
        "only https",
        _only_https,
        (
            change(f"{_USUAL}/ViewerProtocolPolicy", "allow-all"),
            change(f"{_FILES}/ViewerProtocolPolicy", "allow-all"),
            remove(f"{_USUAL}/ResponseHeadersPolicyId"),
        ),
    ),
    Promise(
        "files need a signature",
        _files_need_a_signature,
        (
            remove(f"{_FILES}/TrustedKeyGroups"),
            change(f"{_FILES}/PathPattern", "/files/open/*"),
            change(f"{_FILES}/CachePolicyId", "658327ea-f89d-4fab-a63d-7e88639e58f6"),
            remove(f"{_CONFIG}/Origins/1/Fn::If/1/OriginAccessControlId"),
            add(
                f"{_CONFIG}/CacheBehaviors",
                {
                    "PathPattern": "/other/*",
                    "TargetOriginId": "files",
                    "CachePolicyId": _UNCACHED,
                    "ViewerProtocolPolicy": "https-only",
                },
            ),
        ),
    ),
    Promise(
        "signing is whole or not there",
        _signing_is_whole_or_not_there,
        (change("FilesOriginAccess/Condition", "OnS3"),),
    ),
    Promise(
        "the way there exists first",
        _the_way_there_exists_first,
        (
            remove("VpcOrigin/DependsOn/0"),
            remove("VpcOrigin/DependsOn/1"),
            remove("RouteToTheWorld/DependsOn"),
        ),
    ),
    Promise(
        "ports agree",
        _ports_agree,
        (
            change("Listener/Properties/Port", 8080),
            change("ApiTargets/Properties/Port", 8080),
            change("ApiTargets/Properties/HealthCheckPath", "/readyz"),
        ),
    ),
)
