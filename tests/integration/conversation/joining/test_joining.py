"""Conversations of one citizen: joined by a code and nothing else, parted by a word."""

from datetime import timedelta

import pytest

from bot.messages import ChannelName, Language
from bot.services.join_codes import make_code
from bot.services.joining import CODE_LASTS, MOST_OF_ALL, MOST_OWN, WINDOW
from tests.integration.conversation.joining.people import Person, Service, at_once


@pytest.mark.parametrize("locale", Language)
@pytest.mark.parametrize("here", ChannelName)
@pytest.mark.parametrize("there", ChannelName)
async def test_a_code_shown_on_any_channel_joins_any_other(service, here, there, locale):
    shows, types = Person(service, here, locale), Person(service, there, locale)
    assert await types.join(shows) == ["join_joined"]
    assert await types.citizen_id() == await shows.citizen_id() is not None
    await service.tell_all()
    assert (await shows.said())[-1] == "join_host"


@pytest.mark.parametrize(
    "spelling", ["{}", "{} ", "mã là {} nhé", "ma noi kenh cua toi: {}", "mã otp {}", "mk: {}"]
)
async def test_a_code_is_read_however_it_is_typed(web, telegram, spelling):
    code = await web.code()
    for change in (str.lower, lambda one: one.replace("-", " "), lambda one: one.replace("-", "")):
        await telegram.say("/leave_channels")
        assert await telegram.enter(spelling.format(change(code))) == ["join_joined"]
        code = await web.code()


async def test_a_code_works_once(web, telegram, sms):
    code = await web.code()
    assert await telegram.enter(code) == ["join_joined"]
    assert await sms.enter(code) == ["join_wrong"]
    assert await sms.citizen_id() is None


async def test_of_two_who_type_a_code_at_once_one_is_joined(web, telegram, sms):
    await telegram.say("chào")
    await sms.say("chào")
    code = await web.code()
    outcomes = await at_once(telegram.enter(code), sms.enter(code))
    assert sorted(outcomes) == [["join_joined"], ["join_wrong"]]


async def test_two_who_type_each_others_codes_at_once_are_joined_and_nobody_waits_for_ever(
    web, telegram
):
    for _ in range(10):
        codes = await web.code(), await telegram.code()
        outcomes = await at_once(web.enter(codes[1]), telegram.enter(codes[0]))
        assert ["join_joined"] in outcomes
        assert await web.citizen_id() == await telegram.citizen_id() is not None
        await web.say("/leave_channels")
        await telegram.say("/leave_channels")


async def test_a_code_ends_by_itself(service, web, telegram):
    code = await web.code()
    service.passed += CODE_LASTS + timedelta(seconds=1)
    assert await telegram.enter(code) == ["join_wrong"]


async def test_a_new_code_takes_the_place_of_the_last(web, telegram):
    old, new = await web.code(), await web.code()
    assert await telegram.enter(old) == ["join_wrong"]
    assert await telegram.enter(new) == ["join_joined"]


async def test_a_code_typed_where_it_was_shown_is_not_used_up(web, telegram):
    code = await web.code()
    assert await web.enter(code) == ["join_own"]
    assert await telegram.enter(code) == ["join_joined"]


async def test_a_redelivered_code_is_entered_once_and_answered_the_same(service, web, telegram):
    code = await web.code()
    first = await telegram.say(code, "m1")
    assert await telegram.say(code, "m1") == first
    wrong = [await telegram.say(make_code(), "m2") for _ in range(3)]
    assert len(set(wrong)) == 1
    tries = await service.rows("SELECT tries FROM join_tries")
    assert [row.tries for row in tries] == [1, 1]


async def test_guesses_of_one_person_are_limited_over_processes_and_for_a_while(
    service, web, telegram
):
    other_process = Person(Service(service.database), telegram.channel, name=telegram.name)
    code = await web.code()
    for number in range(MOST_OWN):
        guesser = (telegram, other_process)[number % 2]
        assert await guesser.enter(make_code()) == ["join_wrong"]
    assert await telegram.enter(code) == ["join_limited"]
    assert await other_process.enter(code) == ["join_limited"]
    service.passed += WINDOW + timedelta(seconds=1)
    assert await telegram.enter(await web.code()) == ["join_joined"]


async def test_guesses_of_everybody_are_limited_too(service, web, telegram, sms):
    await sms.enter(make_code())
    async with service.database.transaction() as connection:
        await connection.exec_driver_sql(
            f"UPDATE join_tries SET tries = {MOST_OF_ALL} WHERE name = 'all'"
        )
    assert await telegram.join(web) == ["join_limited"]


async def test_whoever_joins_another_leaves_the_first(web, telegram, sms):
    await telegram.join(web)
    assert await telegram.join(sms) == ["join_joined"]
    assert await telegram.citizen_id() == await sms.citizen_id()
    assert await web.citizen_id() != await telegram.citizen_id()


async def test_a_third_channel_joins_the_two(web, telegram, sms):
    await telegram.join(web)
    await sms.join(telegram)
    assert len({await one.citizen_id() for one in (web, telegram, sms)}) == 1
    assert (await sms.slots())["joined_channels"] == "telegram,web"


@pytest.mark.parametrize(
    "words", ["bỏ liên kết kênh", "thôi nối", "unlink", "/leave_channels", "part the channels"]
)
async def test_a_word_or_button_parts_them(web, telegram, words):
    await telegram.join(web)
    assert await telegram.ask(words) == ["join_left"]
    assert await telegram.citizen_id() is None
    assert await web.ask(words) == ["join_none"]
    assert await telegram.ask(words) == ["join_none"]


async def test_what_is_joined_stands_under_what_is_kept(web, telegram):
    assert await web.ask("/privacy") == ["show_kept"]
    await telegram.join(web)
    assert await web.ask("/privacy") == ["show_kept", "join_kept"]
    assert "Telegram" in await web.say("/show_kept")


async def test_erasing_a_conversation_parts_it_and_ends_its_code(web, telegram, sms):
    await telegram.join(web)
    code = await web.code()
    await web.say("/ask_erasure")
    await web.say("/confirm_erasure")
    assert await web.citizen_id() is None
    assert await sms.enter(code) == ["join_wrong"]
    assert await telegram.ask("/leave_channels") == ["join_none"]


async def test_joining_waits_for_no_person_who_owns_the_conversation(service, web, telegram):
    await telegram.say("/request_officer")
    await service.rows(
        "UPDATE conversations SET owner = 'person' WHERE id = :id RETURNING id",
        id=telegram.conversation_id,
    )
    assert await telegram.join(web) == ["join_joined"]
