"""Reads an order from a request, and says what is wrong with it."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.citizens.registry import UnknownCitizen
from portal.errors import BadOption
from portal.simulator.orders import Order
from portal.web.bodies import BadBody, read_json

OrderT = TypeVar("OrderT", bound=Order)


async def read_order(request: Request, kind: type[OrderT]) -> OrderT:
    """Return the order in the body; raises BadBody or pydantic's ValidationError."""
    return kind.model_validate(await read_json(request))


def control(
    answer: Callable[..., Awaitable[Response]],
) -> Callable[..., Awaitable[Response]]:
    """Turn what was wrong with an order into an answer."""

    @wraps(answer)
    async def answer_or_explain(self: object, request: Request) -> Response:
        try:
            return await answer(self, request)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            return _refuse(f"{place}: {first['msg']}" if place else first["msg"], 422)
        except (BadBody, BadOption) as error:
            return _refuse(str(error), 422)
        except UnknownCitizen:
            return _refuse("there is no citizen of that number", 404)

    return answer_or_explain


def _refuse(error: str, status: int) -> Response:
    return JSONResponse({"error": error}, status)
