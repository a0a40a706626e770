"""The raw ceiling: what uvicorn and one PostgreSQL insert a request can do, with no bot at all."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from storage.database import Database

database = Database(os.environ.get("CEILING_DATABASE_URL", "postgresql:///unset"))


async def insert(request: Request) -> JSONResponse:
    """Store the message and answer with a fixed text."""
    message: dict[str, Any] = await request.json()
    async with database.transaction() as connection:
        await connection.execute(
            text("INSERT INTO ceiling (sender, message) VALUES (:sender, :message)"), message
        )
    return JSONResponse([{"recipient_id": message["sender"], "text": "ok"}])


async def health(_request: Request) -> JSONResponse:
    """Answer as soon as the server listens."""
    return JSONResponse({"status": "ok"})


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Make the table before the first request."""
    async with database.transaction() as connection:
        await connection.execute(
            text("CREATE TABLE IF NOT EXISTS ceiling (id bigserial, sender text, message text)")
        )
    yield
    await database.dispose()


app = Starlette(
    routes=[Route("/webhooks/rest/webhook", insert, methods=["POST"]), Route("/health", health)],
    lifespan=lifespan,
)
