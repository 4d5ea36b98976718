"""What the template needs to know of the region."""

from typing import Any

from cloud.infra.refusals import Failed, plain_errors

PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing"

_WITHOUT_VPC_ORIGINS = frozenset({"use1-az3", "usw1-az2", "apne1-az3", "cac1-az3"})
"""Zones, by their ids, in which CloudFront reaches no private origin."""


def prefix_list(ec2: Any) -> str:
    """The id of the list of addresses that CloudFront speaks to origins from."""
    named = [{"Name": "prefix-list-name", "Values": [PREFIX_LIST]}]
    with plain_errors():
        found = ec2.describe_managed_prefix_lists(Filters=named)["PrefixLists"]
    if not found:
        raise Failed(f"This region has no {PREFIX_LIST}: CloudFront reaches no private origin here")
    return str(found[0]["PrefixListId"])


def zones(ec2: Any) -> tuple[str, str]:
    """The names of two zones of the region that CloudFront reaches private origins in."""
    open_ones = [
        {"Name": "state", "Values": ["available"]},
        {"Name": "zone-type", "Values": ["availability-zone"]},
    ]
    with plain_errors():
        found = ec2.describe_availability_zones(Filters=open_ones)["AvailabilityZones"]
    names = sorted(
        one["ZoneName"]
        for one in found
        if one["ZoneId"] not in _WITHOUT_VPC_ORIGINS
        and one.get("OptInStatus", "opt-in-not-required") != "not-opted-in"
    )
    if len(names) < 2:
        raise Failed("This region has no two zones that the service could use; choose another")
    return names[0], names[1]
