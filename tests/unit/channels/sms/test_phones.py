"""Phone numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.phones import CODES_SINCE_2018, Phone, Verdict, mask_phone, read_phone


@pytest.mark.parametrize(
    "written",
    [
        "0912345678",
        "0912.345.678",
        "091 234 5678",
        "(091) 234-5678",
        "+84 912 345 678",
        "84912345678",
        "0084912345678",
        " 0912345678 ",
        "０９１２３４５６７８",
        "＋８４ ９１２－３４５－６７８",
    ],
)
def test_one_mobile_number_in_many_spellings(written):
    assert read_phone(written) == Phone(Verdict.MOBILE, "+84912345678")


@pytest.mark.parametrize(("old", "new"), CODES_SINCE_2018.items())
@pytest.mark.parametrize("country", ["0", "84", "+84", "0084"])
def test_every_code_of_before_2018_is_replaced(old, new, country):
    phone = read_phone(f"{country}{old}2345678")
    assert phone == Phone(Verdict.CHANGED, f"+84{new}2345678")
    assert read_phone(phone.e164).verdict is Verdict.MOBILE
    assert phone.gets_messages


def test_an_old_number_in_full_width_digits_is_replaced_too():
    assert read_phone("０１６８２３４５６７８") == Phone(Verdict.CHANGED, "+84382345678")


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("024 3825 5555", Verdict.LANDLINE),
        ("+84 24 3825 5555", Verdict.LANDLINE),
        ("+1 415 555 2671", Verdict.FOREIGN),
        ("0086 138 0013 8000", Verdict.FOREIGN),
        ("0912345678 ext 12", Verdict.EXTENSION),
        ("0912345678x5", Verdict.EXTENSION),
        ("024 3825 5555 máy lẻ 12", Verdict.EXTENSION),
        ("0912345678;12", Verdict.EXTENSION),
        ("1900 0368", Verdict.SERVICE),
        ("113", Verdict.SERVICE),
        ("0130 1234567", Verdict.NO_NUMBER),
        ("091234567", Verdict.NO_NUMBER),
        ("001099012345", Verdict.NO_NUMBER),
        ("", Verdict.NO_NUMBER),
        ("VIETTEL", Verdict.NO_NUMBER),
        ("0912345678, 0987654321", Verdict.NO_NUMBER),
        ("٠٩١٢٣٤٥٦٧٨", Verdict.NO_NUMBER),
    ],
)
def test_a_number_that_gets_no_messages_is_told_by_name(written, verdict):
    phone = read_phone(written)
    assert phone.verdict is verdict
    assert not phone.gets_messages


@given(st.text(max_size=60))
def test_any_text_is_read_and_none_raises(text):
    phone = read_phone(text)
    if phone.gets_messages:
        assert read_phone(phone.e164) == Phone(Verdict.MOBILE, phone.e164)


def test_a_masked_number_keeps_the_country_and_two_digits():
    assert mask_phone("+84912345678") == "+84•••••••78"
    assert mask_phone("+14155552671") == "+•••••••••71"
