"""What became of a campaign: numbers that add up to its audience at every step."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.services.campaigns.budget import Budget
from storage import campaign_decisions, campaign_steps, reminder_counts
from storage.campaign_decisions import Decided
from storage.campaign_steps import StepRow
from storage.campaigns import Campaign
from storage.database import Connection
from storage.reminder_counts import FateCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A campaign with its counts."""

    campaign: Campaign
    steps: tuple[StepRow, ...]
    fates: tuple[FateCount, ...]
    decisions: tuple[Decided, ...]

    @property
    def by_status(self) -> Mapping[str, int]:
        """How many reminders have each status, all steps together."""
        counts: Counter[str] = Counter()
        for fate in self.fates:
            counts[fate.status] += fate.reminders
        return counts

    @property
    def budget(self) -> Budget:
        """What it may cost, and what is used."""
        return Budget.of(self.campaign)


async def report(connection: Connection, campaign: Campaign) -> Report:
    """Count what became of a campaign."""
    return Report(
        campaign=campaign,
        steps=await campaign_steps.list_all(connection, campaign.id),
        fates=await reminder_counts.list_fates(connection, campaign.id),
        decisions=await campaign_decisions.list_all(connection, campaign.id),
    )
