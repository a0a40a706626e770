"""Unpacks Telegram's updates into what they mean for us."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from telegram import CallbackQuery, Chat, ChatMember, Message, Update, User
from telegram.constants import ChatType

from bot.channels.telegram.commands import read_command
from bot.channels.telegram.keyboards import Reference, read_reference
from bot.messages import ChannelName, InboundMessage, Language

ATTACHMENTS = {
    "photo": "photo",
    "live_photo": "photo",
    "document": "file",
    "animation": "file",
    "video": "file",
    "video_note": "file",
    "audio": "voice",
    "voice": "voice",
    "location": "location",
    "venue": "location",
    "contact": "contact",
}
"""What can hang on a message, and the news `/external_<name>` of it; none of it is fetched."""
OTHERS = "file"
"""The news of whatever else a citizen can send, such as a poll or a story."""
SYMBOLS = ("sticker", "dice")
NO_WORDS = "🙂"
"""Stands for a sticker without an emoji: the service says that it takes words."""
GROUPS = frozenset([ChatType.GROUP, ChatType.SUPERGROUP])
IN = frozenset([ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER])


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A pressed button.

    Attributes:
        reference: where its payload is kept; None: `message` bears it already.
        title: what stands on the button, should its payload be gone.
    """

    callback_id: str
    reference: Reference | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What an update brings; nothing of it has happened yet.

    Attributes:
        messages: to be taken in, in order.
        press: the button that was pressed; its message is the only one.
        blocked_by: the chat that blocked the bot.
        unblocked_by: the chat that let it in again.
    """

    messages: tuple[InboundMessage, ...] = ()
    press: Press | None = None
    blocked_by: str | None = None
    unblocked_by: str | None = None


NOTHING = Arrival()


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes the messages of one update."""

    chat: Chat
    user: User | None
    update_id: int

    def says(self, text: str) -> InboundMessage:
        return self._message(text, str(self.update_id), is_from_citizen=True)

    def writes(self, text: str, message: Message, *, is_edited: bool = False) -> InboundMessage:
        said = self._message(text, str(message.message_id), is_from_citizen=True)
        return replace(said, is_editable=True, is_edited=is_edited)

    def brings(self, news: str, message_id: str | None = None) -> InboundMessage:
        key = message_id or f"{self.update_id}-{news}"
        return self._message(f"/external_{news}", key, is_from_citizen=False)

    def _message(self, text: str, message_id: str, *, is_from_citizen: bool) -> InboundMessage:
        return InboundMessage(
            channel=ChannelName.TELEGRAM,
            sender_id=str(self.chat.id),
            text=text,
            message_id=message_id,
            locale=_language(self.user),
            is_from_citizen=is_from_citizen,
        )


def parse(update: Mapping[str, Any]) -> Arrival:
    """Unpack an update; kinds that mean nothing to us bring nothing.

    Raises:
        ValueError: it is no update of Telegram's.
    """
    try:
        read = Update.de_json(dict(update), None)
    except Exception as error:  # the library raises whatever a field of the wrong type leads to
        raise ValueError("no update of Telegram's") from error
    chat, user = read.effective_chat, read.effective_user
    if chat is None or (user is not None and user.is_bot):
        return NOTHING
    writer = _Writer(chat, user, read.update_id)
    if chat.type in GROUPS:
        return _in_group(writer, read)
    if chat.type != ChatType.PRIVATE:
        return NOTHING
    return _in_private(writer, read)


def _in_private(writer: _Writer, update: Update) -> Arrival:
    if update.callback_query is not None:
        return _pressed(writer, update.callback_query)
    if update.message is not None:
        return _written(writer, update.message)
    if update.edited_message is not None:
        return _edited(writer, update.edited_message)
    if update.my_chat_member is not None:
        is_in = update.my_chat_member.new_chat_member.status in IN
        chat = str(writer.chat.id)
        return Arrival(unblocked_by=chat) if is_in else Arrival(blocked_by=chat)
    return NOTHING


def _in_group(writer: _Writer, update: Update) -> Arrival:
    """Say once that the bot answers in private only: the same message id is the same message."""
    added = update.my_chat_member
    if added is not None and added.new_chat_member.status not in IN:
        return NOTHING
    press = _press(update.callback_query) if update.callback_query else None
    return Arrival(messages=(writer.brings("group", "group"),), press=press)


def _pressed(writer: _Writer, query: CallbackQuery) -> Arrival:
    return Arrival(messages=(writer.says(query.data or ""),), press=_press(query))


def _press(query: CallbackQuery) -> Press:
    shown = query.message.reply_markup if isinstance(query.message, Message) else None
    titles = {
        button.callback_data: button.text
        for row in (shown.inline_keyboard if shown else ())
        for button in row
    }
    data = query.data or ""
    return Press(callback_id=query.id, reference=read_reference(data), title=titles.get(data))


def _written(writer: _Writer, message: Message) -> Arrival:
    if message.text is not None:
        return Arrival(messages=(writer.writes(read_command(message.text), message),))
    if any(getattr(message, name) for name in SYMBOLS):
        emoji = message.sticker.emoji if message.sticker else None
        return Arrival(messages=(writer.says(emoji or NO_WORDS),))
    if not (message.effective_attachment or message.checklist):
        return NOTHING  # such as a pinned message: an event of the chat, no words of a citizen
    found = (news for name, news in ATTACHMENTS.items() if getattr(message, name))
    news = next(found, OTHERS)
    album = message.media_group_id
    explained = writer.brings(news, f"album-{album}" if album else None)
    asked = (writer.writes(message.caption, message),) if message.caption else ()
    return Arrival(messages=(explained, *asked))


def _edited(writer: _Writer, message: Message) -> Arrival:
    """Take in the words that stand there now, be they under a photo; whatever else is as it was."""
    words = read_command(message.text) if message.text else message.caption
    if not words:
        return NOTHING  # such as a live location that moves
    return Arrival(messages=(writer.writes(words, message, is_edited=True),))


def _language(user: User | None) -> Language | None:
    code = (user.language_code or "").partition("-")[0].lower() if user else ""
    return Language(code) if code in set(Language) else None
