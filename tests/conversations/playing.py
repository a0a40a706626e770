"""Plays a story through the dialogue and tells what is not as expected."""

from collections.abc import Iterator

from bot.clock import noon_of
from bot.conversation.decision import Decision
from bot.conversation.dialogue import Dialogue
from bot.conversation.events import LISTEN, SESSION_START
from bot.conversation.rehearsal import Rehearsal
from bot.messages import ChannelName, InboundMessage
from tests.conversations.stories import Expected, Story

UNSPOKEN = {LISTEN, SESSION_START}
TAKEN_IN = "action link_check_form"
"""First action of a turn whose message answered the form's question."""


async def play(story: Story, dialogue: Dialogue) -> str | None:
    """Return the conversation with all that differs from its story; None: nothing does."""
    rehearsal, lines, differs = Rehearsal(dialogue), [story.id], False
    for turn in story.turns:
        message = InboundMessage(channel=ChannelName.REST, sender_id="citizen", text=turn.text)
        decision = await rehearsal.answer(message, noon_of(story.as_of))
        differences = list(find_differences(turn, decision, story.language))
        differs = differs or bool(differences)
        lines += ["", f"citizen  {turn.text}", *(f"   {step}" for step in steps_of(decision))]
        lines += [f"bot      {reply.text}" for reply in decision.replies]
        lines += [f"!!       {difference}" for difference in differences]
    return "\n".join(lines) if differs else None


def find_differences(turn: Expected, decision: Decision, language: str) -> Iterator[str]:
    if not is_same(list(turn.steps), steps_of(decision)):
        yield f"expected {', '.join(turn.steps)}"
    said = responses_of(decision)
    if said != turn.checks.get("said", said):
        yield f"said {', '.join(said)}, expected {', '.join(turn.checks['said'])}"
    if decision.language != turn.checks.get("language", language):
        yield f"language is {decision.language}"
    text = "\n".join(reply.text for reply in decision.replies).casefold()
    wanted, unwanted = turn.checks.get("contains", ()), turn.checks.get("lacks", ())
    yield from (f"lacks '{one}'" for one in wanted if one.casefold() not in text)
    yield from (f"contains '{one}'" for one in unwanted if one.casefold() in text)


def is_same(expected: list[str], told: list[str]) -> bool:
    """Tell whether a turn went as expected; what a form takes in is no intent to be guessed."""
    if [step for step in told if step.startswith("action")][:1] == [TAKEN_IN]:
        expected, told = expected[1:], told[1:]
    return expected == told


def steps_of(decision: Decision) -> list[str]:
    """Return intents and actions in order, as story files write them."""
    steps = []
    for event in decision.events:
        if event["event"] == "user":
            steps.append(f"intent {event['parse_data']['intent']['name']}")
        elif event["event"] == "action" and event["name"] not in UNSPOKEN:
            steps.append(f"action {event['name']}")
    return steps


def responses_of(decision: Decision) -> list[str]:
    """Return the responses that were said, also those that actions chose."""
    return [
        event["metadata"]["utter_action"] for event in decision.events if event["event"] == "bot"
    ]
