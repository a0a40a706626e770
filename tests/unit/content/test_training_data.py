"""Messages in Rasa's NLU format, with the place each stands in."""

from pathlib import Path

import pytest

from bot.content.training_data import EntityExample, Example, load
from bot.errors import ContentError
from bot.messages import Language

HEAD = 'version: "3.1"\nnlu:\n  - intent: greet\n    examples: |\n'


def write(tmp_path: Path, rows: str, language: str = "vi", name: str = "talk.yml") -> Path:
    path = tmp_path / language / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def read_one(tmp_path: Path, row: str) -> Example:
    write(tmp_path, f"      - {row}\n")
    [example] = load(tmp_path).examples
    return example


def fault(tmp_path: Path, rows: str) -> str:
    write(tmp_path, rows)
    with pytest.raises(ContentError) as raised:
        load(tmp_path)
    return str(raised.value).removeprefix(f"{tmp_path}/")


def test_message_knows_its_intent_language_and_line(tmp_path: Path):
    path = write(tmp_path, "      - xin chào\n\n      - chào ad\n")
    expected = (
        Example("xin chào", "greet", Language.VI, path=path, line=5),
        Example("chào ad", "greet", Language.VI, path=path, line=7),
    )
    assert load(tmp_path).examples == expected


def test_messages_come_in_the_order_of_languages_files_and_lines(tmp_path: Path):
    write(tmp_path, "      - three\n", "en")
    write(tmp_path, "      - hai\n", "vi", "b.yml")
    write(tmp_path, "      - một\n", "vi", "a.yml")
    assert [example.text for example in load(tmp_path).examples] == ["một", "hai", "three"]


def test_files_above_the_languages_are_not_messages(tmp_path: Path):
    (tmp_path / "domain.yml").write_text("not messages", encoding="utf-8")
    assert load(tmp_path).examples == ()


def test_style_of_a_block_is_kept(tmp_path: Path):
    block = "      - chao\n    metadata:\n      style: unmarked\n"
    write(tmp_path, block)
    assert [example.style for example in load(tmp_path).examples] == ["unmarked"]


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("hỏi cho [doanh nghiệp](account_type) nhé", "doanh nghiệp"),
        ('hỏi cho [doanh nghiệp]{"entity":"account_type"} nhé', "doanh nghiệp"),
        ('hỏi cho [doanh nghiệp]{"entity":"account_type","value":"x"} nhé', "x"),
    ],
)
def test_annotation_is_taken_out_of_the_text(tmp_path: Path, row: str, value: str):
    example = read_one(tmp_path, row)
    assert example.text == "hỏi cho doanh nghiệp nhé"
    assert example.entities == (EntityExample("account_type", value, 8, 20),)


def test_two_annotations_have_places_in_the_plain_text(tmp_path: Path):
    example = read_one(tmp_path, "[a](one) và [b](two)")
    assert [example.text[e.start : e.end] for e in example.entities] == ["a", "b"]
    assert [e.entity for e in example.entities] == ["one", "two"]


def test_brackets_without_an_entity_stay(tmp_path: Path):
    assert read_one(tmp_path, "bấm [Cập nhật] (ở đâu)").text == "bấm [Cập nhật] (ở đâu)"


def test_row_that_is_no_list_item_is_named(tmp_path: Path):
    rows = "      - xin chào\n      chào\n"
    problem = "a message begins with '- ', this line is: chào"
    assert fault(tmp_path, rows) == f"vi/talk.yml:6: {problem}"


@pytest.mark.parametrize("annotation", ['{"entity":}', '{"value":"x"}', "{entity}"])
def test_broken_annotation_is_named(tmp_path: Path, annotation: str):
    message = fault(tmp_path, f"      - hỏi cho [tôi]{annotation}\n")
    assert message.startswith(f"vi/talk.yml:5: broken annotation {annotation}")


def test_unknown_key_is_named(tmp_path: Path):
    message = fault(tmp_path, "      - chào\n    langauge: vi\n")
    assert message == "vi/talk.yml:6: nlu.0.langauge: Extra inputs are not permitted"
