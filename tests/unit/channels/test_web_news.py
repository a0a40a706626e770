"""News on the chat page: fetched while it is open, shown once, without a reload."""

import pytest

from bot.messages import ChannelName, Reply
from tests.unit.channels.fake_services import OWN_PAGE, FakeNews, FakeTurn, client_of

NEWS = FakeNews(7, Reply("Mã của anh/chị: BCDF-GHJK"))


@pytest.fixture
async def page(service):
    """A browser that has asked something, and so is known."""
    async with client_of(service) as client:
        await client.get("/chat")
        yield client


async def test_news_is_shown_with_its_number(page, service):
    service.waiting = [NEWS]
    answer = await page.get("/chat/news?after=6")
    assert (answer.status_code, answer.headers["x-newest"]) == (200, "7")
    assert "BCDF-GHJK" in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("query", ["?after=7", "", "?after=x", "?after=-1", "?after=" + "9" * 40])
async def test_without_news_nothing_is_sent(page, service, query):
    service.waiting = [NEWS]
    answer = await page.get(f"/chat/news{query}")
    assert (answer.status_code, answer.text) == (204, "")


async def test_an_unknown_browser_gets_no_news_and_no_cookie(service):
    service.waiting = [NEWS]
    async with client_of(service) as client:
        answer = await client.get("/chat/news?after=0")
    assert answer.status_code == 204
    assert "set-cookie" not in answer.headers


async def test_page_says_up_to_where_it_has_the_news(page, service):
    service.waiting = [NEWS]
    assert 'data-newest="7"' in (await page.get("/chat")).text


async def test_news_stands_in_the_page_without_a_question(page, service):
    await page.post("/chat/messages", data={"message": "Xin chào"}, headers=OWN_PAGE)
    [key] = [key for key in service.turns if key[0] is ChannelName.WEB]
    service.turns[key] = [FakeTurn("", (NEWS.reply,), None), FakeTurn("", (), None)]
    shown = (await page.get("/chat")).text
    assert "BCDF-GHJK" in shown
    assert "/external_" not in shown
    assert 'class="message citizen"' not in shown.partition("<template")[0]
    assert "officer will answer" not in shown
