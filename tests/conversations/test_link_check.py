"""The step-by-step check: every way through it ends, whatever comes in between, on every day."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import snapshot
from bot.conversation.actions.link_check.path import walk
from bot.conversation.actions.link_check.states import QUESTIONS, RESULTS
from bot.conversation.actions.link_check.steps import FORM, Ask, End, Help
from bot.conversation.actions.linking import Period, period_of
from bot.messages import Language, Outcome
from tests.conversations.talking import TODAY, Talk, make_dialogue, said

DIALOGUE = make_dialogue()
DAYS = {
    Period.AS_WRITTEN: date(2024, 6, 14),
    Period.VNEID_FIRST: date(2024, 6, 15),
    Period.VNEID_ONLY: TODAY,
}
Way = tuple[tuple[str, str], ...]


def tap(question: str, value: str) -> str:
    return "/inform_check" + json.dumps({f"link_check_{question}": value})


def ways(period: Period, so_far: Way = ()) -> Iterator[tuple[Way, Ask | End | Help]]:
    """Yield every row of answers, with what it leads to."""
    end = walk(dict(so_far), period).end
    yield so_far, end
    if isinstance(end, Ask):
        for choice in QUESTIONS[end.question].choices:
            yield from ways(period, (*so_far, (end.question, choice.value)))


OPEN = [
    (period, way, end.question)
    for period in Period
    for way, end in ways(period)
    if isinstance(end, Ask)
]
CLOSED = [
    (period, way, end) for period in Period for way, end in ways(period) if not isinstance(end, Ask)
]
QUESTIONS_ASKED = [f"/faq_{topic}" for topic in DIALOGUE.catalogue.topics]
OTHERS = ["/greet", "/thank", "/ask_help", "/request_officer", "/still_failing", "/out_of_scope"]
INTERRUPTIONS = st.sampled_from([*QUESTIONS_ASKED, *OTHERS, "!!!", "blah blah", "12345678", ""])


async def reach(period: Period, way: Way, locale: Language = Language.VI) -> Talk:
    talk = Talk(DIALOGUE, DAYS[period], locale)
    await talk.say_all(["/start_link_check", *(tap(*answer) for answer in way)])
    return talk


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2024, 1, 11), Period.AS_WRITTEN),
        (date(2024, 6, 14), Period.AS_WRITTEN),
        (date(2024, 6, 15), Period.VNEID_FIRST),
        (date(2024, 6, 30), Period.VNEID_FIRST),
        (date(2024, 7, 1), Period.VNEID_ONLY),
        (TODAY, Period.VNEID_ONLY),
    ],
)
def test_day_decides_how_the_accounts_are_linked(day: date, period: Period):
    assert period_of(day) is period


def test_every_question_and_result_is_reached():
    asked = {name for _, _, name in OPEN}
    ended = {end.result for _, _, end in CLOSED if isinstance(end, End)}
    assert asked == set(QUESTIONS)
    assert ended == set(RESULTS)


@pytest.mark.parametrize("locale", Language)
@pytest.mark.parametrize(("period", "way", "end"), CLOSED)
async def test_every_way_ends_in_its_result_or_in_help(period, way, end, locale):
    talk = await reach(period, way[:-1], locale)
    decision = await talk.say(tap(*way[-1]))
    assert decision.language is locale
    if isinstance(end, Help):
        assert said(decision) == [end.response, f"utter_ask_link_check_{end.again}"]
        assert decision.outcome is Outcome.FLOW
    else:
        assert f"utter_link_check_{end.result}" in said(decision)[:2]
        assert talk.tracker.loop is None
        assert talk.tracker.slots["link_check_result"] == end.result


@pytest.mark.parametrize(("period", "way", "question"), OPEN)
@given(interruptions=st.lists(INTERRUPTIONS, min_size=1, max_size=3))
@settings(max_examples=8, deadline=None)
async def test_any_interruption_returns_to_the_same_question(period, way, question, interruptions):
    talk = await reach(period, way)
    answers = answers_in(talk)
    for text in interruptions:
        decision = await talk.say(text)
        if text not in {"", "!!!"}:
            assert said(decision)[-1] == f"utter_ask_link_check_{question}"
        assert decision.outcome is Outcome.FLOW
        assert (talk.tracker.active_loop, answers_in(talk)) == (FORM, answers)


async def test_every_topic_is_answered_in_between_and_says_where_we_were():
    for topic in QUESTIONS_ASKED:
        talk = await reach(Period.VNEID_ONLY, (("holder", "citizen"),))
        names = said(await talk.say(topic))
        assert names[-3:] == [
            f"utter_{topic.removeprefix('/')}",
            "utter_link_check_at_portal_account",
            "utter_ask_link_check_portal_account",
        ]


@pytest.mark.parametrize("silence", [timedelta(minutes=5), timedelta(hours=2), timedelta(days=90)])
async def test_check_goes_on_after_a_restart_and_after_days(silence: timedelta):
    talk = await reach(Period.VNEID_ONLY, (("holder", "citizen"), ("portal_account", "yes")))
    kept = json.loads(json.dumps(snapshot.take(talk.tracker)))
    talk.tracker = snapshot.restore("someone", DIALOGUE.catalogue.domain, kept)
    talk.now += silence
    assert said(await talk.say("có rồi")) == ["utter_ask_link_check_vneid_login"]


async def test_greeting_after_days_leads_back_to_the_question():
    talk = await reach(Period.VNEID_ONLY, (("holder", "citizen"), ("portal_account", "yes")))
    talk.now += timedelta(days=3)
    names = said(await talk.say("/greet"))
    assert names[1:] == ["utter_link_check_at_vneid", "utter_ask_link_check_vneid"]


async def test_paused_check_is_taken_up_after_days():
    talk = await reach(Period.VNEID_ONLY, (("holder", "citizen"), ("portal_account", "yes")))
    await talk.say("/pause_link_check")
    assert talk.tracker.loop is None
    talk.now += timedelta(days=30)
    names = await talk.say_all(["/start_link_check"])
    assert names == ["utter_link_check_resume", "utter_ask_link_check_vneid"]


async def test_check_keeps_to_the_day_that_was_asked_about():
    talk = Talk(DIALOGUE, TODAY, Language.VI)
    talk.tracker = talk.tracker.apply(
        [{"event": "slot", "name": "link_check_as_of", "value": "2024-06-10", "timestamp": 1.0}]
    )
    talk.tracker = talk.tracker.apply([{"event": "slot", "name": "link_check_status",
                                        "value": "paused", "timestamp": 1.0}])  # fmt: skip
    way = [tap("holder", "citizen"), tap("portal_account", "yes"), "/faq_hotline"]
    await talk.say_all(["/start_link_check", *way])
    assert await talk.say_all([tap("vneid", "yes")]) == ["utter_ask_link_check_old_login"]


async def test_secret_in_between_is_masked_and_the_question_stands():
    talk = await reach(Period.VNEID_ONLY, (("holder", "citizen"),))
    decision = await talk.say("mật khẩu của tôi là Abc12345!")
    assert "Abc12345" not in json.dumps([*map(str, decision.events)], ensure_ascii=False)
    assert "utter_secret_masked" in said(decision)
    assert said(decision)[-1] == "utter_ask_link_check_portal_account"


TAPS = [tap(q.name, choice.value) for q in QUESTIONS.values() for choice in q.choices]
COMMANDS = [
    f"/{name}"
    for name in DIALOGUE.catalogue.domain.intents
    if name.endswith("_link_check") or name in {"affirm", "deny"}
]


@given(st.lists(st.sampled_from([*TAPS, *COMMANDS, "1", "2", "9"]), min_size=1, max_size=15))
@settings(max_examples=150, deadline=None)
async def test_whatever_is_tapped_a_running_check_waits_for_an_answer(texts: list[str]):
    talk = Talk(DIALOGUE, TODAY, Language.EN)
    for text in texts:
        decision = await talk.say(text)
        assert decision.replies
        assert "utter_error" not in said(decision)
        if talk.tracker.active_loop:
            assert said(decision)[-1] == f"utter_ask_{talk.tracker.requested_slot}"


def answers_in(talk: Talk) -> dict[str, object]:
    return {name: talk.tracker.slots[question.slot] for name, question in QUESTIONS.items()}
