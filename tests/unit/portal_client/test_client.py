"""Every answer of the portal has a name: what is not right is never acted on, and never raises."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.portal_client import outcomes
from bot.portal_client.client import PortalClient
from bot.portal_client.outcomes import Unavailable, Untrusted
from tests.unit.portal_client.portal_answers import (
    CALLS,
    CODES,
    PORTAL,
    STATUS,
    TOKEN,
    answering,
    changed,
    codes,
    status,
    token,
)

calls = pytest.mark.parametrize(("call", "good"), CALLS.values(), ids=CALLS)


@calls
async def test_a_good_answer_is_taken(call, good):
    outcome = await call(answering(good))
    assert not isinstance(outcome, Untrusted | Unavailable)


@pytest.mark.parametrize("call", [codes, token], ids=["codes", "token"])
async def test_credentials_go_in_the_header_and_nowhere_else(call):
    client = answering({})
    await call(client)
    [request] = client.requests
    assert request.headers["authorization"].startswith("Basic ")
    assert b"secret" not in request.content
    assert "secret" not in str(request.url)


async def test_the_token_goes_in_the_header_alone():
    client = answering(STATUS)
    await status(client)
    [request] = client.requests
    assert request.headers["authorization"] == "Bearer " + "t" * 43
    assert "t" * 43 not in str(request.url)


@calls
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx.Response(200, html="<p>Bảo trì</p>"), "not JSON"),
        (httpx.Response(200, content=b"{" * 70_000), "too large"),
        (httpx.Response(302, headers={"Location": "https://elsewhere.invalid/"}), "redirect"),
    ],
    ids=["html", "huge", "redirect"],
)
async def test_an_answer_that_is_no_answer_is_named(call, good, answer, reason):  # noqa: ARG001
    assert await call(answering(answer)) == Untrusted(reason)


@calls
@pytest.mark.parametrize(
    ("given", "seconds"),
    [("30", 30.0), ("0", 0.0), ("999999", 3600.0), ("soon", None), ("-5", None), ("", None)],
)
async def test_retry_after_is_read_and_bounded(call, good, given, seconds):  # noqa: ARG001
    answer = httpx.Response(503, headers={"Retry-After": given})
    assert await call(answering(answer)) == Unavailable("status 503", seconds)


async def test_retry_after_may_be_a_date():
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    outcome = await codes(answering(httpx.Response(429, headers={"Retry-After": at})))
    assert isinstance(outcome, Unavailable)
    assert 50 < outcome.retry_after_seconds <= 60


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/activate",
        "http://portal.example/activate",
        "https://portal.example@elsewhere.example/activate",
        "https://portal.example:444/activate",
        "javascript:alert(1)",
    ],
)
async def test_a_citizen_is_sent_to_the_portal_and_nowhere_else(address):
    outcome = await codes(answering({**CODES, "verification_uri": address}))
    assert isinstance(outcome, Untrusted)


async def test_a_result_that_contradicts_the_link_is_not_believed():
    unlinked = changed(STATUS, ("link", "state"), "none")
    assert await status(answering(unlinked)) == Untrusted("contradiction")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        ("authorization_pending", outcomes.Pending()),
        ("slow_down", outcomes.SlowDown()),
        ("access_denied", outcomes.Refused()),
        ("expired_token", outcomes.Expired()),
        ("invalid_grant", outcomes.Worthless()),
        ("invalid_client", outcomes.Misconfigured()),
        ("something_else", Untrusted("something_else")),
    ],
)
async def test_every_error_of_a_poll_has_its_outcome(error, outcome):
    assert await token(answering(httpx.Response(400, json={"error": error}))) == outcome


async def test_a_broken_line_is_unavailable():
    def break_off(_request):
        raise httpx.ReadError("cut")

    client = PortalClient(PORTAL, "secret", transport=httpx.MockTransport(break_off))
    assert await codes(client) == Unavailable("ReadError")


@calls
@given(body=st.binary(max_size=300), code=st.sampled_from([200, 201, 204, 400, 401, 404, 418]))
@settings(max_examples=60, deadline=None)
async def test_no_answer_whatever_makes_a_call_raise(call, good, body, code):  # noqa: ARG001
    answer = httpx.Response(code, content=body, headers={"Content-Type": "application/json"})
    outcome = await call(answering(answer))
    assert type(outcome).__module__ == outcomes.__name__


async def test_codes_and_tokens_stay_out_of_what_is_printed():
    shown = repr(await codes(answering(CODES))) + repr(await token(answering(TOKEN)))
    assert "d" * 43 not in shown
    assert "t" * 43 not in shown
    assert "BCDF-GHJK" not in shown
