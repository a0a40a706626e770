"""A plan's texts as they stand with the provider."""

from collections.abc import Iterable
from datetime import datetime

from bot.services.campaigns.asked import Asked, note_act
from bot.services.campaigns.plans import Plan, name_of_text
from bot.services.campaigns.problems import Problem
from bot.services.campaigns.statuses import TemplateStatus
from storage import sms_templates
from storage.database import Connection
from storage.sms_templates import Verdict


class UnknownTemplate(Problem):
    """No text has this digest."""


async def register(connection: Connection, texts: Iterable[str], by: str, now: datetime) -> int:
    """Put texts into the registry, as drafts; return how many are new."""
    named = [(name_of_text(text), text) for text in texts]
    return await sms_templates.put(connection, named, by, now)


async def list_unregistered(connection: Connection, plan: Plan) -> tuple[str, ...]:
    """Return the texts of a plan that the provider has not approved."""
    names = {name_of_text(text): text for text in plan.all_texts()}
    approved = await sms_templates.find_approved(connection, list(names))
    return tuple(text for name, text in names.items() if name not in approved)


async def note_verdict(
    connection: Connection, digest: str, status: TemplateStatus, by: str, now: datetime
) -> None:
    """Keep what the provider says about a text.

    Raises:
        UnknownTemplate: there is no such text.
    """
    verdict = Verdict(digest=digest, status=status.value, number=None, by=by, at=now)
    if not await sms_templates.set_status(connection, verdict):
        raise UnknownTemplate(
            f"No text '{digest}'; see `vneid-bot campaigns templates`.", "no_text", digest
        )


async def keep_answer(
    connection: Connection, digest: str, status: TemplateStatus, asked: Asked
) -> None:
    """Do so for a member of staff, and keep in the audit log that they did.

    Raises:
        UnknownTemplate: there is no such text.
    """
    await note_verdict(connection, digest, status, asked.by, asked.real)
    await note_act(connection, asked, "text.answer", f"text {digest}", status=status.value)
