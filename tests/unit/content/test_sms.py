"""What a text costs as SMS.

The 14 texts and their figures come from Twilio's calculator, sms-segments-calculator 1.3.0.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.sms import GSM7, GSM7_EXTENSION, costly_characters, count_segments

CALCULATED = [
    pytest.param(
        "Ho so cua ban da duoc tiep nhan. Ma ho so: HS-2026-001234.",
        "",
        1,
        id="vi_plain_short",
    ),
    pytest.param(
        "Hồ sơ của bạn đã được tiếp nhận. Mã hồ sơ: HS-2026-001234.",
        "ồơủạđãượếậ",
        1,
        id="vi_diacritics_short",
    ),
    pytest.param(
        (
            "Kinh gui Ong/Ba: Ho so dang ky khai sinh cua Ong/Ba da duoc tiep nhan ngay "
            "21/11/2026. Vui long mang theo can cuoc cong dan khi den nhan ket qua tai "
            "quay so 5 n"
        ),
        "",
        1,
        id="vi_plain_160",
    ),
    pytest.param(
        (
            "Kinh gui Ong/Ba: Ho so dang ky khai sinh cua Ong/Ba da duoc tiep nhan ngay "
            "21/11/2026. Vui long mang theo can cuoc cong dan khi den nhan ket qua tai "
            "quay so 5 nh"
        ),
        "",
        2,
        id="vi_plain_161",
    ),
    pytest.param(
        "Kính gửi Ông/Bà: hồ sơ đã sẵn sàng. Mời đến Trung tâm Hành chính công a",
        "íửÔồơđãẵờếâô",
        2,
        id="vi_diacritics_71",
    ),
    pytest.param(
        (
            "Kính gửi Ông/Bà: Hồ sơ đăng ký khai sinh của Ông/Bà đã được tiếp nhận ngày "
            "21/11/2026. Vui lòng mang theo căn cước công dân khi đến nhận kết quả tại "
            "quầy số 5, Trung tâm Phục vụ hành chính công. Trả lời HUY để ngừng nhận "
            "tin."
        ),
        "íửÔồơđăýủãượếậớôâảạầốụờểừ",
        4,
        id="vi_diacritics_long",
    ),
    pytest.param(
        "Le phi cap ho chieu: 200.000₫. Nop truc tuyen tai cong dich vu cong.",
        "₫",
        1,
        id="vi_plain_dong_sign",
    ),
    pytest.param(
        "Reply “STOP” to opt out – it’s free…",
        "“”–’…",
        1,
        id="plain_curly_quotes",
    ),
    pytest.param(
        "Phi: 10 EUR = 10€ [ma: {A1}] ~ ok ^ | \\ done",
        "",
        1,
        id="plain_gsm_ext",
    ),
    pytest.param(
        "Hồ sơ đã duyệt ✅🎉 Cảm ơn bạn 👨\u200d👩\u200d👧",
        "ồơđãệ✅🎉ảạ👨‍👩‍👧",
        1,
        id="vi_emoji",
    ),
    pytest.param(
        (
            "Ho\u0302\u0300 so\u031b cu\u0309a ba\u0323n đa\u0303 "
            "đu\u031bo\u031b\u0323c tie\u0302\u0301p nha\u0323\u0302n. Mo\u031b\u0300i "
            "ba\u0323n đe\u0302\u0301n nha\u0323\u0302n ke\u0302\u0301t qua\u0309."
        ),
        "ồơủạđãượếậờả",
        2,
        id="vi_nfd",
    ),
    pytest.param(
        "Giá là à è ì ò ù é: cà phê? Không",
        "áêô",
        1,
        id="vi_gsm_accents_only",
    ),
    pytest.param(
        "a" * 66 + "🎉" + "b" * 12,
        "🎉",
        2,
        id="emoji_at_boundary",
    ),
    pytest.param(
        "a" * 153 + "€" + "b" * 12,
        "",
        2,
        id="ext_at_boundary",
    ),
]


@pytest.mark.parametrize(("text", "costly", "segments"), CALCULATED)
def test_segments_are_those_of_the_calculator(text: str, costly: str, segments: int):
    assert count_segments(text) == segments
    assert bool(costly_characters(text)) is bool(costly)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ạ" * 70, 1),
        ("ạ" * 71, 2),
        ("ạ" * 134, 2),
        ("ạ" * 135, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
    ],
)
def test_segments_grow_at_the_limits_of_the_standard(text: str, segments: int):
    assert count_segments(text) == segments


def test_escaped_character_is_not_split_between_parts():
    assert count_segments("a" * 152 + "€" + "a" * 151) == 2
    assert count_segments("a" * 152 + "€" + "a" * 152) == 3


def test_costly_characters_are_named_once_in_order():
    assert costly_characters("Đã đến hạn, đến quầy “5”") == tuple("Đãđếạầ“”")


@given(st.text(st.sampled_from(sorted(GSM7 | GSM7_EXTENSION))))
def test_cheap_characters_are_never_costly(text: str):
    assert costly_characters(text) == ()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400), st.text(max_size=1))
def test_longer_text_never_costs_less(text: str, more: str):
    assert count_segments(text + more) >= count_segments(text) >= 1
