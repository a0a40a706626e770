"""`vneid-bot ask`: answers one question, or one JSON line for each on standard input."""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from rich.console import Console

from bot.bootstrap import make_dialogue
from bot.clock import make_clock, noon_of
from bot.conversation.decision import Decision
from bot.conversation.rehearsal import Rehearsal
from bot.messages import ChannelName, InboundMessage, Language, Reply
from bot.settings import load_settings

app = typer.Typer()


def _without_surrogates(value: object) -> object:
    """JSON can carry half characters, which no text can; they say nothing."""
    if isinstance(value, str):
        return value.encode("utf-8", "ignore").decode()
    return value


class Question(BaseModel):
    """One line of input."""

    model_config = ConfigDict(extra="forbid")

    id: str | int | None = None
    text: Annotated[str, BeforeValidator(_without_surrogates)]
    as_of: date | None = None
    conversation: str | int | None = None
    channel: ChannelName = ChannelName.REST
    locale: Language | None = None


@app.command()
def ask(
    text: Annotated[str | None, typer.Argument(help="The question.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Day it is asked at, YYYY-MM-DD.")] = None,
    locale: Annotated[Language | None, typer.Option(help="Language the asker reads.")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Answer JSON lines of standard input.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Answer one question, or one JSON line for each on standard input.

    For example:

      vneid-bot ask "han chot chuyen sang vneid la ngay nao" --as-of 2024-06-10

      echo '{"id":"1","text":"Is my old login still valid?"}' | vneid-bot ask --jsonl
    """
    if jsonl == (text is not None):
        raise typer.BadParameter("give one question, or --jsonl and lines on standard input")
    desk = Desk()
    if jsonl:
        asyncio.run(desk.answer_lines())
        return
    fields = {"text": text, "as_of": as_of, "locale": locale}
    try:
        question = Question.model_validate(fields)
    except ValidationError as error:
        raise typer.BadParameter(_reason(error)) from error
    row = asyncio.run(desk.answer(question))
    if as_json:
        _print_json(row)
        return
    for reply in row["replies"]:
        Console().print(reply["text"], markup=False, highlight=False)
        for button in reply["buttons"]:
            Console().print(f"  › {button['title']}", style="cyan", markup=False, highlight=False)


class Desk:
    """Answers questions with the same turn code as the server, without a database."""

    def __init__(self) -> None:
        settings = load_settings()
        self._clock = make_clock(settings.clock, settings.clock_speed, datetime.now(UTC))
        self._rehearsal = Rehearsal(make_dialogue(settings))
        self._asked = 0

    async def answer_lines(self) -> None:
        """Answer every line of standard input; a line that can't be read gets its own error."""
        for line in _lines():
            try:
                question = Question.model_validate(_read(line))
            except (ValueError, RecursionError) as error:
                _print_json({"id": _id_of(line), "outcome": "error", "error": _reason(error)})
                continue
            _print_json(await self.answer(question))

    async def answer(self, question: Question) -> dict[str, Any]:
        """Return the answer in the form of the contract."""
        self._asked += 1
        alone = f"question {self._asked}"
        conversation = alone if question.conversation is None else f"c {question.conversation}"
        message = InboundMessage(
            channel=question.channel,
            sender_id=conversation,
            text=question.text,
            locale=question.locale,
        )
        now = noon_of(question.as_of) if question.as_of else self._clock.now()
        started = time.perf_counter()
        decision = await self._rehearsal.answer(message, now)
        milliseconds = (time.perf_counter() - started) * 1000
        return _answer(question.id, decision, milliseconds)


def _answer(
    question_id: str | int | None, decision: Decision, milliseconds: float
) -> dict[str, Any]:
    return {
        "id": question_id,
        "outcome": decision.outcome.value,
        "language": decision.language.value,
        "confidence": round(decision.confidence, 4),
        "topics": list(decision.topics),
        "facts": list(decision.facts),
        "effects": [asdict(effect) for effect in decision.effects],
        "sources": [asdict(source) for source in decision.sources],
        "replies": [_reply(reply) for reply in decision.replies],
        "ms": round(milliseconds, 3),
    }


def _lines() -> Iterator[str]:
    for row in sys.stdin.buffer:
        line = row.decode("utf-8-sig", errors="replace").strip()
        if line:
            yield line


def _read(line: str) -> Any:  # noqa: ANN401 - whatever the line says
    return json.loads(line, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _id_of(line: str) -> Any:  # noqa: ANN401 - whatever the line says
    try:
        return _read(line).get("id")
    except (ValueError, RecursionError, AttributeError):
        return None


def _reason(error: ValueError | RecursionError) -> str:
    if not isinstance(error, ValidationError):
        return f"this line is not JSON: {error}"
    first = error.errors()[0]
    return ": ".join([*(str(part) for part in first["loc"]), first["msg"]])


def _print_json(row: dict[str, Any]) -> None:
    line = json.dumps(row, ensure_ascii=False)
    sys.stdout.write(line.encode("utf-8", "replace").decode() + "\n")
    sys.stdout.flush()


def _reply(reply: Reply) -> dict[str, Any]:
    buttons = [asdict(button) for button in reply.buttons]
    return {"text": reply.text, "buttons": buttons}
