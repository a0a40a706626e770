"""Secrets never get past the mask, and what is no secret does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    st.sampled_from([" ", ".", "-", "  ", " - ", ", "]),
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
        ("gọi tôi số 0912 345 678", "gọi tôi số +84•••••••78"),
        ("sđt +84912345678 ạ", "sđt +84•••••••78 ạ"),
        ("máy bàn 024 3823 4567", "máy bàn +84•••••••67"),
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


def test_each_kind_found_is_told():
    masked = mask("otp 482913, sđt 0912345678, mk: abc123")

    assert masked.found == {Secret.CODE, Secret.PHONE, Secret.PASSWORD}
    assert masked.needs_warning


def test_a_phone_number_alone_needs_no_warning():
    assert not mask("gọi lại cho tôi 0912345678").needs_warning
