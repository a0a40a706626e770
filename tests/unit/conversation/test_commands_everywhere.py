"""Who refuses messages or wants data erased is obeyed in a form and beside an officer, too."""

import pytest

from bot.conversation.custody import BOTS, Custody
from bot.messages import PUSHED, ChannelName, InboundMessage, Outcome
from tests.unit.conversation.reading import real_dialogue
from tests.unit.conversation.scripted import NOW, said

DIALOGUE = real_dialogue({})
OFFICER = Custody(is_persons=True, ticket="1042-7")
CHATS = [channel for channel in ChannelName if channel is not ChannelName.SMS]
CHECK, REMINDERS = "/start_link_check", "/subscribe_reminders"
FORMS = [
    *((channel, CHECK) for channel in ChannelName),
    *((channel, REMINDERS) for channel in sorted(PUSHED)),
]
CLEAR = ["STOP", "TC", "tc", "HUY", "DUNG", "TU CHOI", "TỪ CHỐI", "STOPALL", "/stop"]
PHRASES = [
    "từ chối nhận tin",
    "dung nhan tin",
    "Hủy nhận tin giúp tôi",
    "đừng nhắn tin nữa",
    "Stop texting me",
]
ERASURE = ["xóa dữ liệu của tôi", "xoa du lieu cua toi", "delete my data", "/delete"]


class Citizen:
    """Writes on a channel; an officer or the bot listens."""

    def __init__(self, channel, custody=BOTS):
        self.channel, self.custody = channel, custody
        self.tracker = DIALOGUE.begin("someone")

    async def say(self, text, **given):
        message = InboundMessage(
            channel=self.channel, sender_id="someone", text=text, locale=None, **given
        )
        decision = await DIALOGUE.decide(self.tracker, message, NOW, self.custody)
        self.tracker = decision.tracker
        return decision


def effects(decision):
    return [effect.name for effect in decision.effects]


@pytest.fixture(params=ChannelName)
def anywhere(request):
    return Citizen(request.param)


@pytest.fixture(params=CHATS)
def in_chat(request):
    return Citizen(request.param)


@pytest.fixture(params=ChannelName)
def with_officer(request):
    return Citizen(request.param, OFFICER)


@pytest.mark.parametrize(("channel", "form"), FORMS)
@pytest.mark.parametrize("text", [*CLEAR, *PHRASES])
async def test_a_refusal_counts_in_a_form_which_stays_where_it_was(channel, form, text):
    citizen = Citizen(channel)
    await citizen.say(form)
    before = citizen.tracker.active_loop, citizen.tracker.requested_slot
    decision = await citizen.say(text)
    assert effects(decision) == ["opt_out"]
    assert said(decision) == ["utter_opted_out"]
    assert (citizen.tracker.active_loop, citizen.tracker.requested_slot) == before


async def test_after_a_refusal_the_next_answer_goes_on_with_the_form(anywhere):
    await anywhere.say(CHECK)
    await anywhere.say("TC")
    decision = await anywhere.say("1")
    assert said(decision) == ["utter_ask_link_check_portal_account"]


@pytest.mark.parametrize("text", ["dừng", "dung", "Hủy", "huy", "stop", "ngừng"])
async def test_in_a_chat_a_bare_word_leaves_the_form_and_refuses_nothing(in_chat, text):
    await in_chat.say(CHECK)
    decision = await in_chat.say(text)
    assert effects(decision) == []
    assert said(decision) == ["utter_link_check_paused"]


@pytest.mark.parametrize("form", [CHECK, REMINDERS])
@pytest.mark.parametrize("text", ["dừng", "dung", "hủy", "Huy", "stop", "cancel", "End", "QUIT"])
async def test_on_sms_a_bare_word_refuses_in_a_form_too(form, text):
    citizen = Citizen(ChannelName.SMS)
    await citizen.say(form)
    assert effects(await citizen.say(text)) == ["opt_out"]


async def test_yes_answers_the_question_on_sms():
    citizen = Citizen(ChannelName.SMS)
    await citizen.say(CHECK)
    assert effects(await citizen.say("YES")) == []


@pytest.mark.parametrize("text", [*CLEAR, *PHRASES, "stop", "Please stop"])
async def test_a_refusal_counts_beside_an_officer(with_officer, text):
    decision = await with_officer.say(text)
    assert effects(decision) == ["opt_out"]
    assert said(decision) == ["utter_opted_out"]


@pytest.mark.parametrize(
    "text",
    ["Huy", "huy", "Dạ em Huy ạ", "cho em hủy", "dung", "Dạ dung", "từ chối", "dừng", "Dung"],
)
async def test_names_and_answers_are_words_to_the_officer(with_officer, text):
    decision = await with_officer.say(text)
    assert decision.outcome is Outcome.QUIET
    assert (effects(decision), decision.replies) == ([], ())


@pytest.mark.parametrize("word", ["CANCEL", "quit", "End", "REVOKE", "OPTOUT", "UNSUBSCRIBE"])
async def test_what_the_network_obeys_counts_beside_an_officer(word):
    decision = await Citizen(ChannelName.SMS, OFFICER).say(word)
    assert effects(decision) == ["opt_out"]


@pytest.mark.parametrize(("channel", "begin"), [*FORMS, *((one, "/greet") for one in ChannelName)])
@pytest.mark.parametrize("text", ERASURE)
async def test_erasure_is_asked_back_everywhere_and_a_number_answers(channel, begin, text):
    citizen = Citizen(channel)
    await citizen.say(begin)
    assert said(await citizen.say(text)) == ["utter_ask_erasure"]
    assert effects(await citizen.say("1")) == ["erase_conversation"]
    assert citizen.tracker.active_loop is None


async def test_whoever_keeps_the_data_is_asked_on_by_the_form(anywhere):
    await anywhere.say(CHECK)
    await anywhere.say("/delete")
    assert said(await anywhere.say("2")) == [
        "utter_erasure_declined",
        "utter_link_check_at_holder",
        "utter_ask_link_check_holder",
    ]


@pytest.mark.parametrize("text", ERASURE)
async def test_erasure_is_asked_back_beside_an_officer_and_a_number_answers(with_officer, text):
    assert said(await with_officer.say(text)) == ["utter_ask_erasure"]
    assert effects(await with_officer.say("1")) == ["erase_conversation"]


async def test_a_number_to_an_officer_presses_no_other_button(with_officer):
    await with_officer.say("/privacy")
    assert (await with_officer.say("1")).outcome is Outcome.QUIET


@pytest.mark.parametrize("custody", [BOTS, OFFICER])
@pytest.mark.parametrize(
    ("obeyed", "effect"), [("opt_out", ["opt_out"]), ("opt_in", ["opt_in"]), ("ask_help", [])]
)
@pytest.mark.parametrize("text", ["thoi", "YES", "1"])
async def test_what_the_provider_has_obeyed_counts_whatever_the_word(custody, obeyed, effect, text):
    citizen = Citizen(ChannelName.SMS, custody)
    await citizen.say(CHECK)
    assert effects(await citizen.say(text, obeyed=obeyed)) == effect


async def test_a_second_refusal_costs_no_second_text_message():
    citizen = Citizen(ChannelName.SMS)
    assert said(await citizen.say("STOP")) == ["utter_opted_out"]
    decision = await citizen.say("TC")
    assert (effects(decision), decision.replies) == (["opt_out"], ())
    assert decision.outcome is Outcome.COMMAND
    assert said(await citizen.say("START")) == ["utter_opted_in"]
    assert said(await citizen.say("STOP")) == ["utter_opted_out"]


async def test_in_a_chat_a_second_refusal_is_told_that_it_is_so(in_chat):
    await in_chat.say("STOP")
    assert said(await in_chat.say("STOP")) == ["utter_opted_out_before"]


async def test_start_without_a_refusal_promises_nothing_new(anywhere):
    assert said(await anywhere.say("START")) == ["utter_opted_in_before"]
