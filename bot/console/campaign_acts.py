"""What can be done with a campaign: by whom, and as it stands."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.console.forms import Form
from bot.services.addresses import Addresses
from bot.services.campaigns import decisions
from bot.services.campaigns.asked import Asked
from bot.services.campaigns.problems import Problem
from bot.services.campaigns.rehearsals import rehearse
from bot.services.campaigns.statuses import CampaignStatus
from bot.services.roles import Permission
from bot.services.sessions import Officer
from storage.campaign_decisions import Decided
from storage.campaigns import Campaign
from storage.database import Connection

_LONGEST = 300
_MOST_NUMBERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One campaign, one officer, one form."""

    connection: Connection
    campaign_id: int
    asked: Asked
    form: Form
    addresses: Addresses


async def _approve(doing: Doing) -> None:
    seen = doing.form.word("seen")
    await decisions.approve(doing.connection, doing.campaign_id, doing.asked, seen)


async def _start(doing: Doing) -> None:
    await decisions.start(doing.connection, doing.campaign_id, doing.asked)


async def _pause(doing: Doing) -> None:
    await decisions.pause(doing.connection, doing.campaign_id, doing.asked, _why(doing.form))


async def _stop(doing: Doing) -> None:
    await decisions.stop(doing.connection, doing.campaign_id, doing.asked, _why(doing.form))


async def _caps(doing: Doing) -> None:
    await decisions.change_caps(
        doing.connection,
        doing.campaign_id,
        doing.asked,
        cap_segments=read_amount(doing.form, "cap_segments"),
        cap_vnd=read_amount(doing.form, "cap_vnd"),
    )


async def _rehearse(doing: Doing) -> None:
    numbers = doing.form.text("numbers").replace(",", "\n").split("\n")
    wanted = [one.strip() for one in numbers if one.strip()][:_MOST_NUMBERS]
    if not wanted:
        raise Problem("No number.", "number")
    campaign = await decisions.get(doing.connection, doing.campaign_id)
    await rehearse(doing.connection, campaign, wanted, doing.addresses, doing.asked.real)
    await decisions.keep_rehearsal(doing.connection, campaign, doing.asked, len(wanted))


ACTS: Mapping[str, tuple[Permission, Callable[[Doing], Awaitable[None]]]] = {
    "approve": (Permission.APPROVE, _approve),
    "start": (Permission.APPROVE, _start),
    "pause": (Permission.REMIND, _pause),
    "stop": (Permission.APPROVE, _stop),
    "caps": (Permission.REMIND, _caps),
    "rehearse": (Permission.REMIND, _rehearse),
}
"""By name, with what the role must allow."""
_DRAFT, _APPROVED = CampaignStatus.DRAFT.value, CampaignStatus.APPROVED.value
_RUNNING, _PAUSED = CampaignStatus.RUNNING.value, CampaignStatus.PAUSED.value
_POSSIBLE = {
    _DRAFT: ("approve", "rehearse", "caps", "stop"),
    _APPROVED: ("start", "rehearse", "caps", "stop"),
    _RUNNING: ("pause", "stop"),
    _PAUSED: ("start", "approve", "caps", "stop"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What an officer can do with a campaign now.

    Attributes:
        is_author: they wrote what is to be approved.
        waits_for_approval: it is not approved as it stands.
    """

    names: Sequence[str]
    is_author: bool
    waits_for_approval: bool


def acts_for(campaign: Campaign, decided: Sequence[Decided], officer: Officer) -> Acts:
    """Return what an officer can do; what somebody else has to do is said, not offered."""
    is_approved = campaign.approved_digest == campaign.plan_digest
    waits = campaign.status == _DRAFT or (campaign.status == _PAUSED and not is_approved)
    is_author = officer.login in decisions.authors_of(campaign, decided)
    names = [
        name
        for name in _POSSIBLE.get(campaign.status, ())
        if officer.may(ACTS[name][0])
        and not (name == "approve" and (is_author or not waits))
        and not (name == "start" and waits)
    ]
    return Acts(names=names, is_author=is_author, waits_for_approval=waits)


def read_amount(form: Form, name: str) -> int | None:
    """Return an amount; digits may be grouped by dots, commas or spaces. None: none was given.

    Raises:
        Problem: it is no amount.
    """
    text = form.word(name)
    plain = text.replace(".", "").replace(",", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 12):  # noqa: PLR2004 - a bigint
        raise Problem(f"'{text}' is no amount.", "amount", text)
    return int(plain)


def _why(form: Form) -> str | None:
    return form.word("why")[:_LONGEST] or None
