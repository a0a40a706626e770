"""The tables, for Alembic and for whoever writes a statement; no rows are loaded through them."""

from storage.models.base import Model
from storage.models.console_sms import ConsoleSmsRow
from storage.models.conversations import ConversationRow, EventRow, InboundMessageRow
from storage.models.deliveries import DeliveryRow
from storage.models.encryption_keys import EncryptionKeyRow
from storage.models.optouts import OptoutRow
from storage.models.ratings import RatingRow
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
)

__all__ = [
    "AuditEntryRow",
    "ConsoleSmsRow",
    "ConversationRow",
    "DeliveryRow",
    "EncryptionKeyRow",
    "EventRow",
    "InboundMessageRow",
    "Model",
    "OptoutRow",
    "RatingRow",
    "RecoveryCodeRow",
    "ReplyDraftRow",
    "SignInTriesRow",
    "StaffRow",
    "StaffSessionRow",
    "SwitchRow",
    "TicketChangeRow",
    "TicketMessageRow",
    "TicketPauseRow",
    "TicketRow",
]
