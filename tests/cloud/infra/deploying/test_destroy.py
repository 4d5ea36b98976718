"""What a removal takes away, in which order, and what it says is left."""

import json
from pathlib import Path
from typing import Any

import pytest

from cloud.infra.vpc_leftovers import GROUP
from tests.cloud.infra.deploying.account import IMAGE, Place


def test_everything_is_removed_as_a_dry_run_says_and_once_more_is_fine(
    place: Place, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place.template, place.files = whole, ""
    assert place.deploy() == 0
    outputs = {one["OutputKey"]: one["OutputValue"] for one in place.stack()["Outputs"]}
    cluster, bucket = outputs["ClusterName"], outputs["FilesBucket"]
    _fill(place.client("s3"), bucket)
    _run_busy_worker(place, cluster, outputs["WorkerServiceName"])

    there = place.everything()
    place.lines.clear()
    assert place.destroy("--dry-run") == 0
    assert place.everything() == there
    planned, place.lines = place.lines, []
    number = _number_of_resources(place)
    assert number > 30
    assert planned[2].endswith(f"the stack is CREATE_COMPLETE, with {number} resources")

    place.made.clear()
    assert place.destroy("--yes") == 0
    assert place.everything() == []
    assert bucket not in [one["Name"] for one in place.client("s3").list_buckets()["Buckets"]]
    _has_done_what_was_planned(place, planned)
    for step, became in (
        ("[2/6] Stop the api, then the workers, protected or not", "1 were running"),
        ("[3/6] Empty the bucket: all versions, and uploads that nobody ended", "5 were there"),
        ("[5/6] Delete the stack spool-images with all images", ""),
        ("[6/6] Delete the secrets spool/spool/token and spool/spool/signing-key for good",
         "2 are gone"),
    ):  # fmt: skip
        assert became in place.lines[place.lines.index(step) + 1]

    assert place.destroy("--yes") == 0
    assert "      they are not there" in place.lines
    assert capsys.readouterr().err == ""


def test_it_goes_on_only_for_the_name(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert place.deploy("--image", IMAGE) == 0
    there = place.everything()
    for answer, error in (("other", "not its name"), (None, "--yes")):
        assert place.destroy(answer=answer) == 2
        assert error in capsys.readouterr().err
        assert place.everything() == there

    assert place.destroy(answer="spool") == 0
    assert place.everything() == []


def test_what_cloudfront_left_in_the_network_goes_with_it(place: Place, tmp_path: Path) -> None:
    place.template = _with_vpc(place.template, tmp_path)
    assert place.deploy("--image", IMAGE) == 0
    ec2 = place.client("ec2")
    vpc = _network_of(place)
    made = ec2.create_security_group(GroupName=GROUP, Description="of CloudFront's", VpcId=vpc)
    assert place.destroy("--yes") == 0
    assert any("things that were in the way are deleted" in line for line in place.lines)
    left = ec2.describe_security_groups()["SecurityGroups"]
    assert made["GroupId"] not in [one["GroupId"] for one in left]
    assert place.stack() is None


def test_what_stands_in_the_way_and_is_not_cloudfronts_is_left_and_said(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place.template = _with_vpc(place.template, tmp_path)
    assert place.deploy("--image", IMAGE) == 0
    group = place.client("ec2").create_security_group(
        GroupName="mine", Description="a person's", VpcId=_network_of(place)
    )
    assert place.destroy("--yes") == 1
    assert "DELETE_FAILED. What failed first: Vpc (AWS::EC2::VPC)" in capsys.readouterr().err

    assert place.deploy("--image", IMAGE) == 1
    assert "is half deleted. Run destroy first." in capsys.readouterr().err

    place.client("ec2").delete_security_group(GroupId=group["GroupId"])
    assert place.destroy("--yes") == 0
    assert place.everything() == []


def test_what_cannot_be_taken_out_of_the_way_does_not_hide_what_failed_first(
    place: Place,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place.template = _with_vpc(place.template, tmp_path)
    assert place.deploy("--image", IMAGE) == 0
    place.client("ec2").create_security_group(
        GroupName=GROUP, Description="of CloudFront's", VpcId=_network_of(place)
    )
    may = ("sts:*", "cloudformation:*", "ec2:Describe*", "ec2:DeleteVpc", "sns:*")
    with monkeypatch.context() as as_somebody:
        as_somebody.delenv("AWS_SESSION_TOKEN")
        for name, value in place.aws.user("careful", *may).items():
            as_somebody.setenv(name, value)
        assert place.destroy("--yes") == 1
    first, second = capsys.readouterr().err.splitlines()
    assert "DELETE_FAILED. What failed first: Vpc (AWS::EC2::VPC)" in first
    assert second.startswith("What CloudFront left there does not go: ")
    assert "ec2:DeleteSecurityGroup" in second

    assert place.destroy("--yes") == 0
    assert place.everything() == []


def test_a_stack_for_redis_cli_that_was_forgotten_is_named(place: Place) -> None:
    assert place.deploy("--image", IMAGE) == 0
    topic = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
    place.client("cloudformation").create_stack(
        StackName="spool-console", TemplateBody=json.dumps(topic)
    )
    assert place.destroy("--yes") == 0
    assert place.everything() == ["spool-console"]
    command = f"aws cloudformation delete-stack --region {place.region} --stack-name spool-console"
    assert f"Left: the stack spool-console, made for redis-cli: {command}" in place.lines


def test_what_the_template_keeps_is_named(place: Place, tmp_path: Path) -> None:
    template = json.loads(place.template.read_text(encoding="utf-8"))
    template["Resources"]["Topic"]["DeletionPolicy"] = "Retain"
    place.template = tmp_path / "keeps.json"
    place.template.write_text(json.dumps(template), encoding="utf-8")

    assert place.deploy("--image", IMAGE) == 0
    assert place.destroy("--yes") == 0
    assert "Left: Topic (AWS::SNS::Topic), which the template keeps" in place.lines


def _number_of_resources(place: Place) -> int:
    pages = place.client("cloudformation").get_paginator("list_stack_resources")
    return sum(len(page["StackResourceSummaries"]) for page in pages.paginate(StackName="spool"))


def _has_done_what_was_planned(place: Place, planned: list[str]) -> None:
    said = "\n".join(planned)
    for sentence, calls in place.made.items():
        assert f"] {sentence}\n" in said
        for call in calls:
            assert call in said.partition(sentence)[2].partition("[")[0], sentence


def _fill(s3: Any, bucket: str) -> None:
    """Two versions of a file, one that was deleted, and an upload that nobody ended."""
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    for name in ("files/a", "files/a", "files/b"):
        s3.put_object(Bucket=bucket, Key=name, Body=b"x")
    s3.delete_object(Bucket=bucket, Key="files/b")
    s3.create_multipart_upload(Bucket=bucket, Key="files/c")


def _run_busy_worker(place: Place, cluster: str, service: str) -> None:
    ecs = place.client("ecs")
    described = ecs.describe_services(cluster=cluster, services=[service])["services"][0]
    subnets = described["networkConfiguration"]
    task = ecs.run_task(
        cluster=cluster,
        taskDefinition=described["taskDefinition"],
        launchType="FARGATE",
        networkConfiguration=subnets,
    )["tasks"][0]["taskArn"]
    ecs.update_task_protection(cluster=cluster, tasks=[task], protectionEnabled=True)


def _with_vpc(template: Path, folder: Path) -> Path:
    more = json.loads(template.read_text(encoding="utf-8"))
    more["Resources"]["Vpc"] = {
        "Type": "AWS::EC2::VPC",
        "Properties": {"CidrBlock": "10.42.0.0/20"},
    }
    path = folder / "with-vpc.json"
    path.write_text(json.dumps(more), encoding="utf-8")
    return path


def _network_of(place: Place) -> str:
    resources = place.client("cloudformation").describe_stack_resource(
        StackName="spool", LogicalResourceId="Vpc"
    )
    return str(resources["StackResourceDetail"]["PhysicalResourceId"])
