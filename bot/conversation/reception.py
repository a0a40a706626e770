"""Receives a message: a code, a number that stands for a button, a command, or words."""

from dataclasses import replace

from bot.conversation.asked_back import read_with_question
from bot.conversation.choices import press, read_place
from bot.conversation.commands import Command, Commands
from bot.conversation.custody import Custody
from bot.conversation.guard import clean
from bot.conversation.hearing import Heard, hear
from bot.conversation.tracker import Tracker
from bot.conversation.typed_codes import read_codes
from bot.conversation.understanding.interpreter import Interpreter
from bot.messages import ChannelName, InboundMessage, Language

EDITED_ANSWER = "/external_edited_choice"
"""Stands for an edited message that would answer what is asked by now."""
BARE_ANSWERS = frozenset(["affirm", "deny"])

OPT_OUT, OPT_IN = "opt_out", "opt_in"
CLEAR = frozenset([OPT_OUT, OPT_IN, "ask_erasure"])
"""Commands that count in a form, and to a person, wherever their words can mean nothing else."""
ERASURE = frozenset(["/confirm_erasure", "/decline_erasure"])
"""Buttons that the bot shows to whoever commands an erasure, whoever owns the conversation."""


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
            if typed := read_codes(clean(text).text):
                text, command = typed.text, typed.command
            else:
                command = self._command(tracker, message, custody)
        in_form = tracker.loop is not None or custody.is_persons
        language = tracker.language or message.locale
        heard = hear(
            text if message.is_edited else _pressed(text, tracker, custody),
            self._interpreter,
            language,
            in_form=in_form,
            from_citizen=message.is_from_citizen,
            command=command,
        )
        if message.is_edited and not (custody.is_persons or command):
            return self._hear_edited(heard, language, in_form=in_form)
        if in_form or command:
            return heard
        return read_with_question(heard, tracker, self._interpreter)

    def wants_messages(
        self, tracker: Tracker, message: InboundMessage, custody: Custody
    ) -> bool | None:
        """Tell what a citizen commands about messages; None: nothing."""
        command = self._command(tracker, message, custody)
        intent = f"/{command.intent}" if command else message.text
        return {f"/{OPT_OUT}": False, f"/{OPT_IN}": True}.get(intent)

    def _hear_edited(self, heard: Heard, language: Language | None, *, in_form: bool) -> Heard:
        """Return what an edited message says; an answer would meet another question by now."""
        is_answer = (
            in_form
            or read_place(heard.text) is not None
            or heard.meanings[0].intent in BARE_ANSWERS
        )
        if heard.rejection or heard.text.startswith("/") or not is_answer:
            return heard
        news = hear(EDITED_ANSWER, self._interpreter, language, from_citizen=False)
        return replace(news, has_secrets=heard.has_secrets)

    def _command(
        self, tracker: Tracker, message: InboundMessage, custody: Custody
    ) -> Command | None:
        if message.obeyed:
            return Command(message.obeyed, None)
        by_sms = message.channel is ChannelName.SMS
        command = self._commands.read(message.text, by_sms=by_sms)
        if command is None or (command.intent in CLEAR and not command.is_ambiguous):
            return command
        if custody.is_persons:
            counts = command.is_code  # else it is a word to the officer
        elif tracker.loop and by_sms:
            counts = command.is_code or command.intent in CLEAR
        else:
            is_slash = command.is_code and message.text.startswith("/")
            counts = tracker.loop is None or is_slash  # else "stop" leaves the form
        return command if counts else None


def _pressed(text: str, tracker: Tracker, custody: Custody) -> str:
    """Return what a typed number presses; one to a person only whether to erase."""
    pressed = press(text, tracker.choices)
    return text if custody.is_persons and pressed not in ERASURE else pressed
