"""Real Rasa checks the export, learns it, and talks as the bot talks."""

from pathlib import Path

import httpx
import pytest
import yaml

from bot.clock import noon_of
from bot.content import training_data
from bot.content.domain import load_domain
from bot.conversation.dialogue import Dialogue
from bot.conversation.rehearsal import Rehearsal
from bot.messages import ChannelName, InboundMessage, Reply
from tests.rasa.conftest import DAY
from tests.rasa.export_run import Export
from tests.rasa.servers import Servers
from tests.rasa.transcript import Transcript

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(3_600)]
"""Rasa takes minutes to train, and the first test that needs it waits."""

HERE = Path(__file__).parent
SCRIPTS: list[list[str]] = yaml.safe_load((HERE / "scripts.yml").read_text(encoding="utf-8"))
QUESTIONS = yaml.safe_load((HERE / "questions.yml").read_text(encoding="utf-8"))

UNUSED = "is not used in any story or rule"
"""Rasa can't see which responses actions use."""
UNSAID = "The intent '{}' is listed in the domain file, but is not found in the NLU training data."
"""Of an intent that only buttons, commands or our own news name: nobody says it."""


@pytest.fixture(scope="module")
def transcript(export: Export) -> Transcript:  # noqa: ARG001 - written once it was made
    return Transcript(DAY)


def test_rasa_finds_nothing_wrong_but_what_it_cannot_see(export: Export):
    done = export.validate()
    printed = (done.stdout + done.stderr).splitlines()
    warned = [line for line in printed if "UserWarning" in line or "ERROR" in line]
    expected = [UNUSED, *map(UNSAID.format, intents_without_examples(export.folder))]
    assert done.returncode == 0, printed[-20:]
    assert [line for line in warned if not any(text in line for text in expected)] == []


def test_rasa_plays_its_test_stories_without_an_error(export: Export):
    done = export.test_stories()
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]


@pytest.mark.parametrize("number", range(len(SCRIPTS)))
async def test_payloads_are_answered_as_the_bot_answers_them(
    servers: Servers, dialogue: Dialogue, transcript: Transcript, number: int
):
    bot = Rehearsal(dialogue)
    for message in SCRIPTS[number]:
        theirs = servers.say(f"script-{number}", message)
        assert theirs == await answer_of(bot, message), message
        transcript.add(f"Payloads {number + 1}", message, theirs)


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_question_in_free_words_is_answered_in_its_language(
    servers: Servers, transcript: Transcript, number: int
):
    sender = f"question-{number}"
    for question in QUESTIONS[number]:
        ((language, text),) = question.items()
        answered = servers.say(sender, text)
        assert answered.text
        assert servers.slots(sender)["language"] == language, text
        transcript.add(f"Free words {number + 1}", text, answered)


def test_account_type_is_found_by_lookup_and_named_by_synonym(servers: Servers):
    found = servers.understand("cong ty co phan cua toi thi sao")["entities"]
    assert [(one["entity"], one["value"]) for one in found] == [("account_type", "enterprise")]


def test_action_server_refuses_whoever_has_no_token(servers: Servers):
    call = {"next_action": "action_switch_language"}
    refused = httpx.post(f"{servers.action_address}/webhook", json=call, timeout=60)
    assert refused.status_code == httpx.codes.UNAUTHORIZED


def test_conversation_is_kept_in_the_documents(export: Export, transcript: Transcript):
    assert len(transcript.exchanges) == sum(map(len, SCRIPTS)) + sum(map(len, QUESTIONS))
    transcript.write(export.folder)


def intents_without_examples(project: Path) -> set[str]:
    """Return the intents of the export's domain that no training message of it has."""
    said = {example.intent for example in training_data.load(project / "data" / "nlu").examples}
    return set(load_domain(project / "domain" / "dialogue.yml").intents) - said


async def answer_of(bot: Rehearsal, message: str) -> Reply:
    """Return all that the bot answers, as one reply."""
    inbound = InboundMessage(channel=ChannelName.REST, sender_id="someone", text=message)
    replies = (await bot.answer(inbound, noon_of(DAY))).replies
    buttons = tuple(button for reply in replies for button in reply.buttons)
    return Reply("\n\n".join(reply.text for reply in replies), buttons)
