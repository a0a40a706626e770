"""`vneid-bot chat`: talk with the bot in the terminal."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.bootstrap import make_dialogue
from bot.clock import make_clock, noon_of
from bot.conversation.decision import Decision
from bot.conversation.rehearsal import Rehearsal
from bot.messages import Button, ChannelName, InboundMessage, Language
from bot.settings import load_settings

app = typer.Typer()

HINTS = {
    Language.VI: "Gõ câu hỏi, hoặc số của một lựa chọn. Dòng trống để thoát.",
    Language.EN: "Type a question, or the number of a choice. An empty line ends.",
}


@app.command()
def chat(
    as_of: Annotated[str | None, typer.Option(help="Day of the talk, YYYY-MM-DD.")] = None,
    locale: Annotated[Language, typer.Option(help="Language to begin in.")] = Language.VI,
) -> None:
    """Talk with the bot in the terminal; buttons are chosen by their number.

    For example:  vneid-bot chat --as-of 2024-06-10 --locale en
    """
    Chat(_now(as_of), locale).run()


def _now(as_of: str | None) -> datetime:
    if as_of is None:
        settings = load_settings()
        return make_clock(settings.clock, settings.clock_speed, datetime.now(UTC)).now()
    try:
        day = TypeAdapter(datetime).validate_python(as_of).date()
    except ValidationError as error:
        raise typer.BadParameter(f"'{as_of}' is not a day such as 2024-06-10") from error
    return noon_of(day)


class Chat:
    """A conversation in the terminal."""

    def __init__(self, now: datetime, locale: Language) -> None:
        self._now = now
        self._locale = locale
        self._console = Console()
        self._rehearsal = Rehearsal(make_dialogue(load_settings()))
        self._buttons: tuple[Button, ...] = ()

    def run(self) -> None:
        """Answer line by line until an empty line, Ctrl-C or the end of input."""
        self._console.print(HINTS[self._locale], style="dim")
        self._answer("/greet")
        while True:
            try:
                line = self._console.input("[bold]› [/]").strip()
            except (EOFError, KeyboardInterrupt):
                line = ""
            if not line:
                return
            self._answer(self._chosen(line))

    def _chosen(self, line: str) -> str:
        if line.isdigit() and 0 < int(line) <= len(self._buttons):
            return self._buttons[int(line) - 1].payload
        return line

    def _answer(self, text: str) -> None:
        message = InboundMessage(
            channel=ChannelName.REST, sender_id="terminal", text=text, locale=self._locale
        )
        self._show(asyncio.run(self._rehearsal.answer(message, self._now)))

    def _show(self, decision: Decision) -> None:
        self._buttons = tuple(button for reply in decision.replies for button in reply.buttons)
        for reply in decision.replies:
            self._console.print(Padding(Text(reply.text), (1, 2, 0, 2)))
        for number, button in enumerate(self._buttons, 1):
            self._console.print(Text(f"    {number}  {button.title}", style="cyan"))
        self._console.print()
