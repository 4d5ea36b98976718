"""An emulator for all tests of deploy and destroy, and a place of its own for each."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore.hooks import EventAliaser
from botocore.loaders import create_loader

from cloud.infra.account import Account
from tests.cloud.infra.deploying.account import Place
from tests.cloud.infra.emulator import Emulator, emulator
from tests.cloud.infra.reduced import reduced

_LOADER = create_loader()
_TEMPLATE = Path(__file__).parents[4] / "cloud/infra/template.yaml"


@pytest.fixture(scope="session")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """An AWS that checks permissions."""
    with emulator(tmp_path_factory.mktemp("aws")) as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
def quick_clients() -> Iterator[None]:
    """Each client of AWS's library looks anew for what some hundred events are called, which is the
    same each time, and took a fifth of all the time here."""
    plain = EventAliaser._alias_event_name
    known: dict[str, str] = {}

    def looked_up(aliaser: EventAliaser, name: str) -> str:
        if name not in known:
            known[name] = plain(aliaser, name)
        return known[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EventAliaser, "_alias_event_name", looked_up)
        yield


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The service's template as far as the emulator knows it."""
    path = tmp_path_factory.mktemp("template") / "template.json"
    path.write_text(reduced(_TEMPLATE).text, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def small(whole: Path) -> Path:
    """One that takes the same parameters and makes next to nothing, in no time."""
    template = json.loads(whole.read_text(encoding="utf-8"))
    topic = {"DisplayName": {"Fn::Sub": "${Preset} ${ImageUri} ${SigningPublicKey}"}}
    template["Resources"] = {"Topic": {"Type": "AWS::SNS::Topic", "Properties": topic}}
    template["Outputs"] = {"ApiUrl": {"Value": "https://example.org"}}
    path = whole.with_name("small.json")
    path.write_text(json.dumps(template), encoding="utf-8")
    return path


@pytest.fixture
def place(
    aws: Emulator,
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    """A region without anything in it, which the account's owner is about to deploy to."""
    _forget_accounts(monkeypatch, tmp_path)
    for name, value in aws.environment.items():
        monkeypatch.setenv(name, value)
    # The descriptions of the services are long, and the same each time.
    monkeypatch.setattr("botocore.session.create_loader", lambda *_: _LOADER)
    made = Place(aws, tmp_path / "checkout", small)
    plain = Account._new_client
    clients: dict[object, object] = {}

    def heard(account: Account, service: str) -> object:
        """One for all runs that are the same person's: to make it takes longer than most calls."""
        who = tuple(sorted(one for one in os.environ.items() if one[0].startswith("AWS_")))
        key = (service, account.region, account._looks_only, who)
        if key not in clients:
            clients[key] = made.heard(plain(account, service), service)
        return clients[key]

    monkeypatch.setattr(Account, "_new_client", heard)
    return made


def _forget_accounts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing that would lead to an account."""
    for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN", "PROFILE", "REGION"):
        monkeypatch.delenv(f"AWS_{name}", raising=False)
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path))
