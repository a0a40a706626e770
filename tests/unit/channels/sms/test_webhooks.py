"""What Twilio calls: messages come in once, receipts move on, forged requests change nothing."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import ChannelName
from tests.unit.channels.fake_services import FakeService, client_of
from tests.unit.channels.sms.conftest import Twilio

INBOUND = "/webhooks/sms/inbound"
STATUS = "/webhooks/sms/status/41"
MESSAGE = {
    "MessageSid": "SM" + "a" * 32,
    "From": "+84912345678",
    "To": "+15005550006",
    "Body": "Tài khoản cũ còn dùng được không?",
}
RECEIPT = {"MessageSid": "SM" + "b" * 32, "MessageStatus": "delivered", "To": "+84912345678"}


async def test_a_message_comes_in_and_the_answer_goes_out_by_itself(twilio):
    response = await twilio.post(INBOUND, MESSAGE)
    assert (response.status_code, response.headers["content-type"]) == (
        200,
        "text/xml; charset=utf-8",
    )
    assert response.text.endswith("<Response/>")
    (message,) = twilio.service.received
    assert (message.channel, message.sender_id) == (ChannelName.SMS, "+84912345678")
    assert (message.text, message.message_id) == (MESSAGE["Body"], MESSAGE["MessageSid"])
    assert twilio.service.flushed == [1]


@pytest.mark.parametrize(
    ("kind", "obeyed"),
    [("STOP", "opt_out"), ("START", "opt_in"), ("HELP", "ask_help"), ("", None), ("NEW", None)],
)
async def test_what_the_provider_has_obeyed_is_told(twilio, kind, obeyed):
    await twilio.post(INBOUND, {**MESSAGE, "Body": "NGUNG", "OptOutType": kind})
    (message,) = twilio.service.received
    assert (message.obeyed, message.text) == (obeyed, "NGUNG")


async def test_a_picture_without_words_is_an_empty_message(twilio):
    await twilio.post(INBOUND, {**MESSAGE, "Body": "", "NumMedia": "1"})
    assert twilio.service.received[0].text == ""


async def test_an_old_number_is_the_one_that_replaced_it(twilio):
    await twilio.post(INBOUND, {**MESSAGE, "From": "+841682345678"})
    assert twilio.service.received[0].sender_id == "+84382345678"


async def test_an_advertiser_is_not_answered(twilio):
    response = await twilio.post(INBOUND, {**MESSAGE, "From": "VIETTEL"})
    assert response.status_code == 200
    assert twilio.service.received == []


@pytest.mark.parametrize("path", [INBOUND, STATUS])
@pytest.mark.parametrize("signature", ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "é"])
async def test_a_forged_signature_is_refused(twilio, path, signature):
    response = await twilio.post(path, MESSAGE, signature)
    assert response.status_code == 403
    assert twilio.service.received == []
    assert twilio.receipts == []


@pytest.mark.parametrize("path", [INBOUND, STATUS])
@pytest.mark.parametrize("token", ["", " "])
async def test_a_signature_made_with_no_token_is_refused(path, token):
    twilio = Twilio(token=token)
    response = await twilio.post(path, MESSAGE, twilio.sign(path, MESSAGE, token))
    assert response.status_code == 403
    assert twilio.service.received == []
    assert twilio.receipts == []


@pytest.mark.parametrize(
    "changed",
    [
        {**MESSAGE, "Body": "STOP"},
        {**MESSAGE, "From": "+84987654321"},
        {**MESSAGE, "Extra": "1"},
        {key: value for key, value in MESSAGE.items() if key != "To"},
    ],
)
async def test_a_changed_message_is_refused(twilio, changed):
    response = await twilio.post(INBOUND, changed, twilio.sign(INBOUND, MESSAGE))
    assert response.status_code == 403


async def test_a_signature_of_another_address_is_refused(twilio):
    receipt = await twilio.post(STATUS, RECEIPT, twilio.sign("/webhooks/sms/status/42", RECEIPT))
    query = await twilio.post(INBOUND + "?a=1", MESSAGE, twilio.sign(INBOUND, MESSAGE))
    other = await twilio.post(INBOUND, MESSAGE, twilio.sign(INBOUND, MESSAGE, "another"))
    assert [one.status_code for one in (receipt, query, other)] == [403, 403, 403]


@given(st.integers(0, 120))
async def test_a_truncated_body_is_refused(length):
    twilio = Twilio()
    form = {**MESSAGE, "Body": "xin chao", "AccountSid": "AC1"}
    body = urlencode(form)
    cut = body[: min(length, len(body) - 1)]
    response = await twilio.post(INBOUND, form, body=cut)
    assert response.status_code == 403
    assert twilio.service.received == []


@pytest.mark.parametrize(
    ("body", "status"),
    [("a=" + "x" * 4_000_000, 413), ("Body=%ff%fe", 400), ("", 403), ("{}", 403)],
    ids=["4 MB", "no UTF-8", "empty", "JSON"],
)
async def test_a_body_that_is_no_form_of_twilios_is_refused(twilio, body, status):
    response = await twilio.post(INBOUND, MESSAGE, body=body)
    assert response.status_code == status
    assert twilio.service.received == []


async def test_a_replayed_message_is_the_same_message(twilio):
    for _ in range(3):
        await twilio.post(INBOUND, MESSAGE)
    assert len(twilio.service.all_turns) == 1


async def test_without_an_account_the_addresses_do_not_exist():
    async with client_of(FakeService()) as client:
        response = await client.post(INBOUND, data=MESSAGE)
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("status", "expected"),
    [("sent", "sent"), ("delivered", "delivered"), ("undelivered", "failed"), ("failed", "failed")],
)
async def test_a_receipt_names_our_delivery(twilio, status, expected):
    response = await twilio.post(STATUS, {**RECEIPT, "MessageStatus": status})
    assert response.status_code == 204
    assert twilio.receipts == [(41, RECEIPT["MessageSid"], expected, None, False)]
    assert twilio.service.flushed == [7]


@pytest.mark.parametrize("status", ["queued", "sending", "accepted", "", "something new"])
async def test_a_status_that_settles_nothing_is_passed_over(twilio, status):
    response = await twilio.post(STATUS, {**RECEIPT, "MessageStatus": status})
    assert response.status_code == 204
    assert twilio.receipts == []


@pytest.mark.parametrize(("code", "is_opt_out"), [("21610", True), ("30003", False), ("x", False)])
async def test_a_receipt_carries_its_error(twilio, code, is_opt_out):
    twilio.conversation = None
    await twilio.post(STATUS, {**RECEIPT, "MessageStatus": "failed", "ErrorCode": code})
    assert twilio.receipts[0][3:] == (code, is_opt_out)
    assert twilio.service.flushed == []
