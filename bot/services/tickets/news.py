"""News of a ticket for its citizen: a worker has the conversation take them in."""

import json

from bot.services.tickets.work import Work
from storage import jobs
from storage.tickets import Ticket

TELL = "tell_conversation"
"""Name of the task; takes `conversation_id`, `payload` and `key`."""


async def tell(work: Work, ticket: Ticket, intent: str, /, **entities: str) -> None:
    """Have the citizen told, once this transaction is committed."""
    key = f"ticket-{ticket.id}-{ticket.version}"
    arguments = {
        "conversation_id": ticket.reply_conversation_id,
        "payload": written(intent, **entities),
        "key": key,
    }
    await jobs.defer(work.connection, TELL, arguments, key=key)


def written(intent: str, /, **entities: str) -> str:
    """Return news as `Turns.trigger` takes them: `/external_ticket_resolved{"ticket":"1042-7"}`."""
    return f"/{intent}{json.dumps(entities, separators=(',', ':'))}"
