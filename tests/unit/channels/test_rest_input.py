import json

import pytest

WEBHOOK = "/webhooks/rest/webhook"
JSON = {"Content-Type": "application/json"}


def body(**fields):
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"\xff\xfe{}", 400),
        ('{"sender": "an", "message": "chào"}'.encode("utf-16"), 400),
        (b"", 400),
        (b"{", 400),
        (b"[" * 60_000, 400),
        (b'["sender", "message"]', 400),
        (b'"text"', 400),
        (b"9" * 5_000, 400),
        (body(message="x"), 400),
        (body(sender="an"), 400),
        (body(sender="", message="x"), 400),
        (body(sender="an", message=""), 400),
        (body(sender=1, message="x"), 400),
        (body(sender="an", message=["x"]), 400),
        (body(sender="an", message=None), 400),
        (body(sender="a" * 256, message="x"), 400),
        (body(sender="a\x00b", message="x"), 400),
        (body(sender="a\ud800b", message="x"), 400),
        (body(sender="an", message="x", message_id=7), 400),
        (body(sender="an", message="x", message_id="i" * 256), 400),
        (body(sender="an", message="x" * 100_000), 413),
    ],
)
async def test_body_that_cannot_be_used_is_refused_with_a_reason(program, service, sent, status):
    response = await program.post(WEBHOOK, content=sent, headers=JSON)

    assert response.status_code == status
    assert response.json()["error"]
    assert response.json()["hint"]
    assert service.received == []


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1", None],
)
async def test_body_of_another_type_is_refused(program, service, content_type):
    headers = {"Content-Type": content_type} if content_type else {}
    sent = body(sender="an", message="x")
    response = await program.post(WEBHOOK, content=sent, headers=headers)

    assert response.status_code == 415
    assert "application/json" in response.json()["hint"]
    assert service.received == []


async def test_body_with_its_character_set_named_is_taken(program):
    headers = {"Content-Type": 'application/json; charset="UTF-8"'}
    sent = body(sender="an", message="x")

    assert (await program.post(WEBHOOK, content=sent, headers=headers)).status_code == 200


async def test_reading_stops_where_a_body_without_length_grows_too_large(program):
    sent = 0

    async def endless():
        nonlocal sent
        while sent < 10_000_000:
            sent += 10_000
            yield b"x" * 10_000

    response = await program.post(WEBHOOK, content=endless(), headers=JSON)

    assert response.status_code == 413
    assert sent < 200_000


async def test_text_of_the_dialogues_own_limit_is_left_to_the_dialogue(program, service):
    response = await program.post(WEBHOOK, json={"sender": "an", "message": "x" * 20_000})

    assert response.status_code == 200
    assert len(service.received[0].text) == 20_000


@pytest.mark.parametrize("fields", [{}, {"text": ""}, {"text": 5}])
async def test_parse_of_no_text_is_refused(program, fields):
    assert (await program.post("/model/parse", json=fields)).status_code == 400


async def test_other_method_is_refused_as_json(program):
    response = await program.get(WEBHOOK)

    assert response.status_code == 405
    assert set(response.json()) == {"error", "hint"}
