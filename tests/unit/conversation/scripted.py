"""A dialogue over the small tree, and an interpreter that understands by a script."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from bot.content.catalogue import load_catalogue
from bot.conversation.actions.runner import ActionRunner, make_runner
from bot.conversation.decision import Decision
from bot.conversation.dialogue import Dialogue
from bot.conversation.events import Event
from bot.conversation.understanding.entities import Entity
from bot.conversation.understanding.interpreter import IntentScore, Understanding
from bot.messages import ChannelName, InboundMessage, Language
from tests.content.small_tree import SMALL_CONTENT

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
JUNE = datetime(2024, 6, 10, 3, 0, tzinfo=UTC)

VI, EN = Language.VI, Language.EN
SOLE_LOGIN, SECRETS = "faq_sole-login-method", "faq_never-share-secrets"


def entity(name: str, value: str) -> Entity:
    return Entity(name, value, 0, 1, "Script")


@dataclass(frozen=True)
class Line:
    """What a message of the script means."""

    intent: str
    language: Language
    entities: tuple[Entity, ...] = ()
    confidence: float = 0.95


SCRIPT = {
    "đăng nhập bằng gì": Line(SOLE_LOGIN, VI),
    "how do I log in": Line(SOLE_LOGIN, EN),
    "công ty đăng nhập bằng gì": Line(SOLE_LOGIN, VI, (entity("account_type", "enterprise"),)),
    "mã OTP đưa ai": Line(SECRETS, VI),
    "xin chào": Line("greet", VI),
    "hello": Line("greet", EN),
    "hỏi được gì": Line("ask_help", VI),
    "giá vàng": Line("out_of_scope", VI),
    "nói tiếng Anh": Line("switch_language", VI, (entity("language", "en"),)),
    "đổi ngôn ngữ": Line("switch_language", VI),
    "tôi là công ty": Line("state_account_type", VI, (entity("account_type", "enterprise"),)),
    "còn công ty thì sao": Line("state_account_type", VI, (entity("account_type", "enterprise"),)),
    "tôi hỏi cho người khác": Line("state_account_type", VI),
    "mật khẩu của tôi là ••••••, đăng nhập bằng gì": Line(SOLE_LOGIN, VI),
}


class ScriptedInterpreter:
    """Understands the lines of the script; of others it has a faint idea, or none."""

    digest = "script"

    def parse(self, text: str, *, previous_language: Language | None = None) -> Understanding:
        line = SCRIPT.get(text)
        if line is None:
            return self._guess(text, previous_language or VI)
        best = IntentScore(line.intent, line.confidence)
        return Understanding(text, line.language, best, (best,), line.entities)

    def _guess(self, text: str, language: Language) -> Understanding:
        if not text:
            return Understanding.nothing(text, language)
        chance = 0.1 if text.startswith("gì gì") else 0.3
        ranking = tuple(
            IntentScore(name, chance - place / 100)
            for place, name in enumerate((SOLE_LOGIN, "greet", SECRETS, "ask_help"))
        )
        return Understanding(text, language, ranking[0], ranking)


def make_dialogue(runner: ActionRunner | None = None) -> Dialogue:
    catalogue = load_catalogue(SMALL_CONTENT)
    return Dialogue(catalogue, ScriptedInterpreter(), runner or make_runner(catalogue))


def runner_of(*actions: Action, limit_seconds: float = 5.0) -> ActionRunner:
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)
    return ActionRunner(executor, {"slots": {}}, limit_seconds)


def message(text: str, locale: Language | None = None) -> InboundMessage:
    return InboundMessage(
        channel=ChannelName.REST, sender_id="someone", text=text, message_id="m1", locale=locale
    )


class Talk:
    """A conversation that goes on from decision to decision."""

    def __init__(self, dialogue: Dialogue, now: datetime = NOW) -> None:
        self.dialogue = dialogue
        self.tracker = dialogue.begin("someone")
        self.now = now

    async def say(self, text: str, locale: Language | None = None) -> Decision:
        decision = await self.dialogue.decide(self.tracker, message(text, locale), self.now)
        self.tracker = decision.tracker
        return decision

    async def say_all(self, *texts: str) -> Decision:
        decisions = [await self.say(text) for text in texts]
        return decisions[-1]


def said(decision: Decision) -> list[str]:
    """Return the names of the responses that were said."""
    return [
        event["metadata"]["utter_action"] for event in decision.events if event["event"] == "bot"
    ]


def told(events: Iterable[Event]) -> list[str]:
    """Return events in few words, in their order."""
    return [" ".join([event["event"], event.get("name", "")]).strip() for event in events]
