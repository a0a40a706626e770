"""No row tells a number, and an erased conversation is nobody's."""

import psycopg

from storage import erasure
from tests.integration.conversation.conftest import real_now


def everything(url):
    """Returns all rows of all tables as one text."""
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT quote_ident(table_name) FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        ).fetchall()
        return "\n".join(
            str(row)
            for (table,) in tables
            for row in connection.execute(f"SELECT {table}::text FROM {table}").fetchall()
        )


async def test_no_table_holds_a_number(citizen, remind, fresh_database_url):
    turn = await citizen(f"số của tôi là {citizen.number}, tổng đài số mấy?")
    await remind(turn.conversation_id)
    await citizen("STOP")
    stored = everything(fresh_database_url)
    assert citizen.number[3:] not in stored
    assert citizen.number[1:] not in stored


async def test_an_erased_conversation_becomes_nobodys(
    citizen, outbox, database, fresh_database_url
):
    turn = await citizen("Tổng đài số mấy?")
    await citizen("xóa dữ liệu của tôi")
    await citizen("1")
    await outbox.flush(turn.conversation_id)
    async with database.transaction() as connection:
        assert await erasure.forget_addresses(connection, real_now()) == 1
        assert await erasure.forget_addresses(connection, real_now()) == 0
    with psycopg.connect(fresh_database_url) as connection:
        row = connection.execute(
            "SELECT sender_id, address, erased_at IS NOT NULL FROM conversations WHERE id = %s",
            [turn.conversation_id],
        ).fetchone()
    assert row == (f"erased-{turn.conversation_id}", None, True)
    assert (await citizen("xin chào")).conversation_id != turn.conversation_id


async def test_the_address_stays_until_the_confirmation_has_gone_out(citizen, database):
    await citizen("xóa dữ liệu của tôi")
    await citizen("1")
    async with database.transaction() as connection:
        assert await erasure.forget_addresses(connection, real_now()) == 0
