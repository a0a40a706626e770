"""A small soak: with faults on a fifth of the calls every check ends, in the right state, once."""

from bot.messages import Language
from bot.services.live_check.status import Ending, Status
from tests.live_check.citizen import Citizen

CHECKS = 120
KINDS = (
    *("latency", "timeout", "too_many_requests", "server_error", "maintenance", "cut"),
    *("slow_down", "still_pending", "stale"),
    *("wrong_types", "missing_fields", "html", "huge", "redirect"),
)
HONEST = set(Ending) - {Ending.WITHDRAWN, Ending.BROKEN}


async def test_no_check_is_silent_wrong_or_told_twice(desk):
    plan = {"seed": 11, "share": 0.2, "kinds": KINDS, "seconds": 0.02}
    await desk.simulator("PUT", "/plan", plan)
    endings = []
    for number in range(CHECKS):
        citizen = Citizen(desk, f"soak{number}", Language.EN if number % 2 else Language.VI)
        known = 1 + number % 49
        await citizen.agree()
        await citizen.wait_until(Status.WAITING, Status.CLOSED)
        if (await citizen.check()).status == Status.WAITING:
            await citizen.decide("refuse" if number % 15 == 0 else "approve", known)
        closed = await citizen.wait_until(Status.CLOSED)
        told = await desk.rows(
            """SELECT text FROM inbound_messages WHERE conversation_id = :id
               AND text ~ '^/external_link_(result|failed)' AND jsonb_array_length(replies) > 0""",
            id=citizen.conversation_id,
        )
        assert len(told) == 1
        assert closed.outcome in HONEST
        assert closed.secret is None
        if closed.outcome == Ending.FOUND:
            one = await desk.simulator("GET", f"/citizens/{known}")
            assert f'"live_state":"{one["status"]["result"]["state"]}"' in told[0].text
        endings.append(closed.outcome)
    assert endings.count(Ending.FOUND) > CHECKS * 0.8
