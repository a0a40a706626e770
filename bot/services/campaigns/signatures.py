"""The deadlines with the texts as whoever runs the service sends them."""

from pathlib import Path

from bot.content.deadline_file import load_deadlines
from bot.knowledge.deadlines import Deadlines, Signature
from bot.services.campaigns.problems import Problem
from bot.settings import Settings


class NoSignature(Problem):
    """Nobody said whom reminders come from."""


def signed_deadlines(settings: Settings, root: Path) -> Deadlines:
    """Return the deadlines, signed with the operator's brand and contact.

    Args:
        settings: hold them.
        root: the folder of responses/.

    Raises:
        NoSignature: the settings lack one; nothing may go out in a made-up name.
    """
    if settings.sms_brand is None or settings.sms_contact is None:
        raise NoSignature(
            "Set VNEID_SMS_BRAND (as registered with the provider) and VNEID_SMS_CONTACT (a "
            "number people can call to get help and to refuse); reminders are signed with them.",
            "signature",
        )
    signature = Signature(settings.sms_brand, settings.sms_contact)
    return load_deadlines(root / "responses" / "deadlines.yml", signature)
