"""Every field of every answer: missing or of another kind it spoils the whole."""

import json

import httpx
import pytest

from bot.portal_client.outcomes import Untrusted
from tests.unit.portal_client.portal_answers import CALLS, MISSING, answering, changed

WRONG = {
    str: [None, 7, [], {}, True, "x" * 5000],
    bool: [None, 7, "yes", []],
    int: [None, "7", [], -1, float("inf")],
    dict: [None, 7, "x", [], {}],
    list: [None, 7, "x", {}, ["x"]],
    type(None): ["soon", [], -1, 10**9],
}
"""Values that no field of a kind may have."""


def paths(document, so_far=()):
    """Yield the place of every field."""
    for name, value in document.items():
        yield (*so_far, name)
        if isinstance(value, dict):
            yield from paths(value, (*so_far, name))


def inside(document, path):
    for name in path:
        document = document[name]
    return document


def worthless(good, path):
    """Yield values that must not be taken, and none at all."""
    if path == ("link", "linked_on"):
        yield from (7, "soon", [], True)
        return
    if path not in {("interval",), ("expires_in",)}:
        yield MISSING
    yield from WRONG[type(inside(good, path))]


FIELDS = [
    pytest.param(call, good, path, value, id=f"{name}-{'.'.join(path)}-{number}")
    for name, (call, good) in CALLS.items()
    for path in paths(good)
    for number, value in enumerate(worthless(good, path))
]


@pytest.mark.parametrize(("call", "good", "path", "value"), FIELDS)
async def test_a_field_that_is_missing_or_of_another_kind_spoils_the_answer(
    call, good, path, value
):
    text = json.dumps(changed(good, path, value))
    answer = httpx.Response(200, text=text, headers={"Content-Type": "application/json"})
    assert isinstance(await call(answering(answer)), Untrusted)
