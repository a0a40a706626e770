"""What the soak of live checks reads from the database."""

from dataclasses import dataclass

import psycopg

_OPEN = "SELECT %s - count(*) FILTER (WHERE status = 'closed') FROM live_checks"

_WAITING = """
    SELECT conversations.sender_id::int, user_code FROM live_checks
    JOIN conversations ON conversations.id = conversation_id WHERE status = 'waiting'
"""

# Told is what stands in the transcript: the news with something said for it.
_TOLD = """
    SELECT c.sender_id::int, l.outcome,
        extract(epoch FROM min(m.received_at) - l.started_at)::float,
        count(m.*), min(substring(m.text FROM '"live_state":"(\\w+)"'))
    FROM live_checks AS l
    JOIN conversations AS c ON c.id = l.conversation_id
    LEFT JOIN inbound_messages AS m ON m.conversation_id = c.id
        AND m.text ~ '^/external_link_(result|failed)' AND jsonb_array_length(m.replies) > 0
    GROUP BY c.sender_id, l.outcome, l.started_at
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What one citizen was told.

    Attributes:
        number: of the citizen.
        seconds: from the consent to the news; None: nothing was told.
        times: how often an ending was told.
        state: what was found; None: nothing was.
    """

    number: int
    ending: str | None
    seconds: float | None
    times: int
    state: str | None


def count_open(url: str, checks: int) -> int:
    """Return how many checks have not ended."""
    with psycopg.connect(url) as connection:
        return int(connection.execute(_OPEN, [checks]).fetchone()[0])


def list_waiting(url: str) -> list[tuple[int, str]]:
    """Return citizens who were told their code, with it."""
    with psycopg.connect(url) as connection:
        return connection.execute(_WAITING).fetchall()


def read_told(url: str) -> list[Told]:
    """Return what every citizen was told."""
    with psycopg.connect(url) as connection:
        return [Told(*row) for row in connection.execute(_TOLD)]
