"""Why something was said: read from a turn's events, and proved by saying it again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.conversation.events import Event
from bot.conversation.speaker import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One reply and how it was chosen.

    Attributes:
        metadata: variation, language, account, day, facts and content version.
        rebuilt: the text that the same choice gives today.
        is_same: today's reply is the same byte for byte, buttons included.
    """

    text: str
    metadata: Mapping[str, Any]
    rebuilt: str
    is_same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One turn.

    Attributes:
        heard: the citizen's message as it is kept.
        parse_data: how it was understood, in Rasa's form.
        actions: what ran, in order.
        slots: what was remembered.
    """

    heard: str
    parse_data: Mapping[str, Any]
    actions: tuple[str, ...]
    slots: Mapping[str, Any]
    said: tuple[Said, ...]


def explain(events: Iterable[Event], speaker: Speaker) -> tuple[Explanation, ...]:
    """Explain each turn among `events`; what stands before the first message is left out."""
    return tuple(_explain(turn, speaker) for turn in _turns(events))


def _turns(events: Iterable[Event]) -> Iterator[list[Event]]:
    turn: list[Event] = []
    for event in events:
        if event["event"] == "user":
            if turn:
                yield turn
            turn = [event]
        elif turn:
            turn.append(event)
    if turn:
        yield turn


def _explain(turn: list[Event], speaker: Speaker) -> Explanation:
    heard = turn[0]
    return Explanation(
        heard=heard["text"],
        parse_data=heard["parse_data"],
        actions=tuple(event["name"] for event in turn if event["event"] == "action"),
        slots={event["name"]: event["value"] for event in turn if event["event"] == "slot"},
        said=tuple(_said(event, speaker) for event in turn if event["event"] == "bot"),
    )


def _said(event: Event, speaker: Speaker) -> Said:
    again = speaker.say_again(event["metadata"]).reply
    buttons = [{"title": button.title, "payload": button.payload} for button in again.buttons]
    return Said(
        text=event["text"],
        metadata=event["metadata"],
        rebuilt=again.text,
        is_same=again.text == event["text"] and buttons == (event["data"]["buttons"] or []),
    )
