"""What stands around a conversation during a turn: its ticket, its company, what is off."""

from dataclasses import dataclass, replace

from bot.conversation.case_file import TICKET_EFFECTS, CaseFile
from bot.conversation.company import JOIN_EFFECTS, Company
from bot.conversation.custody import Closures, Custody
from bot.conversation.decision import Decision, Effect

TOLD_AT_ONCE = TICKET_EFFECTS | JOIN_EFFECTS
"""Effects that lead to news in the same turn."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a turn must know and may change beside its conversation.

    Attributes:
        is_flooded: this message is one too many.
    """

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

    async def perform(self, effect: Effect, decision: Decision) -> str | None:
        """Perform an effect that leads to news at once, and return these."""
        if effect.name in JOIN_EFFECTS:
            return await self.company.perform(effect)
        return await self.file.perform(effect, decision)
