"""What the console calls the values of campaigns; keys of the catalogue."""

from collections.abc import Mapping

from bot.knowledge.deadlines import Style
from bot.services.campaigns.asked import CAPS_CHANGED, DRAFTED
from bot.services.campaigns.statuses import CampaignStatus, Reason, ReminderStatus, TemplateStatus


def _(msgid: str) -> str:
    """Mark a text for the catalogue."""
    return msgid


CAMPAIGN_NAMES: Mapping[str, Mapping[str, str]] = {
    "campaign_status": {
        CampaignStatus.DRAFT: _("Draft"),
        CampaignStatus.APPROVED: _("Approved"),
        CampaignStatus.RUNNING: _("Running"),
        CampaignStatus.PAUSED: _("Paused"),
        CampaignStatus.STOPPED: _("Stopped"),
        CampaignStatus.FINISHED: _("Finished"),
    },
    "end": {
        ReminderStatus.DELIVERED: _("Delivered"),
        ReminderStatus.SENT: _("Sent, arrival not confirmed"),
        ReminderStatus.FAILED: _("Failed at the provider"),
        ReminderStatus.UNKNOWN: _("In doubt: the provider is asked"),
        ReminderStatus.SENDING: _("Being sent"),
        ReminderStatus.QUEUED: _("Waiting"),
        Reason.LINKED: _("Cancelled: accounts are linked"),
        Reason.OPTED_OUT: _("Opted out"),
        Reason.DO_NOT_CALL: _("On the do-not-call list"),
        Reason.NO_CONSENT: _("No consent any more"),
        Reason.SUPPRESSED: _("Unreachable number"),
        Reason.ASKED_IN_CHAT: _("Is told in chat, as they asked"),
        Reason.TOO_LATE: _("Too late to be of use"),
        Reason.UNREGISTERED_TEXT: _("Text not approved"),
        Reason.CAMPAIGN_STOPPED: _("Campaign stopped"),
    },
    "step_status": {
        "waiting": _("still to come"),
        "planned": _("planned"),
        "skipped": _("left out"),
    },
    "pause_reason": {"budget": _("The budget is used up.")},
    "decision": {
        DRAFTED: _("drafted"),
        "approved": _("approved"),
        "started": _("started"),
        "paused": _("paused"),
        "stopped": _("stopped"),
        CAPS_CHANGED: _("budget changed"),
        "rehearsed": _("test texts sent"),
    },
    "text_status": {
        TemplateStatus.DRAFT: _("Not submitted"),
        TemplateStatus.SUBMITTED: _("Submitted"),
        TemplateStatus.APPROVED: _("Approved"),
        TemplateStatus.REJECTED: _("Rejected"),
    },
    "style": {Style.PLAIN: _("Without marks, cheapest"), Style.MARKS: _("With marks")},
    "trouble": {
        "no_file": _("Please choose a file."),
        "name": _("Please give a name."),
        "basis": _("Please state the legal basis on which these people may be reminded."),
        "name_taken": _("This name belongs to another file. Please give another name."),
        "empty": _("The file is empty."),
        "unreadable": _("The file can't be read. Please choose it again."),
        "encoding": _(
            "The letters of the file can't be read. Save it again as “CSV UTF-8” in the "
            "spreadsheet."
        ),
        "no_column": _(
            "The file has no column of phone numbers. Type the heading of the right column below. "
            "Its headings: %(detail)s."
        ),
        "columns": _(
            "The file has several columns of phone numbers. Type the heading of the right one "
            "below. Its headings: %(detail)s."
        ),
        "quotes": _("The file can't be read from line %(detail)s on: a quotation mark is open."),
        "gone": _("This campaign or audience is gone."),
        "own": _("You wrote this campaign. A second person has to approve it."),
        "moved": _("The campaign was changed since you looked at it. Please look again."),
        "status": _("The campaign has moved on: that can't be done any more."),
        "changed": _("It was changed after its approval. A second person has to approve it again."),
        "unregistered": _(
            "Texts that the provider has not approved yet: %(detail)s. Nothing can be sent before."
        ),
        "passed": _("This deadline has passed. Nobody can be reminded of it."),
        "no_text": _("There is no text for %(detail)s."),
        "steps": _("Please choose at least one step."),
        "deadline": _("Please choose a deadline."),
        "audience": _("Please choose an audience."),
        "unfinished": _("This import is not finished."),
        "hours": _("Please give hours between 7 and 22, the first before the second."),
        "amount": _("“%(detail)s” is no amount."),
        "number": _("Give numbers of mobile phones of staff. This one gets no texts: %(detail)s"),
        "signature": _(
            "Nothing can be drafted yet: whoever runs the service has to set VNEID_SMS_BRAND and "
            "VNEID_SMS_CONTACT, the name and the number that reminders are signed with."
        ),
    },
}
