from playwright.sync_api import expect

from bot.conversation.message_rate import RATES
from bot.messages import ChannelName
from tests.acceptance.chat_steps import QUESTION, ask, question_box, replies, said

MESSAGES = "**/chat/messages"
FLOOD = """async (messages) => {
  for (let number = 0; number < messages; number++)
    await fetch("/chat/messages", {
      method: "POST",
      headers: { "HX-Request": "true" },
      body: new URLSearchParams({ message: "hi", message_id: `flood${number}` }),
    });
}"""


def send(page, text):
    question_box(page).fill(text)
    page.keyboard.press("Enter")


def test_question_waits_with_a_retry_while_the_server_does_not_answer(open_chat):
    page = open_chat()
    page.route(MESSAGES, lambda route: route.abort())
    send(page, QUESTION["vi"])
    retry = page.get_by_role("button", name="Gửi lại")

    expect(retry).to_be_visible()
    expect(page.locator("#progress")).to_have_text("Chưa gửi được. Câu hỏi vẫn còn ở đây.")
    expect(said(page)).to_contain_text(QUESTION["vi"])
    page.unroute(MESSAGES)
    retry.click()
    expect(replies(page).first).to_be_visible()
    expect(retry).to_have_count(0)
    expect(question_box(page)).to_be_focused()


def test_question_whose_answer_was_lost_is_one_question_after_the_retry(open_chat):
    page = open_chat()

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route(MESSAGES, lose_the_answer)
    send(page, QUESTION["vi"])
    expect(page.get_by_role("button", name="Gửi lại")).to_be_visible()
    page.unroute(MESSAGES)
    page.get_by_role("button", name="Gửi lại").click()
    expect(replies(page)).not_to_have_count(0)
    shown = replies(page).count()
    page.reload()

    expect(said(page)).to_have_count(1)
    expect(replies(page)).to_have_count(shown)


def test_a_code_typed_by_mistake_does_not_stay_on_the_screen(open_chat):
    page = open_chat()
    ask(page, "mã OTP của tôi là 482913")

    expect(said(page)).to_contain_text("mã OTP của tôi là ••••••")
    expect(page.locator("#log")).not_to_contain_text("482913")


def test_flood_is_asked_to_wait_and_then_gets_its_question_back(open_chat):
    page = open_chat()
    ask(page, QUESTION["vi"])
    # Some more: while a slow machine takes them in, others come to be allowed.
    page.evaluate(FLOOD, RATES[ChannelName.WEB].burst + 20)
    send(page, QUESTION["vi"])

    expect(page.locator(".reason")).to_have_text("Chưa gửi được: anh/chị đợi một phút rồi thử lại.")
    expect(page.get_by_role("button", name="Gửi lại")).to_be_visible()
    page.reload()
    expect(replies(page).last).to_contain_text("Anh/chị gửi nhiều tin quá")


def test_question_too_long_can_be_edited(open_chat):
    page = open_chat()
    text = "dài quá " * 12_500
    question_box(page).fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".reason")).to_have_text("Câu hỏi dài quá. Anh/chị rút ngắn lại rồi gửi.")
    expect(page.get_by_role("button", name="Gửi lại")).to_have_count(0)
    page.get_by_role("button", name="Sửa câu hỏi").click()

    expect(question_box(page)).to_have_value(text.strip())
    expect(said(page)).to_have_count(0)


def test_questions_sent_in_a_row_are_answered_in_their_order(open_chat):
    page = open_chat()
    held = []

    def hold_the_first(route):
        held.append(route)
        if len(held) > 1:
            route.continue_()

    page.route(MESSAGES, hold_the_first)
    send(page, "hạn nào")
    send(page, "câu thứ hai")
    expect(page.locator(".pending")).to_have_count(2)
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator(".pending")).to_have_count(0)
    order = page.locator("#log .message").evaluate_all("all => all.map(e => e.classList[1])")

    assert order == ["citizen", "reply", "citizen", "reply"]


def test_button_pressed_twice_at_once_is_one_question(open_chat):
    page = open_chat()
    ask(page, QUESTION["vi"])
    page.locator(".choices button").first.dblclick()
    expect(page.locator(".pending")).to_have_count(0)
    page.reload()

    expect(said(page)).to_have_count(2)


def test_form_sent_twice_without_script_is_one_question(open_chat):
    page = open_chat(java_script_enabled=False)
    question_box(page).fill(QUESTION["vi"])
    page.locator("#composer button").dblclick()
    expect(replies(page)).not_to_have_count(0)
    page.wait_for_load_state("networkidle")

    expect(said(page)).to_have_count(1)


def test_progress_is_told_to_screen_readers(open_chat):
    page = open_chat()
    held = []
    page.route(MESSAGES, lambda route: held.append(route))
    send(page, QUESTION["vi"])

    expect(page.get_by_role("status")).to_have_text("Đang tìm câu trả lời…")
    held[0].continue_()
    expect(page.get_by_role("status")).to_have_text("Đã có câu trả lời.")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")


def test_markup_of_a_citizen_stays_text(open_chat):
    page = open_chat()
    ask(page, "<img src=x onerror=alert(1)> hạn {{ 7*7 }}")
    expect(said(page)).to_contain_text("<img src=x onerror=alert(1)> hạn {{ 7*7 }}")
    page.reload()

    expect(said(page)).to_contain_text("<img src=x onerror=alert(1)> hạn {{ 7*7 }}")
