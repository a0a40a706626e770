"""A provider that is off is sent nothing; what waits is sent when it is on, or apologised for."""

import pytest

from bot.channels.base import FateUnknown, TryLater
from bot.content.catalogue import load_catalogue
from bot.messages import ChannelName, Language
from bot.services.deliveries import Outbox
from bot.services.late_answers import words_when_late
from bot.services.switches import Switches, SwitchKind
from storage.switches import NewSwitch

LATE = words_when_late(load_catalogue())
SORRY = LATE[Language.VI].text
MINUTE, HOUR = 60, 3600


@pytest.fixture
async def switches(database, watch):
    """Switches of their own; all is on again after the test."""
    async with database.transaction() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO staff (login, name, role, password_hash, totp_secret, created_at)"
            " VALUES ('chief', 'Synthetic', 'supervisor', '', '', now())"
            " ON CONFLICT DO NOTHING"
        )
    yield Switches(database, watch)
    async with database.transaction() as connection:
        await connection.exec_driver_sql("DELETE FROM switches")


@pytest.fixture
async def switch(switches, database):
    """Switches Telegram as a provider off or on."""
    async with database.transaction() as connection:
        found = await connection.exec_driver_sql("SELECT id FROM staff WHERE login = 'chief'")
        chief = found.scalar_one()

    async def switch(*, is_on):
        if is_on:
            await switches.turn_on(SwitchKind.PROVIDER, "telegram", chief)
            return
        new = NewSwitch(
            kind="provider",
            name="telegram",
            reason="A fault at the provider",
            message_vi="Tạm dừng.",
            message_en="Paused.",
            staff_id=chief,
        )
        await switches.turn_off(new)

    return switch


@pytest.fixture
def outbox(database, telegraph, watch, switches):
    return Outbox(database, {ChannelName.TELEGRAM: telegraph}, watch, switches, LATE)


async def test_what_waits_is_sent_in_order_when_it_is_on_again(
    queue, outbox, telegraph, fates, watch, switch
):
    await switch(is_on=False)
    conversation = await queue("một", "hai")
    await outbox.flush(conversation)
    watch.pass_seconds(10 * MINUTE)
    await outbox.send_left_behind()
    assert telegraph.texts == []
    assert [fate[1] for fate in fates(conversation)] == ["queued", "queued"]

    await switch(is_on=True)
    watch.pass_seconds(MINUTE)
    await outbox.send_left_behind()
    assert telegraph.texts == ["một", "hai"]


async def test_another_provider_goes_on(queue, database, telegraph, watch, switches, switch):
    await switch(is_on=False)
    outbox = Outbox(database, {ChannelName.SMS: telegraph}, watch, switches, LATE)
    conversation = await queue("một")
    async with database.transaction() as connection:
        await connection.exec_driver_sql(
            f"UPDATE deliveries SET channel = 'sms' WHERE conversation_id = {conversation}"
        )
    await outbox.flush(conversation)
    assert telegraph.texts == ["một"]


async def wait_too_long(queue, outbox, watch):
    """Two answers and some news wait for a provider that is off, until nobody needs them."""
    conversation = await queue("một", "hai")
    await queue("tin", purpose="notice", useful_until=watch(), conversation=conversation)
    await outbox.flush(conversation)
    watch.pass_seconds(2 * HOUR)
    return conversation


async def test_who_waited_for_an_answer_too_long_is_told_once(
    queue, outbox, telegraph, fates, watch, switch
):
    await switch(is_on=False)
    conversation = await wait_too_long(queue, outbox, watch)
    await outbox.send_left_behind()
    await switch(is_on=True)
    watch.pass_seconds(MINUTE)
    await outbox.send_left_behind()
    await outbox.send_left_behind()

    assert telegraph.texts == ["Tạm dừng."]
    assert [fate[1] for fate in fates(conversation)] == ["cancelled"] * 3 + ["sent"]


async def test_where_nobody_looked_before_it_is_on_our_own_words_are_said(
    queue, outbox, telegraph, watch, switch
):
    await switch(is_on=False)
    await wait_too_long(queue, outbox, watch)
    await switch(is_on=True)
    await outbox.send_left_behind()

    assert telegraph.texts == [SORRY]


async def test_what_is_still_of_use_is_sent_instead_of_an_apology(
    queue, outbox, telegraph, watch, switch
):
    await switch(is_on=False)
    conversation = await queue("một")
    watch.pass_seconds(2 * HOUR)
    await queue("hai", conversation=conversation)
    await outbox.flush(conversation)
    watch.pass_seconds(MINUTE)
    await switch(is_on=True)
    await outbox.send_left_behind()
    assert telegraph.texts == ["hai"]


async def test_an_apology_is_not_apologised_for(queue, outbox, telegraph, fates, watch, switch):
    conversation = await queue("một", created_at=watch())
    await switch(is_on=False)
    await outbox.flush(conversation)
    watch.pass_seconds(2 * HOUR)
    await switch(is_on=True)
    telegraph.answers = [TryLater(30 * HOUR, "down")]
    await outbox.send_left_behind()
    assert [fate[1] for fate in fates(conversation)] == ["cancelled", "failed"]


async def test_what_is_in_doubt_is_looked_up_for_no_less_after_its_provider_was_off(
    queue, outbox, telegraph, watch, switch
):
    telegraph.can_look_up = True
    telegraph.answers = [FateUnknown("cut")]
    telegraph.looked_up = [TryLater(10, "busy"), None]
    await outbox.flush(await queue("tin", purpose="notice"))
    await switch(is_on=False)
    for _ in range(12):
        watch.pass_seconds(10 * MINUTE)
        await outbox.send_left_behind()

    await switch(is_on=True)
    for _ in range(2):
        watch.pass_seconds(MINUTE)
        await outbox.send_left_behind()
    assert telegraph.texts == ["tin", "tin"]
