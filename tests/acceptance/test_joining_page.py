"""A link check begun on one browser goes on in another: a code shown here, typed there."""

import re

import pytest
from playwright.sync_api import expect

from tests.acceptance.chat_steps import PHONE, ask, replies, said

CODE = re.compile(r"NOI-\w{4}-\w{4}")
ways = pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
WORDS = {"vi": ("nối kênh", "tôi đang làm đến đâu"), "en": ("join the channels", "where was I")}


@ways
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_check_goes_on_in_another_browser(open_chat, has_script, language):
    join, where = WORDS[language]
    first = open_chat(language, java_script_enabled=has_script, **PHONE)
    ask(first, "/start_link_check")
    ask(first, "1")
    question = replies(first).last.inner_text()
    ask(first, join)
    code = CODE.search(first.locator("#log").inner_text())[0]

    second = open_chat(language, java_script_enabled=has_script)
    ask(second, code.lower().replace("-", " "))

    assert replies(second).last.inner_text() == question
    expect(said(second).last).not_to_contain_text(code[4:], ignore_case=True)
    ask(second, "1")
    question = replies(second).last.inner_text()
    ask(first, where)
    assert replies(first).last.inner_text() == question


@ways
def test_a_code_is_dots_once_the_page_is_loaded_again(open_chat, has_script):
    page = open_chat("vi", java_script_enabled=has_script)
    ask(page, "nối kênh")
    expect(page.locator("#log")).to_contain_text(CODE)
    page.goto("/chat")
    expect(page.locator("#log")).to_contain_text("NOI-••••-••••")
    expect(page.locator("#log")).not_to_contain_text(CODE)
