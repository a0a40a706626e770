"""Says a response: chooses the variation for day and account, and renders it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content.catalogue import FAQ, Catalogue
from bot.content.render import Cited, render_text, source_line
from bot.content.wordings import cited_in
from bot.conversation.ratings import RATE, RATINGS, rating_label, rating_payload
from bot.knowledge.accounts import AccountType
from bot.knowledge.tense import FIRST_DAY
from bot.knowledge.variations import Variation, candidates
from bot.messages import Button, Language, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For whom and when something is said."""

    language: Language
    account: AccountType
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A response as it was said; from `metadata` the same reply can be rebuilt.

    Attributes:
        day: the day it speaks of.
    """

    response: str
    day: date
    reply: Reply
    variation: Variation
    cited: tuple[Cited, ...]
    metadata: Mapping[str, Any]


class Speaker:
    """Says responses of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @property
    def content(self) -> str:
        """Names the version of the content."""
        return self._catalogue.digest

    def say(
        self,
        response: str,
        occasion: Occasion,
        values: Mapping[str, str] | None = None,
        payloads: Iterable[str] = (),
    ) -> Utterance:
        """Render `response` for an occasion.

        Args:
            response: name of the response.
            occasion: language, account and day; a day before the first that questions are
                answered for counts as that first day.
            values: what its placeholders stand for.
            payloads: buttons offered beside those of the content, titled by the labels.

        Raises:
            KeyError: no such response; `content check` finds it before.
        """
        variation = self._choose(response, occasion)
        cited = cited_in(self._catalogue, variation)
        labels = self._catalogue.labels[occasion.language]
        known = {"account": labels.accounts[occasion.account], **(values or {})}
        text = render_text(variation.text, known)
        is_answer = response.startswith(f"utter_{FAQ}")
        if is_answer:
            line = source_line(cited, occasion.day, occasion.language, labels.source_lines)
            text = f"{text}\n\n{line}" if line else text
        short = variation.sms_text and render_text(variation.sms_text, known)
        shown = [Button(one.title, render_text(one.payload, known)) for one in variation.buttons]
        offered = [Button(self.title(p, occasion.language), p) for p in payloads]
        ratings = self._ratings(variation.name, occasion.language) if is_answer else []
        return Utterance(
            response=response,
            day=occasion.day,
            reply=Reply(text, (*shown, *offered, *ratings), short),
            variation=variation,
            cited=cited,
            metadata=self._metadata(variation, occasion, known, [b.payload for b in offered]),
        )

    def say_again(self, metadata: Mapping[str, Any]) -> Utterance:
        """Rebuild an utterance from the metadata that was kept of it."""
        occasion = Occasion(
            language=Language(metadata["language"]),
            account=AccountType(metadata["account"]),
            day=date.fromisoformat(metadata["day"]),
        )
        response = metadata["utter_action"]
        return self.say(response, occasion, metadata["values"], metadata["payloads"])

    def _choose(self, response: str, occasion: Occasion) -> Variation:
        variations = self._catalogue.responses[occasion.language][response].variations
        return candidates(variations, max(occasion.day, FIRST_DAY), occasion.account)[0]

    def title(self, payload: str, language: Language) -> str:
        """Return what stands on a button that is offered beside those of the content."""
        labels = self._catalogue.labels[language]
        if payload.startswith(RATE):
            return labels.ratings[rating_label(payload)]
        intent = payload.removeprefix("/")
        return labels.topics.get(intent.removeprefix(FAQ)) or labels.intents[intent]

    def _ratings(self, answer: str, language: Language) -> list[Button]:
        payloads = [rating_payload(rating, answer) for rating in RATINGS]
        return [Button(self.title(payload, language), payload) for payload in payloads]

    def _metadata(
        self,
        variation: Variation,
        occasion: Occasion,
        values: Mapping[str, str],
        payloads: list[str],
    ) -> dict[str, Any]:
        return {
            "utter_action": variation.name.partition("#")[0],
            "variation": variation.name,
            "language": occasion.language.value,
            "account": occasion.account.value,
            "day": occasion.day.isoformat(),
            "values": dict(values),
            "payloads": payloads,
            "facts": list(variation.fact_ids),
            "content": self._catalogue.digest,
        }
