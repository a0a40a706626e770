"""Updates are unpacked, and whatever else comes is refused without a crash."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.commands import COMMANDS, read_command
from bot.channels.telegram.updates import NOTHING, parse
from bot.messages import Language

USER = {"id": 7, "is_bot": False, "first_name": "Synthetic", "language_code": "en-US"}
CHAT = {"id": 7, "type": "private"}

PHOTO = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}


def message(**content):
    return {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, **content}


def texts(update):
    return [one.text for one in parse({"update_id": 9, **update}).messages]


def test_a_text_keeps_its_words_its_chat_and_its_language():
    (only,) = parse({"update_id": 9, "message": message(text="hạn là ngày nào?")}).messages
    assert (only.text, only.sender_id, only.message_id) == ("hạn là ngày nào?", "7", "1")
    assert only.locale is Language.EN
    assert only.is_from_citizen
    assert (only.is_editable, only.is_edited) == (True, False)


@pytest.mark.parametrize("name", ["text", "caption"])
def test_words_that_are_edited_stand_under_the_id_of_their_message(name):
    edited = message(photo=[PHOTO], edit_date=1) | {name: "số 2"}
    (only,) = parse({"update_id": 10, "edited_message": edited}).messages
    assert (only.text, only.message_id) == ("số 2", "1")
    assert only.is_editable
    assert only.is_edited


def test_a_photo_and_what_stands_under_it_are_two_messages():
    update = {"update_id": 9, "message": message(photo=[PHOTO], caption="số mấy?")}
    photo, caption = parse(update).messages
    assert (photo.text, photo.message_id) == ("/external_photo", "9-photo")
    assert (caption.text, caption.message_id, caption.is_editable) == ("số mấy?", "1", True)


def test_each_press_of_a_button_is_a_message_of_its_own():
    query = {"id": "c", "from": USER, "message": message(text="x"), "chat_instance": "1"}
    presses = [parse({"update_id": n, "callback_query": {**query, "data": "/x"}}) for n in (8, 9)]
    assert [press.messages[0].message_id for press in presses] == ["8", "9"]
    assert not presses[0].messages[0].is_editable


@pytest.mark.parametrize(("command", "payload"), COMMANDS.items())
def test_each_command_stands_for_a_payload(command, payload):
    assert texts({"message": message(text=f"/{command}")}) == [payload]
    assert read_command(f"/{command}@SyntheticBot now") == payload


@pytest.mark.parametrize("text", ["/nonsense", "/external_link_result", "start", "/ start"])
def test_other_words_stay_as_they_are(text):
    assert read_command(text) == text


def test_a_citizen_cannot_bring_news_of_ours():
    (typed,) = parse({"update_id": 9, "message": message(text="/external_group")}).messages
    assert typed.is_from_citizen


@pytest.mark.parametrize(
    "update",
    [
        {"message": message(text="x") | {"from": {**USER, "is_bot": True}}},
        {"message": message(pinned_message=message(text="x"))},
        {"message": message(new_chat_members=[USER])},
        {"message": message(new_chat_title="x")},
        {"message": message(write_access_allowed={"from_request": True})},
        {"message": message(text="x") | {"chat": {"id": -7, "type": "channel", "title": "x"}}},
        {"channel_post": message(text="x") | {"chat": {"id": -7, "type": "channel"}}},
        {"edited_message": message(location={"latitude": 1.0, "longitude": 1.0}, edit_date=1)},
        {"poll": {"id": "1"}},
        {"kind_of_next_year": {"a": 1}},
        {},
    ],
)
def test_what_means_nothing_to_us_brings_nothing(update):
    try:
        assert parse({"update_id": 9, **update}) == NOTHING
    except ValueError:
        assert "poll" in update  # half a poll is no poll


def test_a_sticker_is_heard_as_its_emoji():
    sticker = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "emoji": "😀",
               "is_animated": False, "is_video": False, "type": "regular"}  # fmt: skip
    assert texts({"message": message(sticker=sticker)}) == ["😀"]


def test_a_question_under_an_animation_is_heard():
    file = {"file_id": "f", "file_unique_id": "u"}
    animation = {**file, "width": 1, "height": 1, "duration": 1}
    both = message(animation=animation, document=file, caption="tổng đài số mấy?")
    assert texts({"message": both}) == ["/external_file", "tổng đài số mấy?"]


POLL = {"id": "1", "question": "x", "options": [], "total_voter_count": 0, "is_closed": False,
        "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
        "allows_revoting": False, "members_only": False}  # fmt: skip
TASKS = {"title": "x", "tasks": [{"id": 1, "text": "x"}]}


@pytest.mark.parametrize(
    "content",
    [
        {"poll": POLL},
        {"story": {"chat": CHAT, "id": 1}},
        {"game": {"title": "x", "description": "x", "photo": []}},
        {"paid_media": {"star_count": 1, "paid_media": [{"type": "photo", "photo": []}]}},
        {"checklist": TASKS},
    ],
    ids=lambda content: next(iter(content)),
)
def test_what_is_no_text_and_no_event_of_the_chat_is_taken_for_a_file(content):
    assert texts({"message": message(**content)}) == ["/external_file"]


def test_a_button_whose_message_is_too_old_to_be_shown_is_still_pressed():
    gone = {"chat": CHAT, "message_id": 1, "date": 0}
    query = {"id": "c", "from": USER, "message": gone, "chat_instance": "1", "data": "#12.3"}
    arrival = parse({"update_id": 9, "callback_query": query})
    assert arrival.press.reference.delivery_id == 12
    assert arrival.press.title is None
    assert arrival.messages[0].sender_id == "7"


FIELDS = st.sampled_from(
    ["message", "text", "chat", "id", "type", "from", "date", "message_id", "photo", "caption",
     "callback_query", "data", "my_chat_member", "new_chat_member", "status", "user", "x"]
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(FIELDS, anything, max_size=4), st.integers() | st.text(max_size=3))
def test_no_update_breaks_the_unpacking(update, update_id):
    with contextlib.suppress(ValueError):
        parse({"update_id": update_id, **update})
