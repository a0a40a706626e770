"""Messages that speak of the same thing are noticed to, in either language."""

import pytest

from bot.conversation.understanding.concepts import load_concepts
from bot.errors import ContentError


def noticed(text, reader):
    return set(reader.concepts.noticed(reader.read(text)))


@pytest.mark.parametrize(
    ("one", "other", "concept"),
    [
        ("hạn chót là khi nào", "when is the deadline", "deadline+when"),
        ("han chot la khi nao", "until when is the time limit", "deadline+when"),
        ("cty em phải chuyển không", "must companies switch", "=enterprise+must"),
        ("liên kết ở bước 2", "link in step 2", "link+step2"),
        ("sau 15/6/2024 thì sao", "what about June 15, 2024", "a_date"),
    ],
)
def test_both_languages_share_a_concept(one, other, concept, reader):
    assert concept in noticed(one, reader) & noticed(other, reader)


def test_typed_marks_tell_words_apart(reader):
    assert "deadline" in noticed("hạn", reader)
    assert "deadline" not in noticed("hán", reader)


def test_a_concept_is_noticed_once_however_often_it_is_named(reader):
    found = reader.concepts.noticed(reader.read("hạn chót, deadline, thời hạn"))

    assert found.count("deadline") == 1


def test_nothing_is_noticed_in_nothing(reader):
    assert noticed("", reader) == set()


def test_a_broken_file_is_refused_with_its_line(tmp_path, reader):
    (tmp_path / "concepts.yml").write_text(
        'version: "1"\nconcepts:\n  deadline: [1]\n', encoding="utf-8"
    )

    with pytest.raises(ContentError, match=r"concepts\.yml:3"):
        load_concepts(tmp_path, reader.normaliser, reader.phrases)
