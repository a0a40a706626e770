import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from storage.embedded import EmbeddedPostgres
from storage.errors import EmbeddedFailed


def ask(url, statement):
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchone()


def keep_a_row(url):
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'còn đây' AS word")


@pytest.fixture
def server(postgres_folder):
    server = EmbeddedPostgres(postgres_folder)
    yield server
    server.stop()


def test_rows_outlive_a_restart(server, postgres_folder):
    keep_a_row(server.start())
    server.stop()
    assert not (postgres_folder / "data" / "postmaster.pid").exists(), "it was shut down in order"

    assert ask(server.start(), "SELECT word FROM kept") == ("còn đây",)


def test_database_is_utf8_and_folds_vietnamese_capitals(server):
    url = server.start()

    assert ask(url, "SHOW server_encoding") == ("UTF8",)
    assert ask(url, "SELECT lower('ĐĂNG KÝ Ở ĐÂU')") == ("đăng ký ở đâu",)


def test_server_listens_on_no_network_address_and_lets_no_superuser_in(server):
    url = server.start()

    assert ask(url, "SHOW listen_addresses") == ("",)
    assert ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == (False,)
    with pytest.raises(psycopg.OperationalError, match="pg_hba"):
        psycopg.connect(url, user="postgres")


def test_wrong_password_is_refused(server):
    url = server.start()

    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(url.replace(str(make_url(url).password), "guess"))


def test_secrets_are_readable_by_their_owner_only(server, postgres_folder):
    server.start()

    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in postgres_folder.iterdir()}
    assert {modes[name] for name in ("password", "address", "postgres.log")} == {"0o600"}
    assert {modes[name] for name in ("data", "socket")} == {"0o700"}


def test_second_supervisor_attaches_and_stopping_it_stops_nothing(server, postgres_folder):
    url = server.start()
    guest = EmbeddedPostgres(postgres_folder)

    assert guest.start() == url
    guest.stop()

    assert ask(url, "SELECT 1") == (1,)


def test_supervisors_that_start_at_once_in_a_new_folder_share_one_server(empty_folder):
    servers = [EmbeddedPostgres(empty_folder) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        urls = set(pool.map(EmbeddedPostgres.start, servers))

    assert len(urls) == 1
    assert ask(urls.pop(), "SELECT 1") == (1,)
    for server in servers:
        server.stop()


def test_server_started_by_a_thread_that_ended_lives_on(server):
    with ThreadPoolExecutor(1) as pool:
        url = pool.submit(server.start).result()

    assert ask(url, "SELECT pg_sleep(0.3) IS NULL") == (False,)


def test_next_owner_takes_over_after_the_first_stopped(server, postgres_folder):
    server.start()
    server.stop()

    with EmbeddedPostgres(postgres_folder):
        assert (postgres_folder / "address").exists()


def test_folder_with_a_path_too_long_for_a_socket_works(tmp_path):
    folder = tmp_path / ("thư-mục-rất-dài-" * 6) / "postgres 1%"

    with EmbeddedPostgres(folder) as server:
        url = server.start()
        assert ask(url, "SELECT 1") == (1,)

    sockets = Path(str(make_url(url).query["host"]))
    assert not sockets.exists(), "what lies outside the folder is taken away"


def test_failed_start_shows_the_last_words_of_the_log_and_can_be_repaired(server, postgres_folder):
    server.start()
    server.stop()
    settings = postgres_folder / "data" / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "\nnonsense here\n")

    with pytest.raises(EmbeddedFailed, match=re.compile("VNEID_DATA_DIR.*nonsense", re.DOTALL)):
        server.start()

    settings.write_text(good)
    assert ask(server.start(), "SELECT 1") == (1,)


def test_folder_that_is_a_file_is_refused_with_the_setting(empty_folder):
    empty_folder.write_text("")

    with pytest.raises(EmbeddedFailed, match="VNEID_DATA_DIR"):
        EmbeddedPostgres(empty_folder).start()


def test_files_of_another_version_are_refused_untouched(empty_folder):
    (empty_folder / "data").mkdir(parents=True)
    (empty_folder / "data" / "PG_VERSION").write_text("12\n")

    with pytest.raises(EmbeddedFailed, match="written by PostgreSQL 12"):
        EmbeddedPostgres(empty_folder).start()

    assert [path.name for path in (empty_folder / "data").iterdir()] == ["PG_VERSION"]


def test_no_secret_of_ours_reaches_the_server(server, postgres_folder, monkeypatch):
    monkeypatch.setenv("VNEID_SECRET_KEY", "bí mật")
    server.start()
    process_id = (postgres_folder / "data" / "postmaster.pid").read_text().split()[0]

    shown = subprocess.run(
        ["/bin/cat", f"/proc/{process_id}/environ"], capture_output=True, check=False
    )
    assert b"VNEID" not in shown.stdout
