"""After the result: a confirmed link ends reminders at once, and everything else stays in reach."""

import pytest

from bot.conversation.actions.reminders.keeping import ShowReminders
from bot.conversation.actions.reminders.memory import kept_after_link
from bot.conversation.actions.reminders.offering import SUBSCRIBE, offer_reminder
from bot.messages import ChannelName
from bot.services.live_check.status import Status
from tests.integration.conversation.joining.people import CODE
from tests.integration.services.campaigns.conftest import Desk as Campaigns
from tests.live_check.citizen import Citizen
from tests.live_check.conftest import DIALOGUE

LINKED, NOT_LINKED = 22, 9
JUNE = 1718334000.0
"""14 June 2024, in Vietnam."""


@pytest.fixture
async def campaigns(database):
    return Campaigns(database)


async def remind(campaigns, desk, citizens):
    """Plan a reminder for whoever subscribed in each conversation, and for one more person."""
    people = await campaigns.gather(len(citizens) + 1)
    for citizen, person in zip(citizens, people, strict=False):
        await desk.do(
            "UPDATE reminder_recipients SET conversation_id = :conversation WHERE id = :person",
            conversation=citizen.conversation_id,
            person=person,
        )
    return people, await campaigns.run()


async def check(citizen, number):
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", number)
    return await citizen.wait_until(Status.CLOSED)


async def test_a_confirmed_link_cancels_this_citizens_reminders_and_nobody_elses(
    citizen, desk, campaigns
):
    await citizen.say("/greet")
    (hers, anothers), campaign = await remind(campaigns, desk, [citizen])
    await check(citizen, LINKED)
    fates = await campaigns.fates(campaign)
    assert fates == {hers: ("cancelled", "linked"), anothers: ("queued", None)}


async def test_it_cancels_those_of_the_other_channels_that_she_joined(citizen, desk, campaigns):
    other = Citizen(desk, f"{citizen.name}-tele", citizen.language, ChannelName.TELEGRAM)
    await other.say("/greet")
    await citizen.say(CODE.search((await other.say("/join_channels"))[-1])[0])
    people, campaign = await remind(campaigns, desk, [other])
    await check(citizen, LINKED)
    assert (await campaigns.fates(campaign))[people[0]] == ("cancelled", "linked")


async def test_the_reminder_is_cancelled_with_the_news_or_neither_is(
    citizen, desk, campaigns, monkeypatch
):
    await citizen.say("/greet")
    people, campaign = await remind(campaigns, desk, [citizen])

    async def die(*_given):
        raise ConnectionResetError("the store went away at the end of the turn")

    with monkeypatch.context() as patched:
        patched.setattr("bot.conversation.turn.deliveries.queue", die)
        await citizen.agree()
        with pytest.raises(ConnectionResetError):
            await citizen.wait_until(Status.CLOSED)
    assert (await campaigns.fates(campaign))[people[0]] == ("queued", None)
    await citizen.wait_until(Status.WAITING)
    await citizen.decide("approve", LINKED)
    await citizen.wait_until(Status.CLOSED)
    assert (await campaigns.fates(campaign))[people[0]] == ("cancelled", "linked")


@pytest.mark.parametrize("ends", ["other", "refuse", "withdraw"])
async def test_nothing_else_cancels_them(citizen, desk, campaigns, ends):
    await citizen.say("/greet")
    people, campaign = await remind(campaigns, desk, [citizen])
    await citizen.agree()
    await citizen.wait_until(Status.WAITING)
    if ends == "withdraw":
        await citizen.say("/withdraw_consent")
    else:
        await citizen.decide("refuse" if ends == "refuse" else "approve", NOT_LINKED)
    await citizen.wait_until(Status.CLOSED)
    assert (await campaigns.fates(campaign))[people[0]] == ("queued", None)


@pytest.mark.parametrize(
    ("day", "said"), [("2024-06-14", False), ("2024-06-20", False), ("2026-11-22", True)]
)
async def test_no_deadline_is_offered_that_has_passed(citizen, desk, day, said):
    await desk.set_day(day)
    await check(citizen, NOT_LINKED)
    assert ("reminder_none" in await citizen.heard()) is said


async def test_who_is_linked_is_told_of_no_deadline(citizen):
    await check(citizen, LINKED)
    assert not [name for name in await citizen.heard() if name.startswith("reminder")]


async def test_check_again_and_a_person_are_one_tap_away(citizen):
    await check(citizen, NOT_LINKED)
    buttons = [one.payload for one in (await citizen.news())[-1].buttons]
    assert buttons == ["/start_live_check", "/request_officer"]
    assert await citizen.say("1")
    await citizen.say("/affirm")
    assert (await citizen.check()).number == 2


async def test_the_officer_sees_what_the_portal_said(citizen, desk):
    await check(citizen, NOT_LINKED)
    await citizen.say("/request_officer")
    query = "SELECT link_check FROM tickets WHERE conversation_id = :id"
    [ticket] = await desk.rows(query, id=citizen.conversation_id)
    assert ticket.link_check["portal_state"]


async def test_after_a_withdrawal_nothing_is_left_of_what_the_portal_said(citizen, desk):
    await check(citizen, NOT_LINKED)
    await citizen.say("/withdraw_consent")
    query = "SELECT state FROM conversations WHERE id = :id"
    [row] = await desk.rows(query, id=citizen.conversation_id)
    assert row.state["slots"]["live_check_state"] is None


class Heard:
    """A dispatcher and a tracker of rasa-sdk, as far as an offer needs them."""

    def __init__(self, day, **slots):
        self.events = [{"event": "user", "timestamp": day}]
        self.slots = slots
        self.said = []

    def utter_message(self, **message):
        self.said.append(message)

    def get_slot(self, name):
        return self.slots.get(name)


def test_a_reminder_of_the_next_deadline_is_offered_with_its_day():
    heard = Heard(JUNE)
    offer_reminder(DIALOGUE.catalogue.deadlines, heard, heard, "citizen")
    [said] = heard.said
    assert said["buttons"] == [{"payload": f"/{SUBSCRIBE}"}]
    assert said["day"] == "15/6/2024"


KEPT = {"portal-login-15-june-2024": "2024-06-15", "card": "2024-09-01"}


def test_after_a_confirmed_link_only_what_does_not_end_on_it_is_called_kept():
    heard = Heard(JUNE, reminders=KEPT)
    [left] = kept_after_link(heard, DIALOGUE.catalogue.deadlines)
    assert left["value"] == {"card": "2024-09-01"}


async def test_days_that_have_passed_are_not_shown_as_kept():
    heard = Heard(JUNE + 30 * 86_400, reminders=KEPT)
    await ShowReminders().run(heard, heard, {})
    [said] = heard.said
    assert said["days"] == "1/9/2024"
