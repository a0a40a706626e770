"""What a campaign, a reminder and a template can be, and why a reminder is not sent."""

from enum import StrEnum


class CampaignStatus(StrEnum):
    """Where a campaign stands."""

    DRAFT = "draft"
    """Somebody wrote it; nothing is planned."""
    APPROVED = "approved"
    """A second person has approved exactly this plan."""
    RUNNING = "running"
    PAUSED = "paused"
    """Nothing is claimed until it is started again."""
    STOPPED = "stopped"
    """For good: what was not sent is cancelled."""
    FINISHED = "finished"
    """Every step has passed and every reminder is settled."""


class ReminderStatus(StrEnum):
    """What became of one reminder; only ever forward."""

    QUEUED = "queued"
    SENDING = "sending"
    """Claimed: the provider may have it."""
    SENT = "sent"
    """The provider took it."""
    DELIVERED = "delivered"
    """The provider says that it has arrived."""
    FAILED = "failed"
    CANCELLED = "cancelled"
    """Not sent, for the reason in its row."""
    UNKNOWN = "unknown"
    """Nobody can say whether the provider took it; never sent again without knowing."""


class Reason(StrEnum):
    """Why a reminder is not sent."""

    LINKED = "linked"
    """The accounts are linked: there is nothing to be reminded of."""
    OPTED_OUT = "opted_out"
    DO_NOT_CALL = "do_not_call"
    NO_CONSENT = "no_consent"
    """The person is not, or no longer, in the audience, or its basis was withdrawn."""
    SUPPRESSED = "suppressed"
    """The provider said before that nothing will ever arrive there."""
    ASKED_IN_CHAT = "asked_in_chat"
    """The person asked for it in a chat, and is told there."""
    TOO_LATE = "too_late"
    """It would be of no use any more."""
    UNREGISTERED_TEXT = "unregistered_text"
    """The provider has not approved the text."""
    CAMPAIGN_STOPPED = "campaign_stopped"


class TemplateStatus(StrEnum):
    """What the provider says about a text."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
