"""The exported responses: under Rasa's rule of choice each citizen gets the text meant for them."""

from datetime import date

import pytest
import yaml

from bot.content.catalogue import Catalogue, load_catalogue
from bot.conversation.rasa_export.response_file import write_responses
from bot.conversation.speaker import Occasion, Speaker
from bot.knowledge.accounts import AccountType
from bot.messages import Button, Language
from tests.content.small_tree import SMALL_CONTENT, SOLE_LOGIN, Tree
from tests.unit.conversation.rasa_export.rasa_choice import interpolated, reply_of, suitable

BEFORE, AFTER = date(2024, 6, 10), date(2024, 6, 15)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(SMALL_CONTENT)


def responses(catalogue: Catalogue, day: date):
    return yaml.safe_load(write_responses(catalogue, day))["responses"]


@pytest.mark.parametrize("day", [date(2024, 1, 11), BEFORE, AFTER])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("account", AccountType)
def test_exactly_one_variation_fits_and_says_what_the_bot_says(catalogue, day, language, account):
    speaker = Speaker(catalogue)
    slots = {"language": language.value, "account": account.value, "account_type": None}
    for name, variations in responses(catalogue, day).items():
        fitting = suitable(variations, slots)
        said = speaker.say(name, Occasion(language=language, account=account, day=day))
        assert [reply_of(one, slots) for one in fitting] == [said.reply], name


def test_variation_without_conditions_speaks_vietnamese_to_a_citizen(catalogue):
    slots = {"language": None, "account": None}
    first, *_ = suitable(responses(catalogue, BEFORE)[SOLE_LOGIN], slots)
    assert first["text"].startswith("Lúc này đăng nhập bằng tài khoản cũ hoặc VNeID.")
    assert "condition" not in first


def test_text_ends_with_its_source_in_its_language(catalogue):
    variations = responses(catalogue, AFTER)[SOLE_LOGIN]
    english = suitable(variations, {"language": "en", "account": "citizen"})
    assert variations[0]["text"].splitlines()[-1].startswith("Nguồn: ")
    assert english[0]["text"].splitlines()[-1].startswith("Source: ")


def test_account_is_named_in_the_text_and_no_placeholder_is_left(catalogue):
    variations = responses(catalogue, AFTER)["utter_state_account_type"]
    texts = {one["text"] for one in variations}
    assert "Từ giờ trả lời cho: doanh nghiệp." in texts
    assert len(texts) == len(variations)
    assert not any("{account}" in text for text in texts)


def test_placeholder_of_an_action_stays_for_rasa_to_fill(catalogue):
    text = responses(catalogue, AFTER)["utter_too_long"][0]["text"]
    assert interpolated(text, {"limit": "100"}) == "Tin nhắn dài quá 100 ký tự."


def test_payload_with_an_entity_survives_rasas_placeholders(tree: Tree):
    payload = '/state_account_type{"account_type":"enterprise"}'
    tree.replace("responses/vi/login.yml", '"/faq_never-share-secrets"', f"'{payload}'")
    variation = responses(load_catalogue(tree.root), BEFORE)[SOLE_LOGIN][0]
    sent = reply_of(variation, {"language": "vi"})
    assert sent.buttons[0] == Button("Giữ kín OTP", payload)
