"""The self-test sees nothing of the person's own, and leaves nothing behind."""

import os
from pathlib import Path

import pytest

from app.folders import Folders
from app.self_test.home import environment, own_home

_PERSONS = {
    "HOME": "/home/somebody",
    "XDG_CONFIG_HOME": "/home/somebody/.config",
    "XDG_RUNTIME_DIR": "/run/user/1000",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus",
    "SPOOL_HOME": "/home/somebody/spool",
    "SPOOL_ENGINE": "/home/somebody/2099.1.1",
    "https_proxy": "http://me:hidden@proxy.example:3128",
    "HTTP_PROXY": "http://proxy.example:3128",
    "PATH": "/usr/bin",
    "LANG": "de_DE.UTF-8",
}


def test_nothing_leads_to_the_persons_own_things_or_out(tmp_path: Path) -> None:
    seen = environment(_PERSONS, tmp_path, bundled_alone=False)
    assert "somebody" not in str(seen)
    assert "proxy.example" not in str(seen)
    assert "/run/user" not in str(seen)
    assert (seen["PATH"], seen["LANG"]) == ("/usr/bin", "de_DE.UTF-8")


def test_only_what_came_with_a_packaged_application_is_found(tmp_path: Path) -> None:
    assert environment(_PERSONS, tmp_path, bundled_alone=True)["PATH"] == ""


def test_the_applications_folders_are_in_it_and_it_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (name for name in _PERSONS if name != "PATH"):
        monkeypatch.setenv(name, _PERSONS[name])
    before = dict(os.environ)
    with own_home(bundled_alone=False) as home:
        folders = Folders.find()
        assert folders.data.is_relative_to(home)
        assert folders.downloads() == home / "Downloads"
        assert home.is_dir()
    assert not home.exists()
    assert dict(os.environ) == before
