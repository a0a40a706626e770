"""Numbers go when their campaigns are long over, or when their owner says so; reports stay."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.services.campaigns import decisions
from bot.services.campaigns.dry_run import dry_run
from bot.services.campaigns.ledger import keep_ledger
from bot.services.campaigns.reports import report
from bot.services.retention import KEPT, Retention
from storage import audience_files, conversations, erasure, reminder_counts
from storage import retention as rows_over
from tests.integration.services.campaigns.conftest import at

NUMBERS = ("reminder_recipients", "audience_uploads", "audience_verdicts")


@pytest.fixture(autouse=True)
async def empty(database):
    yield
    async with database.transaction() as connection:
        for table in ("reminder_deliveries", "campaigns", "reminder_audiences"):
            await connection.exec_driver_sql(f"DELETE FROM {table}")
        await connection.exec_driver_sql("DELETE FROM reminder_recipients")


@pytest.fixture
def retention(desk):
    return Retention(desk.database, desk.clock.now, lambda: desk.real)


@pytest.fixture
def told(desk):
    """Returns what officers see of a campaign: its report and its ledger."""

    async def told(campaign):
        found = await desk.campaign(campaign)
        async with desk.database.transaction() as connection:
            made = await report(connection, found)
            people = await reminder_counts.count_members(connection, found.audience_id)
        return made, keep_ledger(made, people)

    return told


@pytest.fixture
def numbers(desk):
    async def numbers():
        async with desk.database.transaction() as connection:
            found = await connection.execute(
                text("SELECT phone, phone_index FROM reminder_recipients ORDER BY id")
            )
            return [tuple(row) for row in found]

    return numbers


async def finish(desk, campaign):
    desk.clock.moment = at(16)
    await desk.send(campaign)
    await desk.planner.advance()
    assert (await desk.campaign(campaign)).status == "finished"


def of_numbers(counts):
    return tuple(counts[table] for table in NUMBERS)


async def test_numbers_go_180_days_after_a_campaign_and_its_report_stays(
    desk, retention, told, numbers
):
    people = await desk.gather(3)
    await desk.refuse(people[2])
    campaign = await desk.run()
    await desk.send(campaign)
    await finish(desk, campaign)
    before = await told(campaign)

    desk.pass_real(179 * 86400)
    assert of_numbers(await retention.run()) == (0, 0, 0)
    desk.pass_real(2 * 86400)
    counted = await retention.count()
    assert of_numbers(counted) == (3, 0, 0)
    assert await retention.run() == counted
    assert await numbers() == [(None, f"expired-{one}") for one in people]
    assert await told(campaign) == before
    assert await retention.run() == dict.fromkeys(KEPT, 0)


async def test_numbers_of_a_stopped_campaign_go_too(desk, retention):
    await desk.gather(2)
    campaign = await desk.run()
    async with desk.database.transaction() as connection:
        await decisions.stop(connection, campaign, desk.asked(), None)
    desk.pass_real(181 * 86400)
    assert of_numbers(await retention.run()) == (2, 0, 0)


async def test_numbers_of_a_campaign_that_is_not_over_stay(desk, retention):
    await desk.gather(2)
    await desk.run()
    desk.pass_real(1000 * 86400)
    assert of_numbers(await retention.count()) == (0, 0, 0)


async def test_a_plan_that_was_left_lying_keeps_no_numbers(desk, retention):
    await desk.gather(2)
    await desk.draft()
    desk.pass_real(179 * 86400)
    assert of_numbers(await retention.run()) == (0, 0, 0)
    desk.pass_real(2 * 86400)
    assert of_numbers(await retention.run()) == (2, 0, 0)


async def test_who_is_in_another_audience_keeps_their_number_until_that_is_over(desk, retention):
    people = await desk.gather(2)
    first = await desk.run()
    async with desk.database.transaction() as connection:
        await decisions.stop(connection, first, desk.asked(), None)
    desk.name += " again"
    await desk.gather(1)
    async with desk.database.transaction() as connection:
        await connection.execute(
            text(
                "INSERT INTO reminder_audience_members SELECT max(id), :one FROM reminder_audiences"
            ),
            {"one": people[0]},
        )
    await desk.run()
    desk.pass_real(181 * 86400)
    assert of_numbers(await retention.run()) == (1, 0, 0)


async def test_files_of_an_audience_go_with_its_numbers(desk, retention):
    await desk.gather(1)
    async with desk.database.transaction() as connection:
        audience = (
            await connection.execute(text("SELECT max(id) FROM reminder_audiences"))
        ).scalar()
        await audience_files.add_upload(connection, audience, "sealed")
        await audience_files.add_verdicts(connection, audience, 0, b"x")
    assert of_numbers(await retention.count()) == (0, 0, 0)
    desk.pass_real(181 * 86400)
    counted = await retention.count()
    assert of_numbers(counted) == (1, 1, 1)
    assert await retention.run() == counted


async def test_numbers_go_in_batches(desk):
    await desk.gather(5)
    later = desk.real + timedelta(days=1)
    gone = []
    for _ in range(4):
        async with desk.database.transaction() as connection:
            gone.append(await rows_over.remove_older(connection, "reminder_recipients", later, 2))
    assert gone == [2, 2, 1, 0]


@pytest.fixture
def text_from(desk):
    """Opens the text conversation of a person of the audience, and erases it."""

    async def text_from(index):
        async with desk.database.transaction() as connection:
            found = await conversations.lock(connection, "sms", index, desk.real)
            await erasure.forget(connection, found.id, desk.real)

    return text_from


async def test_who_erases_their_text_messages_is_not_reminded_any_more(
    desk, retention, numbers, text_from
):
    one, other = await desk.gather(2)
    campaign = await desk.run()
    await text_from(desk.indexes[one])
    assert (await numbers())[0][0] is not None
    desk.pass_real(16 * 60)
    assert await retention.forget_erased() == 1

    assert (await numbers())[0] == (None, f"erased-{one}")
    await desk.send(campaign)
    fates = await desk.fates(campaign)
    assert fates[one] == ("cancelled", "no_consent")
    assert fates[other][0] == "sent"


async def test_numbers_that_are_gone_are_planned_as_such(desk, retention, text_from):
    one, _other = await desk.gather(2)
    campaign = await desk.run(plan=False)
    await text_from(desk.indexes[one])
    desk.pass_real(16 * 60)
    await retention.forget_erased()
    found = await desk.campaign(campaign)
    async with desk.database.transaction() as connection:
        made = await dry_run(connection, found, desk.clock.now())
    await desk.planner.plan_step(campaign, 1)

    assert made.dropped == {"no_consent": 1}
    assert (await desk.fates(campaign))[one] == ("cancelled", "no_consent")


async def test_a_number_that_is_gone_can_be_imported_again(desk, retention, numbers):
    (one,) = await desk.gather(1)
    index = desk.indexes[one]
    desk.pass_real(181 * 86400)
    await retention.run()
    async with desk.database.transaction() as connection:
        await connection.execute(
            text(
                "INSERT INTO reminder_recipients (phone, phone_index, created_at)"
                " VALUES ('sealed', :index, now())"
            ),
            {"index": index},
        )
    assert [found[1] for found in await numbers()] == [f"expired-{one}", index]
