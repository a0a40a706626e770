"""What the content's tests share: a small tree to break, and the real catalogue."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.catalogue import Catalogue, load_catalogue
from bot.conversation.speaker import Occasion, Speaker
from bot.knowledge.accounts import AccountType
from bot.messages import Language
from tests.content.asking import Ask
from tests.content.small_tree import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The content of the project itself."""
    return load_catalogue()


@pytest.fixture
def ask(catalogue: Catalogue) -> Ask:
    """Return the answer to a topic on a day, in small letters."""
    speaker = Speaker(catalogue)

    def answer(
        topic: str, day: date, language: Language, account: AccountType = AccountType.CITIZEN
    ) -> str:
        occasion = Occasion(language=language, account=account, day=day)
        return speaker.say(f"utter_faq_{topic}", occasion).reply.text.lower()

    return answer
