import pytest

from bot.messages import ChannelName
from storage.database import Database
from tests.integration.conversation.joining.people import Person, Service


@pytest.fixture
async def service(database: Database) -> Service:
    service = Service(database)
    async with database.transaction() as connection:
        await connection.exec_driver_sql("DELETE FROM join_tries")
    return service


@pytest.fixture
def web(service: Service) -> Person:
    return Person(service, ChannelName.WEB)


@pytest.fixture
def telegram(service: Service) -> Person:
    return Person(service, ChannelName.TELEGRAM)


@pytest.fixture
def sms(service: Service) -> Person:
    return Person(service, ChannelName.SMS)
