"""What the people in synthetic tickets write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import business_day
from bot.content.catalogue import FAQ, Catalogue
from bot.content.training_data import load
from bot.content.wordings import sources_under
from bot.messages import Language
from bot.services.tickets.macros import list_macros

CLOSING = "no-answer"
"""The macro that no reply begins with."""


@dataclass(frozen=True, slots=True)
class Said:
    """Sentences of one language."""

    asking: tuple[str, ...]
    replies: tuple[str, ...]
    thanks: tuple[str, ...]


_ASKING = {
    Language.VI: (
        "Tôi làm theo rồi mà vẫn không được, nhờ cán bộ xem giúp",
        "cho toi gap can bo ho tro voi",
        "Màn hình báo lỗi 05, tôi thử ba lần rồi",
        "Bấm liên kết xong thì quay lại trang đăng nhập ạ",
        "Mẹ tôi 70 tuổi không có điện thoại thông minh thì làm sao?",
    ),
    Language.EN: (
        "I followed the steps and it still fails, please have somebody look at it",
        "Can I talk to a person?",
        "It shows error 05 each time",
        "After linking I end up at the login page again",
    ),
}
_THANKS = {
    Language.VI: ("xong rồi, cảm ơn", "được rồi ạ", "dạ vâng cảm ơn cán bộ"),
    Language.EN: ("It works now, thank you", "Thanks, done", "OK, I will go there"),
}


class Words:
    """Sentences to draw from.

    Attributes:
        questions: topics with messages that people train the bot with.
        sources: the line of sources under the answer to each topic.
        said: what is written in tickets.
    """

    def __init__(self, catalogue: Catalogue, now: datetime) -> None:
        day = business_day(now)
        examples = load(catalogue.root / "intents").examples
        self.questions = {
            language: [
                (one.intent.removeprefix(FAQ), one.text)
                for one in examples
                if one.language is language and one.intent.startswith(FAQ)
            ]
            for language in Language
        }
        self.sources: Mapping[Language, Mapping[str, str]] = {
            language: {
                topic: sources_under(catalogue, f"utter_{FAQ}{topic}#1", language, day)
                for topic in catalogue.topics
            }
            for language in Language
        }
        self._answers = {
            language: {topic: _answer(catalogue, topic, language) for topic in catalogue.topics}
            for language in Language
        }
        self.said = {language: _said(catalogue, language, now) for language in Language}

    def answer(self, topic: str, language: Language) -> str:
        """Return what the bot answers to a topic."""
        return self._answers[language][topic]


def _answer(catalogue: Catalogue, topic: str, language: Language) -> str:
    return catalogue.responses[language][f"utter_{FAQ}{topic}"].variations[-1].text.strip()


def _said(catalogue: Catalogue, language: Language, now: datetime) -> Said:
    macros = list_macros(catalogue, language, business_day(now))
    replies = tuple(
        one.text
        for one in macros
        if not one.placeholders and not one.is_past and one.name != CLOSING
    )
    return Said(_ASKING[language], replies, _THANKS[language])
