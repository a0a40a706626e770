"""A reply goes out once or not at all, and whoever wrote it always has it back."""

import asyncio

import pytest

from bot.messages import ChannelName, InboundMessage, Language

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_reply_goes_out_and_the_box_is_empty(browser_of, open_ticket, sent):
    ticket, officer = await open_ticket(), await browser_of("officer")
    assert (await officer.reply(ticket, "Please open VNeID.")).status_code == 303
    (text,) = await sent(ticket)
    assert "Please open VNeID." in text
    assert (await officer.draft(ticket)).strip() == ""


async def test_a_button_pressed_twice_sends_once(browser_of, open_ticket, sent):
    ticket, officer = await open_ticket(), await browser_of("officer")
    version = await officer.version(ticket)
    answers = await asyncio.gather(*[officer.reply(ticket, "Once.", version) for _ in range(4)])
    assert [one.status_code for one in answers] == [303] * 4
    assert len(await sent(ticket)) == 1


async def test_back_and_send_again_sends_nothing_more(browser_of, open_ticket, sent):
    ticket, officer = await open_ticket(), await browser_of("officer")
    version = await officer.version(ticket)
    await officer.reply(ticket, "Once.", version)
    await officer.reply(ticket, "And another.")
    assert (await officer.reply(ticket, "Once.", version)).status_code == 303
    assert len(await sent(ticket)) == 2


async def test_the_second_of_two_tabs_sees_the_first(browser_of, open_ticket, sent):
    ticket, officer = await open_ticket(), await browser_of("officer")
    version = await officer.version(ticket)
    await officer.reply(ticket, "From the first tab.", version)
    answer = await officer.reply(ticket, "From the second tab.", version)
    assert answer.status_code == 409
    assert "Nothing was sent: somebody was first" in answer.text
    assert "From the first tab." in answer.text
    assert "From the second tab." in await officer.draft(ticket)
    assert len(await sent(ticket)) == 1


async def test_what_the_citizen_wrote_meanwhile_is_seen_before_anything_goes_out(
    browser_of, new_citizen, database, sent
):
    citizen, officer = await new_citizen(), await browser_of("officer")
    await citizen.say("I want to talk to a person")
    async with database.transaction() as connection:
        ticket = (await connection.exec_driver_sql("SELECT max(id) FROM tickets")).scalar_one()
    version = await officer.version(ticket)
    await citizen.say("Forget it, I found my phone")
    reply = {"reply": "Lock your account.", "ticket": ticket, "version": version}

    unseen = await officer.post(f"/console/tickets/{ticket}/reply", **reply)
    assert unseen.status_code == 409
    assert "I found my phone" in unseen.text
    assert await sent(ticket) == []

    talk = (await officer.get(f"/console/tickets/{ticket}/parts/talk")).text
    seen = talk.partition('name="seen" value="')[2].partition('"')[0]
    answer = await officer.post(f"/console/tickets/{ticket}/reply", **reply, seen=seen)
    assert answer.status_code == 303
    assert len(await sent(ticket)) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "The citizen sent a photo."), ("vi", "Người dân vừa gửi một tấm ảnh.")],
)
async def test_an_officer_reads_in_words_that_a_photo_was_sent(browser_of, desk, language, words):
    async def bring(text, *, is_from_citizen=True):
        message = InboundMessage(
            channel=ChannelName.TELEGRAM,
            sender_id=f"photos-{language}",
            text=text,
            locale=Language(language),
            is_from_citizen=is_from_citizen,
        )
        await desk.core.turns.handle(message)

    await bring("I want to talk to a person")
    async with desk.core.database.transaction() as connection:
        ticket = (await connection.exec_driver_sql("SELECT max(id) FROM tickets")).scalar_one()
    officer = await browser_of("officer")
    await officer.reply(ticket, "Please send a photo of it.")
    version = await officer.version(ticket)
    await bring("/external_photo", is_from_citizen=False)

    officer.client.headers["Accept-Language"] = language
    page = (await officer.get(f"/console/tickets/{ticket}")).text
    assert words in page
    assert "/external_photo" not in page
    unseen = await officer.reply(ticket, "Thank you.", version)
    assert unseen.status_code == 409
    assert words in unseen.text


async def test_a_colleagues_reply_is_never_taken_as_seen(browser_of, open_ticket, sent):
    ticket = await open_ticket()
    first, chief = await browser_of("officer"), await browser_of("supervisor")
    version = await first.version(ticket)
    await chief.reply(ticket, "From the supervisor.")
    answer = await first.post(
        f"/console/tickets/{ticket}/reply", reply="Mine.", ticket=ticket, version=version, seen=99
    )
    assert answer.status_code in {409, 422}
    assert len(await sent(ticket)) == 1


async def test_of_two_officers_one_replies(browser_of, open_ticket, sent):
    ticket = await open_ticket()
    first, second = await browser_of("officer"), await browser_of("officer2")
    version = await first.version(ticket)
    answers = await asyncio.gather(
        first.reply(ticket, "The one.", version), second.reply(ticket, "The other.", version)
    )
    assert sorted(one.status_code for one in answers) == [303, 409]
    assert len(await sent(ticket)) == 1


async def test_another_officers_ticket_is_not_answered(browser_of, open_ticket, sent):
    ticket = await open_ticket()
    first, second = await browser_of("officer"), await browser_of("officer2")
    await first.post(f"/console/tickets/{ticket}/take", version=await first.version(ticket))
    answer = await second.reply(ticket, "Let me.", await first.version(ticket))
    assert answer.status_code == 422
    assert "Another officer is at this ticket" in answer.text
    assert await sent(ticket) == []


async def test_a_supervisor_may_step_in(browser_of, open_ticket, sent):
    ticket = await open_ticket()
    first, chief = await browser_of("officer"), await browser_of("supervisor")
    await first.post(f"/console/tickets/{ticket}/take", version=await first.version(ticket))
    assert (await chief.reply(ticket, "I step in.")).status_code == 303
    assert len(await sent(ticket)) == 1


async def test_a_hundred_kilobytes_come_back_to_be_shortened(browser_of, open_ticket, sent):
    ticket, officer = await open_ticket(), await browser_of("officer")
    answer = await officer.reply(ticket, "đủ " * 17_500)
    assert answer.status_code == 422
    assert "longer than 4,000 characters" in answer.text
    assert answer.text.count("đủ") == 17_500
    assert (await officer.draft(ticket)).count("đủ") == 17_500
    assert await sent(ticket) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Please write something first."),
        ("Your matter is with {agency}.", "Please fill in {agency} before you send."),
        ("Mật khẩu của anh/chị là Abc12345!", "This holds a password"),
    ],
)
async def test_what_must_not_go_out_does_not(browser_of, open_ticket, sent, text, why):
    ticket, officer = await open_ticket(), await browser_of("officer")
    answer = await officer.reply(ticket, text)
    assert answer.status_code == 422
    assert why in answer.text
    assert await sent(ticket) == []


async def test_scripts_of_citizens_are_only_words(browser_of, open_ticket):
    attack = """<script>alert(1)</script><img src=x onerror="alert(1)">{{ 7*7 }}"""
    ticket, officer = await open_ticket(attack), await browser_of("officer")
    for page in (f"tickets/{ticket}", "inbox", "search?q=script", f"tickets/{ticket}/parts/talk"):
        shown = (await officer.get(f"/console/{page}")).text
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "49" not in shown.partition("{{ 7")[0][-5:]
    assert "&lt;script&gt;alert(1)" in (await officer.get(f"/console/tickets/{ticket}")).text


async def test_nul_and_broken_letters_are_dropped(browser_of, open_ticket, sent):
    ticket, officer = await open_ticket(), await browser_of("officer")
    assert (await officer.reply(ticket, "a\0b\r\nc")).status_code == 303
    assert "ab\nc" in (await sent(ticket))[0]


async def test_a_draft_is_its_writers_alone(browser_of, open_ticket):
    ticket = await open_ticket()
    first, second = await browser_of("officer"), await browser_of("officer2")
    await first.post(f"/console/tickets/{ticket}/draft", reply="Not yet", ticket=ticket)
    assert "Not yet" in await first.draft(ticket)
    assert "Not yet" not in await second.draft(ticket)


async def test_the_preview_sends_nothing(browser_of, open_ticket, sent):
    ticket, officer = await open_ticket(), await browser_of("officer")
    answer = await officer.post(f"/console/tickets/{ticket}/preview", reply="As you see", version=1)
    assert "The citizen will see" in answer.text
    assert "As you see" in answer.text
    assert await sent(ticket) == []


async def test_the_contact_is_shown_on_purpose_and_written_down(browser_of, database, open_ticket):
    ticket, officer = await open_ticket(), await browser_of("officer")
    async with database.transaction() as connection:
        rows = await connection.exec_driver_sql(
            "SELECT sender_id FROM conversations JOIN tickets "
            "ON tickets.conversation_id = conversations.id WHERE tickets.id = %s",
            (ticket,),
        )
        sender = rows.scalar_one()
    assert sender not in (await officer.get(f"/console/tickets/{ticket}")).text
    version = await officer.version(ticket)
    shown = await officer.post(f"/console/tickets/{ticket}/reveal", version=version)
    assert sender in shown.text
    assert "Contact looked up" in shown.text
    chief = await browser_of("supervisor")
    assert "contact.reveal" in (await chief.get("/console/audit?login=officer")).text
    assert sender not in (await chief.get("/console/audit")).text
