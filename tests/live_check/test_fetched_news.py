"""News where nobody can push it: the chat page asks for it, REST gets it with an answer."""

from bot.conversation.archive import Archive
from bot.messages import ChannelName
from bot.services.live_check.status import Status
from tests.live_check.citizen import Citizen
from tests.live_check.conftest import DIALOGUE


async def test_on_rest_the_code_comes_before_the_next_answer_and_once(desk, language):
    citizen = Citizen(desk, f"rest-{language}", language, ChannelName.REST)
    await citizen.agree()
    check = await citizen.wait_until(Status.WAITING)
    first = await citizen.say("/greet", message_id="m1")
    assert check.user_code in first[0]
    assert await citizen.say("/greet", message_id="m1") == first
    assert len(await citizen.say("/greet", message_id="m2")) == len(first) - 1


async def test_the_chat_page_sees_news_until_it_says_that_it_was_shown(citizen, desk):
    archive = Archive(desk.database, DIALOGUE.catalogue.domain)
    await citizen.agree()
    check = await citizen.wait_until(Status.WAITING)
    [news] = await archive.news(ChannelName.WEB, citizen.name, 0)
    assert check.user_code in news.reply.text
    assert await archive.news(ChannelName.WEB, citizen.name, 0) == (news,)
    assert await _statuses(citizen, desk) == ["queued"]
    assert await archive.news(ChannelName.WEB, citizen.name, news.number) == ()
    assert await _statuses(citizen, desk) == ["delivered"]


async def test_a_page_that_is_loaded_anew_has_the_news_and_no_raw_text(citizen, desk):
    archive = Archive(desk.database, DIALOGUE.catalogue.domain)
    await citizen.agree()
    check = await citizen.wait_until(Status.WAITING)
    shown = await archive.show(ChannelName.WEB, citizen.name, 50)
    assert check.user_code in shown.entries[-1].replies[0].text
    assert not any(entry.text.startswith("/external") for entry in shown.entries)
    assert await archive.news(ChannelName.WEB, citizen.name, shown.newest) == ()
    assert await _statuses(citizen, desk) == ["delivered"]


async def test_nobody_sees_the_news_of_another_browser(citizen, desk):
    archive = Archive(desk.database, DIALOGUE.catalogue.domain)
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    assert await archive.news(ChannelName.WEB, "somebody else", 0) == ()


async def _statuses(citizen, desk):
    query = "SELECT status FROM deliveries WHERE conversation_id = :id"
    return [row.status for row in await desk.rows(query, id=citizen.conversation_id)]
