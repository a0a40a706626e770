import pytest

from tests.unit.channels.fake_services import OWN_PAGE

INTERNALS = "relation conversations of postgres://user:pass@host"


async def test_unknown_page_is_said_in_both_languages_the_visitors_first(browser):
    page = (await browser.get("/nowhere", headers={"Accept-Language": "en"})).text

    assert page.index("There is no such page") < page.index("Không có trang này")


@pytest.mark.parametrize("path", ["/webhooks/telegram", "/model/train", "/conversations/x"])
async def test_unknown_address_of_a_program_is_said_in_json(program, path):
    response = await program.get(path)

    assert response.status_code == 404
    assert set(response.json()) == {"error", "hint"}


async def test_failure_shows_no_internals_to_a_program(program, service):
    service.failure = RuntimeError(INTERNALS)
    response = await program.post("/webhooks/rest/webhook", json={"sender": "a", "message": "x"})

    assert response.status_code == 500
    assert set(response.json()) == {"error", "hint"}
    assert "postgres" not in response.text
    assert "Traceback" not in response.text


async def test_failure_shows_no_internals_to_a_citizen(browser, service):
    await browser.get("/chat")

    async def broken(*_):
        raise RuntimeError(INTERNALS)

    service.erase = broken
    response = await browser.post("/chat/clear", headers=OWN_PAGE)

    assert response.status_code == 500
    assert "Hệ thống đang trục trặc" in response.text
    assert "The service has a problem" in response.text
    assert "postgres" not in response.text
