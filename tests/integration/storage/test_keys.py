"""The key is recognised, and changed as a whole or not at all."""

import psycopg
import pytest

from bot.messages import ChannelName
from bot.services.addresses import PURPOSE, Addresses
from storage import conversations, keys, schema
from storage.crypto import WrongKey
from storage.database import Database
from storage.models import Model
from tests.integration.services.conftest import real_now

OLD, NEW = "o" * 40, "n" * 40
PHONE = "+84912345678"


@pytest.fixture
def url(unmigrated_database_url):
    schema.upgrade(unmigrated_database_url)
    return unmigrated_database_url


async def write(url, secret):
    """A citizen's conversation, as a process with this key finds or makes it."""
    known = Addresses(keys.open_cipher(url, secret)).know(ChannelName.SMS, PHONE)
    database = Database(url)
    async with database.transaction() as connection:
        found = await conversations.lock(
            connection, "sms", known.sender_id, real_now(), known.sealed
        )
    await database.dispose()
    return found.id


def read_address(url, secret):
    with psycopg.connect(url) as connection:
        (sealed,) = connection.execute("SELECT address FROM conversations").fetchone()
    return keys.open_cipher(url, secret).open(sealed, PURPOSE)


async def test_a_process_with_another_key_does_not_start(url):
    await write(url, OLD)
    with pytest.raises(WrongKey, match="VNEID_ENCRYPTION_KEY"):
        keys.open_cipher(url, NEW)


async def test_a_new_key_opens_every_address_and_knows_every_citizen(url):
    conversation = await write(url, OLD)
    assert keys.rotate(url, OLD, NEW) == 1
    assert read_address(url, NEW) == PHONE
    assert await write(url, NEW) == conversation
    with pytest.raises(WrongKey):
        keys.open_cipher(url, OLD)


async def test_the_wrong_old_key_changes_nothing(url):
    await write(url, OLD)
    with pytest.raises(WrongKey):
        keys.rotate(url, "x" * 40, NEW)
    assert read_address(url, OLD) == PHONE


async def test_a_value_that_can_not_be_opened_changes_nothing(url):
    await write(url, OLD)
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO conversations (channel, sender_id, address, state, created_at, updated_at)"
            " VALUES ('sms', 'x', 'broken', '{}', now(), now())"
        )
    with pytest.raises(WrongKey):
        keys.rotate(url, OLD, NEW)
    assert keys.open_cipher(url, OLD)


async def test_the_key_is_not_changed_under_a_running_process(url):
    await write(url, OLD)
    database = Database(url)
    await database.probe()
    with pytest.raises(keys.StillRunning, match="Stop them all"):
        keys.rotate(url, OLD, NEW)
    await database.dispose()
    assert keys.rotate(url, OLD, NEW) == 1


HOLD_SEALED = {"address", "phone", "secret", "totp_secret"}
"""Names of columns that hold what nobody may read."""
SEALED_FILES = {("audience_uploads", "body")}
NOT_SEALED_ALIKE = {
    ("encryption_keys", "sealed_index_secret"),  # sealed with each key in turn
    ("live_checks", "address"),  # the portal's
}


def test_every_sealed_column_is_known():
    named = {(one.table, one.column) for one in keys.SEALED}
    columns = {
        (table.name, column.name)
        for table in Model.metadata.tables.values()
        for column in table.columns
        if column.name in HOLD_SEALED or column.name.startswith("sealed_")
    }
    assert columns - NOT_SEALED_ALIKE | SEALED_FILES == named
