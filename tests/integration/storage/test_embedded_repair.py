import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from storage.embedded import EmbeddedPostgres

ROOT = Path(__file__).parents[3]
OWNER = Path(__file__).with_name("embedded_owner.py")


def read_process_id(folder):
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


@contextmanager
def killed_owner(folder, *options):
    """Start an owner in a process of its own and kill it; gives its server's process."""
    owner = subprocess.Popen(
        [sys.executable, str(OWNER), str(folder), *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with owner:
        url = owner.stdout.readline().strip()
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
            connection.execute("INSERT INTO kept VALUES ('còn đây')")
        server = psutil.Process(read_process_id(folder))
        owner.kill()
    yield server
    if server.is_running():
        server.kill()


def has_ended(process):
    """Dead, whether or not anyone has collected it."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_for_answer(url):
    give_up_at = time.monotonic() + 10
    while time.monotonic() < give_up_at:
        try:
            with psycopg.connect(url) as connection:
                return connection.execute("SELECT 'đây'").fetchone()[0]
        except psycopg.OperationalError:
            time.sleep(0.05)
    return None


def count_kept(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT count(*) FROM kept").fetchone()[0]


def test_committed_rows_are_there_after_the_owner_was_killed(postgres_folder):
    for times in (1, 2):
        with (
            killed_owner(postgres_folder),
            EmbeddedPostgres(postgres_folder) as server,
        ):
            assert count_kept(server.start()) == times


@pytest.mark.skipif(not shutil.which("setpriv"), reason="needs util-linux")
def test_server_ends_with_its_killed_owner(postgres_folder):
    with killed_owner(postgres_folder) as orphan:
        give_up_at = time.monotonic() + 10
        while not has_ended(orphan) and time.monotonic() < give_up_at:
            time.sleep(0.02)

        assert has_ended(orphan)


def test_server_that_outlived_its_owner_is_stopped_and_replaced(postgres_folder):
    with killed_owner(postgres_folder, "--orphan") as orphan:
        assert orphan.is_running()

        with EmbeddedPostgres(postgres_folder) as server:
            assert count_kept(server.start()) == 1
            assert has_ended(orphan)


def test_server_killed_with_its_owner_recovers(postgres_folder):
    with killed_owner(postgres_folder, "--orphan") as orphan:
        orphan.kill()

        with EmbeddedPostgres(postgres_folder) as server:
            assert count_kept(server.start()) == 1


@pytest.mark.parametrize("trace", ["{living}\n/elsewhere\n", "", "garbage\n", "999999999\n"])
def test_stale_trace_of_a_server_does_not_stop_the_start(postgres_folder, trace):
    with EmbeddedPostgres(postgres_folder):
        pass
    (postgres_folder / "socket").mkdir()
    for place in ("data/postmaster.pid", "socket/.s.PGSQL.5432.lock"):
        (postgres_folder / place).write_text(trace.format(living=os.getppid()))

    with EmbeddedPostgres(postgres_folder) as server, psycopg.connect(server.start()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_server_killed_under_a_living_owner_is_started_again_at_the_same_address(postgres_folder):
    with EmbeddedPostgres(postgres_folder) as server:
        url = server.start()
        killed = psutil.Process(read_process_id(postgres_folder))
        killed.kill()
        psutil.wait_procs([killed], timeout=10)

        assert wait_for_answer(url) == "đây"
        assert server.start() == url


def test_lost_password_is_renewed(postgres_folder):
    with EmbeddedPostgres(postgres_folder) as server:
        old = server.start()
    (postgres_folder / "password").unlink()

    with EmbeddedPostgres(postgres_folder) as server:
        assert server.start() != old


def test_files_half_made_by_a_crash_are_thrown_away(empty_folder):
    draft = empty_folder / "data.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18")

    with EmbeddedPostgres(empty_folder):
        assert not draft.exists()
        assert (empty_folder / "data" / "postmaster.pid").exists()
