"""What the templates show of a conversation."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.support import Translations

from bot.channels.ports import News, TranscriptEntry
from bot.messages import Button, Language, Reply
from bot.pages.markup import Block, blocks


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply, ready to be set."""

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the citizen said, as they saw it, and what came back.

    Attributes:
        said: empty: nobody had asked.
    """

    said: str
    replies: tuple[ReplyView, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Shown:
    """A conversation on the page.

    Attributes:
        newest: number of the newest news in it.
    """

    exchanges: tuple[Exchange, ...] = ()
    newest: int = 0


def one_time_id() -> str:
    """A name for the next message of a form, so that sending it twice is one message."""
    return secrets.token_urlsafe(12)


def reply_views(replies: Iterable[Reply]) -> tuple[ReplyView, ...]:
    """Replies, ready to be set."""
    return tuple(ReplyView(blocks(reply.text), reply.buttons) for reply in replies)


def suggestions(catalogue: Translations) -> tuple[Button, ...]:
    """First questions for someone who doesn't know what to ask."""
    _ = catalogue.ugettext
    return (
        Button(_("When is the deadline to move to VNeID?"), "/faq_deadline-overview"),
        Button(_("How do I link my accounts?"), "/faq_link-overview"),
        Button(_("Does my child need a VNeID account?"), "/faq_children-account"),
        Button(_("Someone called me about VNeID. Is it a scam?"), "/faq_scam-calls-apps"),
    )


def exchanges(
    entries: Sequence[TranscriptEntry], offered: Iterable[Button], unnamed: str
) -> tuple[Exchange, ...]:
    """The conversation as the citizen saw it: a pressed button by its title, not its payload.

    Args:
        entries: oldest first.
        offered: the buttons shown before the first entry, in any language.
        unnamed: what stands for a button whose title is no longer known.
    """
    titles = {button.payload: button.title for button in offered}
    shown = []
    for entry in entries:
        if not entry.text and not entry.replies:
            continue
        said = titles.get(entry.text, unnamed if entry.text.startswith("/") else entry.text)
        shown.append(Exchange(said, reply_views(entry.replies), entry.language))
        titles |= {b.payload: b.title for reply in entry.replies for b in reply.buttons}
    return tuple(shown)


def news_views(news: Iterable[News]) -> tuple[Exchange, ...]:
    """News as exchanges that nobody began."""
    return tuple(Exchange("", reply_views([one.reply]), one.language) for one in news)
