"""Takes receipts of reminders in: late, twice, out of order; a status only moves forward."""

from datetime import datetime

from bot.services.campaigns.failures import is_for_good
from bot.services.campaigns.refusals import keep_refusals
from bot.services.campaigns.statuses import ReminderStatus
from storage import reminder_fates, reminder_recipients
from storage.database import Connection
from storage.models.campaigns import FIRST_REMINDER_ID
from storage.reminder_fates import Receipt


def is_reminder(delivery_id: int) -> bool:
    """Tell whether an id in a receipt names a reminder, not another delivery."""
    return delivery_id >= FIRST_REMINDER_ID


async def record_reminder_receipt(connection: Connection, receipt: Receipt, now: datetime) -> bool:
    """Move a reminder forward; False: it is unknown, or further already."""
    recipient_id = await reminder_fates.receive(connection, receipt, now)
    if recipient_id is None:
        return False
    code = receipt.reason or ""
    if receipt.status == ReminderStatus.FAILED and is_for_good(code):
        await reminder_recipients.suppress(connection, [(recipient_id, code)])
    if receipt.is_opt_out:
        await keep_refusals(connection, [recipient_id], code, now)
    return True
