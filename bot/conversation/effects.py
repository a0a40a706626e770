"""Performs the effects of a decision, in the turn's own transaction."""

from datetime import datetime

from bot.conversation.around import TOLD_AT_ONCE
from bot.conversation.decision import Decision, Effect
from bot.errors import BotError
from bot.services import consent, subscriptions
from bot.services.campaigns.stopping import cancel_for_citizen
from bot.services.live_check import checks as live_checks
from bot.services.tickets.erasing import let_go
from bot.services.tickets.work import Work
from storage import erasure, optouts, ratings
from storage.database import Connection


class UnknownEffect(BotError):
    """An action asks for an effect that nobody performs."""


async def perform_all(work: Work, conversation_id: int, decision: Decision) -> None:
    """Perform the effects that nothing was to be told of at once."""
    for effect in decision.effects:
        if effect.name not in TOLD_AT_ONCE:
            await perform(work, conversation_id, decision, effect)


async def perform(work: Work, conversation_id: int, decision: Decision, effect: Effect) -> None:
    """Perform one effect.

    Raises:
        UnknownEffect: nobody knows it; the turn is not stored.
    """
    connection, real_now = work.connection, work.now.real
    match effect.name:
        case "rate_answer":
            rating = ratings.Rating(
                answer=effect.values["answer"],
                rating=effect.values["rating"],
                reason=effect.values["reason"],
                language=decision.language.value,
                content=decision.content,
                rated_at=real_now,
            )
            await ratings.put(connection, conversation_id, rating)
        case "start_live_check":
            await _begin_live_check(connection, conversation_id, decision, effect, real_now)
        case "confirm_link":
            await cancel_for_citizen(connection, conversation_id, real_now)
        case "opt_out":
            await optouts.add(connection, conversation_id, _by_citizen(effect, real_now))
        case "opt_in":
            await optouts.end(connection, conversation_id, _by_citizen(effect, real_now))
        case "subscribe_reminders":
            await subscriptions.subscribe(
                connection, conversation_id, effect.values, decision.language.value, real_now
            )
        case _:
            await _perform_end(work, conversation_id, effect)


async def _perform_end(work: Work, conversation_id: int, effect: Effect) -> None:
    connection, real_now = work.connection, work.now.real
    match effect.name:
        case "cancel_live_check":
            await live_checks.cancel(connection, conversation_id, real_now)
        case "unsubscribe_reminders":
            await subscriptions.unsubscribe(connection, conversation_id, real_now)
        case "erase_conversation":
            await live_checks.forget(connection, conversation_id, real_now)
            await subscriptions.unsubscribe(connection, conversation_id, real_now)
            await let_go(work, conversation_id)
            await erasure.forget(connection, conversation_id, real_now)
        case _:
            raise UnknownEffect(f"effect '{effect.name}' is not known")


async def _begin_live_check(
    connection: Connection,
    conversation_id: int,
    decision: Decision,
    effect: Effect,
    real_now: datetime,
) -> None:
    consent_id = await consent.give(
        connection,
        conversation_id,
        text_version=effect.values["text_version"],
        language=decision.language.value,
        now=real_now,
    )
    number = effect.values["number"]
    await live_checks.begin(connection, conversation_id, consent_id, number, real_now)


def _by_citizen(effect: Effect, real_now: datetime) -> optouts.Proof:
    return optouts.Proof(real_now, optouts.CITIZEN, effect.values["words"])
