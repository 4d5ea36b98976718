"""What is missing is said at once and plainly; what went wrong is gone on from."""

import json
from pathlib import Path
from typing import Any

import pytest

from cloud.infra import deploying
from cloud.infra.refusals import CREDENTIALS, REGION
from tests.cloud.infra.deploying.account import IMAGE, Place


def test_everything_that_is_missing_is_said_at_once(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in place.aws.environment:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    place.builder.reason = "Nothing here builds images."

    assert deploying.main([], place.surroundings()) == 2
    assert capsys.readouterr().err.splitlines() == [
        CREDENTIALS,
        REGION,
        "Nothing here builds images.",
    ]
    assert not place.lines


def test_without_a_builder_nothing_is_begun(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.builder.reason = "Docker does not answer. Start it."
    assert place.deploy() == 2
    assert capsys.readouterr().err == "Docker does not answer. Start it.\n"
    assert place.everything() == []


def test_a_profile_that_is_not_there_is_named(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.deploy("--profile", "nobody") == 2
    assert "nobody" in capsys.readouterr().err


def test_credentials_that_are_not_accepted(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIA0000000000000000")
    assert place.deploy("--image", IMAGE) == 2
    assert "does not accept these credentials" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("allowed", "action"),
    [
        ((), "cloudformation:DescribeStacks"),
        (("cloudformation:*", "ec2:*"), "secretsmanager:DescribeSecret"),
        (("cloudformation:Describe*", "ec2:*", "secretsmanager:*", "cloudformation:Validate*"),
         "cloudformation:CreateChangeSet"),
    ],
)  # fmt: skip
def test_the_action_that_is_not_allowed_is_named(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    allowed: tuple[str, ...],
    action: str,
) -> None:
    user = place.aws.user(f"user-{len(allowed)}", *allowed)
    monkeypatch.delenv("AWS_SESSION_TOKEN")
    for name, value in user.items():
        monkeypatch.setenv(name, value)

    assert place.deploy("--image", IMAGE) == 2
    error = capsys.readouterr().err
    assert f"not allowed to do this: {action}." in error
    assert user["AWS_SECRET_ACCESS_KEY"] not in error
    assert place.stack() is None


def test_the_first_reason_of_a_failure_is_said_and_the_next_run_makes_the_stack_anew(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, place.template = place.template, tmp_path / "broken.json"
    broken = json.loads(good.read_text(encoding="utf-8"))
    broken["Resources"] |= _nobody_signals(seconds=1)
    place.template.write_text(json.dumps(broken), encoding="utf-8")

    assert place.deploy("--image", IMAGE) == 1
    error = capsys.readouterr().err
    first = "ROLLBACK_COMPLETE. What failed first: Waits (AWS::CloudFormation::WaitCondition): "
    assert f"{first}WaitCondition timed out" in error

    place.template = good
    assert place.deploy("--image", IMAGE) == 0
    assert "      the stack spool is ROLLBACK_COMPLETE: it is deleted and made anew" in place.lines
    assert place.stack()["StackStatus"] == "CREATE_COMPLETE"


def test_a_template_that_is_refused_leaves_a_state_that_goes_on(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.deploy("--image", IMAGE, "--budget", "5") == 1
    assert "BudgetUsd needs an AlarmEmail" in capsys.readouterr().err
    assert place.deploy("--image", IMAGE) == 0


def test_another_at_work_on_the_stack_is_waited_for(place: Place) -> None:
    place.between_looks = 0.5
    template = {"Resources": _nobody_signals(seconds=3)}
    place.client("cloudformation").create_stack(
        StackName="spool", TemplateBody=json.dumps(template)
    )

    assert place.deploy("--image", IMAGE) == 0
    assert "      the stack spool is CREATE_IN_PROGRESS: waiting for that to end" in place.lines
    assert place.stack()["StackStatus"] == "CREATE_COMPLETE"


@pytest.mark.parametrize("at", ["Keep a key", "Create or update the stack spool"])
def test_a_run_that_was_stopped_is_continued_by_the_next(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at: str
) -> None:
    place.files = ""
    plain = place.say

    def stop(text: str) -> None:
        plain(text)
        if place.lines[-1].startswith("      ") and at in place._step:
            raise KeyboardInterrupt

    monkeypatch.setattr(place, "say", stop)
    assert place.deploy() == 1
    assert "the same command continues here" in capsys.readouterr().err

    monkeypatch.setattr(place, "say", plain)
    assert place.deploy() == 0
    assert place.stack()["StackStatus"] == "CREATE_COMPLETE"
    assert len(place.builder.orders) == 1


def _nobody_signals(seconds: int) -> dict[str, Any]:
    """Resources that keep a stack at work for so long, and then fail."""
    handle = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
    waits = {"Handle": {"Ref": "Handle"}, "Timeout": str(seconds)}
    return {
        "Handle": handle,
        "Waits": {"Type": "AWS::CloudFormation::WaitCondition", "Properties": waits},
    }
