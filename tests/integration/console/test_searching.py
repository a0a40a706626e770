"""Search finds what was written to the desk, and what was said to the bot before."""

import secrets
from datetime import timedelta

import pytest

from bot.clock import real_now
from bot.services.retention import KEPT, Retention

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def word():
    """A word that nobody else says."""
    return "zq" + secrets.token_hex(5).translate(str.maketrans("0123456789", "ghijklmnop"))


async def found(browser, words):
    return (await browser.get(f"/console/search?q={words}")).text


async def test_what_was_said_before_the_hand_over_is_found_without_marks(
    browser_of, open_ticket, word
):
    ticket, officer = await open_ticket(f"Thẻ căn cước {word} của tôi hết hạn"), None
    officer = await browser_of("officer")
    for words in (word, word.upper(), f"can+cuoc+{word}", f"CĂN+CƯỚC+{word}"):
        assert f'href="/console/tickets/{ticket}"' in await found(officer, words)
    assert f'href="/console/tickets/{ticket}"' not in await found(officer, f"{word}+ho+chieu")


async def test_what_the_bot_answered_before_is_found_too(browser_of, open_ticket):
    ticket = await open_ticket("When is the deadline to move to VNeID?")
    officer = await browser_of("officer")
    assert f'href="/console/tickets/{ticket}"' in await found(officer, "vneid+deadline+2024")


async def test_a_ticket_with_words_in_both_stands_there_once(browser_of, open_ticket, word):
    ticket, officer = await open_ticket(word), await browser_of("officer")
    await officer.reply(ticket, f"About {word}: please wait.")
    page = await found(officer, word)
    assert page.count(f'href="/console/tickets/{ticket}"') == 1


async def test_a_secret_is_not_found(browser_of, open_ticket, word):
    await open_ticket(f"my password is {word}9X!")
    assert "/console/tickets/" not in await found(await browser_of("officer"), word)


async def test_what_was_said_before_goes_when_its_time_is_over(
    browser_of, open_ticket, database, word
):
    ticket, officer = await open_ticket(word), await browser_of("officer")
    later = real_now() + KEPT["ticket_transcripts"] + timedelta(minutes=1)
    assert f'href="/console/tickets/{ticket}"' in await found(officer, word)
    await Retention(database, real_now, lambda: later).run()
    assert f'href="/console/tickets/{ticket}"' not in await found(officer, word)
