"""Receives a message: a code, a number that stands for a button, a command, or words."""

from bot.conversation.asked_back import read_with_question
from bot.conversation.choices import press
from bot.conversation.commands import Command, Commands
from bot.conversation.custody import Custody
from bot.conversation.guard import clean
from bot.conversation.hearing import Heard, hear
from bot.conversation.tracker import Tracker
from bot.conversation.typed_codes import read_codes
from bot.conversation.understanding.interpreter import Interpreter
from bot.messages import ChannelName, InboundMessage


class Reception:
    """Takes messages in.

    Args:
        interpreter: understands words.
        commands: known by their whole message.
    """

    def __init__(self, interpreter: Interpreter, commands: Commands) -> None:
        self._interpreter = interpreter
        self._commands = commands

    def hear(self, tracker: Tracker, message: InboundMessage, custody: Custody) -> Heard:
        """Take a message in; a number that a person was told presses no button of the bot's."""
        text, command = message.text, None
        if message.is_from_citizen:
            typed = read_codes(clean(text).text)
            text, command = (
                (typed.text, typed.command) if typed else (text, self._command(tracker, message))
            )
        if custody.is_persons and command and not command.is_code:
            command = None  # a word to the officer
        in_form = tracker.loop is not None or custody.is_persons
        heard = hear(
            text if custody.is_persons else press(text, tracker.choices),
            self._interpreter,
            tracker.language or message.locale,
            in_form=in_form,
            from_citizen=message.is_from_citizen,
            command=command,
        )
        if in_form or command:
            return heard
        return read_with_question(heard, tracker, self._interpreter)

    def is_code(self, text: str) -> bool:
        """Tell whether a text is a code that the networks know, too."""
        command = self._commands.read(text)
        return command is not None and command.is_code

    def _command(self, tracker: Tracker, message: InboundMessage) -> Command | None:
        command = self._commands.read(message.text)
        is_left = command and command.is_code and message.channel is ChannelName.SMS
        return command if tracker.loop is None or is_left else None  # else "stop" leaves the form
