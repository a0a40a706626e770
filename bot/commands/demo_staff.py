"""Synthetic staff of the demo: fixed credentials, shown to whoever starts it; nobody is real.

Whoever has this file can sign in as them, so their database is never served to others.
"""

import asyncio
from collections.abc import Sequence

from bot.clock import real_now
from bot.errors import SettingsError
from bot.services.keys import make_cipher
from bot.services.roles import Role
from bot.services.staff import Credentials, Staff
from bot.settings import Settings
from storage.database import Database
from storage.staff import Person, read_people

PASSWORD = "demo-demo-demo-demo"  # noqa: S105 - of a demo on one machine
TOTP_SECRET = "DEMODEMODEMODEMODEMODEMODEMODEMO"  # noqa: S105 - the same
PEOPLE = (
    ("officer", "Cán bộ A (mô phỏng)", Role.OFFICER),
    ("officer2", "Cán bộ B (mô phỏng)", Role.OFFICER),
    ("supervisor", "Giám sát (mô phỏng)", Role.SUPERVISOR),
    ("editor", "Biên tập (mô phỏng)", Role.EDITOR),
    ("admin", "Quản trị (mô phỏng)", Role.ADMINISTRATOR),
)
_NAMES = {login: name for login, name, _role in PEOPLE}


def require_demos_own(url: str) -> None:
    """Let the demo into a database where nobody works yet, or its own people and whom they added.

    Raises:
        SettingsError: other people work there.
    """
    people = read_people(url)
    taken = [one.login for one in people if _NAMES.get(one.login, one.name) != one.name]
    others = taken or [one.login for one in people]
    if taken or (people and not any(map(_is_demos, people))):
        raise SettingsError(
            f"people work in this database ({', '.join(others)}), and the demo would let anybody "
            "in: give it another VNEID_DATA_DIR, and no VNEID_DATABASE_URL"
        )


def keep_demos_people_out(url: str) -> None:
    """Let a server into a database only if none of the demo's people can sign in there.

    Raises:
        SettingsError: some can.
    """
    demos = [one.login for one in read_people(url) if _is_demos(one)]
    if demos:
        raise SettingsError(
            f"this database is the demo's ({', '.join(demos)}): everybody can read its passwords; "
            "set another VNEID_DATA_DIR, or VNEID_DATABASE_URL to an empty database"
        )


def _is_demos(person: Person) -> bool:
    return person.is_active and _NAMES.get(person.login) == person.name


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
