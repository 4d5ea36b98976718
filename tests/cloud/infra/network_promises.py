"""Who reaches whom."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.cloud.infra.promise import Faults, Promise, add, also, change, remove
from tests.cloud.infra.resolved import Stack

_GROUP = "AWS::EC2::SecurityGroup"
_INGRESS = "AWS::EC2::SecurityGroupIngress"
_EGRESS = "AWS::EC2::SecurityGroupEgress"
_WORLD = ("0.0.0.0/0", "::/0")
_NOWHERE = "127.0.0.1/32"

Rule = tuple[str, str, int]
"""A group, who is on the other side, and the first of the ports."""

_IN = {
    ("spool-balancergroup", "pl-4fa04526", 80),
    ("spool-apigroup", "spool-balancergroup", 8000),
    ("spool-stategroup", "spool-apigroup", 6379),
    ("spool-stategroup", "spool-workergroup", 6379),
}
_IN_EFS = {
    ("spool-filesgroup", "spool-apigroup", 2049),
    ("spool-filesgroup", "spool-workergroup", 2049),
}
_OUT = {
    ("spool-balancergroup", "spool-apigroup", 8000),
    ("spool-apigroup", "0.0.0.0/0", 443),
    ("spool-apigroup", "spool-stategroup", 6379),
    ("spool-workergroup", "0.0.0.0/0", 1),
}
_OUT_EFS = {("spool-apigroup", "spool-filesgroup", 2049)}


def _only_named_ways_in(stack: Stack) -> Faults:
    wanted = _IN | (_IN_EFS if "FileSystem" in stack.outputs else set())
    found = set(_rules(stack, "SecurityGroupIngress", _INGRESS))
    for rule in found ^ wanted:
        yield f"a way in: {rule}"


def _only_named_ways_out(stack: Stack) -> Faults:
    wanted = _OUT | (_OUT_EFS if "FileSystem" in stack.outputs else set())
    found = {one for one in _rules(stack, "SecurityGroupEgress", _EGRESS) if one[1] != _NOWHERE}
    for rule in found ^ wanted:
        yield f"a way out: {rule}"
    for name, group in stack.of_type(_GROUP).items():
        if not group.get("SecurityGroupEgress"):
            yield f"{name} may go everywhere, since it names nothing"


def _ports_are_single(stack: Stack) -> Faults:
    for name, rule in _all_rules(stack):
        others = rule.get("CidrIp") in (*_WORLD, _NOWHERE)
        if not others and rule.get("FromPort") != rule.get("ToPort"):
            yield f"{name} has a range of ports inside"


def _nothing_costs_while_idle(stack: Stack) -> Faults:
    for kind in ("AWS::EC2::NatGateway", "AWS::EC2::EIP"):
        yield from stack.of_type(kind)
    for name, endpoint in stack.of_type("AWS::EC2::VPCEndpoint").items():
        if endpoint["VpcEndpointType"] != "Gateway":
            yield f"{name} is paid for by the hour"


def _tasks_reach_the_world(stack: Stack) -> Faults:
    for name, service in stack.of_type("AWS::ECS::Service").items():
        network = service["NetworkConfiguration"]["AwsvpcConfiguration"]
        if network["AssignPublicIp"] != "ENABLED":
            yield f"{name} has no address"
        for subnet in network["Subnets"]:
            if not _has_way_out(stack, subnet):
                yield f"{name} is in {subnet}, which has no way out"


def _inner_has_no_way_out(stack: Stack) -> Faults:
    inner = [
        *stack.properties("Balancer")["Subnets"],
        *stack.properties("StateSubnets")["SubnetIds"],
        *(one["SubnetId"] for one in stack.of_type("AWS::EFS::MountTarget").values()),
    ]
    for subnet in inner:
        if _has_way_out(stack, subnet):
            yield f"{subnet} has a way out"
    if stack.properties("Balancer")["Scheme"] != "internal":
        yield "the load balancer is public"


def _subnets_are_in_two_zones(stack: Stack) -> Faults:
    for kind in ("Task", "Inner"):
        zones = {stack.properties(f"{kind}Subnet{x}")["AvailabilityZone"] for x in "AB"}
        if len(zones) != 2:
            yield f"{kind} subnets are in one zone"


def _rules(stack: Stack, inline: str, beside: str) -> Iterator[Rule]:
    for name, group in stack.of_type(_GROUP).items():
        for rule in group.get(inline, ()):
            yield f"spool-{name.lower()}", _other(rule), rule.get("FromPort", 0)
    for rule in stack.of_type(beside).values():
        yield rule["GroupId"], _other(rule), rule["FromPort"]


def _all_rules(stack: Stack) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, group in stack.of_type(_GROUP).items():
        for inline in ("SecurityGroupIngress", "SecurityGroupEgress"):
            yield from ((name, rule) for rule in group.get(inline, ()))
    yield from stack.of_type(_INGRESS).items()
    yield from stack.of_type(_EGRESS).items()


def _other(rule: Mapping[str, Any]) -> str:
    return next(
        str(one)
        for key, one in rule.items()
        if key.startswith(("Cidr", "Source", "Destination")) and one
    )


def _has_way_out(stack: Stack, subnet: str) -> bool:
    associations = stack.of_type("AWS::EC2::SubnetRouteTableAssociation").values()
    tables = {one["RouteTableId"] for one in associations if one["SubnetId"] == subnet}
    routes = stack.of_type("AWS::EC2::Route").values()
    return any(one["RouteTableId"] in tables and one.get("GatewayId") for one in routes)


_ANYBODY = {"IpProtocol": "tcp", "FromPort": 8000, "ToPort": 8000, "CidrIp": "0.0.0.0/0"}
_SUBNETS = "NetworkConfiguration/AwsvpcConfiguration"

PROMISES = (
    Promise(
        "only named ways in",
        _only_named_ways_in,
        (
            change("WorkerGroup/Properties/SecurityGroupIngress", [_ANYBODY]),
            add("StateGroup/Properties/SecurityGroupIngress", {**_ANYBODY, "FromPort": 6379}),
            change("BalancerGroup/Properties/SecurityGroupIngress", [_ANYBODY]),
            also("Door", _INGRESS, GroupId={"Ref": "ApiGroup"}, **_ANYBODY),
            remove("ApiFromBalancer"),
        ),
    ),
    Promise(
        "only named ways out",
        _only_named_ways_out,
        (
            remove("StateGroup/Properties/SecurityGroupEgress"),
            change("ApiGroup/Properties/SecurityGroupEgress/0/FromPort", 0),
            remove("BalancerToApi"),
            remove("ApiToState"),
        ),
    ),
    Promise(
        "single ports inside", _ports_are_single, (change("ApiToState/Properties/ToPort", 6380),)
    ),
    Promise(
        "nothing that costs while idle",
        _nothing_costs_while_idle,
        (
            also("Nat", "AWS::EC2::NatGateway"),
            change("S3Endpoint/Properties/VpcEndpointType", "Interface"),
        ),
    ),
    Promise(
        "tasks reach the world",
        _tasks_reach_the_world,
        (
            change(f"WorkerService/Properties/{_SUBNETS}/AssignPublicIp", "DISABLED"),
            change(f"ApiService/Properties/{_SUBNETS}/Subnets/0", {"Ref": "InnerSubnetA"}),
            remove("TaskRoutesB"),
            remove("RouteToTheWorld"),
        ),
    ),
    Promise(
        "what is inside does not",
        _inner_has_no_way_out,
        (
            change("InnerRoutesA/Properties/RouteTableId", {"Ref": "TaskRoutes"}),
            change("FilesMountB/Properties/SubnetId", {"Ref": "TaskSubnetB"}),
            change("Balancer/Properties/Scheme", "internet-facing"),
        ),
    ),
    Promise(
        "two zones",
        _subnets_are_in_two_zones,
        (
            change(
                "InnerSubnetB/Properties/AvailabilityZone/Fn::Select/0",
                0,
            ),
        ),
    ),
)
