"""Everything that is words: facts, responses, names, domain and rules, loaded and consistent."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.desk_file import load_desk
from bot.content.domain import Domain, load_domain
from bot.content.fact_file import load_facts
from bot.content.labels import Labels, load_labels
from bot.content.response_files import Response, load_responses
from bot.content.rules import Rules, load_rules
from bot.knowledge.desk import Desk
from bot.knowledge.facts import FactRegistry
from bot.messages import Language

ROOT = Path(__file__).parents[2]
"""The folder that holds intents/ and responses/."""

FAQ = "faq_"
"""Intents of topics begin with it; the rest is the topic's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The words and rules of one version of the content.

    Attributes:
        digest: names the version: SHA-256 over all files, the first 12 hexadecimal digits.
    """

    root: Path
    digest: str
    facts: FactRegistry
    desk: Desk
    responses: Mapping[Language, Mapping[str, Response]]
    labels: Mapping[Language, Labels]
    domain: Domain
    rules: Rules

    @property
    def topics(self) -> tuple[str, ...]:
        """Ids of all topics that can be asked about."""
        return tuple(name.removeprefix(FAQ) for name in self.domain.intents if name.startswith(FAQ))


def load_catalogue(root: Path = ROOT) -> Catalogue:
    """Load intents/ and responses/ below `root`.

    Raises:
        ContentError: a file is broken.
    """
    domain = load_domain(root / "intents" / "domain.yml")
    responses = root / "responses"
    return Catalogue(
        root=root,
        digest=_digest(root),
        facts=load_facts(responses / "facts.yml"),
        desk=load_desk(responses / "desk.yml"),
        responses={language: load_responses(responses, language) for language in Language},
        labels={language: load_labels(responses, language) for language in Language},
        domain=domain,
        rules=load_rules(root / "intents" / "rules.yml", domain),
    )


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for folder in ("intents", "responses"):
        for path in sorted((root / folder).rglob("*.yml")):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
