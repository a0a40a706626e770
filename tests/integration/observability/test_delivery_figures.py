"""`/metrics` tells what became of deliveries, whichever process sent them."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import psycopg
import pytest

from bot.bootstrap_web import make_application
from bot.commands.serve import make_asgi
from bot.settings import load_settings
from tests.acceptance.running import running

FATES = (  # channel, status, settled this many hours ago, or None: open
    ("telegram", "queued", None),
    ("telegram", "queued", None),
    ("telegram", "sending", None),
    ("telegram", "unknown", None),
    ("telegram", "sent", 1),
    ("telegram", "sent", 25),
    ("telegram", "failed", 2),
    ("sms", "delivered", 3),
    ("sms", "unknown", 3),
    ("web", "queued", None),
)
WAITED_SECONDS = 600


@pytest.fixture(scope="module")
def address(fresh_database_url):
    parts = make_application(
        load_settings(), fresh_database_url, secret_key="metrics" * 8, insecure_rest=True
    )
    with running(make_asgi(parts)) as address:
        yield address


@pytest.fixture
def figures(address):
    """Reads the exposition as Prometheus does."""

    def read():
        text = httpx.get(f"{address}/metrics", timeout=30).raise_for_status().text
        found = re.findall(r"^(vneid_deliveries\w*)\{(.*)\} (\S+)$", text, re.MULTILINE)
        return {
            (name, *re.findall(r'"(\w+)"', labels)): float(value) for name, labels, value in found
        }

    return read


@pytest.fixture
def _deliveries(fresh_database_url):
    now = datetime.now(UTC)
    with psycopg.connect(fresh_database_url) as connection:
        for number, (channel, status, hours) in enumerate(FATES):
            settled = None if hours is None else now - timedelta(hours=hours)
            (conversation,) = connection.execute(
                "INSERT INTO conversations (channel, sender_id, state, created_at, updated_at)"
                " VALUES (%s, %s, '{}', %s, %s) RETURNING id",
                [channel, f"citizen {number}", now, now],
            ).fetchone()
            connection.execute(
                "INSERT INTO deliveries (conversation_id, channel, purpose, body, language, status,"
                " created_at, send_at, settled_at) VALUES (%s, %s, 'reply', '{}', 'vi', %s, %s,"
                " %s, %s)",
                [conversation, channel, status, now, now - timedelta(seconds=WAITED_SECONDS),
                 settled],
            )  # fmt: skip


def test_where_nothing_was_sent_each_figure_is_nought(figures):
    found = figures()
    assert found["vneid_deliveries", "telegram", "queued"] == 0
    assert found["vneid_deliveries", "sms", "unknown"] == 0
    assert found["vneid_deliveries_oldest_queued_seconds", "telegram"] == 0


@pytest.mark.usefixtures("_deliveries")
def test_open_ones_and_those_of_the_last_day_are_counted_by_channel_and_status(figures):
    found = figures()
    counted = {key[1:]: value for key, value in found.items() if key[0] == "vneid_deliveries"}
    assert {key: value for key, value in counted.items() if value} == {
        ("telegram", "queued"): 2,
        ("telegram", "sending"): 1,
        ("telegram", "unknown"): 1,
        ("telegram", "sent"): 1,
        ("telegram", "failed"): 1,
        ("sms", "delivered"): 1,
        ("sms", "unknown"): 1,
        ("web", "queued"): 1,
    }
    oldest = found["vneid_deliveries_oldest_queued_seconds", "telegram"]
    assert WAITED_SECONDS <= oldest < WAITED_SECONDS + 120
    assert found["vneid_deliveries_oldest_queued_seconds", "sms"] == 0
    # What waits on the web waits for its citizen.
    assert ("vneid_deliveries_oldest_queued_seconds", "web") not in found


def test_without_a_database_the_other_figures_are_still_told(fresh_database_url, address):
    with psycopg.connect(fresh_database_url) as connection:
        connection.execute("ALTER TABLE deliveries RENAME TO deliveries_away")
    try:
        text = httpx.get(f"{address}/metrics", timeout=30).raise_for_status().text
    finally:
        with psycopg.connect(fresh_database_url) as connection:
            connection.execute("ALTER TABLE deliveries_away RENAME TO deliveries")
    assert "vneid_http_requests_total" in text
    assert "vneid_deliveries{" not in text
