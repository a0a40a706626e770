"""Forgets by what the chat page's messages were known: it told short secrets that were masked.

Revision: 0020, after 0019. A digest of the words stood in the id, without a key; of six digits
anybody finds them out. Ids are needed for as long as a browser tries again.
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_MESSAGES = """
    UPDATE inbound_messages AS message SET message_id = NULL
    FROM conversations AS own
    WHERE own.id = message.conversation_id AND own.channel = 'web'
        AND message.message_id IS NOT NULL
"""
_EVENTS = """
    UPDATE events SET data = jsonb_set(data, '{message_id}', 'null')
    FROM conversations AS own
    WHERE own.id = events.conversation_id AND own.channel = 'web' AND events.type = 'user'
        AND data ->> 'message_id' IS NOT NULL
"""


def upgrade() -> None:
    op.execute(_MESSAGES)
    op.execute(_EVENTS)


def downgrade() -> None:
    """Do nothing: what was forgotten stays so."""
