"""Reads a short reply to a question of the bot's together with what that question was about."""

from dataclasses import replace

from bot.content.catalogue import FAQ
from bot.conversation.hearing import FALLBACK, Heard, Meaning
from bot.conversation.tracker import Tracker
from bot.conversation.understanding.interpreter import Interpreter

MOST_WORDS = 5
"""A longer reply speaks for itself."""


def read_with_question(heard: Heard, tracker: Tracker, interpreter: Interpreter) -> Heard:
    """Return what was heard; "the VNeID one" after "I forgot my password" as both together.

    Only a short reply that asks nothing itself is read so, only after a message that the bot met
    with a question and buttons, and only as what one of these buttons says.

    Args:
        heard: the message by itself.
        tracker: the conversation before it.
        interpreter: understands the message before and this one as one.
    """
    reply, before = heard.meanings[0], tracker.latest_message.get("text") or ""
    if heard.rejection or before.startswith("/") or not _was_asked_back(tracker):
        return heard
    if not _is_short_reply(reply):
        return heard
    language = reply.understanding.language
    both = interpreter.parse(f"{before} {reply.text}", previous_language=language)
    if not both.is_sure or f"/{both.intent.name}" not in tracker.choices:
        return heard
    understanding = replace(reply.understanding, intent=both.intent, ranking=both.ranking)
    meaning = Meaning(text=reply.text, intent=both.intent.name, understanding=understanding)
    return replace(heard, meanings=(meaning,))


def _is_short_reply(reply: Meaning) -> bool:
    is_short = len(reply.text.split()) <= MOST_WORDS and "?" not in reply.text
    is_typed = not reply.text.startswith("/")
    return is_short and is_typed and (reply.intent == FALLBACK or reply.intent.startswith(FAQ))


def _was_asked_back(tracker: Tracker) -> bool:
    return bool(tracker.choices) and not (tracker.intent or FAQ).startswith(FAQ)
