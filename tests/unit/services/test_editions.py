"""A message that can be edited is kept by its id and its words."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.messages import ChannelName, InboundMessage
from bot.services.editions import keyed
from storage.crypto import Cipher

CIPHER = Cipher("synthetic" * 4)


def written(text, message_id="12", sender_id="7", **others):
    return InboundMessage(
        channel=ChannelName.TELEGRAM,
        sender_id=sender_id,
        text=text,
        message_id=message_id,
        is_editable=True,
        **others,
    )


def key(message, cipher=CIPHER):
    return keyed(message, cipher).message_id


@given(st.text())
def test_the_same_words_have_the_same_key_edited_or_not(text):
    assert key(written(text)) == key(written(text, is_edited=True))


def test_other_words_another_message_and_another_chat_have_other_keys():
    keys = [
        key(written("có")),
        key(written("không")),
        key(written("có", message_id="13")),
        key(written("2có", message_id="1")),
        key(written("có", sender_id="71", message_id="2")),
    ]
    assert all(one != other for one, other in combinations(keys, 2))


def test_a_half_character_has_a_key_too():
    assert key(written("\ud800")) != key(written("\ud801"))


def test_what_was_typed_cannot_be_found_out_without_the_key_of_the_service():
    assert key(written("123456")) != key(written("123456"), Cipher("another key" * 4))


def test_a_message_that_nobody_can_edit_keeps_its_id():
    pressed = InboundMessage(
        channel=ChannelName.TELEGRAM, sender_id="7", text="/ask_help", message_id="9"
    )
    assert keyed(pressed, CIPHER) == pressed
