"""Tokens belong to owners, wrong files are named by their line, and nothing secret is said."""

import hashlib
import logging
import os
import re
import sys
from pathlib import Path

import pytest

from app.storage.whole_file import whole_file
from cloud import owners as owners_module
from cloud.config import Config, ConfigError
from cloud.owners import MAX_BYTES, MAX_LINES, MAX_TOKEN, Owners, is_owner, new_token

TOKEN, OTHER = (f"spool_{sign * 43}" for sign in "Ab")
LINE, OTHER_LINE = (
    f"{owner} {hashlib.sha256(token.encode()).hexdigest()}"
    for owner, token in (("anna", TOKEN), ("ben", OTHER))
)


class Clock:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tokens"
    path.write_text(f"# who may\n\n{LINE}\n")
    return path


def _of(file: Path, clock: Clock) -> Owners:
    return Owners.from_config(Config(tokens_file=str(file)), clock)


def test_a_token_is_its_owners(file: Path, clock: Clock) -> None:
    owners = _of(file, clock)
    assert owners.owner_of(TOKEN) == "anna"
    assert not owners.is_open


def test_a_new_token_is_let_in_by_its_line(tmp_path: Path, clock: Clock) -> None:
    made = [new_token("anna") for _ in range(3)]
    file = tmp_path / "tokens"
    file.write_text("\n".join(line for _, line in made))
    owners = _of(file, clock)
    assert [owners.owner_of(token) for token, _ in made] == ["anna"] * 3
    assert len({token for token, _ in made}) == 3
    for token, line in made:
        assert re.fullmatch(r"spool_[\w-]{43}", token)
        assert token not in line


@pytest.mark.parametrize(
    "wrong", ["", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), LINE.split()[1], "anna", "\udc80", "é"]
)
def test_any_other_token_is_nobodys(file: Path, clock: Clock, wrong: str) -> None:
    assert _of(file, clock).owner_of(wrong) is None


def test_a_token_that_is_too_long_is_not_even_hashed(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = "x" * MAX_TOKEN
    file = tmp_path / "tokens"
    lines = [f"anna {hashlib.sha256(one.encode()).hexdigest()}" for one in (longest, longest + "x")]
    file.write_text("\n".join(lines))
    owners = _of(file, clock)
    assert owners.owner_of(longest) == "anna"
    hashed: list[str] = []
    monkeypatch.setattr(owners_module, "_digest", hashed.append)
    assert owners.owner_of(longest + "x") is None
    assert not hashed


def test_the_variable_names_several_and_one_may_have_several(clock: Clock) -> None:
    second, second_line = new_token("anna")
    entries = ", ".join(line.replace(" ", ":") for line in (LINE, OTHER_LINE, second_line))
    owners = Owners.from_config(Config(tokens=entries), clock)
    assert [owners.owner_of(one) for one in (TOKEN, OTHER, second)] == ["anna", "ben", "anna"]
    assert not owners.is_open


def test_a_file_may_come_from_anywhere(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "tokens"
    owner, digest = LINE.split()
    second = new_token("anna")
    text = f"\ufeff  {owner}\t{digest.upper()}  \r\n#x\r\n{LINE}\r\n  # y\r\n{second[1]}"
    file.write_bytes(text.encode())
    owners = _of(file, clock)
    assert owners.owner_of(TOKEN) == owners.owner_of(second[0]) == "anna"


def test_without_tokens_it_is_open_and_any_token_nobodys(clock: Clock) -> None:
    owners = Owners.from_config(Config(), clock)
    assert owners.is_open
    assert owners.owner_of(TOKEN) is None
    assert owners.owner_of("") is None


def test_a_file_without_tokens_is_closed_to_everybody(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "tokens"
    file.write_text("# nobody yet\n")
    owners = _of(file, clock)
    assert not owners.is_open
    assert owners.owner_of(TOKEN) is None


SECRET = "hidden" + "0a" * 29


@pytest.mark.parametrize(
    "wrong",
    [
        SECRET,
        f"hidden {SECRET} {SECRET}",
        f"hidden {'0' * 63}",
        f"hidden {'0' * 65}",
        f"hidden {'g' * 64}",
        f"Hidden {'0' * 64}",
        f".hidden {'0' * 64}",
        f"../hidden {'0' * 64}",
        f"hidden/x {'0' * 64}",
        f"{'hidden' * 6} {'0' * 64}",
        f"hidden:{'0' * 64}",
        f"hidden {'٠' * 64}",
        f"other {LINE.split()[1]}",
        "\x00hidden",
    ],
)
def test_a_wrong_file_is_named_by_its_line_at_the_start(
    file: Path, clock: Clock, wrong: str
) -> None:
    file.write_text(f"{LINE}\n# x\n{wrong}\n{OTHER_LINE}\n")
    with pytest.raises(ConfigError, match=r"^TOKENS_FILE: line 3: ") as caught:
        _of(file, clock)
    assert "hidden" not in str(caught.value).lower()
    assert LINE.split()[1] not in str(caught.value)


@pytest.mark.parametrize("wrong", ["", SECRET, "hidden:0", f"hidden {'0' * 64}"])
def test_a_wrong_variable_is_named_by_its_entry(clock: Clock, wrong: str) -> None:
    entries = ",".join([LINE.replace(" ", ":"), wrong])
    with pytest.raises(ConfigError, match=r"^TOKENS: entry 2: ") as caught:
        Owners.from_config(Config(tokens=entries), clock)
    assert "hidden" not in str(caught.value)


def test_a_file_that_is_none_is_refused_at_the_start(tmp_path: Path, clock: Clock) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").touch()
    for place in (tmp_path / "missing", tmp_path, tmp_path / "pipe", tmp_path / "empty"):
        with pytest.raises(ConfigError, match=r"^TOKENS_FILE: it "):
            _of(place, clock)


def test_a_file_has_an_end(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "tokens"
    file.write_text("#\n" * (MAX_LINES - 1) + LINE + "\n")
    assert _of(file, clock).owner_of(TOKEN) == "anna"
    file.write_text("#\n" * MAX_LINES + LINE)
    with pytest.raises(ConfigError, match="more than 10000 lines"):
        _of(file, clock)
    file.write_text(f"{LINE}\n#" + "x" * MAX_BYTES)
    with pytest.raises(ConfigError, match="longer than"):
        _of(file, clock)


def test_a_changed_file_is_read_again_once_a_second(file: Path, clock: Clock) -> None:
    owners = _of(file, clock)
    _replace(file, OTHER_LINE)
    assert owners.owner_of(TOKEN) == "anna"  # it was looked at just now
    clock.now += 1.0
    assert owners.owner_of(TOKEN) is None
    assert owners.owner_of(OTHER) == "ben"
    _replace(file, LINE)
    clock.now += 0.9
    assert owners.owner_of(OTHER) == "ben"
    clock.now += 0.2
    assert owners.owner_of(OTHER) is None


def test_an_unchanged_file_is_not_read_again(
    file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    owners = _of(file, clock)
    read: list[Path] = []
    monkeypatch.setattr(owners_module, "_read", read.append)
    for _ in range(5):
        clock.now += 1.0
        assert owners.owner_of(TOKEN) == "anna"
    assert not read


@pytest.mark.parametrize("fault", ["gone", "wrong", "empty", "folder"])
def test_a_file_that_became_wrong_changes_nothing(
    file: Path, clock: Clock, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    owners = _of(file, clock)
    file.unlink()
    if fault == "folder":
        file.mkdir()
    elif fault != "gone":
        file.write_text("" if fault == "empty" else f"{OTHER_LINE}\nhidden {SECRET}\n")
    for _ in range(3):
        clock.now += 1.0
        assert owners.owner_of(TOKEN) == "anna"
        assert owners.owner_of(OTHER) is None
    (warning,) = caplog.records  # once, and not every second
    assert warning.levelno == logging.WARNING
    assert "TOKENS_FILE" in warning.getMessage()
    assert "hidden" not in warning.getMessage()
    if fault == "folder":
        file.rmdir()
    _replace(file, OTHER_LINE)
    clock.now += 1.0
    assert owners.owner_of(OTHER) == "ben"
    assert owners.owner_of(TOKEN) is None


def test_a_file_that_came_back_as_it_was_is_fine(file: Path, clock: Clock) -> None:
    owners = _of(file, clock)
    file.rename(file.with_name("away"))
    clock.now += 1.0
    assert owners.owner_of(TOKEN) == "anna"
    file.with_name("away").rename(file)
    clock.now += 1.0
    assert owners.owner_of(TOKEN) == "anna"


@pytest.mark.parametrize("name", ["a", "0", "anna", "a.b-c_d", "x" * 32])
def test_names_of_owners(name: str) -> None:
    assert is_owner(name)
    assert new_token(name)[1].startswith(f"{name} ")


@pytest.mark.parametrize("name", ["", "A", ".a", "-a", "_a", "a/b", "a b", "ä", "a\n", "x" * 33])
def test_what_is_no_name_of_an_owner(name: str) -> None:
    assert not is_owner(name)
    with pytest.raises(ValueError, match="an owner's name"):
        new_token(name)


def _replace(file: Path, line: str) -> None:
    with whole_file(file) as written:  # a new number, so that a coarse clock hides nothing
        written.write(f"{line}\n")
