"""In every period every account is told the truth of that day, in both languages."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.content.catalogue import Catalogue
from bot.knowledge.accounts import AccountType
from bot.knowledge.tense import FIRST_DAY, Tense
from bot.knowledge.variations import Variation, candidates
from bot.messages import Language
from tests.content.periods import FAR_AHEAD, Row, load_phrases, load_rows

ROWS = load_rows()
PHRASES = load_phrases()
ORGANISATIONS = {AccountType.ORGANISATION, AccountType.ENTERPRISE, AccountType.AGENCY}
CHILDREN = {AccountType.UNDER_14, AccountType.UNDER_6, AccountType.FROM_6_TO_13}

CARRIES = {
    "who-must-switch": ("switch", "old_account", "login"),
    "old-account-after-cutoff": ("old_account", "login"),
    "sole-login-method": ("login",),
}
"""What the answers to a topic must claim."""
SAYS = {
    "who-must-switch": "switch",
    "old-account-after-cutoff": "old_account",
    "sole-login-method": "login",
    "org-deadline": "switch",
    "foreigner-eligibility": "switch",
}
"""What the first paragraph of an answer must say."""
TOLD_TO_ALL = (
    "who-must-switch",
    "old-account-after-cutoff",
    "sole-login-method",
    "deadline-overview",
    "deadline-15-june",
    "deadline-1-july",
    "deadline-missed",
    "link-overview",
    "who-can-get-account",
)

every_row = pytest.mark.parametrize("row", ROWS, ids=str)
every_language = pytest.mark.parametrize("language", Language)


def own_topics(account: AccountType) -> tuple[str, ...]:
    """Return the topics that speak of an account beside those for everyone."""
    if account in ORGANISATIONS:
        return ("org-deadline",)
    if account in CHILDREN or account is AccountType.GUARDIAN:
        return ("children-account", "guardian-ward")
    return {
        AccountType.FOREIGNER: ("foreigner-eligibility",),
        AccountType.OFFICIAL: ("onestop-create-account", "onestop-duties"),
    }.get(account, ())


def chosen(catalogue: Catalogue, topic: str, language: Language, row: Row, day: date) -> Variation:
    variations = catalogue.responses[language][f"utter_faq_{topic}"].variations
    [variation] = candidates(variations, day, row.account)
    return variation


def test_rows_cover_every_account_and_every_day():
    for account in AccountType:
        rows = sorted((row for row in ROWS if row.account is account), key=lambda row: row.first)
        assert rows[0].first == FIRST_DAY
        assert rows[-1].last == FAR_AHEAD
        assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(rows))


def test_every_claim_has_its_phrases():
    claimed = {(claim, value) for row in ROWS for claim, value in row.claims.items()}
    assert set(PHRASES) == {(*claim, language) for claim in claimed for language in Language}


@every_language
@every_row
@pytest.mark.parametrize("topic", SAYS)
def test_answer_claims_what_the_row_says(
    catalogue: Catalogue, topic: str, row: Row, language: Language
):
    if topic not in (*TOLD_TO_ALL, *own_topics(row.account)):
        return
    for day in row.days:
        variation = chosen(catalogue, topic, language, row, day)
        told = {claim: row.claims[claim] for claim in variation.claims}
        assert dict(variation.claims) == told, f"{variation.name} on {day}"
        assert set(variation.claims) >= {*CARRIES.get(topic, ()), SAYS[topic]}, variation.name


@every_language
@every_row
@pytest.mark.parametrize("topic", SAYS)
def test_first_paragraph_says_what_the_row_says(
    catalogue: Catalogue, topic: str, row: Row, language: Language
):
    if topic not in (*TOLD_TO_ALL, *own_topics(row.account)):
        return
    claim = SAYS[topic]
    phrases = PHRASES[claim, row.claims[claim], language]
    for day in row.days:
        variation = chosen(catalogue, topic, language, row, day)
        assert phrases.missing_in(variation.text) == [], f"{variation.name} on {day}"


@every_language
@every_row
def test_answers_rest_on_the_facts_of_the_row(catalogue: Catalogue, row: Row, language: Language):
    topics = (*TOLD_TO_ALL, *own_topics(row.account))
    for day in row.days:
        told = [chosen(catalogue, topic, language, row, day).facts for topic in topics]
        in_force = {fact for facts in told for fact in facts.get(Tense.IN_FORCE, ())}
        announced = {fact for facts in told for fact in facts.get(Tense.ANNOUNCED, ())}
        assert row.facts - in_force == set(), f"not told on {day}"
        assert row.announced - announced == set(), f"not announced on {day}"


@every_language
@every_row
def test_uncertain_row_names_the_hotline(catalogue: Catalogue, row: Row, language: Language):
    if not row.is_uncertain:
        return
    for day in row.days:
        answers = (
            chosen(catalogue, topic, language, row, day).text
            for topic in ("who-must-switch", "sole-login-method", *own_topics(row.account))
        )
        assert any("1900 0368" in answer for answer in answers), day
