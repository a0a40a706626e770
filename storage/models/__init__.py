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
from storage.models.conversations import ConversationRow, EventRow, InboundMessageRow
from storage.models.deliveries import DeliveryRow
from storage.models.ratings import RatingRow
from storage.models.reminder_audiences import (
    DoNotCallRow,
    ReminderAudienceMemberRow,
    ReminderAudienceRow,
    ReminderRecipientRow,
)

__all__ = [
    "CampaignDecisionRow",
    "CampaignRow",
    "CampaignStepRow",
    "ConversationRow",
    "DeliveryRow",
    "DoNotCallRow",
    "EventRow",
    "InboundMessageRow",
    "Model",
    "RatingRow",
    "ReminderAudienceMemberRow",
    "ReminderAudienceRow",
    "ReminderChunkRow",
    "ReminderDeliveryRow",
    "ReminderRecipientRow",
    "SmsTemplateRow",
]
