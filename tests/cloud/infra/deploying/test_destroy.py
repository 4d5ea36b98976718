"""What a removal takes away, in which order, and what it says is left."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cloud.infra.deploying.account import IMAGE, Place


def test_everything_is_removed_and_once_more_is_fine(
    place: Place, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place.template = whole
    assert place.deploy() == 0
    outputs = {one["OutputKey"]: one["OutputValue"] for one in place.stack()["Outputs"]}
    cluster, bucket = outputs["ClusterName"], outputs["FilesBucket"]
    _fill(place.client("s3"), bucket)
    _run_busy_worker(place, cluster, outputs["WorkerServiceName"])

    place.lines.clear()
    assert place.destroy("--yes") == 0
    assert place.everything() == []
    assert bucket not in [one["Name"] for one in place.client("s3").list_buckets()["Buckets"]]
    assert place.lines[place.lines.index(_heading(2, "Stop the api")) + 1] == "      1 were running"
    assert place.lines[place.lines.index(_heading(3, "Empty")) + 1] == "      5 were there"
    assert "      1 images are gone" in place.lines
    assert "      2 are gone" in place.lines

    assert place.destroy("--yes") == 0
    assert "      they are not there" in place.lines
    assert capsys.readouterr().err == ""


def test_what_a_dry_run_says_is_what_is_done(place: Place, whole: Path) -> None:
    place.template = whole
    assert place.deploy() == 0
    there = place.everything()
    place.lines.clear()

    assert place.destroy("--dry-run") == 0
    assert place.everything() == there
    assert "with 4" in place.lines[2] or "with 5" in place.lines[2]
    said = "\n".join(place.lines)
    place.made.clear()
    assert place.destroy("--yes") == 0
    for sentence, calls in place.made.items():
        assert f"] {sentence}\n" in said
        for call in calls:
            assert call in said.partition(sentence)[2].partition("[")[0], sentence


@pytest.mark.parametrize(("answer", "error"), [("other", "not its name"), (None, "--yes")])
def test_it_goes_on_only_for_the_name(
    place: Place, capsys: pytest.CaptureFixture[str], answer: str | None, error: str
) -> None:
    assert place.deploy("--image", IMAGE) == 0
    there = place.everything()
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
    made = ec2.create_security_group(
        GroupName="CloudFront-VPCOrigins-Service-SG", Description="of CloudFront's", VpcId=vpc
    )
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


def test_what_the_template_keeps_is_named(place: Place, tmp_path: Path) -> None:
    template = json.loads(place.template.read_text(encoding="utf-8"))
    template["Resources"]["Topic"]["DeletionPolicy"] = "Retain"
    place.template = tmp_path / "keeps.json"
    place.template.write_text(json.dumps(template), encoding="utf-8")

    assert place.deploy("--image", IMAGE) == 0
    assert place.destroy("--yes") == 0
    assert "Left: Topic (AWS::SNS::Topic), which the template keeps" in place.lines


def _heading(number: int, begin: str) -> str:
    known = {
        "Stop the api": "Stop the api, then the workers, protected or not",
        "Empty": "Empty the bucket: all versions, and uploads that nobody ended",
    }
    return f"[{number}/6] {known[begin]}"


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
