"""The tables, for Alembic and for whoever writes a statement; no rows are loaded through them."""

from storage.models.base import Model
from storage.models.conversations import ConversationRow, EventRow, InboundMessageRow
from storage.models.deliveries import DeliveryRow
from storage.models.ratings import RatingRow

__all__ = [
    "ConversationRow",
    "DeliveryRow",
    "EventRow",
    "InboundMessageRow",
    "Model",
    "RatingRow",
]
