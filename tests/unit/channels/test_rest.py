from bot.messages import ChannelName, Reply

WEBHOOK = "/webhooks/rest/webhook"


async def test_message_is_answered_in_the_shape_of_rasa(program, service):
    response = await program.post(WEBHOOK, json={"sender": "an", "message": "hạn là khi nào"})

    assert response.status_code == 200
    assert response.json() == [
        {
            "recipient_id": "an",
            "text": "Trả lời.",
            "buttons": [{"title": "Cách liên kết", "payload": "/faq_link-overview"}],
        },
        {"recipient_id": "an", "text": "Nguồn: Công văn 3701."},
    ]
    assert service.received[0].channel is ChannelName.REST
    assert service.received[0].text == "hạn là khi nào"


async def test_message_with_a_lone_surrogate_reaches_the_dialogue(program, service):
    body = b'{"sender": "an", "message": "a \\ud800 b \\u0000"}'
    response = await program.post(
        WEBHOOK, content=body, headers={"Content-Type": "application/json"}
    )

    assert response.status_code == 200
    assert service.received[0].text == "a \ud800 b \x00"


async def test_message_without_an_id_is_new_each_time(program, service):
    for _ in range(2):
        await program.post(WEBHOOK, json={"sender": "an", "message": "chào"})

    assert len(service.all_turns) == 2


async def test_message_with_a_known_id_is_answered_from_the_store(program, service):
    first = await program.post(WEBHOOK, json={"sender": "an", "message": "x", "message_id": "1"})
    service.replies = (Reply("Khác."),)
    again = await program.post(WEBHOOK, json={"sender": "an", "message": "x", "message_id": "1"})

    assert again.json() == first.json()
    assert len(service.all_turns) == 1


async def test_idempotency_key_names_the_message(program, service):
    await program.post(
        WEBHOOK, json={"sender": "an", "message": "x"}, headers={"Idempotency-Key": "k-1"}
    )

    assert service.received[0].message_id == "k-1"


async def test_no_reply_is_an_empty_list_while_a_person_owns_the_conversation(program, service):
    service.replies = ()
    response = await program.post(WEBHOOK, json={"sender": "an", "message": "x"})

    assert response.json() == []


async def test_text_is_parsed_without_a_turn(program, service):
    response = await program.post("/model/parse", json={"text": "chào"})

    assert response.json()["intent"]["name"] == "greet"
    assert service.received == []


async def test_tracker_is_told_of_a_known_sender_even_with_a_slash(program, service):
    service.trackers["nhà/an"] = {"sender_id": "nhà/an", "events": []}
    response = await program.get("/conversations/nhà%2Fan/tracker")

    assert response.json() == {"sender_id": "nhà/an", "events": []}


async def test_tracker_of_an_unknown_sender_is_not_found(program):
    response = await program.get("/conversations/nobody/tracker")

    assert response.status_code == 404
    assert set(response.json()) == {"error", "hint"}


async def test_status_names_the_model(program):
    assert (await program.get("/status")).json()["model_id"] == "model-1"


async def test_health_is_open_to_all(browser):
    assert (await browser.get("/webhooks/rest/")).json() == {"status": "ok"}
