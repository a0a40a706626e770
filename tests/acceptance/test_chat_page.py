import pytest
from playwright.sync_api import expect

from tests.acceptance.chat_steps import (
    PHONE,
    QUESTION,
    ask,
    is_in_view,
    question_box,
    replies,
    said,
)

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
ways = pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
sizes = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
languages = pytest.mark.parametrize("language", ["vi", "en"])


@ways
@sizes
@languages
def test_question_is_answered_with_its_source(open_chat, has_script, size, language):
    page = open_chat(language, java_script_enabled=has_script, **size)
    ask(page, QUESTION[language])

    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(said(page)).to_have_text(
        [f"{'Anh/chị:' if language == 'vi' else 'You:'} {QUESTION[language]}"]
    )
    expect(replies(page).first).to_have_attribute("lang", language)
    expect(page.locator(".source").first).to_contain_text("3701/VPCP-KSTT")
    expect(question_box(page)).to_be_empty()


@ways
def test_conversation_is_there_after_the_page_is_loaded_again(open_chat, has_script):
    page = open_chat(java_script_enabled=has_script)
    ask(page, QUESTION["vi"])
    shown = replies(page).all_inner_texts()
    page.goto("/chat")

    assert replies(page).all_inner_texts() == shown
    expect(said(page)).to_have_count(1)


@ways
def test_suggested_question_is_one_press_away_and_shows_its_words(open_chat, has_script):
    page = open_chat(java_script_enabled=has_script)
    page.get_by_role("button", name="Liên kết tài khoản thế nào?").click()

    expect(replies(page).first).to_be_visible()
    expect(said(page)).to_contain_text("Liên kết tài khoản thế nào?")
    expect(page.locator("#log")).not_to_contain_text("/faq")


@ways
def test_button_of_a_reply_asks_the_next_question(open_chat, has_script):
    page = open_chat(java_script_enabled=has_script)
    ask(page, QUESTION["vi"])
    button = page.locator(".choices button").first
    title = button.inner_text()
    button.click()

    expect(said(page).nth(1)).to_contain_text(title)
    expect(replies(page).nth(1)).to_be_visible()


@ways
def test_cleared_conversation_is_gone(open_chat, has_script):
    page = open_chat(java_script_enabled=has_script)
    ask(page, QUESTION["vi"])
    page.get_by_role("link", name="Xóa cuộc trò chuyện").click()
    page.get_by_role("button", name="Xóa", exact=True).click()

    expect(page.get_by_text("Đã xóa cuộc trò chuyện.")).to_be_visible()
    page.goto("/chat")
    expect(said(page)).to_have_count(0)
    expect(page.locator("#welcome")).to_be_visible()


def test_clearing_can_be_called_off(open_chat):
    page = open_chat()
    ask(page, QUESTION["vi"])
    page.get_by_role("link", name="Xóa cuộc trò chuyện").click()
    page.get_by_role("link", name="Không xóa, quay lại").click()

    expect(said(page)).to_have_count(1)


@ways
def test_language_is_switched_and_the_conversation_stays(open_chat, has_script):
    page = open_chat(java_script_enabled=has_script)
    ask(page, QUESTION["vi"])
    page.get_by_role("link", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(replies(page).first).to_have_attribute("lang", "vi")
    expect(said(page)).to_have_count(1)


@sizes
def test_newest_question_is_in_view_and_the_box_keeps_the_focus(open_chat, size):
    page = open_chat(**size)
    for _ in range(3):
        ask(page, QUESTION["vi"])

    expect(page.locator(".pending")).to_have_count(0)
    expect(question_box(page)).to_be_focused()
    assert is_in_view(said(page).nth(2))


def test_page_without_script_opens_at_the_newest_question(open_chat):
    page = open_chat(java_script_enabled=False, **PHONE)
    for _ in range(3):
        ask(page, QUESTION["vi"])

    assert page.url.endswith("#newest")
    assert is_in_view(said(page).nth(2))


def test_keyboard_alone_is_enough(open_chat):
    page = open_chat()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(question_box(page)).to_be_focused()
    page.keyboard.type("dòng một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("hạn nào")
    page.keyboard.press("Enter")
    expect(replies(page)).not_to_have_count(0)
    expect(said(page)).to_contain_text("dòng một\nhạn nào", use_inner_text=True)

    page.keyboard.press("Shift+Tab")
    expect(page.locator(".choices button").last).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_count(2)
    expect(page.locator(".pending")).to_have_count(0)
    expect(page.locator(".choices button:focus")).to_have_count(1)


def test_page_loads_nothing_from_elsewhere_and_breaks_no_rule_of_its_own(open_chat, address):
    page = open_chat()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: complaints.append(line.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.reload()
    ask(page, QUESTION["vi"])

    assert complaints == []
    assert all(url.startswith(address) for url in asked)
