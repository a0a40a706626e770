"""A macro goes out complete, in both languages, and only while what it says is so."""

from dataclasses import replace
from datetime import date

import pytest

from bot.content.catalogue import load_catalogue
from bot.knowledge.facts import FactRegistry
from bot.messages import Language
from bot.services.tickets.macros import MacroBlocked, list_macros

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def macro(catalogue, name, language=Language.VI):
    return next(one for one in list_macros(catalogue, language, TODAY) if one.name == name)


def test_macros_are_pairs(catalogue):
    names = [[one.name for one in list_macros(catalogue, each, TODAY)] for each in Language]
    assert names[0] == names[1]
    assert names[0]


def test_a_macro_carries_its_source(catalogue):
    lock = macro(catalogue, "lock")
    assert lock.source
    assert lock.fill({}) == f"{lock.text}\n\n{lock.source}"


def test_a_placeholder_without_a_value_blocks(catalogue):
    referred = macro(catalogue, "referred")
    with pytest.raises(MacroBlocked) as blocked:
        referred.fill({"agency": "Công an xã", "what_to_say": " "})
    assert (blocked.value.reason, blocked.value.missing) == ("missing", ("what_to_say",))
    filled = referred.fill({"agency": "Công an xã", "what_to_say": "đổi số điện thoại"})
    assert filled.startswith("Việc của anh/chị do Công an xã giải quyết")


def test_a_value_is_no_template(catalogue):
    values = {"agency": "{what_to_say}", "what_to_say": "x"}
    assert "{what_to_say}" in macro(catalogue, "referred").fill(values)


def test_a_law_that_is_past_blocks(catalogue):
    fact = catalogue.facts["police-commune-help"]
    facts = {**catalogue.facts.by_id, fact.id: replace(fact, valid_to=date(2026, 11, 22))}
    later = replace(catalogue, facts=FactRegistry(facts))
    assert not macro(catalogue, "in-person").is_past
    with pytest.raises(MacroBlocked, match="past"):
        macro(later, "in-person").fill({})
