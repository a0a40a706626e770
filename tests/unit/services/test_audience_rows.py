"""What is said about a row of an imported file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.phones import read_phone
from bot.services.campaigns.audience.encodings import UnreadableFile
from bot.services.campaigns.audience.judging import judge_row
from bot.services.campaigns.audience.table import Row, open_table
from bot.services.campaigns.audience.verdicts import EXPLANATIONS, TAKEN, RowVerdict


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [
        ("0912345678", "accepted"),
        ("+84912345678", "accepted"),
        ("84 912 345 678", "accepted"),
        ("01649123456", "changed"),
        ("912345678", "zero_added"),
        ("8.49123E+10", "scientific"),
        ("8,49123E+10", "scientific"),
        ("84912345678.0", "decimal"),
        ('="0912345678"', "formula"),
        ("=A1&B1", "formula"),
        ("@SUM(A1)", "formula"),
        ("-cmd|' /C calc'!A0", "formula"),
        ("", "empty"),
        ("02438251234", "landline"),
        ("+14155550132", "foreign"),
        ("19000368", "service"),
        ("0912345678 ext 12", "extension"),
        ("không có", "no_number"),
        ("091234567", "no_number"),
    ],
)
def test_a_number_is_named_for_what_it_is(cell, verdict):
    assert judge_row(Row(1, cell, None)).verdict == verdict


def test_a_row_that_ends_early_and_a_language_nobody_speaks_are_named():
    assert judge_row(Row(1, None, None)).verdict == "too_few_columns"
    assert judge_row(Row(1, "0912345678", "fr")).verdict == "unknown_language"
    assert judge_row(Row(1, "0912345678", "Tiếng Anh")).language == "en"


@given(st.from_regex(r"(\+84|84|0)[1-9][0-9]{8}", fullmatch=True))
def test_the_quick_way_says_what_the_library_says(cell):
    judged, phone = judge_row(Row(1, cell, None)), read_phone(cell)

    assert (judged.verdict in TAKEN) == phone.gets_messages
    assert judged.e164 == phone.e164


def test_every_verdict_is_explained():
    assert set(EXPLANATIONS) == set(RowVerdict)


WRITTEN = "Họ tên,Số điện thoại,Ngôn ngữ\nLê Thị Ánh,0912345678,vi\nTrần Bình,0987654321,en\n"


def cp1258(text):
    """Windows-1258 writes some marks as characters of their own."""
    marks = {"ọ": "o\u0323", "ố": "ô\u0301", "ệ": "ê\u0323", "ạ": "a\u0323", "ị": "i\u0323"}
    marks |= {"ữ": "ư\u0303", "ầ": "â\u0300", "ì": "i\u0300"}
    return "".join(marks.get(one, one) for one in text).encode("cp1258")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (WRITTEN.encode(), "utf-8"),
        (WRITTEN.encode("utf-8-sig"), "utf-8-sig"),
        (WRITTEN.encode("utf-16"), "utf-16"),
        (WRITTEN.encode("utf-16-le"), "utf-16-le"),
        (cp1258(WRITTEN), "cp1258"),
        (WRITTEN.replace(",", ";").encode(), "utf-8"),
        (WRITTEN.replace(",", "\t").replace("\n", "\r\n").encode(), "utf-8"),
    ],
)
def test_a_file_is_read_however_it_was_saved(tmp_path, content, encoding):
    path = tmp_path / "people.csv"
    path.write_bytes(content)

    table = open_table(path)

    assert table.encoding == encoding
    assert list(table.rows()) == [Row(1, "0912345678", "vi"), Row(2, "0987654321", "en")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"name,age\nA,1\n", r"no column of phone numbers.*“name”, “age”"),
        (b"phone,mobile\n1,2\n", "several columns"),
        (b"phone\n0912\x81\xff\xd2345678\n", "breaks off at byte"),
    ],
)
def test_a_file_that_is_no_table_of_people_is_refused_with_the_reason(tmp_path, content, problem):
    path = tmp_path / "people.csv"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile, match=problem):
        open_table(path)


def test_a_quotation_mark_left_open_is_named_by_its_line(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text('phone\n0912345678\n"' + "0912345678\n" * 20_000, encoding="utf-8")

    with pytest.raises(UnreadableFile, match=r"line .*quotation mark"):
        list(open_table(path).rows())


def test_a_column_can_be_named(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("phone,mobile\n1,0912345678\n", encoding="utf-8")

    assert [row.phone for row in open_table(path, "Mobile").rows()] == ["0912345678"]
