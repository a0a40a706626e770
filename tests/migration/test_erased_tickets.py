"""What was merged, or erased, before anybody knew whose words a ticket's messages are."""

import psycopg
import pytest
from alembic import command

from storage import schema

_BEFORE = """
    INSERT INTO conversations (id, channel, sender_id, state, created_at, updated_at)
        OVERRIDING SYSTEM VALUE
        SELECT id, 'web', id, '{}', now(), now() FROM generate_series(1, 5) AS given (id);
    INSERT INTO tickets (
        id, conversation_id, status, category, priority, reason, language, channel, contact,
        opened_sequence, reply_conversation_id, link_check, answers, opened_at, updated_at, target,
        merged_into
    ) OVERRIDING SYSTEM VALUE
        SELECT id, conversation, status, '', '', '', 'vi', 'web', '', 1, reply, '{}', '[]', now(),
            now(), '', into_id
        FROM (VALUES (101, 1, 'open', 99, NULL), (102, 2, 'merged', 2, 101),
            (103, 3, 'merged', 3, NULL), (104, 4, 'merged', 4, 101), (105, 5, 'open', 5, NULL))
        AS given (id, conversation, status, reply, into_id);
    INSERT INTO inbound_messages (
        conversation_id, sequence, text, received_at, business_at, outcome, replies, details
    ) VALUES (1, 1, '', now(), '2026-01-01', 'quiet', '[]', '{}'),
        (2, 1, '', now(), '2026-01-02', 'quiet', '[]', '{}'),
        (4, 1, '', now(), '2026-01-04', 'quiet', '[]', '{}'),
        (5, 1, '', now(), '2026-01-05', 'quiet', '[]', '{}'),
        (3, 1, '', now(), '2026-01-01', 'quiet', '[]', '{}');
    INSERT INTO ticket_changes (ticket_id, version, kind, details, at)
        VALUES (105, 2, 'merged', '{}', now()), (105, 3, 'unmerged', '{}', now());
    INSERT INTO deliveries (
        id, conversation_id, channel, body, purpose, language, status, created_at, send_at
    ) OVERRIDING SYSTEM VALUE SELECT 7, 2, 'web', '{}', 'officer', 'vi', 'sent', now(), now();
    INSERT INTO ticket_messages (ticket_id, version, kind, text, folded, delivery_id, at) VALUES
        (101, 2, 'citizen', 'An', '', NULL, '2026-01-01'),
        (101, 3, 'citizen', 'Binh', '', NULL, '2026-01-02'),
        (101, 4, 'officer', 'to Binh', '', 7, '2026-01-03'),
        (101, 5, 'note', 'a note', '', NULL, '2026-01-02'),
        (102, 6, 'citizen', 'Chi, in a ticket merged into the next', '', NULL, '2026-01-04'),
        (101, 7, 'citizen', 'Dung, whose merge was taken back', '', NULL, '2026-01-05');
    INSERT INTO staff (id, login, name, role, password_hash, totp_secret, created_at)
        OVERRIDING SYSTEM VALUE VALUES (1, 'lan', '', 'officer', '', '', now());
    INSERT INTO reply_drafts (staff_id, ticket_id, text, updated_at)
        VALUES (1, 100, 'of a ticket that is gone', now()), (1, 101, 'x', now());
"""


@pytest.fixture
def upgraded(unmigrated_database_url):
    """A database with merged tickets of before, upgraded."""
    with schema.connect(unmigrated_database_url) as connection:
        command.upgrade(schema._configure(connection), "0016")
        connection.commit()
    with psycopg.connect(unmigrated_database_url, autocommit=True) as connection:
        connection.execute(_BEFORE)
        schema.upgrade(unmigrated_database_url)
        yield connection


def test_messages_are_known_by_their_delivery_or_their_moment(upgraded):
    found = upgraded.execute("SELECT text, conversation_id FROM ticket_messages ORDER BY id")
    assert found.fetchall() == [
        ("An", None),
        ("Binh", 2),
        ("to Binh", 2),
        ("a note", None),
        ("Chi, in a ticket merged into the next", 4),
        ("Dung, whose merge was taken back", 5),
    ]


def test_what_an_erasure_left_behind_is_put_right(upgraded):
    found = upgraded.execute("SELECT id, status, reply_conversation_id FROM tickets ORDER BY id")
    assert found.fetchall() == [
        (101, "open", 1),
        (102, "merged", 2),
        (103, "resolved", 3),
        (104, "merged", 4),
        (105, "open", 5),
    ]
    assert upgraded.execute("SELECT ticket_id FROM reply_drafts").fetchall() == [(101,)]
