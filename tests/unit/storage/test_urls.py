import pytest

from storage.errors import StorageError
from storage.urls import read_url, write_libpq_url


@pytest.mark.parametrize(
    "text",
    [
        "postgresql+psycopg://an:bi%40mat@db:5433/vneid",
        "postgresql://an:bi%40mat@db:5433/vneid",
        "postgres://an:bi%40mat@db:5433/vneid",
    ],
)
def test_every_way_to_write_an_address_means_the_same(text):
    url = read_url(text)

    assert url.drivername == "postgresql+psycopg"
    assert (url.username, url.password, url.host, url.port) == ("an", "bi@mat", "db", 5433)
    assert write_libpq_url(text) == "postgresql://an:bi%40mat@db:5433/vneid"


def test_socket_folder_and_options_stay_in_the_address():
    url = read_url("postgresql:///vneid?host=%2Fvar%2Frun%2Fpg&sslmode=disable")

    assert dict(url.query) == {"host": "/var/run/pg", "sslmode": "disable"}


@pytest.mark.parametrize(
    "text", ["mysql://db/vneid", "sqlite:///vneid.db", "postgresql+asyncpg://x"]
)
def test_another_database_is_refused_by_name_of_the_setting(text):
    with pytest.raises(StorageError, match=r"VNEID_DATABASE_URL names `(mysql|sqlite|postgres)"):
        read_url(text)


@pytest.mark.parametrize("text", ["", "db:5432", "postgresql://db:port/vneid"])
def test_unreadable_address_is_refused_without_repeating_its_password(text):
    with pytest.raises(StorageError, match="VNEID_DATABASE_URL can't be read"):
        read_url(text)
