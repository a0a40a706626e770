"""The whole way of a hard case: the bot hands over, a person answers, the bot goes on."""

import re

import pytest
from playwright.sync_api import expect

from tests.acceptance.chat_steps import QUESTION, ask, question_box, replies
from tests.acceptance.console_steps import ASKS_FOR_A_PERSON, reply_box, sign_in, talk, working

OFFICER_SAYS = "Anh/chị mở ứng dụng VNeID rồi chọn mục Ví giấy tờ."
CITIZEN_ADDS = "Tôi dùng máy Android ạ"


pytestmark = pytest.mark.usefixtures("staff", "worker")


@pytest.fixture(scope="module")
def worker(settings, fresh_database_url):
    with working(settings, fresh_database_url):
        yield


def test_a_person_answers_and_the_bot_goes_on(open_chat, open_console):
    desk, citizen = open_console(None), open_chat()
    ask(citizen, ASKS_FOR_A_PERSON["vi"])

    sign_in(desk, "officer")
    desk.locator("#take-next").click()
    expect(talk(desk)).to_contain_text(ASKS_FOR_A_PERSON["vi"])

    question_box(citizen).fill(CITIZEN_ADDS)
    citizen.locator("#composer button").click()
    expect(talk(desk)).to_contain_text(CITIZEN_ADDS)
    expect(citizen.locator(".received")).to_be_visible()

    desk.locator(".phrases summary").click()
    desk.get_by_role("button", name="Hỏi đã thử những gì").click()
    expect(reply_box(desk)).to_have_value(re.compile("đã thử những cách nào"))
    reply_box(desk).fill(reply_box(desk).input_value() + "\n\n" + OFFICER_SAYS)
    desk.locator(".composer [formaction$=preview]").click()
    expect(desk.locator("#preview .words")).to_contain_text(OFFICER_SAYS)
    desk.locator("#send").click()
    expect(talk(desk)).to_contain_text(OFFICER_SAYS)

    citizen.reload()
    expect(citizen.locator("#log")).to_contain_text(OFFICER_SAYS)

    desk.locator("#resolve").click()
    expect(desk.locator(".cases, .empty").first).to_be_visible()
    rating = citizen.get_by_role("button", name="★★★★★")
    reload_until_seen(citizen, rating)
    ask(citizen, QUESTION["vi"])
    expect(replies(citizen).last).to_contain_text("30/6/2024")

    rating.click()
    expect(replies(citizen).last).to_contain_text("Cảm ơn")
    desk.goto("/console/inbox?view=settled")
    desk.locator(".case-link").first.click()
    expect(desk.locator("#side")).to_contain_text("5 / 5")


def reload_until_seen(page, item):
    """The worker tells the citizen a moment later; the page shows it when it is loaded again."""
    for _ in range(40):
        if item.count():
            return
        page.wait_for_timeout(250)
        page.reload()
    expect(item).to_be_visible()
