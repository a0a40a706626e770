"""Schemathesis against the running portal: every answer is as described, every call succeeds."""

from collections import defaultdict

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation

from portal.api.description import describe_api, describe_simulator
from portal.app import make_app
from portal.options import Options
from tests.acceptance.running import running
from tests.portal.client import CREDENTIALS, GRANT

API = schemathesis.openapi.from_dict(describe_api("http://127.0.0.1"))
CONTROLS = schemathesis.openapi.from_dict(describe_simulator("http://127.0.0.1"))
EXAMPLES = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
REACHED = defaultdict(set)
"""The statuses that each operation answered with."""


@pytest.fixture(scope="module")
def address():
    with running(make_app(Options(clock="2024-06-10"))) as at:
        yield at


class Approved:
    """What schemathesis can't guess: credentials, codes, and somebody who approves."""

    def __init__(self, at):
        self._at = at

    def codes(self):
        return httpx.post(f"{self._at}/oauth/device_authorization", auth=CREDENTIALS).json()

    def device_code(self):
        codes = self.codes()
        path = f"{self._at}/simulator/requests/{codes['user_code']}"
        httpx.post(path, json={"verdict": "approve", "citizen": 22})
        return codes["device_code"]

    def token(self):
        fields = {"grant_type": GRANT, "device_code": self.device_code()}
        answer = httpx.post(f"{self._at}/oauth/token", auth=CREDENTIALS, data=fields)
        return answer.json()["access_token"]


def check(case, at, **arguments):
    answer = case.call_and_validate(base_url=at, **arguments)
    REACHED[case.operation.label].add(answer.status_code)


def is_negated(case, location):
    component = case.meta.components.get(location)
    return component is not None and component.mode.is_negative


@API.parametrize()
@EXAMPLES
def test_the_api_is_as_described(case, address):
    approved = Approved(address)
    label = case.operation.label
    arguments = {}
    # Asked first: schemathesis looks at a changed case anew.
    is_positive = case.meta.generation.mode.is_positive
    if not is_negated(case, ParameterLocation.HEADER):
        case.headers.pop("Authorization", None)
        if label == "GET /api/v1/link-status":
            arguments["headers"] = {"Authorization": f"Bearer {approved.token()}"}
        else:
            arguments["auth"] = CREDENTIALS
    if label == "POST /oauth/token" and is_positive:
        case.body["device_code"] = approved.device_code()
    check(case, address, **arguments)


@CONTROLS.parametrize()
@EXAMPLES
def test_the_controls_are_as_described(case, address):
    if "user_code" in case.path_parameters and not is_negated(case, ParameterLocation.PATH):
        case.path_parameters["user_code"] = Approved(address).codes()["user_code"]
    if "number" in case.path_parameters and not is_negated(case, ParameterLocation.PATH):
        case.path_parameters["number"] = 1 + int(case.path_parameters["number"]) % 49
    check(case, address)


@pytest.mark.parametrize("schema", [API, CONTROLS], ids=["api", "controls"])
def test_every_operation_succeeded_at_least_once(schema):
    for operation in schema.get_all_operations():
        label = operation.ok().label
        assert any(200 <= status < 300 for status in REACHED[label]), (label, REACHED[label])
