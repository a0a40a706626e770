"""What the chat page's messages were known by told the secrets that were masked in them."""

import psycopg
from alembic import command

from storage import schema

_BEFORE = """
    INSERT INTO conversations (id, channel, sender_id, state, created_at, updated_at)
        OVERRIDING SYSTEM VALUE
        VALUES (1, 'web', 'a', '{}', now(), now()), (2, 'sms', 'b', '{}', now(), now());
    INSERT INTO inbound_messages (conversation_id, sequence, message_id, text, received_at,
            business_at, outcome, replies, details)
        SELECT id, 1, 'form.4a8eec492582', '••••••', now(), now(), 'command', '[]', '{}'
        FROM conversations;
    INSERT INTO events (conversation_id, sequence, type, data, at)
        SELECT id, 1, 'user', '{"event": "user", "message_id": "form.4a8eec492582"}', now()
        FROM conversations;
"""


def test_the_chat_pages_ids_are_forgotten_and_others_kept(unmigrated_database_url):
    with schema.connect(unmigrated_database_url) as connection:
        command.upgrade(schema._configure(connection), "0019")
        connection.commit()
    with psycopg.connect(unmigrated_database_url, autocommit=True) as connection:
        connection.execute(_BEFORE)
        schema.upgrade(unmigrated_database_url)
        messages = connection.execute(
            "SELECT message_id FROM inbound_messages ORDER BY conversation_id"
        ).fetchall()
        events = connection.execute("SELECT data FROM events ORDER BY conversation_id").fetchall()
    assert messages == [(None,), ("form.4a8eec492582",)]
    assert events == [
        ({"event": "user", "message_id": None},),
        ({"event": "user", "message_id": "form.4a8eec492582"},),
    ]
