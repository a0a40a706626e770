"""The project's own content: complete, in order, and nothing found by `content check`."""

import re
from pathlib import Path

import pytest
import yaml

from bot.content.catalogue import FAQ, ROOT, Catalogue
from bot.content.check.run import check
from bot.messages import Language

TOPICS_OF_THE_SEEDS = {
    "deadline-overview",
    "deadline-15-june",
    "deadline-1-july",
    "deadline-missed",
    "old-account-after-cutoff",
    "who-must-switch",
    "who-can-get-account",
    "children-account",
    "guardian-ward",
    "what-is-vneid",
    "sole-login-method",
    "link-overview",
    "link-step1",
    "link-step2",
    "link-verify",
    "link-self-check",
    "onestop-create-account",
    "onestop-duties",
    "legal-basis",
    "decree-59-vs-69",
    "usage-rules-penalty",
    "provincial-portals",
    "org-deadline",
    "foreigner-eligibility",
    "hotline",
    "scam-calls-apps",
    "never-share-secrets",
}
LONGEST_ANSWER = 900
CLOSED_QUESTIONS = (
    "utter_ask_link_check_",
    "utter_ticket_resolved",
    "utter_old_rating_button",
)
MOST_CHOICES = 8
"""Buttons of a closed question: all its answers, and one for none of them."""
MARKUP = re.compile(r"\*\*|__|^#|<[a-z/]|\]\(|https?://", re.MULTILINE | re.IGNORECASE)


def test_content_has_no_findings(catalogue: Catalogue):
    found = [
        f"{finding.path.relative_to(ROOT)}:{finding.line}: [{finding.rule}] {finding.problem}"
        for finding in check(catalogue)
    ]
    assert found == []


def test_every_topic_of_the_seed_documents_is_answered(catalogue: Catalogue):
    assert set(catalogue.topics) >= TOPICS_OF_THE_SEEDS
    for language in Language:
        assert all(
            f"utter_{FAQ}{topic}" in catalogue.responses[language] for topic in catalogue.topics
        )


@pytest.mark.parametrize("folder", ["intents", "responses"])
def test_both_languages_hold_the_same_files(folder: str):
    vietnamese, english = (
        {path.name for path in (ROOT / folder / language).glob("*")} for language in Language
    )
    assert vietnamese == english


def test_every_answer_rests_on_a_fact_and_was_reviewed(catalogue: Catalogue):
    for responses in catalogue.responses.values():
        for response in responses.values():
            for variation in response.variations:
                assert variation.reviewed_on is not None, variation.name
                if response.name.startswith(f"utter_{FAQ}"):
                    assert variation.fact_ids, variation.name


def test_every_text_is_short_plain_and_free_of_links(catalogue: Catalogue):
    for language, responses in catalogue.responses.items():
        for response in responses.values():
            for variation in response.variations:
                where = f"{language} {variation.name}"
                assert len(variation.text) <= LONGEST_ANSWER, where
                assert not MARKUP.search(variation.text), where
                is_choice = response.name.startswith(CLOSED_QUESTIONS)
                assert len(variation.buttons) <= (MOST_CHOICES if is_choice else 3), where


def test_every_response_the_code_names_stands_in_both_languages(catalogue: Catalogue):
    source = "".join(path.read_text(encoding="utf-8") for path in Path(ROOT, "bot").rglob("*.py"))
    named = set(re.findall(r"\"(utter_[a-z_]+[a-z])\"", source)) - {"utter_action"}
    rejections = {"utter_empty", "utter_no_words", "utter_too_long"}
    assert "utter_error" in named
    for language in Language:
        assert (named | rejections) - set(catalogue.responses[language]) == set()


LIVE_CHECK = ("code", "address", "minutes", "at")


def test_only_known_placeholders_are_used(catalogue: Catalogue):
    known = {f"{{{name}}}" for name in ("account", "limit", "day", *LIVE_CHECK)}
    known |= {"{ticket}", "{place}", "{due}", "{hours}", "{text}", "{agency}", "{what_to_say}"}
    known |= {"{channel}"}
    known |= {"{days}"}  # days before a deadline, or the days of reminders
    known |= {"{message}"}  # what an officer gave for something switched off
    for responses in catalogue.responses.values():
        for response in responses.values():
            for variation in response.variations:
                used = set(re.findall(r"\{.*?\}", variation.text))
                assert used <= known, variation.name


def test_names_on_buttons_fit_a_phone(catalogue: Catalogue):
    for labels in catalogue.labels.values():
        for title in (*labels.topics.values(), *labels.intents.values()):
            assert 2 < len(title) <= 40, title


def test_facts_are_written_once_with_a_source(catalogue: Catalogue):
    written = yaml.safe_load((ROOT / "responses" / "facts.yml").read_text(encoding="utf-8"))
    assert len(written["facts"]) == len(catalogue.facts.by_id) >= 157
    assert all(fact.citations for fact in catalogue.facts)
