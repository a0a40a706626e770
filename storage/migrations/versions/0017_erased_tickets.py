"""Whose words a ticket's messages are, so that each citizen's can be erased.

Revision: 0017, after 0016. What was written before is put right as far as it can be told: replies
by their delivery, and what came in by its moment, while the messages themselves are kept. The rest
counts as of the ticket's own conversation.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_REPLIES = """
    UPDATE ticket_messages AS message SET conversation_id = deliveries.conversation_id
    FROM deliveries, tickets
    WHERE deliveries.id = message.delivery_id AND tickets.id = message.ticket_id
        AND deliveries.conversation_id <> tickets.conversation_id
"""

# A message and its turn have the same moment, to the microsecond. Tickets may have been merged one
# into the next, and merges taken back: whoever was ever merged may have written in any ticket.
# Where two wrote in one moment, the ticket's own citizen counts.
_CAME_IN = """
    UPDATE ticket_messages AS message SET conversation_id = inbound.conversation_id
    FROM tickets, inbound_messages AS inbound
    WHERE tickets.id = message.ticket_id AND message.kind IN ('citizen', 'bot', 'news')
        AND message.at = inbound.business_at
        AND inbound.conversation_id <> tickets.conversation_id
        AND EXISTS (
            SELECT FROM tickets AS merged
            WHERE merged.conversation_id = inbound.conversation_id AND (
                merged.merged_into IS NOT NULL OR EXISTS (
                    SELECT FROM ticket_changes
                    WHERE ticket_id = merged.id AND ticket_changes.kind = 'merged'
                )
            )
        )
        AND NOT EXISTS (
            SELECT FROM inbound_messages AS own
            WHERE own.conversation_id = tickets.conversation_id AND own.business_at = message.at
        )
"""

# Their survivors were erased: nobody can take such a merge back, but a settled ticket can be
# opened again.
_ORPHANS = """
    UPDATE tickets SET status = 'resolved', resolution = 'duplicate'
    WHERE status = 'merged' AND merged_into IS NULL
"""
_LOST_CITIZENS = """
    UPDATE tickets SET reply_conversation_id = conversation_id
    WHERE reply_conversation_id <> conversation_id AND NOT EXISTS (
        SELECT FROM tickets AS own WHERE own.conversation_id = tickets.reply_conversation_id
    )
"""
_LOST_DRAFTS = """
    DELETE FROM reply_drafts
    WHERE NOT EXISTS (SELECT FROM tickets WHERE tickets.id = reply_drafts.ticket_id)
"""


def upgrade() -> None:
    op.add_column("ticket_messages", sa.Column("conversation_id", sa.BigInteger, nullable=True))
    for statement in (_REPLIES, _CAME_IN, _ORPHANS, _LOST_CITIZENS, _LOST_DRAFTS):
        op.execute(statement)
    op.create_foreign_key(
        "fk_ticket_messages_conversation_id_conversations",
        "ticket_messages",
        "conversations",
        ["conversation_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_index(
        "ix_ticket_messages_conversation_id",
        "ticket_messages",
        ["conversation_id"],
        postgresql_where=sa.text("conversation_id IS NOT NULL"),
    )
    op.create_foreign_key(
        "fk_reply_drafts_ticket_id_tickets",
        "reply_drafts",
        "tickets",
        ["ticket_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_index("ix_reply_drafts_ticket_id", "reply_drafts", ["ticket_id"])


def downgrade() -> None:
    op.drop_index("ix_reply_drafts_ticket_id")
    op.drop_constraint("fk_reply_drafts_ticket_id_tickets", "reply_drafts")
    op.drop_column("ticket_messages", "conversation_id")
