"""An image is known by the source that its build takes."""

from pathlib import Path

import pytest

from cloud.infra.image import ImageTag, read_tag, source_of
from tests.cloud.infra.deploying.account import checkout


@pytest.mark.parametrize(
    "name",
    ["app/one.py", "app/deep/new.py", "cloud/infra/Dockerfile", "cloud/infra/engine.txt",
     "packaging/requirements-cloud.txt", ".dockerignore"],
)  # fmt: skip
def test_what_is_built_from_changes_it(tmp_path: Path, name: str) -> None:
    root = checkout(tmp_path)
    before = source_of(root)
    path = root / name
    path.parent.mkdir(exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{text}# more\n", encoding="utf-8")
    assert source_of(root) != before


@pytest.mark.parametrize("name", ["left_out.py", "app/__pycache__/one.pyc", "README.md"])
def test_what_is_not_does_not(tmp_path: Path, name: str) -> None:
    root = checkout(tmp_path)
    before = source_of(root)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("anything\n", encoding="utf-8")
    assert source_of(root) == before
    assert source_of(checkout(tmp_path / "elsewhere")) == before


def test_the_real_source_is_found() -> None:
    root = Path(__file__).parents[3]
    assert len(source_of(root)) == 16


def test_a_tag_says_the_source_and_the_engine() -> None:
    tag = ImageTag("0123456789abcdef", "2026.10.26")
    assert read_tag(str(tag)) == tag
    again = ImageTag("0123456789abcdef", "2026.10.26", "20261127120000")
    assert read_tag(str(again)) == tag
    assert str(again) != str(tag)
    assert read_tag("latest") is None
