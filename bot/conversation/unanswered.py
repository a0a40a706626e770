"""Messages that are taken in, and get something else than an answer."""

from dataclasses import replace

from bot.conversation.custody import Texts
from bot.conversation.decision import Decision
from bot.conversation.draft import Draft
from bot.conversation.events import LISTEN, action_executed, user_uttered
from bot.conversation.hearing import Heard, Meaning
from bot.messages import InboundMessage, Outcome


def take_in(draft: Draft, meaning: Meaning, message: InboundMessage) -> None:
    """Add what a citizen said."""
    parse_data = meaning.understanding.to_rasa_json()
    if meaning.intent != meaning.understanding.intent.name:
        parse_data["intent"] = {"name": meaning.intent, "confidence": 1.0}
    channel, message_id = message.channel.value, message.message_id
    draft.add([user_uttered(meaning.text, parse_data, channel, message_id)])
    draft.remember("language", meaning.understanding.language.value)


def withhold(draft: Draft, heard: Heard, message: InboundMessage, told: Texts) -> Decision:
    """Keep what was said on a channel that is off, and say so."""
    _keep(draft, heard, message)
    draft.withhold(told)
    draft.add([action_executed(LISTEN)])
    return draft.finish()


def slow_down(draft: Draft, heard: Heard, message: InboundMessage) -> Decision:
    """Ask a citizen to wait who wrote too much; a form that runs stays where it is."""
    _keep(draft, heard, message)
    draft.say("utter_too_many_messages")
    draft.add([action_executed(LISTEN)])
    return replace(draft.finish(), outcome=Outcome.FLOOD)


def _keep(draft: Draft, heard: Heard, message: InboundMessage) -> None:
    take_in(draft, heard.meanings[0], message)
    if heard.has_secrets:
        draft.say("utter_secret_masked")
