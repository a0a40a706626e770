"""Thumbs on the real dialogue and a real database, and what is labelled from them."""

import pytest

from bot.content.labelled import add_labelled
from bot.errors import ContentError
from bot.messages import ChannelName, InboundMessage, Language
from storage import ratings, turns


def said(text, sender):
    return InboundMessage(channel=ChannelName.REST, sender_id=sender, text=text)


async def thumb(handler, sender, name):
    """Asks a question, and presses one of the buttons under the answer."""
    turn = await handler.handle(said("tổng đài số mấy?", sender))
    [button] = [button for button in turn.replies[-1].buttons if name in button.payload]
    return await handler.handle(said(button.payload, sender))


async def counts(database):
    async with database.transaction() as connection:
        return {one.answer: one for one in await ratings.list_counts(connection, 100)}


async def test_a_thumb_is_kept_with_the_wording_it_is_for(handler, database):
    await thumb(handler, "glad", '"up"')
    [(answer, count)] = (await counts(database)).items()
    assert answer.startswith("utter_faq_hotline#")
    assert (count.ups, count.downs) == (1, 0)


async def test_a_reason_joins_the_thumb_down_it_explains(handler, database):
    asked = await thumb(handler, "cross", '"down"')
    await handler.handle(said(asked.replies[-1].buttons[1].payload, "cross"))
    [count] = [one for one in (await counts(database)).values() if one.downs]
    assert (count.downs, count.reasons) == (1, ("unclear",))


async def test_pressing_twice_is_one_rating(handler, database):
    before = sum(one.ups for one in (await counts(database)).values())
    for _ in range(2):
        await thumb(handler, "twice", '"up"')
    assert sum(one.ups for one in (await counts(database)).values()) == before + 1


async def test_two_thumbs_down_running_offer_a_person(handler):
    first = await thumb(handler, "angry", '"down"')
    second = await thumb(handler, "angry", '"down"')
    assert "1900 0368" not in first.replies[-1].text
    assert "1900 0368" in second.replies[-1].text


async def test_misses_and_thumbs_down_are_listed_masked(handler, database):
    await handler.handle(said("bsdfk wqelkj 079123456789", "missed"))
    await thumb(handler, "sad", '"down"')
    async with database.transaction() as connection:
        rows = await turns.list_to_label(connection, ("clarify", "out_of_scope"), 50)
    assert all("079123456789" not in row.text for row in rows)
    assert not any(row.text.startswith("/") for row in rows)
    assert any((row.rated_answer or "").startswith("utter_faq_hotline#") for row in rows)


def test_a_labelled_message_becomes_an_example_and_a_regression_test(tmp_path):
    changed = list(add_labelled(tmp_path, Language.VI, "số tổng đài  đâu", "faq_hotline"))
    texts = [path.read_text(encoding="utf-8") for path in changed]
    assert [path.name for path in changed] == ["labelled.yml", "labelled.yml"]
    assert "      - số tổng đài đâu\n" in texts[0]
    assert "action: utter_faq_hotline" in texts[1]
    with pytest.raises(ContentError, match="labelled already"):
        list(add_labelled(tmp_path, Language.VI, "số tổng đài đâu", "faq_hotline"))
