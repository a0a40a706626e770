"""RFC 6750 and 7009: what a token opens, and how it ends."""

import pytest


async def test_a_token_reads_the_status_of_whoever_approved(bot, simulation):
    status = await bot.status(citizen=22)

    assert status["portal_account"]["subject_ref"] == simulation.subject_ref(22)
    assert status["result"]["state"] == "LINKED"


async def test_a_token_may_be_used_again_until_it_expires(bot, real_time):
    token = await bot.token()
    assert (await bot.read(token)).status_code == 200
    real_time.pass_seconds(299)
    assert (await bot.read(token)).status_code == 200
    real_time.pass_seconds(1)
    late = await bot.read(token)

    assert (late.status_code, late.json()["error"]) == (401, "invalid_token")
    assert late.headers["www-authenticate"].startswith("Bearer")


async def test_a_revoked_token_opens_nothing(bot, simulation):
    token = await bot.token()
    answer = await bot.revoke(token)

    assert (answer.status_code, answer.json()) == (200, {})
    assert (await bot.read(token)).status_code == 401
    assert len(simulation.authorization.tokens) == 0


@pytest.mark.parametrize("hint", ["access_token", "refresh_token", "nonsense"])
async def test_revoking_what_is_unknown_is_no_error(bot, hint):
    assert (await bot.revoke("never-given", token_type_hint=hint)).status_code == 200


async def test_nobody_else_may_revoke(bot):
    token = await bot.token()
    answer = await bot.revoke(token, auth=("somebody", "x"))

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert (await bot.read(token)).status_code == 200


async def test_revoking_nothing_is_an_error(bot):
    assert (await bot.revoke("")).json()["error"] == "invalid_request"


@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer x y", "Basic eDp5", "Bearer " + "x" * 4000, "bearer é"]
)
async def test_without_a_token_there_is_no_status(http, header):
    headers = {} if header is None else {"Authorization": header.encode("latin-1")}
    answer = await http.get("/api/v1/link-status", headers=headers)

    assert answer.status_code == 401
    assert "www-authenticate" in answer.headers


async def test_tokens_are_not_kept_as_they_are(bot, simulation):
    token = await bot.token()

    assert token not in repr(vars(simulation.authorization.tokens))


async def test_expired_tokens_are_forgotten(bot, simulation, real_time):
    await bot.token()
    real_time.pass_seconds(301)
    await bot.token()

    assert len(simulation.authorization.tokens) == 1
