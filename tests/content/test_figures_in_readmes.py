"""What the READMEs tell of the content's size is so."""

import re

import pytest

from bot.content.catalogue import ROOT, Catalogue

FILES = {
    "README.md": r"(?P<topics>\d+) topics in over (?P<wordings>[\d,.]+) wordings.*?"
    r"(?P<facts>\d+) sourced",
    "README.vi.md": r"(?P<topics>\d+) chủ đề với hơn (?P<wordings>[\d,.]+) câu trả lời.*?"
    r"(?P<facts>\d+) thông tin",
}


@pytest.mark.parametrize("file", FILES)
def test_readme_tells_the_size_of_the_content(catalogue: Catalogue, file: str):
    told = re.search(FILES[file], (ROOT / file).read_text(encoding="utf-8"), re.DOTALL)
    assert told is not None
    wordings = sum(
        len(response.variations)
        for responses in catalogue.responses.values()
        for response in responses.values()
    )
    least = int(re.sub(r"\D", "", told["wordings"]))
    assert int(told["topics"]) == len(catalogue.topics)
    assert int(told["facts"]) == len(catalogue.facts.by_id)
    assert least < wordings < least + 100


def test_both_readmes_have_the_same_sections_and_commands():
    english, vietnamese = ((ROOT / file).read_text(encoding="utf-8") for file in FILES)
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(
        re.findall(r"^## ", vietnamese, re.MULTILINE)
    )
    program = r"bin/vneid-bot (?:content |nlu )?[\w-]+"
    assert re.findall(program, english) == re.findall(program, vietnamese)
    assert set(re.findall(r"\]\((docs/[^)]+)\)", english)) == set(
        re.findall(r"\]\((docs/[^)]+)\)", vietnamese)
    )
