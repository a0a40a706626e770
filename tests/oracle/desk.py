"""The travel desk in our engine: the same domain, rules and actions that real Rasa is given."""

from pathlib import Path

from rasa_sdk.executor import ActionExecutor

from bot.content import training_data
from bot.content.catalogue import ROOT, Catalogue
from bot.content.desk_file import load_desk
from bot.content.domain import load_domain
from bot.content.labels import load_labels
from bot.content.response_files import load_responses
from bot.content.rules import load_rules
from bot.conversation.actions.runner import ActionRunner
from bot.conversation.dialogue import Dialogue
from bot.conversation.understanding.interpreter import IntentScore, Understanding
from bot.conversation.understanding.payload import read_payload
from bot.messages import Language
from tests.oracle.bot.actions import ACTIONS

BOT = Path(__file__).parent / "bot"


class Keywords:
    """Understands the very messages of nlu.yml and payloads, as the recorded bot does."""

    digest = "keywords"

    def __init__(self, intents: tuple[str, ...]) -> None:
        examples = training_data.load(BOT / "nlu").examples
        self._meanings = {example.text: example.intent for example in examples}
        self._intents = frozenset(intents)

    def parse(self, text: str, *, previous_language: Language | None = None) -> Understanding:
        del previous_language  # the desk speaks one language
        payload = read_payload(text, self._intents)
        if payload:
            score = IntentScore(payload.intent, 1.0)
            return Understanding(text, Language.EN, score, (score,), payload.entities)
        if text in self._meanings:
            return Understanding(text, Language.EN, IntentScore(self._meanings[text], 1.0))
        return Understanding.nothing(text, Language.EN)


def make_desk() -> Dialogue:
    """Return the travel desk."""
    catalogue = _catalogue()
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action)
    runner = ActionRunner(executor, catalogue.domain.to_rasa())
    return Dialogue(catalogue, Keywords(catalogue.domain.payload_intents), runner)


def _catalogue() -> Catalogue:
    domain = load_domain(BOT / "domain.yml")
    responses = load_responses(BOT / "responses", Language.EN)
    return Catalogue(
        root=BOT,
        digest="desk",
        facts={},
        desk=load_desk(ROOT / "responses" / "desk.yml"),
        responses=dict.fromkeys(Language, responses),
        labels={language: load_labels(ROOT / "responses", language) for language in Language},
        domain=domain,
        rules=load_rules(BOT / "rules.yml", domain),
    )
