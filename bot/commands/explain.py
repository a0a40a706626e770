"""`vneid-bot explain`: show why a reply was given, and rebuild it."""

import asyncio
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.bootstrap import make_dialogue, running_database
from bot.clock import make_clock, noon_of
from bot.content.catalogue import Catalogue
from bot.conversation.archive import Archive
from bot.conversation.dialogue import Dialogue
from bot.conversation.explanation import Explanation, Said, explain
from bot.errors import SettingsError
from bot.knowledge.tense import tense_on
from bot.messages import ChannelName, InboundMessage, Language
from bot.settings import Settings, load_settings
from storage.database import Database

app = typer.Typer()


@app.command("explain")
def explain_reply(
    text: Annotated[str | None, typer.Argument(help="A message to answer and explain.")] = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Its day.")] = None,
    conversation: Annotated[
        str | None, typer.Option(help="Explain a stored conversation: channel:sender.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show why a reply was given, and rebuild it; exit code 1 when it would differ today.

    For example:

      vneid-bot explain "tài khoản cũ còn dùng được không?" --as-of 2024-06-20

      vneid-bot explain --conversation rest:anna
    """
    if (text is None) == (conversation is None):
        raise typer.BadParameter("give a message, or --conversation channel:sender")
    settings = load_settings()
    dialogue = make_dialogue(settings)
    if conversation is not None:
        turns = asyncio.run(_stored(settings, dialogue, conversation))
    else:
        turns = asyncio.run(_fresh(settings, dialogue, text or "", as_of))
    if as_json:
        rows = [asdict(turn) for turn in turns]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        for turn in turns:
            _show(turn, dialogue)
    raise typer.Exit(0 if all(said.is_same for turn in turns for said in turn.said) else 1)


async def _fresh(
    settings: Settings, dialogue: Dialogue, text: str, as_of: datetime | None
) -> tuple[Explanation, ...]:
    clock = make_clock(settings.clock, settings.clock_speed, datetime.now(UTC))
    message = InboundMessage(channel=ChannelName.REST, sender_id="explain", text=text)
    now = noon_of(as_of.date()) if as_of else clock.now()
    decision = await dialogue.decide(dialogue.begin("explain"), message, now)
    return explain(decision.events, dialogue.speaker)


async def _stored(
    settings: Settings, dialogue: Dialogue, conversation: str
) -> tuple[Explanation, ...]:
    channel, _, sender = conversation.partition(":")
    if channel not in set(ChannelName) or not sender:
        raise SettingsError(f"'{conversation}' is not channel:sender, such as rest:anna")
    with running_database(settings) as url:
        database = Database(url)
        archive = Archive(database, dialogue.catalogue.domain)
        events = await archive.events(ChannelName(channel), sender)
        await database.dispose()
    if not events:
        raise SettingsError(f"nothing is stored of {conversation}")
    return explain(events, dialogue.speaker)


def _show(turn: Explanation, dialogue: Dialogue) -> None:
    console = Console()
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in _rows(turn, dialogue):
        table.add_row(f"[bold]{name}[/]", value)
    console.print(table)
    for said in turn.said:
        console.print()
        console.print(said.text, markup=False, highlight=False)
        console.print(_verdict(said, dialogue.catalogue), style="dim")
    console.print()


def _rows(turn: Explanation, dialogue: Dialogue) -> list[tuple[str, str]]:
    ranking = turn.parse_data.get("intent_ranking", [])[:3]
    rows = [
        ("heard", turn.heard),
        ("intent", turn.parse_data["intent"]["name"]),
        ("guesses", ", ".join(f"{one['name']} {one['confidence']:.2f}" for one in ranking)),
        (
            "because of",
            ", ".join(one.gram for one in dialogue.interpreter.explain(turn.heard).evidence),
        ),
        ("entities", _entities(turn.parse_data)),
        ("remembered", ", ".join(f"{name}={value}" for name, value in turn.slots.items())),
        ("actions", ", ".join(turn.actions)),
    ]
    for said in turn.said:
        rows += _choice(said, dialogue.catalogue)
    rows.append(("model", dialogue.interpreter.digest))
    return [(name, value) for name, value in rows if value]


def _choice(said: Said, catalogue: Catalogue) -> list[tuple[str, str]]:
    metadata = said.metadata
    day = datetime.fromisoformat(metadata["day"]).date()
    line = _line(catalogue, metadata)
    facts = (f"{key} ({tense_on(catalogue.facts[key], day)})" for key in metadata["facts"])
    return [
        ("wording", f"{metadata['variation']}  {line}"),
        ("for", f"{metadata['account']}, {metadata['language']}, asked on {metadata['day']}"),
        ("facts", "\n".join(facts)),
        ("content", metadata["content"]),
    ]


def _line(catalogue: Catalogue, metadata: Any) -> str:  # noqa: ANN401 - stored JSON
    response = catalogue.responses[Language(metadata["language"])][metadata["utter_action"]]
    found = [one for one in response.variations if one.name == metadata["variation"]]
    path = response.path.relative_to(catalogue.root)
    return f"{path}:{found[0].line}" if found else f"{path}, no longer there"


def _entities(parse_data: Any) -> str:  # noqa: ANN401 - stored JSON
    return ", ".join(f"{one['entity']}={one['value']}" for one in parse_data.get("entities", []))


def _verdict(said: Said, catalogue: Catalogue) -> str:
    if said.is_same:
        return "rebuilt: the same, byte for byte"
    return (
        f"rebuilt: differs; said with content {said.metadata['content']}, "
        f"now {catalogue.digest}:\n{said.rebuilt}"
    )
