from importlib import resources
from pathlib import Path

import pytest
import yaml
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.locale import catalogues
from bot.messages import Language

PAGES = Path(str(resources.files("bot.channels") / "web"))
BOT = Path(str(resources.files("bot")))
PACKAGES = (PAGES, BOT / "console", BOT / "services" / "campaigns")
METHODS = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]


def used_msgids():
    keywords = {"_": None, "text": (2,), "ngettext": (1, 2)}
    found = [
        message
        for package in PACKAGES
        for _file, _line, message, _comments, _context in extract_from_dir(
            package, METHODS, keywords=keywords
        )
    ]
    return {one[0] if isinstance(one, tuple) else one for one in found}


def translated(language):
    path = resources.files("bot.locale") / language / "LC_MESSAGES" / "bot.po"
    with path.open("rb") as file:
        return {_first(entry.id): _first(entry.string) for entry in read_po(file) if entry.id}


def _first(text):
    """The singular of what has a plural."""
    return text if isinstance(text, str) else text[0]


@pytest.mark.parametrize("language", Language)
def test_every_text_of_the_pages_is_translated(language):
    catalogue = translated(language)

    assert used_msgids() - catalogue.keys() == set()
    assert [msgid for msgid, text in catalogue.items() if not text] == []


@pytest.mark.parametrize("language", Language)
def test_no_translation_is_left_over(language):
    assert translated(language).keys() - used_msgids() == set()


def test_english_texts_are_their_own_keys():
    assert all(msgid == text for msgid, text in translated(Language.EN).items())


def test_catalogue_gives_the_text_of_its_language():
    assert catalogues.load(Language.VI).ugettext("Send") == "Gửi"
    assert catalogues.load(Language.EN).ugettext("Send") == "Send"


def test_hotline_of_the_pages_is_the_one_of_the_facts():
    registry = yaml.safe_load(Path("responses/facts.yml").read_text(encoding="utf-8"))
    (hotline,) = (fact for fact in registry["facts"] if fact["id"] == "hotline-19000368")
    shown = (PAGES / "templates" / "chat.html").read_text(encoding="utf-8")

    assert "1900.0368" in hotline["statement"]["vi"]
    assert '<a href="tel:19000368">1900 0368</a>' in shown
