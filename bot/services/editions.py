"""The key of a message that its citizen can edit: the same words again are no new message."""

from dataclasses import replace

from bot.messages import InboundMessage
from storage.crypto import Cipher

PURPOSE = "inbound_messages.edition"


def keyed(message: InboundMessage, cipher: Cipher) -> InboundMessage:
    """Return a message under the key that it is kept by.

    One that can be edited is kept by its id and its words: an edit that changes no word, such as
    when a preview of a link appears, is a redelivery. Words are named with our key, for a digest of
    a password or code would tell it.
    """
    if not message.is_editable or message.message_id is None:
        return message
    # Half a character can't be encoded; written as ASCII it can.
    words = f"{message.sender_id}\0{message.message_id}\0{message.text!a}"
    return replace(message, message_id=f"{message.message_id}-{cipher.index(words, PURPOSE)}")
