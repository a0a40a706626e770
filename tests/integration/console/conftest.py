"""The whole application on a database of the module's own, officers signed in, citizens who ask."""

import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
from pydantic import SecretStr

from bot.bootstrap_web import Application, make_application
from bot.clock import real_now
from bot.commands.demo_staff import PASSWORD, PEOPLE, TOTP_SECRET
from bot.console.access import COOKIE
from bot.console.services import ConsoleServices
from bot.services.campaigns.audience.uploads import Uploads
from bot.services.staff import Credentials, Staff
from bot.settings import Settings, load_settings
from bot.web import create_app
from storage import staff
from storage.database import Database

HOST = "http://127.0.0.1"
OWN_PAGE = {"Origin": HOST, "Accept-Language": "en"}
_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')
_VERSION = re.compile(r'name="version" value="(\d+)"')


@dataclass
class Browser:
    """A browser of one of the staff."""

    client: httpx.AsyncClient
    cookie: str = ""

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers)

    async def post(self, path: str, **fields: object) -> httpx.Response:
        """Sends a form with the token of this session, unless another is given."""
        if "token" not in fields:
            page = await self.client.get("/console/account")
            found = _TOKEN.search(page.text)
            fields["token"] = found.group(1) if found else ""
        return await self.client.post(path, data=fields)

    async def version(self, ticket: int) -> str:
        """The version of a ticket that its page shows."""
        page = await self.client.get(f"/console/tickets/{ticket}")
        return _VERSION.search(page.text).group(1)

    async def reply(self, ticket: int, text: str, version: str | None = None) -> httpx.Response:
        version = version or await self.version(ticket)
        return await self.post(
            f"/console/tickets/{ticket}/reply", reply=text, ticket=ticket, version=version
        )

    async def draft(self, ticket: int) -> str:
        """What stands in the reply box."""
        page = (await self.client.get(f"/console/tickets/{ticket}")).text
        return page.partition('<textarea id="reply"')[2].partition(">")[2].partition("</texta")[0]


@dataclass
class Citizen:
    """Somebody who writes through the REST channel."""

    client: httpx.AsyncClient
    sender: str

    async def say(self, text: str) -> list[str]:
        """Returns what came back."""
        answer = await self.client.post(
            "/webhooks/rest/webhook", json={"sender": self.sender, "message": text}
        )
        answer.raise_for_status()
        return [reply["text"] for reply in answer.json()]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def settings() -> Settings:
    return load_settings().model_copy(update={"encryption_key": SecretStr("integration" * 4)})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(settings: Settings, fresh_database_url: str) -> AsyncIterator[Application]:
    """The application, with the demo's synthetic staff."""
    parts = make_application(
        settings, fresh_database_url, secret_key="integration" * 4, insecure_rest=True
    )
    everybody = Staff(parts.core.database, parts.core.cipher, real_now)
    for login, name, role in PEOPLE:
        await everybody.add(Credentials(login, PASSWORD, TOTP_SECRET, ("aaaaa-bbbbb",)), name, role)
    yield parts
    await parts.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def database(desk: Application) -> Database:
    return desk.core.database


@asynccontextmanager
async def browsers(desk: Application, console: ConsoleServices) -> AsyncIterator[Callable]:
    """Makes browsers of a console: of one of the staff, signed in, or of nobody."""
    app, clients = create_app(desk.services, console), []

    async def make(login: str | None) -> Browser:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url=HOST, headers=OWN_PAGE)
        clients.append(client)
        if login is None:
            return Browser(client)
        async with desk.core.database.transaction() as connection:
            found = await staff.find(connection, login)
        cookie = await desk.console.sessions.begin(found.id, login, "Test")
        client.cookies.set(COOKIE, cookie, path="/console")
        return Browser(client, cookie)

    yield make
    for client in clients:
        await client.aclose()


@pytest_asyncio.fixture(loop_scope="module")
async def browser_of(desk: Application) -> AsyncIterator[Callable]:
    async with browsers(desk, desk.console) as make:
        yield make


@pytest_asyncio.fixture(loop_scope="module")
async def new_citizen(browser_of: Callable) -> Callable:
    async def make() -> Citizen:
        return Citizen((await browser_of(None)).client, secrets.token_hex(6))

    return make


@pytest_asyncio.fixture(loop_scope="module")
async def open_ticket(new_citizen: Callable, database: Database) -> Callable:
    """Has a citizen ask for a person, after saying something else."""

    async def make(text: str = "hello") -> int:
        citizen = await new_citizen()
        await citizen.say(text)
        await citizen.say("I want to talk to a person")
        async with database.transaction() as connection:
            found = await connection.exec_driver_sql("SELECT max(id) FROM tickets")
            return int(found.scalar_one())

    return make


@pytest_asyncio.fixture(loop_scope="module")
async def sent(database: Database) -> Callable:
    """What went out to the citizen of a ticket in an officer's name."""

    async def texts(ticket: int) -> list[str]:
        async with database.transaction() as connection:
            found = await connection.exec_driver_sql(
                "SELECT body ->> 'text' FROM deliveries JOIN tickets USING (conversation_id) "
                "WHERE purpose = 'officer' AND tickets.id = %s ORDER BY deliveries.id",
                (ticket,),
            )
            return list(found.scalars())

    return texts


PEOPLE_FILE = (
    "phone,language\n0911000001,vi\n0911000002,en\n0911000001,vi\n02438251234,vi\n8.49E+10,vi\n"
)
"""Two who can be reminded, one of them twice, and two that can't."""


@pytest.fixture
def run_imports(desk):
    """Does what a worker does with the imports that wait."""

    async def run():
        async with desk.core.database.transaction() as connection:
            found = await connection.exec_driver_sql(
                "DELETE FROM procrastinate_jobs WHERE task_name = 'import_audience' RETURNING args"
            )
            jobs = list(found.scalars())
        core = desk.core
        uploads = Uploads(core.database, core.addresses, core.cipher, real_now)
        for arguments in jobs:
            await uploads.run(**arguments)

    return run


@pytest.fixture
def upload():
    """Sends a file as a browser does."""

    async def send(browser, name, content=PEOPLE_FILE, **fields):
        page = (await browser.get("/console/account")).text
        token = re.search(r'name="token" value="([0-9a-f]+)"', page).group(1)
        form = {"token": token, "name": name, "legal_basis": "Decision 12, clause 3"} | fields
        body = content.encode() if isinstance(content, str) else content
        return await browser.client.post(
            "/console/audiences", data=form, files={"file": ("people.csv", body, "text/csv")}
        )

    return send


@pytest.fixture
def audit_of(database):
    """The login and the subject of the last line of the audit log about an act."""

    async def find(action):
        async with database.transaction() as connection:
            found = await connection.exec_driver_sql(
                "SELECT staff.login, subject FROM audit_entries JOIN staff ON staff.id = staff_id "
                "WHERE action = %s ORDER BY audit_entries.id DESC",
                (action,),
            )
            return found.first()

    return find
