"""RFC 8628 section 3.4 and 3.5: polling for the token."""

import pytest

from tests.portal.client import CREDENTIALS, GRANT


def error_of(answer):
    return answer.status_code, answer.json().get("error")


async def test_token_comes_after_approval(bot):
    codes = await bot.codes()
    pending = await bot.poll(codes["device_code"])
    await bot.decide(codes["user_code"])
    answer = await bot.poll(codes["device_code"])

    assert error_of(pending) == (400, "authorization_pending")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    granted = answer.json()
    assert (granted["token_type"], granted["scope"]) == ("Bearer", "link_status.read")
    assert granted["expires_in"] == 300
    assert "refresh_token" not in granted


async def test_polling_too_soon_is_slowed_down_by_5_seconds_each_time(bot, real_time):
    codes = await bot.codes()
    answers = []
    for wait in (0, 4, 9, 15):
        real_time.pass_seconds(wait)
        answers.append(error_of(await bot.poll(codes["device_code"]))[1])

    assert answers == ["authorization_pending", "slow_down", "slow_down", "authorization_pending"]


async def test_polling_at_the_interval_is_never_slowed_down(bot, real_time):
    codes = await bot.codes()
    for _ in range(10):
        assert error_of(await bot.poll(codes["device_code"])) == (400, "authorization_pending")
        real_time.pass_seconds(5)


async def test_refusal_is_told_and_stays(bot):
    codes = await bot.codes()
    await bot.decide(codes["user_code"], "refuse")

    for _ in range(2):
        assert error_of(await bot.poll(codes["device_code"])) == (400, "access_denied")


@pytest.mark.parametrize("is_approved", [False, True])
async def test_codes_expire_approved_or_not(bot, real_time, is_approved):
    codes = await bot.codes()
    if is_approved:
        await bot.decide(codes["user_code"])
    real_time.pass_seconds(600)

    assert error_of(await bot.poll(codes["device_code"])) == (400, "expired_token")


async def test_a_code_is_good_for_one_token(bot):
    codes = await bot.codes()
    await bot.decide(codes["user_code"])
    first = await bot.poll(codes["device_code"])
    again = await bot.poll(codes["device_code"])

    assert first.status_code == 200
    assert error_of(again) == (400, "invalid_grant")


@pytest.mark.parametrize("code", ["never-given", "x" * 500, "Đ", "\x00"])
async def test_an_unknown_code_grants_nothing(bot, code):
    assert error_of(await bot.poll(code)) == (400, "invalid_grant")


async def test_a_short_code_is_no_device_code(bot):
    codes = await bot.codes()

    assert error_of(await bot.poll(codes["user_code"])) == (400, "invalid_grant")


async def test_another_client_gets_no_token_for_an_approved_code(bot):
    codes = await bot.codes()
    await bot.decide(codes["user_code"])
    for auth in (None, ("somebody", "x"), (CREDENTIALS[0], "wrong")):
        assert error_of(await bot.poll(codes["device_code"], auth=auth)) == (401, "invalid_client")

    assert (await bot.poll(codes["device_code"])).status_code == 200


@pytest.mark.parametrize("grant_type", ["authorization_code", "client_credentials", "password"])
async def test_there_is_no_other_grant(bot, grant_type):
    answer = await bot.poll("x", grant_type=grant_type)

    assert error_of(answer) == (400, "unsupported_grant_type")


@pytest.mark.parametrize("fields", [{}, {"grant_type": GRANT}, {"device_code": "x"}])
async def test_a_missing_parameter_is_named(http, fields):
    answer = await http.post("/oauth/token", auth=CREDENTIALS, data=fields)

    assert error_of(answer) == (400, "invalid_request")
    assert "_" in answer.json()["error_description"]


async def test_only_the_first_decision_counts(bot):
    codes = await bot.codes()
    await bot.decide(codes["user_code"], "refuse")
    late = await bot.decide(codes["user_code"], "approve")

    assert late.status_code == 404
    assert error_of(await bot.poll(codes["device_code"])) == (400, "access_denied")
