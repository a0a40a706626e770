"""Codes that are typed: ours joins conversations, the portal's is hidden, everything else stays."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.catalogue import load_catalogue
from bot.conversation.masking import mask
from bot.conversation.typed_codes import ABBREVIATIONS, ENTER, PORTAL, read_codes
from bot.services.join_codes import DIGITS, LETTERS, find_code, hide, make_code
from portal.oauth.user_codes import ALPHABET, make_user_code
from tests.conversations.talking import Talk, make_dialogue, said

FRAMES = [
    "{}",
    "mã là {}",
    "mã nối của tôi: {} nhé",
    "my code is {}",
    "mã OTP {}",
    "otp: {}",
    "mã xác nhận {}",
    "mk {}",
    "password: {}",
    "mã pin là {}",
    "verification code {}",
]
groups = st.text(LETTERS + DIGITS, min_size=4, max_size=4).filter(
    lambda one: not one.isdigit() and not one.isalpha()
)
codes = st.builds("NOI-{}-{}".format, groups, groups)
user_codes = st.builds(
    lambda letters: f"{letters[:4]}-{letters[4:]}",
    st.text(ALPHABET, min_size=8, max_size=8).filter(
        lambda one: len(set(one)) >= 4 and not ABBREVIATIONS & {one[:4].lower(), one[4:].lower()}
    ),
)
spellings = st.sampled_from(
    [
        str,
        str.lower,
        lambda one: one.replace("-", " "),
        lambda one: one.replace("-", ""),
        lambda one: one.replace("-", " - "),
        lambda one: one.replace("NOI", "Nối"),
    ]
)


def test_codes_are_made_as_they_are_read():
    assert {find_code(code) == code for code in (make_code() for _ in range(2_000))} == {True}


@given(code=codes, frame=st.sampled_from(FRAMES), spell=spellings)
def test_our_code_is_read_in_any_spelling_and_never_taken_for_a_secret(code, frame, spell):
    text = frame.format(spell(code))
    typed = read_codes(text)
    assert typed.command.intent == ENTER
    assert typed.command.entities[0].value == code
    assert not mask(text).needs_warning
    assert code[4:8] not in hide(text)


@given(
    otp=st.text(string.digits, min_size=4, max_size=8),
    frame=st.sampled_from(["{}", "OTP {}", "mã otp là {}", "NOI {}", "nối {}", "NOI-{}"]),
)
def test_an_otp_is_never_taken_for_our_code(otp, frame):
    assert read_codes(frame.format(otp)) is None


@given(code=user_codes, frame=st.sampled_from(FRAMES[:4]))
def test_the_portals_code_is_known_and_hidden(code, frame):
    typed = read_codes(frame.format(code))
    assert typed.command.intent == PORTAL
    assert code not in typed.text


@given(code=user_codes)
def test_alone_it_is_known_in_any_spelling(code):
    for text in (code.lower(), code.replace("-", " "), code.replace("-", ""), f"ma {code} nhe"):
        assert read_codes(text).command.intent == PORTAL


@pytest.mark.parametrize(
    "text",
    [
        "CCCD-CMND khác gì nhau",
        "đổi CMND-CCCD ở đâu",
        "cccd vnpt",
        "csdlqgdc",
        "noi dang nhap vneid",
        "nói 2024 2026",
        "nơi 1900 0368",
        "tổng đài 1900-0368",
        "phiếu 1042-7",
        "Nghị định 69/2024/NĐ-CP",
        "Công văn 3701/VPCP-KSTT",
        "TTHC-DVCQG",
        "qqqqqqqq",
        "",
    ],
)
def test_what_people_write_besides_is_no_code(text):
    assert read_codes(text) is None


def test_no_message_of_the_training_set_is_a_code():
    catalogue = load_catalogue()
    folder = catalogue.root / "intents"
    lines = [
        line for path in folder.rglob("*.yml") for line in path.read_text("utf-8").splitlines()
    ]
    assert [line for line in lines if read_codes(line.strip(" -"))] == []


@pytest.mark.parametrize("_time", range(5))
async def test_one_message_says_where_the_portals_code_belongs(_time):
    talk, code = Talk(make_dialogue()), make_user_code()
    decision = await talk.say(f"mã của tôi là {code}")
    assert said(decision) == ["utter_portal_code_elsewhere"]
    assert code not in str(decision)


async def test_in_a_check_the_question_is_asked_again():
    talk = Talk(make_dialogue())
    await talk.say("/start_link_check")
    names = said(await talk.say("BCDF-GHJK"))
    assert names[0] == "utter_portal_code_elsewhere"
    assert names[-1] == "utter_ask_link_check_holder"


async def test_where_no_conversations_are_kept_none_is_joined():
    talk = Talk(make_dialogue())
    for text in ("/join_channels", make_code()):
        assert said(await talk.say(text)) == ["utter_join_unavailable"]
    assert said(await talk.say("/leave_channels")) == ["utter_join_none"]
