import re
from dataclasses import replace

import pytest

from bot.messages import ChannelName, Language, Outcome, Reply
from tests.unit.channels.fake_services import BUTTON, OWN_PAGE

HTMX = OWN_PAGE | {"HX-Request": "true"}


def form_ids(page):
    return re.findall(r'name="message_id" value="([^"]+)"', page)


async def send(browser, text, *, headers=OWN_PAGE, form_id="f1", field="message"):
    return await browser.post(
        "/chat/messages", data={field: text, "message_id": form_id}, headers=headers
    )


async def test_root_leads_to_the_chat(browser):
    response = await browser.get("/")

    assert response.status_code == 303
    assert response.headers["location"] == "/chat"


async def test_first_visit_offers_questions_in_plain_words(browser):
    page = (await browser.get("/chat")).text

    assert "Hạn chuyển sang VNeID là ngày nào?" in page
    assert page.count('class="choice"') == 4


async def test_message_stands_on_the_page_with_its_replies_after_a_plain_form(browser, service):
    await browser.get("/chat")
    sent = await send(browser, "hạn là khi nào")
    page = (await browser.get("/chat")).text

    assert sent.status_code == 303
    assert sent.headers["location"] == "/chat#newest"
    assert "hạn là khi nào" in page
    assert "Trả lời." in page
    assert 'id="newest"' in page
    assert service.received[0].channel is ChannelName.WEB
    assert service.received[0].locale is Language.VI


async def test_script_gets_the_replies_alone(browser):
    response = await send(browser, "hạn là khi nào", headers=HTMX)

    assert response.status_code == 200
    assert "Trả lời." in response.text
    assert "<html" not in response.text
    assert '<span class="kept" hidden>hạn là khi nào</span>' in response.text


async def test_same_form_sent_twice_is_one_message(browser, service):
    await browser.get("/chat")
    for _ in range(2):
        await send(browser, "hạn là khi nào")

    assert len(service.all_turns) == 1


async def test_another_text_from_the_same_form_is_another_message(browser, service):
    await browser.get("/chat")
    await send(browser, "hạn là khi nào")
    await send(browser, "cách liên kết")

    assert len(service.all_turns) == 2


async def test_every_form_of_a_page_has_an_id_of_its_own(browser):
    ids = form_ids((await browser.get("/chat")).text)

    assert len(ids) == 5
    assert len(set(ids)) == 5


async def test_pressed_button_shows_its_title_and_hides_its_payload(browser):
    await browser.get("/chat")
    await send(browser, "hạn")
    await send(browser, BUTTON.payload, field="payload")
    page = (await browser.get("/chat")).text

    assert page.count(BUTTON.title) > 2
    assert f"</span> {BUTTON.title}</div>" in page
    assert f"</span> {BUTTON.payload}" not in page


async def test_pressed_suggestion_shows_its_title_in_the_language_of_the_page(browser):
    await browser.get("/chat?lang=en")
    await send(browser, "/faq_children-account", field="payload")
    page = (await browser.get("/chat")).text

    assert "</span> Does my child need a VNeID account?</div>" in page


async def test_payload_of_unknown_title_is_not_shown(browser):
    await browser.get("/chat")
    await send(browser, "/faq_something-else", field="payload")

    assert "</span> (một câu hỏi gợi ý)</div>" in (await browser.get("/chat")).text


@pytest.mark.parametrize("headers", [OWN_PAGE, HTMX])
async def test_empty_question_is_asked_for_again(browser, service, headers):
    response = await send(browser, " \n ", headers=headers)

    assert response.status_code == 422
    assert "Anh/chị chưa nhập câu hỏi." in response.text
    assert service.received == []


async def test_text_is_given_back_with_its_id_when_the_turn_fails(browser, service):
    service.failure = ConnectionError("gone")
    response = await send(browser, "câu hỏi <dài>", form_id="kept")

    assert response.status_code == 503
    assert "câu hỏi &lt;dài&gt;</textarea>" in response.text
    assert form_ids(response.text)[-1] == "kept"
    assert "Chưa gửi được" in response.text
    assert "gone" not in response.text


async def test_text_is_given_back_to_whoever_was_asked_to_wait_and_has_not(browser, service):
    service.outcome = Outcome.DROPPED
    response = await send(browser, "câu thứ trăm", form_id="kept")

    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")
    assert "câu thứ trăm</textarea>" in response.text
    assert form_ids(response.text)[-1] == "kept"
    assert "đợi một phút rồi thử lại" in response.text


async def test_button_that_failed_shows_no_payload(browser, service):
    service.failure = ConnectionError("gone")
    response = await send(browser, BUTTON.payload, field="payload")

    assert "Anh/chị chọn lại câu hỏi." in response.text
    assert f"{BUTTON.payload}</textarea>" not in response.text


async def test_conversation_stays_on_the_page_that_asks_for_a_question(browser):
    await browser.get("/chat")
    await send(browser, "hạn là khi nào")
    response = await send(browser, " ")

    assert "hạn là khi nào" in response.text


async def test_markup_and_template_braces_of_a_citizen_stay_text(browser):
    await browser.get("/chat")
    await send(browser, "<script>alert(1)</script> {{ 7*7 }} ' OR 1=1")
    page = (await browser.get("/chat")).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page


async def test_reply_carries_its_own_language(browser):
    await browser.get("/chat?lang=en")
    response = await send(browser, "x", headers=HTMX)

    assert '<div class="message reply" lang="vi">' in response.text


async def test_citizen_is_told_that_a_person_will_answer_when_the_bot_is_silent(browser, service):
    service.replies = ()
    response = await send(browser, "x", headers=HTMX)

    assert "Cán bộ hỗ trợ sẽ trả lời tại đây." in response.text


async def test_reply_is_set_in_lists_links_and_a_source_line(browser, service):
    service.replies = (
        Reply("Mở dichvucong.gov.vn:\n\n1. Bấm A.\n2. Gọi 1900 0368.\n\nNguồn: Công văn 3701."),
    )
    page = (await send(browser, "x", headers=HTMX)).text

    assert '<a href="https://dichvucong.gov.vn">dichvucong.gov.vn</a>' in page
    assert '<ol start="1"><li>Bấm A.</li>' in page
    assert '<a href="tel:19000368">1900 0368</a>' in page
    assert '<p class="source">Nguồn: Công văn 3701.</p>' in page


async def test_only_the_newest_of_a_long_conversation_is_shown(browser, service):
    await browser.get("/chat")
    await send(browser, "đầu tiên")
    (stored,) = service.turns.values()
    stored.extend(replace(stored[0], text=f"câu {n}") for n in range(50))
    page = (await browser.get("/chat")).text

    assert "câu 49" in page
    assert "đầu tiên" not in page


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"message=%FF%FE", "application/x-www-form-urlencoded", 400),
        (b"message=\xff", "application/x-www-form-urlencoded", 400),
        (b"&".join([b"message=x"] * 20), "application/x-www-form-urlencoded", 400),
        (b"message=" + b"x" * 100_000, "application/x-www-form-urlencoded", 413),
        (b"{}", "application/json", 415),
    ],
)
async def test_form_that_cannot_be_read_is_refused_in_words(
    browser, service, body, content_type, status
):
    headers = OWN_PAGE | {"Content-Type": content_type}
    response = await browser.post("/chat/messages", content=body, headers=headers)

    assert response.status_code == status
    assert 'lang="vi"' in response.text
    assert 'lang="en"' in response.text
    assert service.received == []


async def test_tampered_form_id_is_left_out(browser, service):
    await send(browser, "x", form_id="\x00" * 500)

    assert service.received[0].message_id is None


async def test_form_address_opened_by_hand_leads_to_the_chat(browser):
    assert (await browser.get("/chat/messages")).headers["location"] == "/chat"
