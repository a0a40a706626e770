"""Members of staff get the texts before anybody else."""

import pytest
from sqlalchemy import text

from bot.services.campaigns import decisions
from bot.services.campaigns.rehearsals import CannotRehearse, rehearse
from tests.integration.services.campaigns.conftest import ADDRESSES


async def test_staff_get_every_text_in_both_languages(desk):
    await desk.gather()
    campaign = await desk.draft((3, 1))
    await desk.register()

    async with desk.database.transaction() as connection:
        found = await decisions.get(connection, campaign)
        assert await rehearse(connection, found, ["0912345678"], ADDRESSES, desk.real) == 4
        rows = await connection.execute(
            text("SELECT body ->> 'text' FROM deliveries WHERE purpose = 'test' ORDER BY id")
        )
        texts = set(rows.scalars())

    assert texts == {words for by in found.plan["texts"].values() for words in by.values()}


@pytest.mark.parametrize("number", ["02438251234", "19000368", "Lan"])
async def test_a_number_that_gets_no_messages_is_refused(desk, number):
    await desk.gather()
    campaign = await desk.draft()
    await desk.register()

    async with desk.database.transaction() as connection:
        found = await decisions.get(connection, campaign)
        with pytest.raises(CannotRehearse, match="gets no text messages"):
            await rehearse(connection, found, [number], ADDRESSES, desk.real)
