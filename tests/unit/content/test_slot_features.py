"""What rules see of a slot's value."""

import pytest

from bot.content.domain_file import Slot
from bot.content.slot_features import features_of


def slot(kind: str, **more: object) -> Slot:
    return Slot.model_validate({"type": kind, "mappings": [], **more})


@pytest.mark.parametrize(
    ("kind", "value", "seen"),
    [
        ("text", "x", (1.0,)),
        ("text", "", (1.0,)),
        ("list", ["x"], (1.0,)),
        ("list", [], ()),
        ("bool", True, (1.0, 1.0)),
        ("bool", "false", (1.0, 0.0)),
        ("bool", "1", (1.0, 1.0)),
        ("bool", "perhaps", ()),
        ("float", 0.25, (1.0, 0.25)),
        ("float", 7, (1.0, 1.0)),
        ("float", "much", ()),
        ("any", {"x": 1}, ()),
    ],
)
def test_value_is_seen(kind: str, value: object, seen: tuple[float, ...]):
    assert features_of(slot(kind), value) == seen


@pytest.mark.parametrize("kind", ["text", "list", "bool", "float", "categorical", "any"])
def test_slot_that_is_not_set_is_not_seen(kind: str):
    assert features_of(slot(kind), None) == ()


def test_slot_without_influence_is_not_seen():
    assert features_of(slot("text", influence_conversation=False), "x") == ()


def test_number_is_seen_as_its_place_between_least_and_most():
    assert features_of(slot("float", min_value=10, max_value=20), 12) == (1.0, 0.2)


@pytest.mark.parametrize(
    ("value", "seen"), [("GOOD", (1.0, 0.0, 0.0)), ("bad", (0.0, 1.0, 0.0)), (3, (0.0, 0.0, 1.0))]
)
def test_category_is_seen_and_any_other_value_as_one(value: object, seen: tuple[float, ...]):
    assert features_of(slot("categorical", values=["good", "bad"]), value) == seen
