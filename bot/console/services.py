"""What the console is built from; the bootstrap hands it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock import Clock
from bot.console.campaign_desk import CampaignServices
from bot.console.live import Live
from bot.content.catalogue import FAQ, Catalogue
from bot.content.meanings import is_said_in_words
from bot.conversation.suggestions import Suggestions
from bot.messages import Language
from bot.services.dispatch import Dispatch
from bot.services.sessions import Sessions
from bot.services.sign_in import SignIn
from bot.services.staff import Staff
from bot.services.switches import Switches
from bot.services.tickets.access import Tickets
from storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleServices:
    """All that the console's pages need.

    Attributes:
        clock: business time.
        real_now: real time, in UTC.
        secret_key: signs what travels between the two steps of signing in.
        public_url: the address citizens use.
    """

    database: Database
    catalogue: Catalogue
    clock: Clock
    real_now: Callable[[], datetime]
    staff: Staff
    sign_in: SignIn
    sessions: Sessions
    switches: Switches
    tickets: Tickets
    suggestions: Suggestions
    dispatch: Dispatch
    live: Live
    campaigns: CampaignServices
    secret_key: str
    public_url: str | None

    @property
    def root(self) -> Path:
        """The folder of intents/ and responses/."""
        return self.catalogue.root

    def topics(self) -> Mapping[Language, Mapping[str, str]]:
        """Return the names of all topics."""
        return {language: self.catalogue.labels[language].topics for language in Language}

    def intents(self) -> Mapping[Language, Mapping[str, str]]:
        """Return the names of what words can mean; small talk stands for itself."""
        names = [name for name in self.catalogue.domain.intents if is_said_in_words(name)]
        return {
            language: {name: self._title(language, name) for name in names} for language in Language
        }

    def _title(self, language: Language, intent: str) -> str:
        labels = self.catalogue.labels[language]
        return labels.topics.get(intent.removeprefix(FAQ)) or labels.intents.get(intent, intent)
