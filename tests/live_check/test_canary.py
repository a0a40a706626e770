"""A hundred secrets, planted at every step in the spellings people use: none is kept anywhere."""

import itertools

import pytest
from prometheus_client import generate_latest

from bot.services.live_check.status import Status
from tests.log_output import log_output

NUMBERS = ["079123456789", "001202034567", "034088001122", "092301005566", "052199004433"]
PHONES = ["0912345678", "0387654321", "0908111222"]
CODES = ["482913", "771204", "330918"]
PASSWORDS = ["hoasen77", "Saigon2024!", "matkhau#9", "Qwerty88"]


def spelt(number):
    """Yield the ways people write a number."""
    yield number
    yield " ".join(number[i : i + 3] for i in range(0, len(number), 3))
    yield ".".join(number[i : i + 4] for i in range(0, len(number), 4))
    yield "-".join(number[i : i + 3] for i in range(0, len(number), 3))
    yield number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


FRAMES = {
    "id": (NUMBERS, ("{}", "cccd của tôi {} nhé", "my id is {}")),
    "phone": (PHONES, ("gọi em số {}",)),
    "code": (CODES, ("mã OTP {}", "otp: {}", "OTP của tôi là {}", "my otp is {}")),
    "password": (
        PASSWORDS,
        ("mật khẩu của tôi là {}", "mk: {}", "password: {}", "my password is {}"),
    ),
}


def planted():
    """Yield messages with a secret, and what of it may be found nowhere."""
    for kind, (secrets, frames) in FRAMES.items():
        for secret, frame in itertools.product(secrets, frames):
            for way in spelt(secret) if kind in {"id", "phone"} else (secret,):
                yield frame.format(way), {way, secret}


PLANTED = list(planted())
TABLES = "conversations inbound_messages events deliveries consents live_checks procrastinate_jobs"


@pytest.fixture
def written():
    with log_output("DEBUG") as output:
        yield output


async def test_a_hundred_secrets_are_found_in_no_row_log_line_or_metric(citizen, desk, written):
    assert len(PLANTED) >= 100
    quarter = len(PLANTED) // 4
    await plant(citizen, PLANTED[:quarter])
    await citizen.say("/start_live_check")
    await plant(citizen, PLANTED[quarter : 2 * quarter])
    if await desk.rows("SELECT FROM live_checks WHERE conversation_id = :id", id=_id(citizen)):
        raise AssertionError("a secret was taken for consent")
    await citizen.say("/affirm")
    await citizen.wait_until(Status.WAITING)
    await plant(citizen, PLANTED[2 * quarter : 3 * quarter])
    await citizen.decide("approve", 22)
    await citizen.wait_until(Status.CLOSED)
    await plant(citizen, PLANTED[3 * quarter :])
    kept = written.getvalue() + await everything(desk) + generate_latest().decode()
    for message, secrets in PLANTED:
        assert not [one for one in secrets if one in kept], message


async def plant(citizen, messages):
    for message, _ in messages:
        await citizen.say(message)


async def everything(desk):
    rows = []
    for table in TABLES.split():
        rows += await desk.rows(f"SELECT to_jsonb(t)::text AS row FROM {table} AS t")
    return "".join(row.row for row in rows)


def _id(citizen):
    return citizen.conversation_id
