"""How many workers there are, what is told to whom, and how a deployment goes."""

import json
import math
from collections.abc import Mapping
from typing import Any

from cloud.api.metric_line import metric_line
from cloud.store.runs import Stats
from tests.cloud.infra.promise import Faults, Promise, change, remove
from tests.cloud.infra.resolved import Stack

_ALARM = "AWS::CloudWatch::Alarm"
_FAILURES = {
    "ApiFails": "HTTPCode_Target_5XX_Count",
    "BalancerFails": "HTTPCode_ELB_5XX_Count",
}
_WHAT_GOES_WRONG = ("WaitsTooLong", "NoApi", *_FAILURES)
_EARLIER = {  # what must be there before tasks start
    "ApiService": {"ClusterCapacity", "Listener", "RouteToTheWorld", "TaskRoutesA", "TaskRoutesB"},
    "WorkerService": {"ClusterCapacity", "RouteToTheWorld", "TaskRoutesA", "TaskRoutesB"},
}
_IDLE = Stats(0, 0, 0, 0, 0.0, 0, {})
_MOUNTS = ("spool-filesmounta", "spool-filesmountb")


def _as_many_as_are_wanted(stack: Stack) -> Faults:
    policy = stack.properties("AsManyAsWanted")["StepScalingPolicyConfiguration"]
    threshold = stack.properties("SomethingToDo")["Threshold"]
    for wanted in range(1, 31):
        found = _counts(policy, wanted - threshold)
        if found != [min(wanted, 10)]:
            yield f"{wanted} are wanted, {found} come"
    if policy["AdjustmentType"] != "ExactCapacity":
        yield "they are added"


def _none_after_ten_idle_minutes(stack: Stack) -> Faults:
    alarm = stack.properties("NothingToDo")
    policy = stack.properties("NoneWhenIdle")["StepScalingPolicyConfiguration"]
    if alarm["Period"] * alarm["EvaluationPeriods"] < 600 or "DatapointsToAlarm" in alarm:
        yield "they go too early"
    if alarm["TreatMissingData"] != "missing":
        yield "they go when the api does"
    if (alarm["ComparisonOperator"], alarm["Statistic"]) != ("LessThanThreshold", "Maximum"):
        yield "they go while there is something to do"
    if _counts(policy, 0 - alarm["Threshold"]) != [0] or _counts(policy, 1 - alarm["Threshold"]):
        yield "they do not go"
    if stack.properties("WorkerCount")["MinCapacity"] != 0:
        yield "one always stays"


def _metrics_are_those_of_the_api(stack: Stack) -> Faults:
    namespace = _variable(stack, "METRIC_NAMESPACE")
    printed = json.loads(metric_line(namespace, _IDLE, 3, 0.0))["_aws"]["CloudWatchMetrics"][0]
    known = {one["Name"] for one in printed["Metrics"]}
    for name, alarm in stack.of_type(_ALARM).items():
        if str(alarm["Namespace"]).startswith("AWS/"):
            continue
        if alarm["Namespace"] != printed["Namespace"] or alarm["MetricName"] not in known:
            yield f"{name} looks at nothing"
        if "Dimensions" in alarm:
            yield f"{name} looks for dimensions"


def _scaling_has_the_say(stack: Stack) -> Faults:
    worker, count = stack.properties("WorkerService"), stack.properties("WorkerCount")
    if "DesiredCount" in worker:
        yield "an update takes workers away"
    if stack.properties("ApiService").get("DesiredCount") != 1:
        yield "there is not one api"
    if count["ResourceId"] != "service/spool-cluster/workerservice.name":
        yield "something else is scaled"
    if worker["ServiceName"] != _variable(stack, "ECS_WORKER_SERVICE"):
        yield "the api wakes something else"
    if count["MaxCapacity"] != stack.parameters["MaxWorkers"]:
        yield "there may be another number"
    if stack.properties("SomethingToDo")["AlarmActions"] != ["spool-asmanyaswanted"]:
        yield "nobody is told that there is something to do"
    if stack.properties("NothingToDo")["AlarmActions"] != ["spool-nonewhenidle"]:
        yield "nobody is told that there is nothing to do"


def _capacity_is_as_chosen(stack: Stack) -> Faults:
    spot = stack.parameters["WorkerCapacity"] == "spot"
    wanted = {"ApiService": "FARGATE", "WorkerService": "FARGATE_SPOT" if spot else "FARGATE"}
    for name, provider in wanted.items():
        chosen = stack.properties(name)["CapacityProviderStrategy"]
        if chosen != [{"CapacityProvider": provider, "Weight": 1}]:
            yield f"{name} runs on {chosen}"


def _a_bad_deployment_is_taken_back(stack: Stack) -> Faults:
    for name, service in stack.of_type("AWS::ECS::Service").items():
        deployment = service.get("DeploymentConfiguration", {})
        breaker = deployment.get("DeploymentCircuitBreaker")
        if breaker != {"Enable": True, "Rollback": True}:
            yield f"{name} tries for hours"
        if deployment.get("MinimumHealthyPercent") != 100:
            yield f"{name} is away meanwhile"


def _what_is_made_anew_has_no_name_of_ours(stack: Stack) -> Faults:
    """Another address for mail makes another budget while the old one is there."""
    for name, one in stack.of_type("AWS::Budgets::Budget").items():
        if "BudgetName" in one["Budget"]:
            yield f"{name} is there already"


def _tasks_start_when_they_can(stack: Stack) -> Faults:
    if stack.resources["ClusterCapacity"].get("DependsOn") != "Balancer":
        yield "the role that ECS makes itself is not waited for"
    for name, needs in _EARLIER.items():
        if missing := needs - set(stack.resources[name].get("DependsOn", ())):
            yield f"{name} does not wait for {sorted(missing)}"
        tags = str(stack.properties(name).get("Tags"))
        if "FileSystem" in stack.resources and not all(mount in tags for mount in _MOUNTS):
            yield f"{name} does not wait for the file system"


def _somebody_hears_of_it(stack: Stack) -> Faults:
    wanted = ["spool-alarmtopic"] if stack.parameters["AlarmEmail"] else None
    for name in _WHAT_GOES_WRONG:
        if stack.properties(name).get("AlarmActions") != wanted:
            yield f"{name} is told to nobody, or to somebody who is not there"
    if bool(stack.of_type("AWS::SNS::Subscription")) != bool(wanted):
        yield "no mail is sent"
    if bool(stack.of_type("AWS::Budgets::Budget")) != bool(stack.parameters["BudgetUsd"]):
        yield "no budget, or one that is not wanted"


def _what_goes_wrong_is_seen(stack: Stack) -> Faults:
    waits, away = stack.properties("WaitsTooLong"), stack.properties("NoApi")
    if (waits["MetricName"], waits["Threshold"]) != ("OldestQueuedSeconds", 15 * 60):
        yield "waiting is not seen"
    if away["MetricName"] != "HealthyHostCount" or away["TreatMissingData"] != "breaching":
        yield "an api that is away is not seen"
    if away["Statistic"] != "Maximum":
        yield "one side of the load balancer that sees none is enough"
    if stack.resources["NoApi"].get("DependsOn") != "ApiService":
        yield "it is missed before it is there"
    for name, metric in _FAILURES.items():
        fails = stack.properties(name)
        if (fails.get("MetricName"), fails["Statistic"]) != (metric, "Sum"):
            yield f"{name} does not see failures"
        if fails["TreatMissingData"] != "notBreaching":
            yield f"{name} takes silence for failures"


def _counts(policy: Mapping[str, Any], above: float) -> list[int]:
    """What the steps say to a metric so far above the threshold."""
    return [
        step["ScalingAdjustment"]
        for step in policy["StepAdjustments"]
        if step.get("MetricIntervalLowerBound", -math.inf) <= above
        if step.get("MetricIntervalUpperBound", math.inf) > above
    ]


def _variable(stack: Stack, name: str) -> str:
    (api,) = stack.properties("ApiTask")["ContainerDefinitions"]
    return next((str(one["Value"]) for one in api["Environment"] if one["Name"] == name), "")


_WANTED = "AsManyAsWanted/Properties/StepScalingPolicyConfiguration"
_NONE = "NoneWhenIdle/Properties/StepScalingPolicyConfiguration"

PROMISES = (
    Promise(
        "as many as are wanted",
        _as_many_as_are_wanted,
        (
            change(f"{_WANTED}/StepAdjustments/3/ScalingAdjustment", 3),
            remove(f"{_WANTED}/StepAdjustments/9"),
            change(f"{_WANTED}/AdjustmentType", "ChangeInCapacity"),
            change("SomethingToDo/Properties/Threshold", 0),
        ),
    ),
    Promise(
        "none after ten idle minutes",
        _none_after_ten_idle_minutes,
        (
            change("NothingToDo/Properties/EvaluationPeriods", 3),
            change("NothingToDo/Properties/TreatMissingData", "breaching"),
            change("NothingToDo/Properties/Statistic", "Minimum"),
            change(f"{_NONE}/StepAdjustments/0/ScalingAdjustment", 1),
            change("WorkerCount/Properties/MinCapacity", 1),
        ),
    ),
    Promise(
        "metrics are those of the api",
        _metrics_are_those_of_the_api,
        (
            change("NothingToDo/Properties/Namespace", "Spool"),
            change("WaitsTooLong/Properties/MetricName", "OldestSeconds"),
        ),
    ),
    Promise(
        "scaling has the say",
        _scaling_has_the_say,
        (
            change("WorkerService/Properties/DesiredCount", 0),
            change("ApiService/Properties/DesiredCount", 0),
            change("WorkerService/Properties/ServiceName", "worker"),
            change("WorkerCount/Properties/MaxCapacity", 10),
            change("NothingToDo/Properties/AlarmActions/0", {"Ref": "AsManyAsWanted"}),
        ),
    ),
    Promise(
        "capacity is as chosen",
        _capacity_is_as_chosen,
        (
            change(
                "WorkerService/Properties/CapacityProviderStrategy/0/CapacityProvider",
                "FARGATE_SPOT",
            ),
            change(
                "ApiService/Properties/CapacityProviderStrategy/0/CapacityProvider", "FARGATE_SPOT"
            ),
        ),
    ),
    Promise(
        "a bad deployment is taken back",
        _a_bad_deployment_is_taken_back,
        (
            remove("WorkerService/Properties/DeploymentConfiguration/DeploymentCircuitBreaker"),
            change("ApiService/Properties/DeploymentConfiguration/MinimumHealthyPercent", 0),
        ),
    ),
    Promise(
        "what is made anew has no name of ours",
        _what_is_made_anew_has_no_name_of_ours,
        (change("Budget/Properties/Budget/BudgetName", "spool"),),
    ),
    Promise(
        "tasks start when they can",
        _tasks_start_when_they_can,
        (
            change("ApiService/DependsOn", ["ClusterCapacity", "RouteToTheWorld"]),
            remove("WorkerService/DependsOn/1"),
            remove("ClusterCapacity/DependsOn"),
            remove("WorkerService/Properties/Tags"),
        ),
    ),
    Promise(
        "somebody hears of it",
        _somebody_hears_of_it,
        (
            remove("NoApi/Properties/AlarmActions"),
            change("WaitsTooLong/Properties/AlarmActions", [{"Ref": "AWS::StackName"}]),
            change("AlarmMail/Condition", "Budgeted"),
            change("Budget/Condition", "OnS3"),
        ),
    ),
    Promise(
        "what goes wrong is seen",
        _what_goes_wrong_is_seen,
        (
            change("WaitsTooLong/Properties/Threshold", 9000),
            change("NoApi/Properties/TreatMissingData", "ignore"),
            change("NoApi/Properties/Statistic", "Minimum"),
            remove("NoApi/DependsOn"),
            change("ApiFails/Properties/MetricName", "HTTPCode_ELB_5XX_Count"),
            remove("BalancerFails/Properties/MetricName"),
            change("BalancerFails/Properties/Statistic", "Average"),
            change("ApiFails/Properties/TreatMissingData", "breaching"),
        ),
    ),
)
