"""Faults that break the connection, over a real one."""

import threading
import time

import httpx
import pytest

from portal.app import make_app
from portal.options import Options
from tests.acceptance.running import running
from tests.portal.client import CREDENTIALS, GRANT


@pytest.fixture(scope="module")
def address():
    with running(make_app(Options())) as at:
        yield at


@pytest.fixture
def approved_code(address):
    codes = httpx.post(f"{address}/oauth/device_authorization", auth=CREDENTIALS).json()
    path = f"{address}/simulator/requests/{codes['user_code']}"
    httpx.post(path, json={"verdict": "approve", "citizen": 22})
    return codes["device_code"]


def order(address, kind, **fields):
    answer = httpx.post(f"{address}/simulator/faults", json={"kind": kind, **fields})
    assert answer.status_code == 200


def poll(address, code, timeout=5.0):
    fields = {"grant_type": GRANT, "device_code": code}
    return httpx.post(f"{address}/oauth/token", auth=CREDENTIALS, data=fields, timeout=timeout)


def test_a_cut_comes_after_the_work_was_done(address, approved_code):
    order(address, "cut", operation="token")
    with pytest.raises(httpx.RemoteProtocolError):
        poll(address, approved_code)

    assert poll(address, approved_code).json()["error"] == "invalid_grant"


def test_a_timeout_comes_before_the_work_was_done(address, approved_code):
    order(address, "timeout", operation="token")
    with pytest.raises(httpx.ReadTimeout):
        poll(address, approved_code, timeout=0.3)

    assert poll(address, approved_code).status_code == 200


def test_a_held_connection_ends_without_an_answer(address, approved_code):
    order(address, "timeout", operation="token", seconds=0.2)
    with pytest.raises(httpx.RemoteProtocolError):
        poll(address, approved_code)

    assert poll(address, approved_code).status_code == 200


def test_one_slow_call_does_not_hold_up_the_others(address, approved_code):
    order(address, "latency", operation="metadata", seconds=2)
    metadata = f"{address}/.well-known/oauth-authorization-server"
    slow = threading.Thread(target=httpx.get, args=[metadata])
    slow.start()
    time.sleep(0.1)
    answer = poll(address, approved_code, timeout=1.5)
    assert slow.is_alive()
    slow.join()

    assert answer.status_code == 200
