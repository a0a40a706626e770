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
from storage.models.join_codes import JoinCodeRow, JoinTriesRow
from storage.models.live_checks import LiveCheckRow
from storage.models.optouts import OptoutRow
from storage.models.ratings import RatingRow
from storage.models.reminder_audiences import (
    AudienceUploadRow,
    AudienceVerdictsRow,
    DoNotCallRow,
    ReminderAudienceMemberRow,
    ReminderAudienceRow,
    ReminderRecipientRow,
)
from storage.models.reminder_subscriptions import ReminderSubscriptionRow
from storage.models.request_counts import RequestCountRow
from storage.models.staff import (
    AuditEntryRow,
    RecoveryCodeRow,
    ReplyDraftRow,
    SignInTriesRow,
    StaffRow,
    StaffSessionRow,
)
from storage.models.switches import SwitchRow
from storage.models.tickets import (
    TicketChangeRow,
    TicketMessageRow,
    TicketPauseRow,
    TicketRow,
    TicketTranscriptRow,
)

__all__ = [
    "AudienceUploadRow",
    "AudienceVerdictsRow",
    "AuditEntryRow",
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
    "JoinCodeRow",
    "JoinTriesRow",
    "LiveCheckRow",
    "Model",
    "OptoutRow",
    "RatingRow",
    "RecoveryCodeRow",
    "ReminderAudienceMemberRow",
    "ReminderAudienceRow",
    "ReminderChunkRow",
    "ReminderDeliveryRow",
    "ReminderRecipientRow",
    "ReminderSubscriptionRow",
    "ReplyDraftRow",
    "RequestCountRow",
    "SignInTriesRow",
    "SmsTemplateRow",
    "StaffRow",
    "StaffSessionRow",
    "SwitchRow",
    "TicketChangeRow",
    "TicketMessageRow",
    "TicketPauseRow",
    "TicketRow",
    "TicketTranscriptRow",
]
