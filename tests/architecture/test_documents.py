"""What the documents promise is what the program has, and nothing names this machine."""

import re
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from bot.settings import PREFIX, Settings
from tests.architecture.source_tree import ROOT, name_of, text_files

HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("proxy", "golang"),
    )
)
"""Put together here, so that this file names none itself."""
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/\w|/tmp/(?!\$)\w")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


@pytest.mark.parametrize(("setting", "field"), Settings.model_fields.items())
def test_every_setting_stands_in_the_readme(setting: str, field: FieldInfo):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| *`{PREFIX}{setting.upper()}`.*\|$", readme, re.MULTILINE)
    assert row is not None, f"no row for {PREFIX}{setting.upper()}"
    assert field.description
    assert field.description in row.group()
    if field.default not in (None, ""):
        assert f"`{field.default}`" in row.group()


def test_readme_names_no_setting_that_does_not_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(rf"\b{PREFIX}(\w+?)(?:_FILE)?\b", readme)
    known = {setting.upper() for setting in Settings.model_fields}
    assert rows
    assert set(rows) - known - {"PEERS", "TEST_DATABASE_URL", "PORTAL_CLIENT_SECRET"} == set()


@pytest.mark.parametrize("path", text_files(), ids=name_of)
def test_file_names_no_machine_no_registry_and_nothing_unfinished(path: Path):
    text = path.read_text(encoding="utf-8")
    if path == Path(__file__):
        return
    assert [host for host in HOSTS if host in text] == []
    assert MACHINE.findall(text) == []
    assert UNFINISHED.findall(text) == []
