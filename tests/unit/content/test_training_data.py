"""Messages in Rasa's NLU format, with the place each stands in."""

from pathlib import Path

import pytest

from bot.content.annotations import EntityExample
from bot.content.training_data import Example, load
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


@pytest.mark.parametrize(
    "annotation", ['{"entity":}', '{"value":"x"}', "{entity}", '{"entity":"one","rôle":"x"}']
)
def test_broken_annotation_is_named(tmp_path: Path, annotation: str):
    message = fault(tmp_path, f"      - hỏi cho [tôi]{annotation}\n")
    assert message.startswith(f"vi/talk.yml:5: broken annotation {annotation}")


def test_unknown_key_is_named(tmp_path: Path):
    message = fault(tmp_path, "      - chào\n    langauge: vi\n")
    assert message == "vi/talk.yml:6: nlu.0.langauge: Extra inputs are not permitted"


def test_form_that_rasa_gave_up_is_refused(tmp_path: Path):
    message = fault(tmp_path, "      - hỏi cho [tôi](account_type:citizen)\n")
    assert message.startswith("vi/talk.yml:5: broken annotation account_type:citizen: write ")


def test_role_and_group_of_an_annotation_are_kept(tmp_path: Path):
    row = 'đi từ [Huế]{"entity":"city","role":"from","group":"1"}'
    assert read_one(tmp_path, row).entities == (EntityExample("city", "Huế", 6, 9, "from", "1"),)


BLOCKS = """version: "3.1"
nlu:
  - synonym: enterprise
    examples: |
      - Công ty
      - hãng
  - regex: phone
    examples: |
      - \\d{10}
  - lookup: city
    examples: |
      - Huế
      - Vinh
  - intent: greet
    examples:
      - text: chào [DN]{"entity":"account_type","value":"enterprise"}
        metadata: {style: unmarked}
      - text: xin chào
    metadata: {style: plain}
"""


def write_blocks(tmp_path: Path, text: str) -> None:
    write(tmp_path, "").write_text(text, encoding="utf-8")


def test_synonyms_patterns_and_lists_are_read(tmp_path: Path):
    write_blocks(tmp_path, BLOCKS)
    found = load(tmp_path)
    expected = {"công ty": "enterprise", "hãng": "enterprise", "dn": "enterprise"}
    assert found.synonyms == expected
    assert found.regexes == {"phone": ("\\d{10}",)}
    assert found.lookups == {"city": ("Huế", "Vinh")}


def test_messages_with_metadata_of_their_own_know_it_and_their_line(tmp_path: Path):
    write_blocks(tmp_path, BLOCKS)
    examples = load(tmp_path).examples
    assert [(e.text, e.style, e.line) for e in examples] == [
        ("chào DN", "unmarked", 16),
        ("xin chào", "plain", 18),
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault_there"),
    [
        ("synonym: enterprise", "sinonym: enterprise", "vi/talk.yml:3: nlu.0.sinonym: Extra"),
        (
            "lookup: city",
            "lookup: city\n    regex: x",
            "vi/talk.yml:10: nlu.2: Value error, a block",
        ),
        ("      - Vinh", "      Vinh", "vi/talk.yml:13: a message begins with '- ',"),
    ],
)
def test_fault_in_a_block_is_named(tmp_path: Path, old: str, new: str, fault_there: str):
    write_blocks(tmp_path, BLOCKS.replace(old, new))
    with pytest.raises(ContentError) as raised:
        load(tmp_path)
    assert str(raised.value).removeprefix(f"{tmp_path}/").startswith(fault_there)
