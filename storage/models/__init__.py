"""The tables, for Alembic and for whoever writes a statement; no rows are loaded through them."""

from storage.models.base import Model
from storage.models.campaigns import (
    CampaignDecisionRow,
    CampaignRow,
    CampaignStepRow,
    ReminderChunkRow,
    ReminderDeliveryRow,
    SmsTemplateRow,
)
from storage.models.circuits import CircuitRow
from storage.models.consents import ConsentRow
from storage.models.console_sms import ConsoleSmsRow
from storage.models.conversations import ConversationRow, EventRow, InboundMessageRow
from storage.models.deliveries import DeliveryRow
from storage.models.encryption_keys import EncryptionKeyRow
from storage.models.live_checks import LiveCheckRow
from storage.models.optouts import OptoutRow
from storage.models.ratings import RatingRow
from storage.models.reminder_audiences import (
    DoNotCallRow,
    ReminderAudienceMemberRow,
    ReminderAudienceRow,
    ReminderRecipientRow,
)
from storage.models.tickets import (
    TicketChangeRow,
    TicketMessageRow,
    TicketPauseRow,
    TicketRow,
)

__all__ = [
    "CampaignDecisionRow",
    "CampaignRow",
    "CampaignStepRow",
    "CircuitRow",
    "ConsentRow",
    "ConsoleSmsRow",
    "ConversationRow",
    "DeliveryRow",
    "DoNotCallRow",
    "EncryptionKeyRow",
    "EventRow",
    "InboundMessageRow",
    "LiveCheckRow",
    "Model",
    "OptoutRow",
    "RatingRow",
    "ReminderAudienceMemberRow",
    "ReminderAudienceRow",
    "ReminderChunkRow",
    "ReminderDeliveryRow",
    "ReminderRecipientRow",
    "SmsTemplateRow",
    "TicketChangeRow",
    "TicketMessageRow",
    "TicketPauseRow",
    "TicketRow",
]
