"""What stands around a conversation during a turn: its ticket, its company, what is off."""

from dataclasses import dataclass, replace

from bot.conversation.case_file import TICKET_EFFECTS, CaseFile
from bot.conversation.company import JOIN_EFFECTS, Company
from bot.conversation.custody import Closures, Custody
from bot.conversation.decision import Decision, Effect
from storage import optouts
from storage.database import Connection

TOLD_AT_ONCE = TICKET_EFFECTS | JOIN_EFFECTS
"""Effects that lead to news in the same turn."""


OPTING = frozenset(["opt_out", "opt_in"])
"""Effects whose words depend on whether the citizen had opted out."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a turn must know and may change beside its conversation.

    Attributes:
        is_flooded: this message is one too many.
    """

    connection: Connection
    conversation_id: int
    file: CaseFile
    company: Company
    closed: Closures
    is_flooded: bool = False

    async def custody(self) -> Custody:
        """Return who answers, and what is off."""
        joined = await self.company.channels()
        return replace(
            await self.file.custody(), closed=self.closed, is_flooded=self.is_flooded, joined=joined
        )

    async def corrected(self, custody: Custody, decision: Decision) -> Custody | None:
        """Return what a decision had to know of the opt-out, too; None: nothing.

        Only the few turns that change an opt-out pay for looking it up.
        """
        if OPTING.isdisjoint(effect.name for effect in decision.effects):
            return None
        proof = await optouts.find(self.connection, self.conversation_id)
        return replace(custody, has_opted_out=proof is not None)

    async def perform(self, effect: Effect, decision: Decision) -> str | None:
        """Perform an effect that leads to news at once, and return these."""
        if effect.name in JOIN_EFFECTS:
            return await self.company.perform(effect)
        return await self.file.perform(effect, decision)
