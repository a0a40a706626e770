"""Synthetic staff of the demo: fixed credentials, shown to whoever starts it; nobody is real."""

import asyncio
from collections.abc import Sequence

from bot.clock import real_now
from bot.services.keys import make_cipher
from bot.services.roles import Role
from bot.services.staff import Credentials, Staff
from bot.settings import Settings
from storage.database import Database

PASSWORD = "demo-demo-demo-demo"  # noqa: S105 - of a demo on one machine
TOTP_SECRET = "DEMODEMODEMODEMODEMODEMODEMODEMO"  # noqa: S105 - the same
PEOPLE = (
    ("officer", "Cán bộ A (mô phỏng)", Role.OFFICER),
    ("officer2", "Cán bộ B (mô phỏng)", Role.OFFICER),
    ("supervisor", "Giám sát (mô phỏng)", Role.SUPERVISOR),
    ("editor", "Biên tập (mô phỏng)", Role.EDITOR),
    ("admin", "Quản trị (mô phỏng)", Role.ADMINISTRATOR),
)


def ensure_staff(settings: Settings, url: str) -> None:
    """Add the synthetic staff, or put their credentials back."""
    asyncio.run(_ensure(settings, url, PEOPLE))


async def _ensure(settings: Settings, url: str, people: Sequence[tuple[str, str, Role]]) -> None:
    database = Database(url)
    staff = Staff(database, make_cipher(settings, url), real_now)
    try:
        for login, name, role in people:
            credentials = Credentials(login, PASSWORD, TOTP_SECRET, ())
            if not await staff.add(credentials, name, role):
                await staff.reset(credentials)
    finally:
        await database.dispose()
