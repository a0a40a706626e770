import pytest

from bot.errors import SettingsError
from bot.observability.redaction import REMOVED, describe, describe_chain, mask_digits, redact
from storage.errors import DatabaseFull


def redacted(**event):
    return redact(None, "info", event)


@pytest.mark.parametrize(
    "text",
    ["0912345678", "+84 912 345 678", "0912.345.678", "0912-345-678", "001099012345", "482913"],
)
def test_numbers_of_people_are_masked(text):
    assert mask_digits(f"gọi {text} nhé") == "gọi ###### nhé"


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-15",
        "15/6/2024",
        "port 5432",
        "a1b2c3d4-1111-2222",
        "3701/VPCP",
        "v3.11.7",
        "on http://127.0.0.1:8080",
    ],
)
def test_other_digits_stay(text):
    assert mask_digits(text) == text


@pytest.mark.parametrize("key", ["text", "message", "sender_id", "phone", "Token", "password"])
def test_private_keys_are_emptied(key):
    assert redacted(**{key: "anything"})[key] == REMOVED


def test_private_keys_are_found_inside_other_values():
    event = redacted(request={"payload": "x", "steps": [{"otp": "1"}, "0912345678"]})

    assert event["request"] == {"payload": REMOVED, "steps": [{"otp": REMOVED}, "######"]}


def test_long_integers_are_masked_and_figures_stay():
    assert redacted(chat=84912345678, status=200, ms=1.5, is_new=True, gap=None) == {
        "chat": "######",
        "status": 200,
        "ms": 1.5,
        "is_new": True,
        "gap": None,
    }


def test_unknown_objects_are_named_by_their_type():
    assert redacted(thing=object())["thing"] == "<object>"


def test_values_nested_without_end_are_cut():
    loop = {}
    loop["again"] = loop

    assert REMOVED in str(redacted(loop=loop))


def test_message_of_a_foreign_error_is_not_told():
    assert describe(ValueError("mật khẩu là abc")) == "ValueError"


@pytest.mark.parametrize("kind", [SettingsError, DatabaseFull, ConnectionRefusedError])
def test_message_of_our_own_and_the_systems_errors_is_told(kind):
    assert describe(kind("set X")) == f"{kind.__name__}: set X"


def fail_because_of_another():
    try:
        int("mật khẩu")
    except ValueError as cause:
        raise SettingsError("set X") from cause


def test_chain_names_causes_and_places():
    try:
        fail_because_of_another()
    except SettingsError as error:
        chain = describe_chain(error)

    assert [link["error"] for link in chain] == ["SettingsError: set X", "ValueError"]
    assert "test_redaction.py" in chain[0]["at"][0]
    assert "khẩu" not in str(chain)
