"""A link check stopped on one channel goes on on another: same question, same result."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.actions.link_check.path import walk
from bot.conversation.actions.link_check.states import QUESTIONS
from bot.conversation.actions.link_check.steps import Ask
from bot.conversation.actions.linking import Period
from bot.messages import ChannelName, Language
from tests.integration.conversation.joining.people import Person, at_once, tap

OTHERS = [ChannelName.TELEGRAM, ChannelName.SMS]


def shortest_ways():
    """Yield for each question the shortest answers that lead to it."""
    reached, waiting = {}, [()]
    while waiting:
        way = waiting.pop(0)
        end = walk(dict(way), Period.VNEID_ONLY).end
        if isinstance(end, Ask) and end.question not in reached:
            reached[end.question] = way
            waiting += [
                (*way, (end.question, choice.value)) for choice in QUESTIONS[end.question].choices
            ]
    return reached


WAYS = shortest_ways()


async def begin(person, way):
    await person.say("/start_link_check")
    for question, value in way:
        await person.say(tap(question, value))


async def finish(person, question):
    """Give the first answer to each question until the check ends; return its result."""
    for _ in range(20):
        names = await person.ask(tap(question, QUESTIONS[question].choices[0].value))
        asked = [name for name in names if name.startswith("ask_link_check_")]
        if not asked:
            return (await person.slots())["link_check_result"]
        question = asked[-1].removeprefix("ask_link_check_")
    raise AssertionError("the check does not end")


@pytest.mark.parametrize("channel", OTHERS)
@pytest.mark.parametrize("question", WAYS)
async def test_a_check_stopped_anywhere_goes_on_on_another_channel(web, service, question, channel):
    await begin(web, WAYS[question])
    other = Person(service, channel)
    joined = await other.join(web)
    assert joined == ["join_joined", f"link_check_at_{question}", f"ask_link_check_{question}"]
    located = [f"link_check_at_{question}", f"ask_link_check_{question}"]
    assert await other.ask("tôi đang làm đến đâu") == located
    assert await finish(other, question) == await finish(web, question)


@pytest.mark.parametrize(
    ("words", "locale"),
    [("tôi đang làm đến đâu", Language.VI), ("where was I?", Language.EN)],
)
async def test_the_question_is_asked_in_the_language_of_the_channel(service, web, words, locale):
    await begin(web, WAYS["cccd"])
    other = Person(service, ChannelName.TELEGRAM, locale)
    await other.say("/greet")
    await other.join(web)
    asked = await other.say(words)
    assert ("CCCD" in asked or "căn cước" in asked) if locale is Language.VI else "ID" in asked


async def test_whoever_answered_last_is_ahead(web, telegram):
    await begin(web, WAYS["vneid"])
    await telegram.join(web)
    await telegram.say(tap("vneid", "yes"))
    await web.say("/faq_hotline")  # newer, but no answer
    assert (await telegram.ask("/locate_link_check"))[-1] == "ask_link_check_vneid_login"
    assert (await web.ask("/locate_link_check"))[-1] == "ask_link_check_vneid_login"
    await web.say(tap("vneid_login", "yes"))
    assert (await telegram.ask("/locate_link_check"))[-1] == "ask_link_check_linked"


async def test_a_check_that_was_paused_or_ended_there_is_known_here(web, telegram):
    await begin(web, WAYS["cccd"])
    await web.say("/pause_link_check")
    await telegram.join(web)
    assert (await telegram.said())[-1] == "ask_link_check_cccd"
    result = await finish(telegram, "cccd")
    assert await web.ask("/locate_link_check") == [f"link_check_{result}"]


async def test_a_check_that_was_cancelled_here_still_runs_there(web, telegram):
    await begin(web, WAYS["cccd"])
    await telegram.join(web)
    await telegram.say("/cancel_link_check")
    assert (await web.ask("/locate_link_check"))[-1] == "ask_link_check_cccd"


async def test_the_check_of_the_newer_conversation_stays(web, telegram):
    await begin(web, WAYS["vneid"])
    await begin(telegram, WAYS["cccd"])
    assert (await telegram.join(web))[-1] == "ask_link_check_cccd"


async def test_the_topic_comes_along(web, telegram):
    await web.say("/faq_org-deadline")
    await telegram.join(web)
    assert (await telegram.slots())["topic"] == "org-deadline"
    assert (await telegram.ask("/state_account_type"))[0] != "state_account_type"


async def test_nothing_comes_along_once_they_are_parted(web, telegram):
    await telegram.join(web)
    await telegram.say("/leave_channels")
    await begin(web, WAYS["cccd"])
    assert await telegram.ask("/locate_link_check") == ["link_check_none"]


async def test_a_conversation_erased_gives_nothing_away(web, telegram):
    await begin(web, WAYS["cccd"])
    code = await web.code()
    await web.say("/confirm_erasure")
    assert await telegram.enter(code) == ["join_wrong"]
    assert answers(await telegram.slots()) == {}


async def test_both_channels_written_to_at_once_wait_for_nobody(web, telegram):
    await telegram.join(web)
    await begin(web, WAYS["cccd"])
    for _ in range(5):
        await at_once(
            web.say(tap("cccd", "yes")),
            telegram.say("/locate_link_check"),
            web.say("/go_back_link_check"),
            telegram.say(tap("cccd", "no")),
            telegram.say("/join_channels"),
            web.say("/locate_link_check"),
        )
    for one in (web, telegram):
        asked = [n for n in await one.ask("/locate_link_check") if n.startswith("ask_")]
        assert len(asked) == 1


MOVES = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["answer", "locate", "back", "ask"])),
    min_size=1,
    max_size=8,
)


@given(moves=MOVES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_however_the_channels_change_the_check_is_the_one_it_would_be_on_one(service, moves):
    """Whoever asks where they were before going on always goes on from the newest answer."""
    pair = [Person(service, ChannelName.WEB), Person(service, ChannelName.TELEGRAM)]
    alone = Person(service, ChannelName.SMS)
    for one in (pair[0], alone):
        await begin(one, WAYS["cccd"])
    await pair[1].join(pair[0])
    for is_second, move in moves:
        here = pair[is_second]
        await here.say("/locate_link_check")
        words = await next_words(alone, move)
        await alone.say("/locate_link_check")
        assert await here.ask(words) == await alone.ask(words)
        assert answers(await here.slots()) == answers(await alone.slots())


async def next_words(person, move):
    asked = answers(await person.slots())
    end = walk(asked, Period.VNEID_ONLY).end
    if move == "answer" and isinstance(end, Ask):
        return tap(end.question, QUESTIONS[end.question].choices[0].value)
    return {"back": "/go_back_link_check", "ask": "/faq_hotline"}.get(move, "/locate_link_check")


def answers(slots):
    return {name: slots[one.slot] for name, one in QUESTIONS.items() if slots[one.slot]}
