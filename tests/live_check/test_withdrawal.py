"""Consent: proved, withdrawn by a word at every step, and never used after that."""

import hashlib
from dataclasses import replace

import pytest

from bot.conversation.actions.live_check.memory import TEXT_VERSION
from bot.messages import Language
from bot.services.live_check.checks import RESULT_KEPT
from bot.services.live_check.secret import CODE, Secret
from bot.services.live_check.status import Status
from storage.crypto import Cipher, WrongKey
from tests.live_check.conftest import DIALOGUE

WORDS = {Language.VI: "rút lại đồng ý", Language.EN: "withdraw my consent"}
STOP = {Language.VI: "dừng kiểm tra", Language.EN: "stop the check"}
CONSENT_TEXTS = {"live-check-1": "6e34ec3e561f"}


def test_a_changed_consent_text_has_a_new_version():
    texts = [
        variation.text
        for language in Language
        for variation in DIALOGUE.catalogue.responses[language][
            "utter_ask_live_check_consent"
        ].variations
    ]
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    assert digest.startswith(CONSENT_TEXTS[TEXT_VERSION])


async def test_consent_is_kept_with_its_proof(citizen, desk, language):
    await citizen.say("/start_live_check")
    assert (
        await desk.rows("SELECT FROM consents WHERE conversation_id = :id", id=_id(citizen)) == []
    )
    await citizen.say("/affirm")
    [proof] = await desk.rows("SELECT * FROM consents WHERE conversation_id = :id", id=_id(citizen))
    [given] = await desk.rows(
        "SELECT text FROM inbound_messages WHERE conversation_id = :id AND sequence = :sequence",
        id=_id(citizen),
        sequence=proof.sequence,
    )
    assert (proof.purpose, proof.text_version) == ("link_check", TEXT_VERSION)
    assert (proof.language, given.text, proof.withdrawn_at) == (language.value, "/affirm", None)


async def test_without_consent_nothing_is_asked(citizen, desk):
    await citizen.say("/start_live_check")
    await citizen.say("/deny")
    assert (
        await desk.rows("SELECT FROM live_checks WHERE conversation_id = :id", id=_id(citizen))
        == []
    )
    assert (await desk.simulator("GET", "/state"))["calls"] == {}


@pytest.mark.parametrize("words", [WORDS, STOP], ids=["withdraw", "stop"])
@pytest.mark.parametrize("status", [Status.REQUESTED, Status.WAITING, Status.APPROVED])
async def test_a_word_ends_the_check_at_every_step_and_gives_the_token_back(
    citizen, desk, language, status, words
):
    await citizen.agree()
    if status is not Status.REQUESTED:
        await citizen.wait_until(Status.WAITING)
    if status is Status.APPROVED:
        await desk.fault("server_error", "link_status", times=3)
        await citizen.decide("approve", 22)
        await citizen.wait_until(Status.APPROVED)
        assert (await desk.simulator("GET", "/state"))["tokens"] == 1
    heard = await citizen.heard()
    await citizen.say(words[language])
    closed = await citizen.wait_until(Status.CLOSED)
    [proof] = await desk.rows("SELECT * FROM consents WHERE conversation_id = :id", id=_id(citizen))
    assert proof.withdrawn_at is not None
    assert (closed.outcome, closed.secret, closed.result) == ("withdrawn", None, None)
    assert (await desk.simulator("GET", "/state"))["tokens"] == 0
    assert await citizen.heard() == heard


async def test_a_token_that_comes_while_the_citizen_withdraws_is_given_back(
    citizen, desk, language, monkeypatch
):
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", 22)
    poll = desk.client.poll

    async def poll_while_they_withdraw(code, consent):
        granted = await poll(code, consent)
        await citizen.say(WORDS[language])
        return granted

    monkeypatch.setattr(desk.client, "poll", poll_while_they_withdraw)
    closed = await citizen.wait_until(Status.CLOSED)
    assert closed.outcome == "withdrawn"
    assert (await desk.simulator("GET", "/state"))["tokens"] == 0
    assert await citizen.heard() == ["live_check_code"]


async def test_a_result_that_comes_just_after_the_word_is_not_told(citizen, desk, language):
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", 22)
    tell = desk.turns.trigger

    async def tell_after_they_withdrew(conversation_id, payload, key):
        await citizen.say(WORDS[language])
        return await tell(conversation_id, payload, key)

    desk.checks._steps._around = _replaced(desk.checks._steps._around, tell_after_they_withdrew)
    await citizen.wait_until(Status.CLOSED)
    assert await citizen.heard() == ["live_check_code"]


async def test_a_second_check_waits_for_the_first(citizen, desk):
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    [told] = await citizen.say("/start_live_check")
    assert (await citizen.check()).user_code in told
    counted = await desk.rows(
        "SELECT count(*) FROM live_checks WHERE conversation_id = :id", id=_id(citizen)
    )
    assert counted == [(1,)]


async def test_the_button_pressed_twice_is_one_consent(citizen, desk):
    await citizen.say("/start_live_check")
    for _ in range(2):
        await citizen.say("/affirm", message_id="pressed")
    await citizen.say("/affirm")
    counted = await desk.rows(
        "SELECT count(*) FROM live_checks WHERE conversation_id = :id", id=_id(citizen)
    )
    assert counted == [(1,)]


async def test_the_result_is_deleted_after_minutes(citizen, desk):
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", 22)
    closed = await citizen.wait_until(Status.CLOSED)
    assert closed.result is not None
    assert await desk.checks.forget_results() == 0
    desk.time.reach(closed.ended_at + RESULT_KEPT * 1.1)
    await desk.checks.forget_results()
    assert (await citizen.check()).result is None


async def test_another_check_after_the_first_has_its_own_consent(citizen, desk):
    for number in (22, 9):
        await citizen.agree()
        await citizen.wait_until(Status.WAITING)
        await citizen.decide("approve", number)
        assert (await citizen.wait_until(Status.CLOSED)).outcome == "found"
    counted = await desk.rows(
        "SELECT count(*) FROM consents WHERE conversation_id = :id", id=_id(citizen)
    )
    assert counted == [(2,)]


async def test_an_erased_conversation_leaves_nothing_and_nobody_is_told(citizen, desk):
    await citizen.agree()
    check = await citizen.wait_until(Status.WAITING)
    await desk.do("DELETE FROM conversations WHERE id = :id", id=_id(citizen))
    await desk.checks.advance(check.id)
    assert await desk.rows("SELECT FROM live_checks WHERE id = :id", id=check.id) == []


async def test_a_conversation_erased_by_a_word_stops_asking_and_can_begin_anew(citizen, desk):
    await citizen.agree()
    first = await citizen.wait_until(Status.WAITING)
    await citizen.say("/confirm_erasure")
    desk.time.reach(first.next_at)
    await desk.checks.advance(first.id)
    [ended] = await desk.rows("SELECT * FROM live_checks WHERE id = :id", id=first.id)
    assert (ended.status, ended.outcome) == ("closed", "withdrawn")
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", 22)
    assert (await citizen.wait_until(Status.CLOSED)).outcome == "found"
    assert "live_check_answered" in await citizen.heard()


async def test_a_key_that_was_changed_is_admitted(citizen, desk):
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await desk.do(
        "UPDATE live_checks SET secret = 'gAAA' WHERE conversation_id = :id", id=_id(citizen)
    )
    await citizen.wait_until(Status.CLOSED)
    assert (await citizen.heard())[-1] == "live_check_broken"


async def test_a_code_and_a_token_lie_sealed_in_the_row(citizen):
    await citizen.agree()
    check = await citizen.wait_until(Status.WAITING)
    assert Secret.opened(Cipher("k" * 32), check.secret).kind == CODE
    with pytest.raises(WrongKey):
        Secret.opened(Cipher("another" * 8), check.secret)


def _id(citizen):
    return citizen.conversation_id


def _replaced(around, tell):
    async def only_results(conversation_id, payload, key):
        if "link_result" in payload:
            return await tell(conversation_id, payload, key)
        return await around.tell(conversation_id, payload, key)

    return replace(around, tell=only_results)
