"""What CloudFront made in a VPC of ours and did not take away, so that the VPC refuses to go."""

from collections.abc import Callable, Sequence
from typing import Any

from cloud.infra.refusals import plain_errors

GROUP = "CloudFront-VPCOrigins-Service-SG"


def remove(make_client: Callable[[], Any], vpcs: Sequence[str]) -> int:
    """Delete CloudFront's security group and network interfaces there; how many there were."""
    client = make_client()
    number = 0
    with plain_errors():
        for vpc in vpcs:
            for group in _groups(client, vpc):
                for interface in _free_interfaces(client, group):
                    client.delete_network_interface(NetworkInterfaceId=interface)
                    number += 1
                client.delete_security_group(GroupId=group)
                number += 1
    return number


def _groups(client: Any, vpc: str) -> list[str]:
    wanted = [{"Name": "vpc-id", "Values": [vpc]}, {"Name": "group-name", "Values": [GROUP]}]
    answer = client.describe_security_groups(Filters=wanted)
    return [one["GroupId"] for one in answer["SecurityGroups"]]


def _free_interfaces(client: Any, group: str) -> list[str]:
    wanted = [{"Name": "group-id", "Values": [group]}, {"Name": "status", "Values": ["available"]}]
    answer = client.describe_network_interfaces(Filters=wanted)
    return [one["NetworkInterfaceId"] for one in answer["NetworkInterfaces"]]
