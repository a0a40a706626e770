import pytest

from tests.unit.channels.fake_services import ADDRESS, client_of

PUBLIC = "https://hoidap.example.vn"


@pytest.mark.parametrize("path", ["/chat/messages", "/chat/clear"])
@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": ADDRESS}, False),
        ({"Origin": ADDRESS}, True),
        ({"Origin": PUBLIC}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": f"{ADDRESS}.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
async def test_form_is_taken_from_our_own_page_only(service, path, headers, is_taken):
    async with client_of(service, public_url=PUBLIC + "/") as browser:
        response = await browser.post(path, data={"message": "x"}, headers=headers)

    assert (response.status_code == 303) is is_taken
    assert response.status_code in {303, 403}
    if not is_taken:
        assert service.received == []
