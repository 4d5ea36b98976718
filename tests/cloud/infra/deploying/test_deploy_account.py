"""What a dry run cannot do, and which region is meant."""

import pytest

from cloud.infra.account import Account
from tests.cloud.infra.deploying.account import Place


def test_a_dry_run_has_no_way_to_change_anything(place: Place) -> None:
    account = Account("", place.region, looks_only=True)
    with pytest.raises(RuntimeError, match="was about to call CreateTopic"):
        account.client("sns").create_topic(Name="never")
    assert account.client("sns").list_topics()["Topics"] == []
    account.close()


def test_the_region_is_the_one_that_was_named_or_the_environments(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-north-1")
    assert Account("", "", looks_only=True).region == "eu-north-1"
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    assert Account("", "", looks_only=True).region == "eu-west-1"
    assert Account("", place.region, looks_only=True).region == place.region
