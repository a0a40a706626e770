"""What an officer can put right about a file or a campaign."""

from bot.errors import BotError


class Problem(BotError):
    """Something that stands in the way of a file or a campaign.

    Args:
        message: says what to do, to who works in a terminal.
        code: names it for pages, which say it in the officer's language.
        detail: what it is about, such as a heading or a line.
    """

    def __init__(self, message: str, code: str, detail: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.detail = detail
