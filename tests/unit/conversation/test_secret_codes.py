"""One-time codes never get past the mask, however they are told; other numbers do."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.guard import clean
from bot.conversation.masking import Secret, mask

CODE = st.text(string.digits, min_size=6, max_size=6).filter(
    lambda code: not code.endswith("000") and not code.startswith(("18", "19", "20"))
)
AS_TYPED = st.sampled_from(
    [
        str,
        lambda code: f"{code[:3]} {code[3:]}",
        lambda code: f"{code[:3]}-{code[3:]}",
        lambda code: " ".join(code),
    ]
)
AROUND_A_CODE = [
    "{}",
    "{} ạ",
    "dạ đây ạ: {}",
    "mã là {}",
    "mã của em là {} nhé",
    "ma xac nhan {}",
    "nhập {} vẫn báo sai",
    "{} báo hết hạn",
    "công an bảo đọc mã, em đọc {} rồi",
    "my code is {}",
    "I typed {} and nothing happens",
]


@given(CODE, AS_TYPED, st.sampled_from(AROUND_A_CODE))
def test_a_code_never_survives_however_it_is_told(code, typed, frame):
    masked = mask(clean(frame.format(typed(code))).text)

    assert masked.text == frame.format("••••••")
    assert masked.found == {Secret.CODE}


PUBLIC = [
    "{} người",
    "{} hồ sơ",
    "{} đồng",
    "{} đ",
    "{}/QĐ-TTg",
    "hồ sơ {}",
    "quyết định {}",
    "phiếu {}-7",
    "mã lỗi {}",
    "phiên bản {}.2",
    "1.{}",
]


@given(
    CODE,
    st.sampled_from(PUBLIC),
    st.sampled_from(["{}", "nhập {} vẫn báo sai", "không nhận được mã, {} ạ", "I got {}"]),
)
def test_a_number_of_another_thing_is_no_code(number, thing, frame):
    text = frame.format(thing.format(number))

    assert mask(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mã là 482913", "mã là ••••••"),
        ("MÃ CỦA EM LÀ 482913", "MÃ CỦA EM LÀ ••••••"),
        ("ma xac nhan 4829", "ma xac nhan ••••••"),
        ("mã 4829 hết hạn", "mã •••••• hết hạn"),
        ("ma 482913", "ma ••••••"),
        ("Mã: 48291O", "Mã: ••••••"),
        ("OTP482913", "OTP••••••"),
        ("mã4829, rồi 482 913", "mã••••••, rồi ••••••"),
        ("em nhận được mã rồi, 482913 đúng không", "em nhận được mã rồi, •••••• đúng không"),
        ("nhập 482913 vẫn báo sai", "nhập •••••• vẫn báo sai"),
        ("gõ 48 29 13 vào nó không nhận", "gõ •••••• vào nó không nhận"),
        ("tin nhắn báo 482913", "tin nhắn báo ••••••"),
        ("sao 482913 không vào được", "sao •••••• không vào được"),
        ("482913 là mã gì vậy", "•••••• là mã gì vậy"),
        ("mã số 482913 báo sai", "mã số •••••• báo sai"),
        ("the code 482 913 doesn't work", "the code •••••• doesn't work"),
        ("I entered 482913 and it says wrong", "I entered •••••• and it says wrong"),
        ("482913 expired already", "•••••• expired already"),
        ("otp 12 05 24", "otp ••••••"),
    ],
)
def test_a_code_is_masked(text, expected):
    masked = mask(text)

    assert masked.text == expected
    assert masked.needs_warning


@pytest.mark.parametrize(
    "text",
    [
        "nhập 15-06-24 vào ô ngày cấp",
        "15 06 24",
        "100.000",
        "nhập 150.000 đ hoặc 482000 đ hoặc 482913 đồng",
        "nộp 100.000 mà vẫn báo lỗi",
        "482913 người không nhận được mã",
        "gửi 482913 hồ sơ rồi, có 482913 tài khoản",
        "482913 citizens did not get the code",
        "nhập số hồ sơ 482913 báo sai",
        "mã hồ sơ 000.00.19.H26-240615-0001",
        "thủ tục mã 1.004222",
        "mã phiếu của tôi là 1042-7",
        "mã lỗi 482913",
        "error code 482913",
        "mã bưu chính 482913",
        "quyết định 482913",
        "không nhận được mã OTP",
        "mã OTP không về, gọi 1022 hay 1900 545 415",
        "otp 1022",
        "không nhận được otp 01-07-2024",
        "khong phai 59 ma la 3701",
        "nhưng mà 482913 người, má ơi",
        "mã NOI-7K4M-9TXP",
    ],
)
def test_what_is_no_code_stays(text):
    masked = mask(text)

    assert masked.text == text
    assert not masked.found
