"""Reviewed phrases as Rasa's lookup tables and synonyms."""

from pathlib import Path

import pytest
import yaml

from bot.conversation.rasa_export.phrase_file import write_phrases

PHRASES = """
version: "1"
entities:
  account_type:
    enterprise:
      vi: [công ty, công ty cổ phần]
      en: [company]
    foreigner:
      vi: [hội, người nước ngoài]
      en: [hoi]
ignore: [công ty điện lực]
"""


@pytest.fixture
def blocks(tmp_path: Path) -> dict[str, list[str]]:
    (tmp_path / "entities.yml").write_text(PHRASES, encoding="utf-8")
    written = yaml.safe_load(write_phrases(tmp_path))["nlu"]
    return {
        f"{kind} {block[kind]}": block["examples"].splitlines()
        for block in written
        for kind in ("lookup", "synonym")
        if kind in block
    }


def test_longer_phrase_stands_before_the_one_it_holds(blocks):
    table = blocks["lookup account_type"]
    assert table.index("- công ty cổ phần") < table.index("- công ty")
    assert table == sorted(table, key=lambda row: -len(row))


def test_each_phrase_also_stands_without_marks_and_once(blocks):
    table = blocks["lookup account_type"]
    assert {"- cong ty", "- nguoi nuoc ngoai", "- company"} <= set(table)
    assert len(table) == len(set(table))


def test_every_phrase_of_the_table_has_one_meaning(blocks):
    synonyms = [*blocks["synonym enterprise"], *blocks["synonym foreigner"]]
    assert sorted(synonyms) == sorted(blocks["lookup account_type"])


def test_ignored_phrase_names_nothing(blocks):
    assert "- công ty điện lực" not in blocks["lookup account_type"]
