"""Sends a campaign's texts to members of staff, before anybody else gets them."""

from collections.abc import Sequence
from datetime import datetime

from bot.channels.sms.phones import read_phone
from bot.messages import ChannelName, Language, Reply
from bot.services.addresses import Addresses
from bot.services.campaigns.plans import Plan
from bot.services.campaigns.problems import Problem
from bot.services.campaigns.texts import list_unregistered
from storage import conversations, deliveries
from storage.campaigns import Campaign
from storage.database import Connection
from storage.deliveries import NewDeliveries

PURPOSE = "test"


class CannotRehearse(Problem):
    """Texts that can't be sent to these numbers."""


async def rehearse(
    connection: Connection,
    campaign: Campaign,
    numbers: Sequence[str],
    addresses: Addresses,
    now: datetime,
) -> int:
    """Queue every text of a campaign to each number, like any other message; return how many.

    Raises:
        CannotRehearse: a number gets no messages, or a text is not registered.
    """
    plan = Plan.from_json(campaign.plan)
    if missing := await list_unregistered(connection, plan):
        raise CannotRehearse(
            f"{len(missing)} texts are not approved by the provider; "
            "see `vneid-bot campaigns templates`.",
            "unregistered",
            str(len(missing)),
        )
    queued = 0
    for number in numbers:
        conversation = await _conversation(connection, number, addresses, now)
        for language in Language:
            words = dict.fromkeys(by[language] for by in plan.texts.values())
            new = NewDeliveries(
                bodies=[Reply(text).to_json() for text in words],
                purpose=PURPOSE,
                language=language.value,
                created_at=now,
            )
            await deliveries.queue(connection, conversation, new)
            queued += len(words)
    return queued


async def _conversation(
    connection: Connection, number: str, addresses: Addresses, now: datetime
) -> int:
    phone = read_phone(number)
    if phone.e164 is None or not phone.gets_messages:
        raise CannotRehearse(
            f"'{number}' gets no text messages: {phone.verdict.value}.", "number", number
        )
    known = addresses.know(ChannelName.SMS, phone.e164)
    found = await conversations.lock(
        connection, ChannelName.SMS.value, known.sender_id, now, known.sealed
    )
    return found.id
