"""The whole content as a project of real Rasa; what it holds, our own loaders read."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.content import training_data
from bot.content.catalogue import Catalogue
from bot.content.domain import load_domain
from bot.content.rules import load_rules
from bot.conversation.rasa_export.project import export_project
from bot.conversation.rasa_export.response_file import responses_on
from bot.conversation.rasa_export.shape import shape_of
from bot.conversation.speaker import Occasion, Speaker
from bot.knowledge.accounts import AccountType
from bot.messages import Language
from tests.rasa.transcript import DOCUMENT, SHAPE
from tests.unit.conversation.rasa_export.rasa_choice import reply_of, suitable

JUNE = date(2024, 6, 10)
DAYS = [date(2024, 1, 11), JUNE, date(2024, 7, 1), date(2026, 11, 22)]


@pytest.fixture(scope="module")
def project(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rasa")
    for path, content in export_project(catalogue, JUNE).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    return folder


def test_own_loaders_read_domain_and_rules(project: Path, catalogue: Catalogue):
    domain = load_domain(project / "domain" / "dialogue.yml")
    assert domain.intents == catalogue.domain.intents
    assert load_rules(project / "data" / "rules.yml", domain).rules == catalogue.rules.rules


def test_own_loader_reads_the_training_messages(project: Path, catalogue: Catalogue):
    exported = training_data.load(project / "data" / "nlu").examples
    own = training_data.load(catalogue.root / "intents").examples
    assert [(one.text, one.intent) for one in exported] == [(one.text, one.intent) for one in own]


def test_responses_in_the_file_are_those_that_were_made(project: Path, catalogue: Catalogue):
    text = (project / "domain" / "responses.yml").read_text(encoding="utf-8")
    assert yaml.load(text, yaml.CSafeLoader)["responses"] == responses_on(catalogue, JUNE)


def test_rules_name_no_response_that_the_domain_lacks(catalogue: Catalogue):
    responses = responses_on(catalogue, JUNE)
    said = {name for rule in catalogue.rules.rules for name in rule.actions}
    assert {name for name in said if name.startswith("utter_")} - set(responses) == set()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_citizen_gets_the_text_meant_for_them(catalogue: Catalogue, day: date):
    speaker = Speaker(catalogue)
    wrong = []
    for name, variations in responses_on(catalogue, day).items():
        for language in Language:
            for account in AccountType:
                slots = {"language": language.value, "account": account.value}
                said = speaker.say(name, Occasion(language=language, account=account, day=day))
                if [reply_of(one, slots) for one in suitable(variations, slots)] != [said.reply]:
                    wrong.append((name, language, account))
    assert wrong == []


def test_transcript_is_of_an_export_of_todays_shape(project: Path):
    written = DOCUMENT.read_text(encoding="utf-8")
    shape = SHAPE.search(written)
    assert f"Answers of: `{JUNE}`" in written
    assert shape is not None
    files = {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8")
        for path in project.rglob("*.yml")
    }
    today = shape_of(files)
    assert shape[1] == today, "what Rasa was tried with is outdated: run make test-rasa"
