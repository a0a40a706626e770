"""Secrets never get past the mask, and what is no secret does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.phones import CODES_SINCE_2018
from bot.conversation.guard import clean
from bot.conversation.masking import Secret, mask

DIGITS = "0123456789"
PERSONAL_ID = st.integers(1, 96).flatmap(
    lambda province: st.text(DIGITS, min_size=9, max_size=9).map(
        lambda rest: f"{province:03}{rest}"
    )
)
WORDS = st.text(st.characters(exclude_categories=["Nd", "No", "Cs"]), max_size=40)
ANY_TEXT = st.text(st.characters(), max_size=200)


def only_digits(text):
    return "".join(c for c in text if c.isdecimal())


@given(ANY_TEXT, PERSONAL_ID, ANY_TEXT)
def test_a_personal_id_number_never_survives_in_any_text(before, number, after):
    assert number not in mask(clean(f"{before}{number}{after}").text).text


@given(
    WORDS,
    PERSONAL_ID,
    st.sampled_from([(3, 3, 3, 3), (4, 4, 4), (6, 6), (3, 1, 2, 6), (3, 3, 6), (3, 9), (1,) * 12]),
    st.sampled_from([" ", ".", "-", "  ", " - ", ", ", "—", " — ", "‑", "−", ") "]),
    WORDS,
)
def test_a_personal_id_number_never_survives_however_grouped(before, number, sizes, gap, after):
    groups, rest = [], number
    for size in sizes:
        groups.append(rest[:size])
        rest = rest[size:]

    masked = mask(clean(f"{before} a {gap.join(groups)} b {after}").text)

    assert number not in only_digits(masked.text)
    assert masked.needs_warning


@given(PERSONAL_ID, st.sampled_from(["/", " / ", "_", "|", ":"]))
def test_a_personal_id_number_in_threes_never_survives_whatever_stands_between(number, gap):
    written = gap.join(number[start : start + 3] for start in range(0, 12, 3))

    masked = mask(f"số của tôi {written} ạ")

    assert masked.text == f"số của tôi •••••••••{number[-3:]} ạ"
    assert masked.found == {Secret.PERSONAL_ID}


@given(PERSONAL_ID.filter(lambda number: "0" in number[1:]), st.sampled_from("oOｏ"))
def test_a_personal_id_number_with_the_letter_for_zero_never_survives(number, letter):
    masked = mask(clean(f"cccd {number.replace('0', letter)}").text)

    assert only_digits(masked.text) == ""
    assert masked.found == {Secret.PERSONAL_ID}


OLD_CODES = st.sampled_from(sorted(CODES_SINCE_2018))
SEVEN_DIGITS = st.text(DIGITS, min_size=7, max_size=7)


@given(st.sampled_from(["0", "+84", "84 ", "0084", "+84 ", "(+84) "]), OLD_CODES, SEVEN_DIGITS)
def test_a_mobile_number_from_before_2018_never_survives(country, code, rest):
    for written in (f"{code}{rest}", f"{code} {rest[:3]} {rest[3:]}", f"{code}.{rest}"):
        masked = mask(f"gọi {country}{written} nhé")

        assert masked.text == f"gọi +84•••••••{rest[-2:]} nhé"
        assert not masked.needs_warning


@given(PERSONAL_ID)
def test_a_personal_id_number_in_full_width_digits_never_survives(number):
    wide = "".join(chr(0xFF10 + int(digit)) for digit in number)

    assert mask(f"số của tôi {wide}").found == {Secret.PERSONAL_ID}


@given(ANY_TEXT)
def test_masking_never_raises_and_masking_twice_changes_nothing_more(text):
    once = mask(clean(text).text)

    assert mask(once.text).text == once.text


@given(st.text("0123456789 .-/:=@abđkmotp", max_size=60))
def test_masking_text_full_of_numbers_never_raises_and_settles(text):
    once = mask(clean(text).text)

    assert mask(once.text).text == once.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CCCD của tôi là 079203012345", "CCCD của tôi là •••••••••345"),
        ("cccd 079 203 012 345 nha", "cccd •••••••••345 nha"),
        ("so cmnd 024.123.456", "so cmnd ••••••456"),
        ("123 456 789 012", "•••••••••012"),
        ("cccd 07920301234 báo sai", "cccd •••••• báo sai"),
        ("số căn cước: 079 203 012 34", "số căn cước: ••••••"),
        ("07920301234 là số định danh của em", "•••••• là số định danh của em"),
        ("cccd O79 2O3 O12 345", "cccd ••••••"),
        ("gọi tôi số 0912 345 678", "gọi tôi số +84•••••••78"),
        ("sđt +84912345678 ạ", "sđt +84•••••••78 ạ"),
        ("máy bàn 024 3823 4567", "máy bàn +84•••••••67"),
        ("(024) 3825 1234", "+84•••••••34"),
        ("(0912) 345 678 ạ", "+84•••••••78 ạ"),
        ("(máy 0912345678)", "(máy +84•••••••78)"),
        ("O912 345 678", "+84•••••••78"),
        ("+1 415 555 2671", "+•••••••71"),
        ("+44 20 7946 0958 gọi mãi", "+•••••••58 gọi mãi"),
        ("otp 482913", "otp ••••••"),
        ("mã xác thực gửi về máy là 482 913", "mã xác thực gửi về máy là ••••••"),
        ("ma xac thuc la 482913 dung ko", "ma xac thuc la •••••• dung ko"),
        ("482913 is my verification code", "•••••• is my verification code"),
        ("482913", "••••••"),
        ("passcode của em 1990", "passcode của em 1990"),
        ("mã pin: 4821", "mã pin: ••••••"),
        ("mk: abc123", "mk: ••••••"),
        ("mk abc@123 không vào được", "mk •••••• không vào được"),
        ("mật khẩu của tôi là hoanglong", "mật khẩu của tôi là ••••••"),
        ("mat khau vneid cua toi la Hoang1990!", "mat khau vneid cua toi la ••••••"),
        ('my password is "hunter22".', 'my password is "••••••".'),
        ("Password = s3cret", "Password = ••••••"),
        ("thẻ 4111 1111 1111 1111", "thẻ ••••••"),
        ("thẻ 4111111111111111", "thẻ ••••••"),
        ("gửi qua lan.nguyen@example.com nhé", "gửi qua •••@••• nhé"),
    ],
)
def test_a_secret_is_masked(text, expected):
    assert mask(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "từ 15/6/2024 đến 1/7/2024",
        "ngày 15-06-2024 hoặc 01.07.2024 15.06",
        "15 06 2024 đến 01 07 2024",
        "công văn 3701/VPCP-KSTT ngày 29/5/2024",
        "Nghị định 59/2022/NĐ-CP và 69/2024/NĐ-CP",
        "tổng đài 1900 0368, 1900.0368 hay 19000368?",
        "gọi 1900 0368 từ 7 giờ, 18001096 thì sao",
        "phạt 4.000.000 đồng đến 8.000.000 đồng",
        "100.000.000 đ hay 250000000 đồng",
        "123.456.789.012 đồng, 250 400 100 đ",
        "+100.000.000 đồng",
        "01/07/2024 - 30/06/2025",
        "01/07/24 - 30/06/24",
        "0123/2024/1900",
        "hạn 01/07 (2024) và 30/06 (2025)",
        "đường dây nóng 069 3187 111 (10/2025)",
        "căn cước làm 01/07/2024, hạn 30/06/2034",
        "phiếu 1042-7",
        "gọi 113, 1022 hoặc 18001096",
        "phiên bản 2.1.148.2024",
        "đường dẫn /chi-tiet/2024/06/15",
        "năm 2021 2022 2023 2024",
        "con tôi 10 tuổi",
        "không nhận được mã OTP từ 2023",
        "không có otp gọi 19000368",
        "otp 1900 0368",
        "mật khẩu là gì",
        "quên mật khẩu thì làm sao",
        "mk là sao vậy ad",
        "mật khẩu VNeID khác mật khẩu Cổng à",
        "đổi mật khẩu 2 lần rồi",
        "my password is wrong",
        "my password is not accepted since 15/6",
        "mật khẩu là bắt buộc phải 8 ký tự",
        "điện thoại hết pin 20%",
        "Thông tư 59/2021/TT-BCA",
    ],
)
def test_what_is_no_secret_stays(text):
    masked = mask(text)

    assert masked.text == text
    assert not masked.found


@pytest.mark.parametrize(
    "text", ["079203012345 678 901", "0912345678 901 234 567", "079203012345 678", "9 079203012345"]
)
def test_what_is_left_of_a_number_begins_no_other(text):
    once = mask(text)

    assert mask(once.text).text == once.text


def test_each_kind_found_is_told():
    masked = mask("otp 482913, sđt 0912345678, mk: abc123")

    assert masked.found == {Secret.CODE, Secret.PHONE, Secret.PASSWORD}
    assert masked.needs_warning


def test_a_phone_number_alone_needs_no_warning():
    assert not mask("gọi lại cho tôi 0912345678").needs_warning
