"""Who a message is about, and which language, day, document and province it names."""

import pytest

from bot.content.catalogue import ROOT, load_catalogue
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
        ("what about our company's?", "enterprise", "our company's"),
        ("sorry, I mean she is 5", "under-6", "5"),
        ("he's only 9", "6-to-13", "9"),
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
        "the 5 of us",
        "she is 5 minutes late",
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

    assert found(text, normaliser, phrases) == [
        ("as_of_date", "2024-06-15", "15 tháng 6 năm 2024"),
        ("as_of_day", "--07-01", "1/7"),
    ]


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


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("theo nghị định 59/2022/NĐ-CP", "59/2022/NĐ-CP", "nghị định 59/2022/NĐ-CP"),
        ("nd59 con hieu luc khong", "59/2022/NĐ-CP", "nd59"),
        ("is Decree No. 69 in force", "69/2024/NĐ-CP", "Decree No. 69"),
        ("CV 3701 nói gì", "3701/VPCP-KSTT", "CV 3701"),
        ("3701 ban hành hôm nào", "3701/VPCP-KSTT", "3701"),
        ("công văn số 1941/UBND-TTHCC", "1941/UBND-TTHCC", "công văn số 1941/UBND-TTHCC"),
        ("văn bản 356", "356/CV-TCTTKĐA", "văn bản 356"),
        ("nghị định 356", "356/2025/NĐ-CP", "nghị định 356"),
        ("Chỉ thị số 27/CT-TTg", "27/CT-TTg", "Chỉ thị số 27/CT-TTg"),
    ],
)
def test_a_document_is_found_by_its_number(text, value, words, normaliser, phrases):
    assert found(text, normaliser, phrases) == [("document", value, words)]


@pytest.mark.parametrize(
    "text", ["tôi sinh năm 1941", "nhà số 59", "nộp 356 nghìn", "từ 27 đến 69", "bước 16"]
)
def test_a_bare_number_names_no_document(text, normaliser, phrases):
    assert not found(text, normaliser, phrases)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("tôi ở Kon Tum", "Kon Tum", "Kon Tum"),
        ("cổng của tp.hcm", "TP. Hồ Chí Minh", "tp.hcm"),
        ("Bà Rịa - Vũng Tàu nay ra sao", "Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("portal of Binh Duong", "Bình Dương", "Binh Duong"),
    ],
)
def test_a_province_is_found_as_it_was_named(text, value, words, normaliser, phrases):
    assert found(text, normaliser, phrases) == [("province", value, words)]


def test_every_document_named_is_one_of_the_facts(phrases):
    cited = {
        citation.document.number
        for fact in load_catalogue(ROOT).facts
        for citation in fact.citations
        if citation.document
    }
    assert phrases.values_of("document") <= cited


def test_a_day_without_its_year_is_given_without_it(normaliser, phrases):
    assert found("hồi 15/6 thì sao", normaliser, phrases) == [("as_of_day", "--06-15", "15/6")]
    assert not found("hồi tháng sau thì sao", normaliser, phrases)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("cháu sáu tuổi", "6-to-13", "sáu tuổi"),
        ("bé nhà em 5t", "under-6", "5t"),
        ("my five-year-old", "under-6", "five-year-old"),
        ("cụ bảy mươi tuổi", "citizen", "bảy mươi tuổi"),
    ],
)
def test_an_age_is_read_from_words(text, value, words, normaliser, phrases):
    assert found(text, normaliser, phrases) == [("account_type", value, words)]


def test_after_an_age_is_not_six_years_old(normaliser, phrases):
    assert not found("sau tuổi nghỉ hưu", normaliser, phrases)
