import pytest
from structlog.testing import capture_logs

MESSAGE = {"sender": "an", "message": "gọi 0912345678"}


async def figures(client):
    return (await client.get("/metrics")).text


async def test_alive_whatever_the_checks_say(browser, service):
    service.checks = {"database": "gone"}

    assert (await browser.get("/healthz")).json() == {"status": "alive"}


async def test_ready_with_good_checks(browser):
    response = await browser.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"] == {"database": "ok"}


async def test_not_ready_says_why(browser, service):
    service.checks = {"database": "set VNEID_DATABASE_URL", "model": True}
    response = await browser.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["database"] == "set VNEID_DATABASE_URL"


async def test_turn_is_counted_by_channel_outcome_and_language(program):
    await program.post("/webhooks/rest/webhook", json=MESSAGE)
    text = await figures(program)

    counted = 'vneid_messages_total{channel="rest",language="vi",outcome="answered"} 1.0'
    assert counted in text
    assert 'vneid_turn_seconds_count{channel="rest"} 1.0' in text


async def test_turn_that_raises_is_counted_as_failed(program, service):
    service.failure = RuntimeError()
    await program.post("/webhooks/rest/webhook", json=MESSAGE)
    text = await figures(program)

    assert 'vneid_messages_total{channel="rest",language="none",outcome="failed"} 1.0' in text
    assert 'route="/webhooks/rest/webhook",status="500"} 1.0' in text


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/conversations/0912345678/tracker", "/conversations/{sender_id:path}/tracker"),
        ("/0912345678", "unknown"),
    ],
)
async def test_request_is_counted_by_its_route_not_its_address(program, path, route):
    await program.get(path)
    text = await figures(program)

    assert f'vneid_http_requests_total{{method="GET",route="{route}",status="404"}} 1.0' in text
    assert "0912345678" not in text


async def test_unknown_method_makes_no_series_of_its_own(program):
    await program.request("BREW0912345678", "/chat")

    assert "BREW" not in await figures(program)


async def test_process_is_measured(program):
    assert "process_resident_memory_bytes" in await figures(program)


async def test_request_is_logged_once_without_text_sender_or_token(program):
    with capture_logs() as lines:
        await program.post("/webhooks/rest/webhook?token=right", json=MESSAGE)

    (line,) = lines
    assert line["route"] == "/webhooks/rest/webhook"
    assert line["status"] == 200
    assert line["ms"] >= 0
    assert set(line) == {"event", "log_level", "method", "route", "status", "ms"}
