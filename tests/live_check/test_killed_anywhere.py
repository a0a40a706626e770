"""The process dies after its n-th commit, for every n; started again, the citizen hears it once."""

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import psycopg
import pytest

from portal.app import make_app
from portal.options import DEMO_SECRET, Options
from tests.acceptance.running import serving
from tests.conftest import new_database

ROOT = Path(__file__).parents[2]
AT_ONCE = 3
"""Each run has a database and a worker of its own."""
ENDINGS = {"live_check_answered", "live_check_lost", "live_check_expired", "live_check_down"}


@pytest.fixture(scope="module")
def quick_portal():
    """A portal that may be polled each second."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with serving(make_app(Options(public_url=address, interval_seconds=1)), listening):
            yield address


def run(url, portal, kill_after=0):
    given = {
        "VNEID_DATABASE_URL": url,
        "VNEID_PORTAL_URL": portal,
        "VNEID_PORTAL_CLIENT_SECRET": DEMO_SECRET,
        "VNEID_ENCRYPTION_KEY": "k" * 32,
        "VNEID_KILL_AFTER_COMMIT": str(kill_after),
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.live_check.flow", "someone"],
        cwd=ROOT,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def heard(url):
    """Return what was said as news, and the check as it was left."""
    with psycopg.connect(url) as connection:
        events = [row[0] for row in connection.execute("SELECT data FROM events ORDER BY sequence")]
        checks = connection.execute("SELECT status, outcome, secret FROM live_checks").fetchall()
    names, is_news = [], False
    for event in events:
        if event["event"] == "user":
            is_news = event["text"].startswith("/external_")
        elif event["event"] == "bot" and is_news:
            names.append(event["metadata"]["utter_action"].removeprefix("utter_"))
    return names, checks


def killed_after(server_url, template, portal, commits):
    """Kill a run and start it again; return whether it was killed, and what was told."""
    with new_database(server_url, template) as url:
        first = run(url, portal, commits)
        was_killed = first.returncode == -signal.SIGKILL
        assert was_killed or first.returncode == 0, first.stderr[-2000:]
        if was_killed:
            again = run(url, portal)
            assert again.returncode == 0, again.stderr[-2000:]
        return was_killed, *heard(url)


def test_whatever_commit_it_dies_after_the_citizen_hears_the_end_once(
    database_url, migrated_template, quick_portal
):
    def attempt(commits):
        return commits, *killed_after(database_url, migrated_template, quick_portal, commits)

    outcomes, was_killed = [], True
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for first in count(1, AT_ONCE):
            batch = list(pool.map(attempt, range(first, first + AT_ONCE)))
            for commits, killed, names, checks in batch:
                was_killed = was_killed and killed
                ends = [name for name in names if name in ENDINGS]
                assert len(ends) == 1, (commits, names)
                assert names.count("live_check_code") == 1, (commits, names)
                [(status, outcome, secret)] = checks
                assert (status, secret) == ("closed", None), (commits, checks)
                outcomes.append(outcome)
            if not was_killed:
                break
    assert len(outcomes) > 10
    assert set(outcomes) <= {"found", "lost"}
    assert outcomes.count("found") >= len(outcomes) - 2
