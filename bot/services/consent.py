"""Consent: kept with its proof, withdrawn by a word, and handed on as a value while it holds."""

from datetime import datetime, timedelta

from bot.portal_client.outcomes import LiveConsent
from storage import consents
from storage.consents import NewConsent
from storage.database import Connection

LINK_CHECK = "link_check"
"""The purpose: read where the link of the citizen's accounts stands, once."""
REMINDERS = "reminders"
"""The purpose: write to this conversation before deadlines the citizen named."""
HOLDS = timedelta(hours=1)
"""A consent that nothing came of by then is given again."""


async def give(
    connection: Connection,
    conversation_id: int,
    *,
    text_version: str,
    language: str,
    now: datetime,
    purpose: str = LINK_CHECK,
) -> int:
    """Keep the consent that the message recorded last gave; return its id."""
    new = NewConsent(purpose=purpose, text_version=text_version, language=language, given_at=now)
    return await consents.add(connection, conversation_id, new)


async def require_live(
    connection: Connection, consent_id: int, now: datetime
) -> LiveConsent | None:
    """Return the permission that calls to the portal need; None: it does not hold any more."""
    found = await consents.find_live(connection, consent_id, now - HOLDS)
    return LiveConsent(found.id, found.given_at) if found else None


async def withdraw(
    connection: Connection, conversation_id: int, now: datetime, *, purpose: str = LINK_CHECK
) -> bool:
    """Withdraw what a citizen agreed to; False: there was nothing."""
    return await consents.withdraw(connection, conversation_id, purpose, now)
