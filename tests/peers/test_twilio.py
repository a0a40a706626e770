"""The service on text messages, with the Twilio stand-in calling and being called."""

import dataclasses
import socket
import time

import psycopg
import pytest

from bot.channels.sms.checks import call_webhook, check_account
from bot.channels.sms.twilio import TwilioAccount
from tests.peers.twilio_peer import NUMBER, TOKEN, running_service, write

pytestmark = pytest.mark.peers


@pytest.fixture(scope="module")
def service(peer, fresh_database_url):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with running_service(peer, fresh_database_url, port) as address:
        yield address


@pytest.fixture
def wait_for():
    def wait_for(condition, seconds=10):
        deadline = time.monotonic() + seconds
        while not condition() and time.monotonic() < deadline:
            time.sleep(0.02)
        return condition()

    return wait_for


def test_a_question_a_choice_and_stop_are_answered_and_their_receipts_kept(
    service, peer, phone, fresh_database_url, wait_for
):
    write(service, phone, "tổng đài số mấy", "SM1")
    assert wait_for(lambda: len(peer.bodies_to(phone)) == 1)
    (answer,) = peer.bodies_to(phone)
    assert "1900 0368" in answer
    assert "\n1) " in answer

    write(service, phone, "1", "SM2")
    assert wait_for(lambda: len(peer.bodies_to(phone)) == 2)

    write(service, phone, "Dạ cho tôi từ chối ạ", "SM3")
    assert wait_for(lambda: len(peer.bodies_to(phone)) == 3)
    assert "START" in peer.bodies_to(phone)[2]

    def statuses():
        with psycopg.connect(fresh_database_url) as connection:
            return connection.execute(
                "SELECT status FROM deliveries WHERE provider_id = ANY(%s) ORDER BY id",
                [[one["sid"] for one in peer.messages if one["to"] == phone]],
            ).fetchall()

    assert wait_for(lambda: statuses() == [("delivered",)] * 3)


def test_a_message_that_twilio_sends_again_is_answered_once(service, peer, phone, wait_for):
    for _ in range(3):
        assert write(service, phone, "tổng đài số mấy", "SM-same").status_code == 200
    assert wait_for(lambda: len(peer.bodies_to(phone)) == 1)
    time.sleep(0.3)
    assert len(peer.bodies_to(phone)) == 1


def test_who_has_refused_at_the_provider_has_opted_out_here(
    service, peer, phone, fresh_database_url, wait_for
):
    peer.refuse(phone)
    write(service, phone, "tổng đài số mấy", "SM5")

    def proofs():
        with psycopg.connect(fresh_database_url) as connection:
            return connection.execute(
                "SELECT decided_by, proof FROM optouts WHERE decided_by = 'provider'"
            ).fetchall()

    assert wait_for(lambda: proofs() == [("provider", "21610")])


async def test_the_doctor_calls_our_webhook_as_twilio_would(service, peer):
    account = TwilioAccount(
        account_sid="AC" + "0" * 32,
        auth_token=TOKEN,
        sender=NUMBER,
        public_url=service,
        api_url=peer.url,
    )
    assert (await check_account(account)).advice == ""
    assert (await call_webhook(account)).advice == ""
    stranger = dataclasses.replace(account, auth_token="another")  # noqa: S106 - of nobody
    assert "VNEID_TWILIO_AUTH_TOKEN" in (await call_webhook(stranger)).advice
