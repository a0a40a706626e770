"""Who a message is about, which language and which day it names."""

import pytest

from bot.conversation.understanding.entities import find_entities
from bot.conversation.understanding.entity_phrases import load_phrases
from bot.errors import ContentError
from bot.knowledge.accounts import AccountType
from bot.messages import Language


@pytest.fixture
def phrases(reader):
    return reader.phrases


def found(text, normaliser, phrases):
    entities = find_entities(normaliser.read(text), phrases)
    return [(entity.entity, entity.value, text[entity.start : entity.end]) for entity in entities]


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("công ty em thì sao", "enterprise", "công ty em"),
        ("cty thì sao", "enterprise", "cty"),
        ("doanh nghiep can lam gi", "enterprise", "doanh nghiep"),
        ("thế còn tổ chức?", "organisation", "tổ chức"),
        ("cơ quan nhà nước có phải chuyển", "agency", "cơ quan nhà nước"),
        ("người nước ngoài có cần không", "foreigner", "người nước ngoài"),
        ("người việt nam định cư ở nước ngoài", "overseas-vietnamese",
         "người việt nam định cư ở nước ngoài"),
        ("tôi là cán bộ một cửa", "official-at-one-stop", "tôi là cán bộ"),
        ("em ở bộ phận khác, cán bộ một cửa bảo", "official-at-one-stop", "cán bộ một cửa"),
        ("con toi co duoc cap khong", "under-14", "con toi"),
        ("uỷ ban nhân dân xã", "agency", "uỷ ban nhân dân"),
        ("con tôi có được cấp không", "under-14", "con tôi"),
        ("con tôi 10 tuổi", "6-to-13", "10 tuổi"),
        ("bé nhà em 18 tháng tuổi", "under-6", "18 tháng tuổi"),
        ("my 5-year-old", "under-6", "5-year-old"),
        ("my son is 13 years old", "6-to-13", "13 years old"),
        ("con tôi 15 tuổi", "citizen", "15 tuổi"),
        ("trẻ dưới 6 tuổi", "under-6", "trẻ dưới 6 tuổi"),
        ("từ 6 đến dưới 14 tuổi", "6-to-13", "từ 6 đến dưới 14 tuổi"),
        ("and for companies?", "enterprise", "companies"),
        ("I'm a foreigner", "foreigner", "foreigner"),
        ("the legal guardian", "guardian", "legal guardian"),
    ],
)  # fmt: skip
def test_who_a_message_is_about_is_found(text, value, words, normaliser, phrases):
    named = [one for one in found(text, normaliser, phrases) if one[0] == "account_type"]

    assert named == [("account_type", value, words)]


@pytest.mark.parametrize(
    "text",
    [
        "căn cước công dân của tôi",
        "cccd hết hạn",
        "dịch vụ công",
        "công an xã",
        "số định danh cá nhân",
        "gia đình tôi 4 người",
        "hộ chiếu năm 2024",
        "cho tôi hỏi, hồi đó",
        "còn tôi thì sao",
        "còn em nữa",
    ],
)
def test_a_message_about_nobody_in_particular_names_nobody(text, normaliser, phrases):
    assert not found(text, normaliser, phrases)


@pytest.mark.parametrize(
    ("text", "value"),
    [("Nói tiếng Anh đi", "en"), ("noi tieng viet", "vi"), ("English please", "en"),
     ("in Vietnamese please", "vi")],
)  # fmt: skip
def test_a_named_language_is_found(text, value, normaliser, phrases):
    assert ("language", value) in [one[:2] for one in found(text, normaliser, phrases)]


def test_a_day_with_its_year_is_found(normaliser, phrases):
    text = "hồi 15 tháng 6 năm 2024 thì sao, còn 1/7?"

    assert found(text, normaliser, phrases) == [("as_of_date", "2024-06-15", "15 tháng 6 năm 2024")]


def test_only_known_account_types_are_named(phrases):
    assert phrases.values_of("account_type") == set(AccountType)
    assert phrases.values_of("language") == set(Language)


def test_a_phrase_with_two_values_is_refused_with_its_line(tmp_path, normaliser):
    (tmp_path / "entities.yml").write_text(
        'version: "1"\nentities:\n  account_type:\n    citizen: {vi: [dân]}\n'
        "    agency: {vi: [dan]}\nignore: []\n",
        encoding="utf-8",
    )

    with pytest.raises(ContentError, match=r"entities\.yml:5.*'dan' already names another"):
        load_phrases(tmp_path, normaliser)
