"""A Telegram that takes a message and never answers."""

import pytest

from bot.channels.telegram import bot_api

pytestmark = [pytest.mark.peers, pytest.mark.usefixtures("webhook")]


@pytest.fixture(scope="module", autouse=True)
def _impatience():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot_api, "ANSWER_SECONDS", 1.0)
        yield


async def test_a_telegram_that_hangs_is_not_waited_for(citizen, emulator, fates):
    emulator.fail(hang=True)
    citizen.says("/help")
    await citizen.hears(2)
    assert [row[1] for row in await fates(citizen.id)] == [True]
