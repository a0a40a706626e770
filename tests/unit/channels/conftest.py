import pytest

from tests.unit.channels.fake_services import FakeService, client_of


@pytest.fixture
def service():
    return FakeService()


@pytest.fixture
async def browser(service):
    async with client_of(service) as client:
        yield client


@pytest.fixture
async def program(service):
    """A REST client that knows the token."""
    async with client_of(service) as client:
        client.headers["Authorization"] = "Bearer right"
        yield client
