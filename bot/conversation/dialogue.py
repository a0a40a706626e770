"""The core: from a conversation's state and a message to a decision. Reads and writes nothing."""

from dataclasses import replace
from datetime import datetime

from bot.content.catalogue import FAQ, Catalogue
from bot.content.render import format_day, format_number
from bot.conversation.actions.reminders.memory import DATE as REMINDER_DATE
from bot.conversation.actions.runner import ActionRunner
from bot.conversation.asked_days import (
    DATED_TOPICS,
    STATE_DATE,
    day_asked_about,
    unknown_day,
)
from bot.conversation.commands import Commands
from bot.conversation.custody import (
    ABOUT_TICKETS,
    BOTS,
    JOINED,
    OPTED_OUT,
    SENT,
    TICKET,
    Custody,
)
from bot.conversation.decision import Decision
from bot.conversation.draft import Draft
from bot.conversation.events import (
    LISTEN,
    SESSION_START,
    action_executed,
    action_rejected,
    followed_up,
    loop_interrupted,
)
from bot.conversation.guard import MAX_CHARACTERS
from bot.conversation.hand_over import open_ticket
from bot.conversation.hearing import FALLBACK, STILL_FAILING, Heard, Meaning, unheard
from bot.conversation.performer import Performer
from bot.conversation.policy import Policy, Prediction
from bot.conversation.reception import Reception
from bot.conversation.scene import ActionRejected, Item, Saying, has_rejection
from bot.conversation.speaker import Speaker
from bot.conversation.tracker import Tracker, new_tracker
from bot.conversation.unanswered import slow_down, take_in, withhold
from bot.conversation.understanding.interpreter import Interpreter
from bot.conversation.whom import says_who_one_is, speaks_of_oneself
from bot.errors import ActionFailed
from bot.knowledge.desk import Reason
from bot.messages import InboundMessage, Language, Outcome

ASKER = "account_type"
"""Slot of who the citizen said to be."""

LIVE_RESULT = "external_link_result"
NAME_A_DAY = frozenset([STATE_DATE, "start_link_check", "restart_link_check", LIVE_RESULT])
"""Intents besides topics that are about a day: the one that is named, or today."""

MOST_ACTIONS = 10
"""A turn that goes on after so many actions is broken off; the bot listens."""


class Dialogue:
    """Decides turns with one version of content and model."""

    def __init__(
        self, catalogue: Catalogue, interpreter: Interpreter, runner: ActionRunner
    ) -> None:
        self.catalogue = catalogue
        self.interpreter = interpreter
        self.speaker = Speaker(catalogue)
        commands = Commands.load(catalogue.root / "intents")
        self._reception = Reception(interpreter, commands)
        self._policy = Policy(catalogue.rules, catalogue.domain)
        responses = catalogue.responses[Language.VI]
        self._performer = Performer(catalogue.domain, responses, runner)

    def wants_messages(
        self, tracker: Tracker, message: InboundMessage, custody: Custody
    ) -> bool | None:
        """Tell what a citizen says by STOP or START, which is always obeyed; None: nothing."""
        return self._reception.wants_messages(tracker, message, custody)

    def begin(self, sender_id: str) -> Tracker:
        """Return the tracker of a conversation in which nothing was said yet."""
        return new_tracker(sender_id, self.catalogue.domain)

    async def decide(
        self, tracker: Tracker, message: InboundMessage, now: datetime, custody: Custody = BOTS
    ) -> Decision:
        """Decide what follows from a message.

        Args:
            tracker: the conversation before it.
            message: what came in.
            now: business time, in UTC; its day in Vietnam is the day of the answer.
            custody: who answers; of a message to a person the bot only keeps what was said.
        """
        heard = self._reception.hear(tracker, message, custody)
        draft = Draft(self.speaker, self._policy, tracker, heard, now, custody.closed.topics)
        draft.remember(TICKET, custody.ticket)
        draft.remember(JOINED, custody.joined)
        if custody.has_opted_out is not None:
            draft.remember(OPTED_OUT, custody.has_opted_out)
        unanswered = await self._take_unanswered(draft, heard, message, custody)
        if unanswered is not None:
            return unanswered
        if self._is_over(tracker, now):
            await self._run(draft, Prediction(SESSION_START, None))
            draft.remember("misses", 0)
        if heard.has_secrets:
            draft.say("utter_secret_masked")
        if heard.rejection is None:
            await self._answer(draft, heard, message)
        else:
            take_in(draft, heard.meanings[0], message)
            limit = format_number(MAX_CHARACTERS, draft.language)
            draft.say(f"utter_{heard.rejection.value}", {"limit": limit})
            draft.add([action_executed(LISTEN)])
        if custody.is_flooded and message.is_from_citizen:
            draft.say("utter_too_many_messages")  # a command; after it nothing is taken
        return draft.finish()

    def apologise(
        self, tracker: Tracker, message: InboundMessage, now: datetime, custody: Custody = BOTS
    ) -> Decision:
        """Return the decision for a message that could not be decided: say so, lose nothing."""
        heard = unheard(message.text, tracker.language or message.locale or Language.VI)
        draft = Draft(self.speaker, self._policy, tracker, heard, now)
        take_in(draft, heard.meanings[0], message)
        if not custody.is_persons:
            draft.say("utter_error")
            draft.hand_over(Reason.ACTION_FAILED)
        draft.add([action_executed(LISTEN)])
        decision = draft.finish()
        return replace(decision, outcome=Outcome.QUIET) if custody.is_persons else decision

    async def _take_unanswered(
        self, draft: Draft, heard: Heard, message: InboundMessage, custody: Custody
    ) -> Decision | None:
        """Decide a message that gets no answer of its own; None: it gets one."""
        intent = heard.meanings[0].intent
        told = custody.told_instead(intent, is_from_citizen=message.is_from_citizen)
        if told is not None:
            return withhold(draft, heard, message, told)
        if custody.slows_down(intent):
            return slow_down(draft, heard, message)
        if custody.silences(intent):
            return await self._keep_quiet(draft, heard, message)
        return None

    async def _keep_quiet(self, draft: Draft, heard: Heard, message: InboundMessage) -> Decision:
        """Keep what was said to a person; say what does not reach them, and remember our news."""
        take_in(draft, heard.meanings[0], message)
        if not message.is_from_citizen:
            draft.add(await self._performer.extract(draft.scene))
        if heard.has_secrets:
            draft.say("utter_secret_masked")
        if heard.meanings[0].intent in SENT:
            draft.say("utter_not_passed_on")
        draft.add([action_executed(LISTEN)])
        return replace(draft.finish(), outcome=Outcome.QUIET)

    def _is_over(self, tracker: Tracker, now: datetime) -> bool:
        """Tell whether a session begins: with the first message, and after a long silence."""
        if tracker.latest_action_name is None:
            return True
        minutes = self.catalogue.domain.session_config.session_expiration_time
        silence = now.timestamp() - (tracker.heard_at or now.timestamp())
        return bool(minutes) and silence > minutes * 60

    async def _answer(self, draft: Draft, heard: Heard, message: InboundMessage) -> None:
        """Answer what a message asks, as if each question had come by itself."""
        for meaning in heard.meanings:
            asker = draft.tracker.slots.get(ASKER)
            take_in(draft, meaning, message)
            draft.add(await self._performer.extract(draft.scene))
            if draft.tracker.slots.get("topic") and not says_who_one_is(meaning.text):
                draft.remember(ASKER, asker)  # "what about companies?" does not say who asks
            await self._converse(draft, meaning)
        if heard.has_more:
            draft.say("utter_one_at_a_time")

    async def _converse(self, draft: Draft, meaning: Meaning) -> None:
        """Act until it is the citizen's turn again."""
        if meaning.intent != FALLBACK and not meaning.intent.startswith(ABOUT_TICKETS):
            draft.remember("misses", 0)
        if meaning.intent not in {FALLBACK, STILL_FAILING}:
            draft.remember("tries", 0)
        if meaning.intent.startswith(FAQ) or meaning.intent in NAME_A_DAY:
            self._note_question(draft, meaning)
        acted = 0
        while meaning.intent == "restart" or not draft.tracker.is_paused:
            if acted == MOST_ACTIONS:
                draft.say("utter_error")
                break
            prediction = self._policy.predict(draft.tracker)
            acted += await self._run(draft, prediction)
            if prediction.action in {LISTEN, SESSION_START}:
                return
        draft.add([action_executed(LISTEN)])

    def _note_question(self, draft: Draft, meaning: Meaning) -> None:
        """Remember the day and for whom is asked; correct a day that is wrong."""
        asked = day_asked_about(meaning, draft.day, draft.tracker.slots.get("as_of"))
        draft.remember("as_of", asked)
        spoken_of = draft.tracker.slots.get("topic_account")
        if meaning.intent == LIVE_RESULT or speaks_of_oneself(meaning.text, spoken_of):
            draft.remember("topic_account", None)
        if asked is None:
            self._correct_day(draft, meaning)

    def _correct_day(self, draft: Draft, meaning: Meaning) -> None:
        """Say so when the question names a day that stands in no document."""
        is_answer = draft.tracker.requested_slot == REMINDER_DATE
        if is_answer or meaning.intent.removeprefix(FAQ) not in DATED_TOPICS:
            return
        day = unknown_day(meaning, self.catalogue.facts)
        if day is not None:
            draft.say("utter_date_not_known", {"day": format_day(day, draft.language)})

    async def _run(self, draft: Draft, prediction: Prediction) -> bool:
        """Run an action, and tell whether it ran.

        One that fails says so, and leaves it to the active form, or to the citizen.
        """
        action, policy = prediction.action, prediction.policy
        scene = draft.scene
        returned: list[Item] = [loop_interrupted()] if prediction.is_return else []
        try:
            items = await self._performer.perform(action, scene.after(returned))
        except ActionRejected:
            draft.add([action_rejected(action, policy, prediction.confidence)])
            return False
        except ActionFailed:
            form = draft.tracker.active_loop
            after = form if form and form != action else LISTEN
            failed = open_ticket(draft.tracker.slots, Reason.ACTION_FAILED)
            say = Saying({"response": "utter_error", "custom": failed})
            items = [say, followed_up(after)]
        if not has_rejection(items):
            draft.add([*returned, action_executed(action, policy, prediction.confidence)])
        draft.add(items)
        return True
