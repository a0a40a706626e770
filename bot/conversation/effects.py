"""Performs the effects of a decision, in the turn's own transaction."""

from datetime import datetime

from bot.conversation.decision import Decision, Effect
from bot.errors import BotError
from storage import conversations, optouts, ratings
from storage.database import Connection


class UnknownEffect(BotError):
    """An action asks for an effect that nobody performs."""


async def perform(
    connection: Connection,
    conversation_id: int,
    decision: Decision,
    effect: Effect,
    real_now: datetime,
) -> None:
    """Perform one effect.

    Raises:
        UnknownEffect: nobody knows it; the turn is not stored.
    """
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
        case "erase_conversation":
            await conversations.forget(connection, conversation_id, real_now)
        case "opt_out":
            await optouts.add(connection, conversation_id, _by_citizen(effect, real_now))
        case "opt_in":
            await optouts.end(connection, conversation_id, _by_citizen(effect, real_now))
        case _:
            raise UnknownEffect(f"effect '{effect.name}' is not known")


def _by_citizen(effect: Effect, real_now: datetime) -> optouts.Proof:
    return optouts.Proof(real_now, optouts.CITIZEN, effect.values["words"])
