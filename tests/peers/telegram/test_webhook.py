"""Telegram by webhook, end to end: what citizens send, and what they are answered."""

import asyncio

import httpx
import pytest

from tests.peers.telegram.conftest import SECRET
from tests.peers.telegram.emulator import Citizen

pytestmark = [pytest.mark.peers, pytest.mark.usefixtures("webhook")]


async def test_a_citizen_asks_presses_and_types_a_number(citizen, emulator, inbound):
    citizen.says("/start")
    (greeting,) = await citizen.hears(1)
    assert greeting.startswith("Chào anh/chị")

    citizen.presses("Cách liên kết")
    heard = await citizen.hears(2)
    assert "liên kết" in heard[1].lower()

    citizen.says("/check")
    await citizen.hears(4)
    citizen.says("1")
    heard = await citizen.hears(5)
    assert "tài khoản do Cổng" in heard[4]
    assert inbound(citizen.id)[-1] == '/inform_check{"link_check_holder":"citizen"}'
    assert len(emulator.calls("answerCallbackQuery")) == 1


async def test_a_payload_too_long_for_a_button_is_found_again(citizen, inbound):
    citizen.says("/check")
    await citizen.hears(2)
    citizen.presses("Công dân từ đủ 14 tuổi")
    await citizen.hears(3)
    citizen.presses("Không nhớ rõ")
    await citizen.hears(4)
    said = inbound(citizen.id)[-1]
    assert said == '/inform_check{"link_check_portal_account":"unsure"}'


async def test_an_answer_is_in_the_language_of_the_phone_and_switched_at_once(emulator):
    reader = Citizen(emulator, language_code="en-GB")
    reader.says("/help")
    (helped,) = await reader.hears(1)
    assert helped.startswith("The assistant")
    reader.says("/language")
    heard = await reader.hears(2)
    assert "tiếng Việt" in heard[1]


@pytest.mark.parametrize(
    ("content", "answered"),
    [
        ({"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}, "ảnh"),
        ({"document": {"file_id": "f", "file_unique_id": "u"}}, "tệp"),
        ({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}}, "thoại"),
        ({"location": {"latitude": 21.0, "longitude": 105.8}}, "vị trí"),
        ({"contact": {"phone_number": "+84900000000", "first_name": "S"}}, "danh bạ"),
    ],
    ids=["photo", "document", "voice", "location", "contact"],
)
async def test_what_is_no_text_is_explained_and_not_kept(citizen, rows, content, answered):
    citizen.sends(**content)
    (text,) = await citizen.hears(1)
    assert answered in text
    kept = str(rows(citizen.id, "text, details", "inbound_messages", "sequence"))
    kept += str(rows(citizen.id, "data", "events", "sequence"))
    assert not {"+84900000000", "105.8", "file_id"} & set(kept.split('"'))


async def test_a_caption_is_answered_and_an_album_is_explained_once(citizen):
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    for caption in (None, None, "tổng đài VNeID số mấy?"):
        content = {"photo": photo, "media_group_id": "9"} | (
            {"caption": caption} if caption else {}
        )
        citizen.sends(**content)
    texts = await citizen.hears(2)
    await asyncio.sleep(0.5)
    assert sum("lưu ảnh" in text for text in citizen.texts()) == 1
    assert any("1900" in text for text in texts)


async def test_a_corrected_question_is_answered_and_a_corrected_number_explained(citizen, emulator):
    edited = {**citizen.message(text="tổng đài VNeID số mấy?"), "edit_date": 1}
    emulator.inject({"edited_message": edited})
    heard = await citizen.hears(1)
    assert "1900" in heard[0]
    emulator.inject({"edited_message": {**citizen.message(text="2"), "edit_date": 1}})
    heard = await citizen.hears(2)
    assert "tin nhắn mới" in heard[1]


async def test_an_edit_that_changes_no_word_is_answered_once(citizen, emulator):
    asked = citizen.message(text="tổng đài VNeID số mấy?")
    emulator.inject({"message": asked})
    await citizen.hears(1)
    emulator.inject({"edited_message": {**asked, "edit_date": 1}})
    citizen.says("/help")
    heard = await citizen.hears(2)
    assert "1900" in heard[0]
    assert heard[1].startswith("Trợ lý")
    assert len(citizen.texts()) == 2


async def test_a_group_is_told_once_to_write_in_private(citizen, emulator):
    group = {"id": -citizen.id, "type": "group", "title": "Synthetic group"}
    for text in ("/start", "tổng đài số mấy?", "/check"):
        emulator.inject({"message": {**citizen.message(text=text), "chat": group}})
    others = Citizen(emulator)
    others.says("/help")
    await others.hears(1)
    for _ in range(100):  # conversations don't wait for each other
        if emulator.sent_to(-citizen.id):
            break
        await asyncio.sleep(0.05)
    (told,) = emulator.sent_to(-citizen.id)
    assert "trò chuyện riêng" in told["text"]


async def test_unknown_kinds_of_updates_are_acknowledged_and_ignored(citizen, emulator):
    emulator.inject({"poll": {"id": "1"}})
    emulator.inject({"something_of_next_year": {"id": 1}})
    emulator.inject({"message": {"message_id": "no number", "chat": 7}})
    citizen.says("/help")
    await citizen.hears(1)
    assert len(emulator.calls("sendMessage")) == 1


async def test_who_blocks_the_bot_has_opted_out_until_they_let_it_in(citizen, emulator, rows):
    citizen.says("/help")
    await citizen.hears(1)
    chat = {"id": citizen.id, "type": "private"}
    bot = {"id": 666, "is_bot": True, "first_name": "Bot"}

    def becomes(status):
        member = {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
        change = {"chat": chat, "from": citizen.user, "date": 1,
                  "old_chat_member": {"user": bot, "status": "member"},
                  "new_chat_member": member}  # fmt: skip
        emulator.inject({"my_chat_member": change})

    async def opted_out():
        await asyncio.sleep(0.5)
        joined = "conversations JOIN optouts USING (channel, sender_id)"
        table = f"(SELECT *, conversations.id AS conversation_id FROM {joined}) AS found"
        return rows(citizen.id, "ended_at", table, "decided_at")[-1][0] is None

    becomes("kicked")
    assert await opted_out()
    becomes("member")
    assert not await opted_out()


async def test_a_conversation_is_erased_after_a_second_press(citizen, inbound):
    citizen.says("số điện thoại tổng đài?")
    citizen.says("/delete")
    await citizen.hears(2)
    citizen.presses("Xóa hết")
    heard = await citizen.hears(3)
    assert heard[2].startswith("Đã xóa")
    assert inbound(citizen.id) == ["/confirm_erasure"]


async def test_an_update_that_comes_twice_is_answered_once(webhook, citizen, inbound):
    update = {"update_id": 5_000_000, "message": citizen.message(text="/help")}
    async with httpx.AsyncClient(base_url=webhook) as telegram:
        for _ in range(3):
            answer = await telegram.post(
                "/webhooks/telegram",
                json=update,
                headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
            )
            assert answer.status_code == 200
    await citizen.hears(1)
    await asyncio.sleep(0.3)
    assert len(citizen.texts()) == 1
    assert inbound(citizen.id) == ["/ask_help"]
