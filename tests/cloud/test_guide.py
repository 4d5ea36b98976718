"""What the guide says of the configuration is what there is."""

import re
from dataclasses import fields
from pathlib import Path

from cloud.config import Config

_GUIDE = Path(__file__).parents[2] / "cloud" / "README.md"
_ROW = re.compile(r"^\| `([A-Z0-9_]+)` \| ([^|]+) \|", re.MULTILINE)


def test_every_variable_is_in_the_table_with_its_default() -> None:
    rows = dict(_ROW.findall(_GUIDE.read_text()))
    assert list(rows) == [one.name.upper() for one in fields(Config)]
    for one in fields(Config):
        default = getattr(Config(), one.name)
        if isinstance(default, bool):
            assert rows[one.name.upper()] == str(default).lower()
        elif isinstance(default, int):
            assert rows[one.name.upper()] == str(default)
        elif default and isinstance(default, str):
            assert rows[one.name.upper()] == default
