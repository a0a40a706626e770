"""One live check in a process of its own, so that it can be killed; run again, it goes on.

python -m tests.live_check.flow SENDER, with the settings in the environment.
"""

import asyncio
import sys

import httpx
import psycopg

from bot.bootstrap import Core, make_core
from bot.bootstrap_worker import make_live_checks
from bot.jobs import Task, Tick, Worker
from bot.messages import ChannelName, InboundMessage
from bot.services.live_check.checks import ADVANCE
from bot.settings import Settings, load_settings
from tests.working import working

LIMIT_SECONDS = 60


async def play(settings: Settings, sender: str) -> None:
    url = settings.database_url.get_secret_value()
    core = make_core(settings, url)
    live = make_live_checks(settings, core)
    ticks = [Tick("pick_up_live_checks", live.pick_up, 5.0)]
    worker = Worker(url, [Task(ADVANCE, live.advance)], ticks)
    async with working(worker), asyncio.timeout(LIMIT_SECONDS):
        await ask(core, sender)
        await approve_until_closed(url, settings.portal_url, sender)


async def ask(core: Core, sender: str) -> None:
    """Say what the citizen says; after a crash the channel delivers both again."""
    for number, text in enumerate(("/start_live_check", "/affirm")):
        message = InboundMessage(
            channel=ChannelName.WEB, sender_id=sender, text=text, message_id=f"m{number}"
        )
        await core.turns.handle(message)


async def approve_until_closed(url: str, portal: str, sender: str) -> None:
    query = """
        SELECT status, user_code FROM live_checks JOIN conversations AS c ON c.id = conversation_id
        WHERE sender_id = %s
    """
    async with (
        await psycopg.AsyncConnection.connect(url, autocommit=True) as connection,
        httpx.AsyncClient(base_url=portal) as http,
    ):
        while True:
            status, code = await (await connection.execute(query, [sender])).fetchone()
            if status == "closed":
                return
            if status == "waiting":
                verdict = {"verdict": "approve", "citizen": 22}
                await http.post(f"/simulator/requests/{code}", json=verdict)
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(play(load_settings(), sys.argv[1]))
