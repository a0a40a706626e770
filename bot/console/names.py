"""What the console calls our values; keys of the catalogue, looked up when they are shown."""

from collections.abc import Mapping

from bot.console.campaign_names import CAMPAIGN_NAMES
from bot.knowledge.desk import Reason
from bot.messages import Language
from bot.services.roles import Role
from bot.services.switches import SwitchKind
from bot.services.tickets.ticket import Happening, Resolution, Status, Target


def _(msgid: str) -> str:
    """Mark a text for the catalogue."""
    return msgid


NAMES: Mapping[str, Mapping[str, str]] = {
    "role": {
        Role.OFFICER: _("Officer"),
        Role.SUPERVISOR: _("Supervisor"),
        Role.EDITOR: _("Content editor"),
        Role.ADMINISTRATOR: _("Administrator"),
    },
    "kind": {
        SwitchKind.CHANNEL: _("Channels"),
        SwitchKind.PROVIDER: _("Providers"),
        SwitchKind.TOPIC: _("Topics"),
    },
    "off": {
        SwitchKind.CHANNEL: _(
            "Messages are answered with the text you give; to a person they still get through."
        ),
        SwitchKind.PROVIDER: _(
            "Nothing is sent: what waits goes out when it is on again. "
            "Whose question has gone stale by then gets the text you give instead."
        ),
        SwitchKind.TOPIC: _("Questions about it are answered with the text you give."),
    },
    "channel": {
        "rest": _("Other programs (REST)"),
        "telegram": _("Telegram"),
        "sms": _("Text message"),
        "web": _("Web chat"),
    },
    "language": {Language.VI: _("Vietnamese"), Language.EN: _("English")},
    "outcome": {"clarify": _("Asked back"), "out_of_scope": _("Out of scope")},
    "rating": {
        "wrong": _("It is wrong"),
        "unclear": _("Hard to understand"),
        "not_asked": _("Not what was asked"),
    },
    "priority": {"urgent": _("Urgent"), "high": _("High"), "normal": _("Normal")},
    "view": {
        "mine": _("Mine"),
        "unassigned": _("Unassigned"),
        "waiting": _("Waiting for the citizen"),
        "snoozed": _("Put aside"),
        "overdue": _("Overdue"),
        "all": _("All open"),
        "settled": _("Settled"),
    },
    "status": {
        Status.OPEN: _("Open"),
        Status.WAITING: _("Waiting for the citizen"),
        Status.SNOOZED: _("Put aside"),
        Status.RESOLVED: _("Resolved"),
        Status.CANCELLED: _("Taken back by the citizen"),
        Status.MERGED: _("Merged"),
    },
    "target": {Target.FIRST_REPLY: _("First reply"), Target.RESOLUTION: _("Resolution")},
    "reason": {
        Reason.ASKED: _("The citizen asked for a person"),
        Reason.NOT_UNDERSTOOD: _("Two messages were not understood"),
        Reason.STILL_FAILING: _("The answers did not help"),
        Reason.LINK_CHECK: _("A step of the link check failed twice"),
        Reason.RATED_DOWN: _("Two answers were rated down"),
        Reason.ANGER: _("The citizen is angry"),
        Reason.DISTRESS: _("The citizen is in distress"),
        Reason.ACTION_FAILED: _("Something broke on our side"),
        Reason.SCAM: _("A scam"),
        Reason.LOST_PHONE: _("A lost phone"),
    },
    "resolution": {
        Resolution.SOLVED: _("Solved"),
        Resolution.ANSWERED: _("Answered"),
        Resolution.REFERRED: _("Referred to another agency"),
        Resolution.NO_ANSWER: _("The citizen did not write again"),
        Resolution.DUPLICATE: _("Duplicate"),
        Resolution.NOT_OURS: _("Not ours"),
        Resolution.SPAM: _("Spam"),
    },
    "kind_of_message": {
        "citizen": _("Citizen"),
        "bot": _("Assistant"),
        "officer": _("Officer"),
        "note": _("Note"),
        "news": _("The service"),
    },
    "news": {
        "/external_photo": _("The citizen sent a photo. It doesn't arrive here."),
        "/external_file": _("The citizen sent a file or the like. It doesn't arrive here."),
        "/external_voice": _("The citizen sent a voice message. It doesn't arrive here."),
        "/external_location": _("The citizen sent a location. It doesn't arrive here."),
        "/external_contact": _("The citizen sent a contact. It doesn't arrive here."),
    },
    "delivery": {
        "queued": _("on its way"),
        "sending": _("on its way"),
        "sent": _("sent"),
        "delivered": _("delivered"),
        "failed": _("not delivered"),
        "cancelled": _("not sent"),
        "unknown": _("unclear whether it arrived"),
    },
    "moment": {
        "hour": _("one hour"),
        "hours": _("four hours"),
        "day": _("until tomorrow morning"),
    },
    "happening": {
        Happening.OPENED: _("Opened"),
        Happening.TAKEN: _("Taken"),
        Happening.RELEASED: _("Put back in the queue"),
        Happening.TRANSFERRED: _("Handed on"),
        Happening.SNOOZED: _("Put aside"),
        Happening.WOKEN: _("Came back"),
        Happening.PAUSED: _("Clock stopped: waiting for the citizen"),
        Happening.RESUMED: _("Clock runs again"),
        Happening.PRIORITY_SET: _("Priority changed"),
        Happening.CATEGORY_SET: _("Subject changed"),
        Happening.TAGGED: _("Tag added"),
        Happening.UNTAGGED: _("Tag removed"),
        Happening.MERGED: _("Merged into another"),
        Happening.TOOK_IN: _("Took another in"),
        Happening.UNMERGED: _("Merge taken back"),
        Happening.GAVE_BACK: _("Gave another back"),
        Happening.ERASED: _("A citizen of this case had their part erased"),
        Happening.RESOLVED: _("Resolved"),
        Happening.CANCELLED: _("Taken back by the citizen"),
        Happening.REOPENED: _("Opened again"),
        Happening.RATED: _("Rated by the citizen"),
        Happening.WARNED: _("Three quarters of the time are gone"),
        Happening.ESCALATED: _("Overdue"),
        Happening.CONTACT_REVEALED: _("Contact looked up"),
        Happening.OPTED_OUT: _("Wants no more messages"),
        Happening.OPTED_IN: _("Wants messages again"),
    },
    "refusal": {
        "gone": _("This ticket is gone."),
        "settled": _("This ticket is settled by now."),
        "live": _("The citizen has another open ticket by now, or this one is open."),
        "merged": _("This ticket goes on in another one."),
        "taken": _("Another officer is at this ticket. Ask them to hand it on."),
        "not_yours": _("This ticket is not yours."),
        "waiting": _("The citizen's turn: it comes back by itself."),
        "too_late": _("It is too late for that."),
        "empty": _("Please write something first."),
        "too_long": _("This is longer than 4,000 characters. Please shorten it."),
        "secret": _("This holds a password, code or ID number. Take it out before you send."),
        "itself": _("A ticket can't be merged with itself."),
        "number": _("There is no ticket with this number."),
        "nobody": _("This colleague can't take tickets any more."),
        "choice": _("Please choose one of the list."),
    },
    **CAMPAIGN_NAMES,
    "figure": {
        "opened": _("Tickets opened"),
        "first_reply": _("First reply"),
        "resolution": _("Resolution"),
        "backlog": _("Tickets still open"),
        "overdue": _("Tickets that were overdue"),
        "rating": _("Rated tickets"),
    },
    "category": {"link_check": _("Link check"), "other": _("Other")},
}
