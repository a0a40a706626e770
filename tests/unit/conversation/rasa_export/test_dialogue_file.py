"""The exported domain is the project's own, and a little more."""

from datetime import date
from pathlib import Path

import yaml

from bot.content.domain import Domain, load_domain
from bot.conversation.rasa_export.dialogue_file import write_dialogue
from tests.content.small_tree import SMALL_CONTENT

DAY = date(2024, 6, 10)

FORM = """
version: "3.1"
intents:
  - greet
  - order: {use_entities: [size]}
entities:
  - size: {roles: [old, new], influence_conversation: false}
slots:
  size:
    type: categorical
    values: [small, large]
    mappings:
      - type: from_entity
        entity: size
        role: new
        not_intent: [greet]
        conditions: [{active_loop: order_form, requested_slot: size}]
forms:
  order_form: {required_slots: [size], ignored_intents: [greet]}
actions: [validate_order_form]
session_config: {session_expiration_time: 0, carry_over_slots_to_new_session: false}
"""


def exported(domain: Domain, folder: Path) -> Domain:
    path = folder / "dialogue.yml"
    path.write_text(write_dialogue(domain, DAY), encoding="utf-8")
    return load_domain(path)


def test_own_loader_reads_back_what_was_written(tmp_path: Path):
    (tmp_path / "domain.yml").write_text(FORM, encoding="utf-8")
    domain = load_domain(tmp_path / "domain.yml")
    back = exported(domain, tmp_path)
    assert (back.intents, back.intent_options) == (domain.intents, domain.intent_options)
    assert (back.entities, back.entity_options) == (domain.entities, domain.entity_options)
    assert back.forms == domain.forms
    assert {name: back.slots[name] for name in domain.slots} == dict(domain.slots)
    assert back.session_config == domain.session_config


def test_action_that_fills_slots_is_added_once(tmp_path: Path):
    domain = load_domain(SMALL_CONTENT / "intents" / "domain.yml")
    once = exported(domain, tmp_path)
    assert once.actions == (*domain.actions, "action_validate_slot_mappings")
    assert exported(once, tmp_path).actions == once.actions


def test_slots_of_the_export_come_last_and_hold_citizen_and_day(tmp_path: Path):
    slots = exported(load_domain(SMALL_CONTENT / "intents" / "domain.yml"), tmp_path).slots
    assert list(slots)[-2:] == ["account", "today"]
    assert (slots["account"].initial_value, slots["today"].initial_value) == (
        "citizen",
        "2024-06-10",
    )


def test_slot_that_rasa_adds_for_forms_is_not_written(tmp_path: Path):
    (tmp_path / "domain.yml").write_text(FORM, encoding="utf-8")
    written = yaml.safe_load(write_dialogue(load_domain(tmp_path / "domain.yml"), DAY))
    assert "requested_slot" not in written["slots"]
