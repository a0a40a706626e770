"""Whoever waited for an answer that came too late is told so: nobody is left in silence."""

from collections.abc import Mapping
from datetime import datetime

from bot.content.catalogue import Catalogue
from bot.messages import Language, Reply
from bot.services.retry_classes import ANSWER, APOLOGY, OFFICERS
from bot.services.switches import message_of
from storage import deliveries, late_deliveries
from storage.database import Connection
from storage.deliveries import Claimed, NewDeliveries
from storage.switches import SwitchedOff

WORDING = "utter_answer_late"


Words = Mapping[Language, Reply]


def words_when_late(catalogue: Catalogue) -> Words:
    """Return what is said instead of an answer, by language."""
    found = {one: catalogue.responses[one][WORDING].variations[0] for one in Language}
    return {one: Reply(said.text, sms_text=said.sms_text) for one, said in found.items()}


def words_while_off(off: SwitchedOff) -> Words:
    """Return what was given to be said with the switch of a provider."""
    return {one: Reply(message_of(off, one)) for one in Language}


async def apologise(connection: Connection, claimed: Claimed, words: Words, now: datetime) -> None:
    """Queue the apology for an answer that was given up, unless more is about to be sent."""
    if claimed.purpose != ANSWER:
        return
    if await late_deliveries.has_later(connection, claimed, [ANSWER, OFFICERS]):
        return
    new = NewDeliveries(
        bodies=[words[Language(claimed.language)].to_json()],
        purpose=APOLOGY,
        language=claimed.language,
        created_at=now,
    )
    await deliveries.queue(connection, claimed.conversation_id, new)
