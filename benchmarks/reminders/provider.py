"""A text message provider, a process of its own: outlives workers, fails as real ones do.

It takes what it is given, never tells two requests of one reminder apart, and remembers both:
what is sent twice is seen twice.
"""

import asyncio
import os
import random
from collections import defaultdict

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_random = random.Random(int(os.environ.get("PROVIDER_SEED", "1")))  # noqa: S311 - faults
_faults = float(os.environ.get("PROVIDER_FAULTS", "0"))
"""Share of requests that go wrong, in each of four ways."""
_taken: dict[int, list[str]] = defaultdict(list)


async def take(request: Request) -> Response:
    """Take a message, or fail before or after it was taken."""
    message = await request.json()
    reference, draw = int(message["reference"]), _random.random() / (_faults or 1e-9)
    if draw < 1:
        return JSONResponse({"code": "busy"}, 503)
    if draw < 2:  # noqa: PLR2004 - the second way
        return JSONResponse({"code": "21614"}, 400)
    _taken[reference].append(message["text"])
    if draw < 3:  # noqa: PLR2004 - the third: stored, and the answer is lost
        return JSONResponse({"code": "broken"}, 500)
    if draw < 4:  # noqa: PLR2004 - the fourth: stored, and slow to say so
        await asyncio.sleep(_random.random())
    return JSONResponse({"id": f"P{reference}"}, 201)


async def look_up(request: Request) -> Response:
    """Say whether a reminder was taken."""
    reference = request.path_params["reference"]
    if reference in _taken:
        return JSONResponse({"id": f"P{reference}"})
    return JSONResponse({}, 404)


async def tell(_request: Request) -> Response:
    """Say how often each reminder was taken, where that is not once, and which were."""
    often = {reference: len(texts) for reference, texts in _taken.items() if len(texts) > 1}
    return JSONResponse({"taken": sorted(_taken), "more_than_once": often})


app = Starlette(
    routes=[
        Route("/messages", take, methods=["POST"]),
        Route("/messages/{reference:int}", look_up),
        Route("/log", tell),
    ]
)
