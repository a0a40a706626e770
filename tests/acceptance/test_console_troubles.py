"""What officers do to a page when something goes wrong: nothing is lost, nothing goes out twice."""

import pytest
from playwright.sync_api import expect

from tests.acceptance.chat_steps import ask
from tests.acceptance.console_steps import (
    ASKS_FOR_A_PERSON,
    enter_credentials,
    reply_box,
    talk,
)

HALF = "Anh/chị mở VNeID, chọn"

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def desk(open_chat, open_console):
    """An officer who has just taken somebody's ticket."""
    citizen = open_chat()
    ask(citizen, ASKS_FOR_A_PERSON["vi"])
    page = open_console("officer", "/console/inbox")
    page.locator("#take-next").click()
    expect(talk(page)).to_be_visible()
    return page


def sent(page, text):
    """Replies with this text in the ticket."""
    return talk(page).locator(".said.officer", has_text=text)


def test_a_session_that_ends_over_half_a_reply_keeps_it(desk):
    reply_box(desk).fill(HALF)
    desk.context.clear_cookies(name="console")
    desk.locator("#send").click()
    expect(desk.locator("[name=password]")).to_be_visible()
    enter_credentials(desk, "officer")

    expect(reply_box(desk)).to_have_value(HALF)
    expect(sent(desk, HALF)).to_have_count(0)


def test_a_session_that_ends_is_said_where_somebody_writes(desk):
    reply_box(desk).fill(HALF)
    desk.context.clear_cookies(name="console")
    reply_box(desk).press_sequentially(" Ví")
    expect(desk.locator("#signed-out")).to_be_visible()
    expect(reply_box(desk)).to_have_value(f"{HALF} Ví")


def test_a_double_click_sends_once(desk):
    reply_box(desk).fill("Một lần thôi.")
    desk.locator("#send").dblclick()
    expect(sent(desk, "Một lần thôi.")).to_have_count(1)
    desk.reload()
    expect(sent(desk, "Một lần thôi.")).to_have_count(1)


def test_back_after_sending_shows_what_was_sent_and_an_empty_box(desk):
    reply_box(desk).fill("Một lần thôi.")
    desk.locator("#send").click()
    expect(sent(desk, "Một lần thôi.")).to_have_count(1)
    desk.locator(".crumb a").click()
    expect(desk.locator(".inbox")).to_be_visible()
    for _ in range(2):
        desk.go_back()
        expect(reply_box(desk)).to_have_value("")
        expect(sent(desk, "Một lần thôi.")).to_have_count(1)


def test_the_second_of_two_tabs_sees_the_first_and_keeps_its_text(desk):
    other = desk.context.new_page()
    other.route("**/console/live", lambda route: route.abort())
    other.goto(desk.url)
    reply_box(other).fill("Từ thẻ thứ hai.")
    reply_box(desk).fill("Từ thẻ thứ nhất.")
    desk.locator("#send").click()
    expect(sent(desk, "Từ thẻ thứ nhất.")).to_have_count(1)

    other.locator("#send").click()
    expect(other.locator(".conflict")).to_be_visible()
    expect(other.locator(".conflict")).to_contain_text("Từ thẻ thứ nhất.")
    expect(reply_box(other)).to_have_value("Từ thẻ thứ hai.")
    expect(sent(other, "Từ thẻ thứ hai.")).to_have_count(0)


def test_what_is_half_written_is_there_after_a_crash(desk):
    address = desk.url
    with desk.expect_response("**/draft"):
        reply_box(desk).press_sequentially(HALF)
    again = desk.context.new_page()
    desk.close()
    again.goto(address)
    expect(reply_box(again)).to_have_value(HALF)


def test_a_citizen_who_writes_while_somebody_replies_stops_nothing_that_was_seen(
    open_chat, open_console
):
    citizen, desk = open_chat(), open_console("officer", "/console/inbox")
    ask(citizen, ASKS_FOR_A_PERSON["vi"])
    desk.locator("#take-next").click()
    reply_box(desk).fill(HALF)
    citizen.locator("#question").fill("Tôi dùng máy Android ạ")
    citizen.locator("#composer button").click()
    expect(talk(desk)).to_contain_text("Tôi dùng máy Android ạ")
    desk.locator("#send").click()
    expect(sent(desk, HALF)).to_have_count(1)
