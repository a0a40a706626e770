"""What stops reminders to a person at once: a confirmed link."""

from datetime import datetime

from storage import joined, reminder_recipients, reminder_subscriptions
from storage.database import Connection


async def cancel_for_link(connection: Connection, recipient_id: int, now: datetime) -> int:
    """Keep that a person has linked, and cancel every reminder that ends on it.

    In the transaction that confirms the link: it locks the recipient, so that a claim either was
    committed before, or sees it.

    Args:
        connection: inside the transaction.
        recipient_id: as `storage.reminder_recipients.find_by_conversation` gives it.
        now: real time.

    Returns:
        How many reminders were cancelled.
    """
    return await reminder_recipients.mark_linked(connection, recipient_id, now)


async def cancel_for_citizen(connection: Connection, conversation_id: int, now: datetime) -> int:
    """Do so for whoever subscribed or is written to in a conversation, or in one joined with it.

    What was asked for in the chat itself, and ends on a link, ends too.
    """
    others = await joined.list_others(connection, conversation_id)
    recipients: set[int] = set()
    for one in (conversation_id, *(other.id for other in others)):
        await reminder_subscriptions.end_on_link(connection, one)
        recipients.update(await reminder_recipients.find_by_conversation(connection, one))
    # By id, so that two confirmations at once wait for each other once, not for ever.
    return sum([await cancel_for_link(connection, one, now) for one in sorted(recipients)])
