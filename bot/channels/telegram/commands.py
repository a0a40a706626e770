"""The bot's commands, and the payloads they stand for."""

import re
from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "start": "/greet",
    "help": "/ask_help",
    "check": "/start_link_check",
    "remind": "/faq_reminders",
    "stop": "/opt_out",
    "ticket": "/check_ticket",
    "language": "/switch_language",
    "privacy": "/show_kept",
    "delete": "/ask_erasure",
}
"""In the order of the menu."""

_COMMAND = re.compile(r"/(?P<name>[a-zA-Z0-9_]{1,32})(?:@\w+)?(?:\s.*)?", re.DOTALL)


def read_command(text: str) -> str:
    """Return the payload of a command such as `/check@SomeBot`; other words as they are."""
    found = _COMMAND.fullmatch(text)
    return COMMANDS.get(found["name"].lower(), text) if found else text
