"""Buttons fit into Telegram's keyboards, whatever their payloads."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.keyboards import Reference, keyboard, read_reference
from bot.messages import Button

payloads = st.text(min_size=1, max_size=200).map(lambda text: f"/{text}")


@given(st.lists(payloads, max_size=12), st.integers(min_value=1, max_value=10**17))
def test_every_button_comes_back_as_its_payload_or_by_its_place(given_payloads, delivery_id):
    buttons = [Button(f"Title {place}", payload) for place, payload in enumerate(given_payloads)]
    made = keyboard(delivery_id, buttons)
    shown = [button for row in made.inline_keyboard for button in row] if made else []

    assert [button.text for button in shown] == [button.title for button in buttons]
    for place, (button, payload) in enumerate(zip(shown, given_payloads, strict=True), start=1):
        assert 1 <= len(button.callback_data.encode()) <= 64
        reference = read_reference(button.callback_data)
        assert button.callback_data == payload or reference == Reference(delivery_id, place)


def test_thumbs_stand_side_by_side_and_longer_titles_below_each_other():
    titles = ["Cách liên kết", "Số tổng đài", "👍", "👎"]
    made = keyboard(1, [Button(title, "/x") for title in titles])
    assert [[button.text for button in row] for row in made.inline_keyboard] == [
        ["Cách liên kết"],
        ["Số tổng đài"],
        ["👍", "👎"],
    ]


def test_without_buttons_there_is_no_keyboard():
    assert keyboard(1, []) is None
