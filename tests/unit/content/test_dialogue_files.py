"""Domain and rules in Rasa's format: what is supported is read, anything else is named."""

from pathlib import Path

import pytest

from bot.content.domain import Domain, load_domain
from bot.content.rule_steps import Did, Looped, Remembered, Said
from bot.content.rules import Rules, load_rules
from bot.errors import ContentError

DOMAIN = """version: "3.1"
intents:
  - greet
  - inform: {use_entities: [city], ignore_entities: []}
entities:
  - city: {roles: [from, to]}
  - quiet: {influence_conversation: false}
slots:
  home:
    type: text
    mappings:
      - {type: from_entity, entity: city, role: from, intent: inform}
  mood:
    type: categorical
    values: [good, bad]
    mappings:
      - {type: from_intent, intent: greet, value: good}
  remark:
    type: text
    mappings:
      - type: from_text
        not_intent: [greet]
        conditions: [{active_loop: trip_form, requested_slot: remark}]
  said:
    type: bool
    mappings: [{type: custom, action: action_note}]
forms:
  trip_form:
    required_slots: [home, remark]
    ignored_intents: greet
actions:
  - action_note
session_config:
  session_expiration_time: 60
  carry_over_slots_to_new_session: true
"""
RULES = """version: "3.1"
rules:
  - rule: greet
    condition:
      - active_loop: null
      - slot_was_set:
          - mood: good
    steps:
      - or:
          - intent: greet
          - intent: inform
            entities:
              - city: Hue
                role: from
      - action: utter_greet
      - action: trip_form
      - active_loop: trip_form
    wait_for_user_input: false
"""


def read_domain(tmp_path: Path, text: str = DOMAIN) -> Domain:
    path = tmp_path / "domain.yml"
    path.write_text(text, encoding="utf-8")
    return load_domain(path)


def read_rules(tmp_path: Path, text: str = RULES) -> Rules:
    path = tmp_path / "rules.yml"
    path.write_text(text, encoding="utf-8")
    return load_rules(path, read_domain(tmp_path))


def test_domain_is_read_whole(tmp_path: Path):
    domain = read_domain(tmp_path)
    assert domain.intents == ("greet", "inform")
    assert domain.intent_options["inform"].used == ("city",)
    assert domain.entity_options["city"].roles == ("from", "to")
    assert domain.slots["home"].mappings[0].intent == ("inform",)
    assert domain.slots["remark"].mappings[0].conditions[0].requested_slot == "remark"
    assert domain.forms["trip_form"].ignored_intents == ("greet",)


def test_forms_bring_the_slot_that_they_ask_for(tmp_path: Path):
    slot = read_domain(tmp_path).slots["requested_slot"]
    assert (slot.type, slot.influence_conversation, slot.mappings) == ("text", False, ())
    assert (
        "requested_slot"
        not in read_domain(
            tmp_path,
            DOMAIN[: DOMAIN.index("forms:")].replace("active_loop: trip_form, ", "")
            + DOMAIN[DOMAIN.index("actions:") :],
        ).slots
    )


def test_action_server_is_told_forms_and_mappings(tmp_path: Path):
    told = read_domain(tmp_path).to_rasa()
    assert told["forms"]["trip_form"]["required_slots"] == ["home", "remark"]
    assert told["slots"]["remark"]["mappings"][0]["conditions"][0]["active_loop"] == "trip_form"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("  - greet\n", "  - greet\n  - greet\n", 4, "'greet' stands twice in intents:"),
        ("[city], ig", "[town], ig", 4, "entity 'town' does not stand in entities:"),
        ("influence_con", "influence", 7, "entities.1."),
        ("role: from", "rolle: from", 12, "slots.home.mappings.0.rolle: Extra inputs"),
        (
            "value: good",
            "value: null",
            17,
            "slots.mood.mappings.0: Value error, a mapping from_int",
        ),
        ("type: from_text", "type: from_words", 21, "slots.remark.mappings.0.type: "),
        (
            "{active_loop: trip_form",
            "{active_loop: form",
            21,
            "form 'form' does not stand in forms:",
        ),
        ("requested_slot: remark", "requested_slot: x", 21, "slot 'x' does not stand in slots:"),
        ("not_intent: [greet]", "not_intent: [x]", 21, "intent 'x' does not stand in intents:"),
        ("action: action_note", "action: action_x", 26, "action 'action_x' does not stand in act"),
        ("[home, remark]", "[home, x]", 28, "slot 'x' does not stand in slots:"),
        ("ignored_intents: greet", "ignored_intents: x", 28, "intent 'x' does not stand in inte"),
        ("actions:", "responses: {}\nactions:", 31, "responses: Extra inputs are not permitted"),
        ("  - action_note\n", "  - action_note: {send_domain: true}\n", 32, "actions.0: "),
        ("type: categorical", "type: any\n    influence_conversation: true", 13, "slots.mood: "),
    ],
)
def test_fault_in_a_domain_is_named(tmp_path: Path, old: str, new: str, line: int, problem: str):
    assert DOMAIN.count(old) == 1
    with pytest.raises(ContentError) as raised:
        read_domain(tmp_path, DOMAIN.replace(old, new))
    assert raised.value.problem.startswith(problem)
    assert raised.value.line == line


def test_rule_with_or_is_two_rules(tmp_path: Path):
    one, other = read_rules(tmp_path).rules
    hue = (("entity", "city"), ("value", "Hue"), ("role", "from"))
    did = (Did("utter_greet"), Did("trip_form"), Looped("trip_form"))
    assert one.steps == (Said("greet"), *did)
    assert other.steps == (Said("inform", (hue,)), *did)
    assert one.condition == (Looped(None), Remembered("mood", "good"))
    assert not one.waits
    assert not one.at_start


def test_intents_know_what_follows_them(tmp_path: Path):
    followed = ("utter_greet", "trip_form")
    assert read_rules(tmp_path).intents == {"greet": followed, "inform": followed}


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("intent: greet", "intent: x", 9, "intent 'x' does not stand in domain.yml"),
        ("- city: Hue", "- town: Hue", 9, "entity 'town' does not stand in domain.yml"),
        ("action: trip_form", "action: visit_form", 16, "action 'visit_form' does not stand"),
        ("action: trip_form", "action: action_listen", 16, "action 'action_listen' does not st"),
        ("action: trip_form", "action: action_back", 16, "action 'action_back' does not stand"),
        ("active_loop: trip_form", "active_loop: form", 17, "form 'form' does not stand"),
        ("- mood: good", "- moods: good", 6, "slot 'moods' does not stand in domain.yml"),
        ("- mood: good", "- mood", 6, "slot 'mood' is of type categorical: say which value"),
        ("wait_for_user_input", "wait_for_user", 18, "rules.0.wait_for_user: Extra inputs"),
        ("- action: utter_greet", "- checkpoint: x", 15, "rules.0.steps.1.checkpoint: Extra"),
        ("- action: utter_greet", "- user: hello", 15, "rules.0.steps.1.user: Extra inputs"),
        ("- action: utter_greet", "- intent: greet", 8, "a rule has at most one message"),
        (
            "- action: utter_greet",
            "- action: utter_greet\n        intent: greet",
            15,
            "a step says exactly one thing",
        ),
    ],
)
def test_fault_in_a_rule_is_named(tmp_path: Path, old: str, new: str, line: int, problem: str):
    assert RULES.count(old) == 1
    with pytest.raises(ContentError) as raised:
        read_rules(tmp_path, RULES.replace(old, new))
    assert raised.value.problem.startswith(problem)
    assert raised.value.line == line


def test_stories_are_refused(tmp_path: Path):
    with pytest.raises(ContentError, match="stories: Extra inputs"):
        read_rules(tmp_path, RULES + "stories: []\n")


def test_rules_that_contradict_each_other_are_named(tmp_path: Path):
    head = 'version: "3.1"\nrules:\n'
    rule = "  - rule: {}\n    steps:\n      - intent: greet\n      - action: {}\n"
    text = head + rule.format("one", "utter_a") + rule.format("two", "utter_b")
    with pytest.raises(ContentError) as raised:
        read_rules(tmp_path, text)
    assert raised.value.line == 8
    assert raised.value.problem.startswith("rule 'two' contradicts rule 'one': in one state")


def test_the_same_rule_twice_contradicts_nothing(tmp_path: Path):
    head = 'version: "3.1"\nrules:\n'
    rule = "  - rule: {}\n    steps:\n      - intent: greet\n      - action: utter_a\n"
    rules = read_rules(tmp_path, head + rule.format("one") + rule.format("two"))
    assert [key.action for key in rules.keys] == ["utter_a", "action_listen"]
