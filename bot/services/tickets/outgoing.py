"""An officer's words as the citizen gets them: the messages that the channel makes of them."""

from dataclasses import dataclass

from bot.channels.sms.wording import LONGEST, compose
from bot.content.render import render_text
from bot.content.sms import costly_characters
from bot.messages import LONGEST_TEXT, ChannelName, Reply
from bot.services.text_parts import fit
from bot.services.tickets.numbers import number_of
from bot.services.tickets.work import Work, language_of
from storage import conversations
from storage.tickets import Ticket

WORDING = "utter_officer_reply"
LONGEST_OFFICERS = {**LONGEST_TEXT, ChannelName.SMS: LONGEST}
"""The bot's answers have a short text for SMS; a person's words are split, never cut."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What goes out, in order, on the channel that the citizen wrote from last."""

    channel: ChannelName
    parts: tuple[Reply, ...]


async def outgoing(work: Work, ticket: Ticket, text: str) -> Outgoing:
    """Return an officer's text as it goes out.

    Written without marks, it is not made dearer by the marks of the words around it.
    """
    found = await conversations.find_channel(work.connection, ticket.reply_conversation_id)
    channel = ChannelName(found or ticket.channel)
    wording = work.catalogue.responses[language_of(ticket)][WORDING].variations[0]
    around, text = wording.text, text.strip()
    if channel is ChannelName.SMS:
        text = compose(text)
        around = around if costly_characters(text) else wording.sms_text or around
    said = render_text(around, {"text": text, "ticket": number_of(ticket.id)})
    return Outgoing(channel, tuple(fit(channel, [Reply(said, wording.buttons)], LONGEST_OFFICERS)))
