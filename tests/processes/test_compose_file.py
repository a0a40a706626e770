"""docker-compose itself can read the file."""

import pytest

from tests.processes.compose import read_config

pytestmark = pytest.mark.processes


def test_docker_compose_takes_the_file_as_we_wrote_it():
    services = read_config()["services"]
    assert set(services) == {"database", "upgrade", "web", "worker", "portal"}
    waited_for = services["web"]["depends_on"]["upgrade"]
    assert waited_for == {"condition": "service_completed_successfully"}


def test_docker_compose_adds_the_channels():
    address = {"VNEID_PUBLIC_URL": "https://hoidap.example.vn"}
    account = {"VNEID_TWILIO_ACCOUNT_SID": "AC0", "VNEID_TWILIO_SENDER": "VNEID", **address}
    alone = read_config(**address)["services"]
    together = read_config("telegram", "sms", **account)
    for name in ("web", "worker"):
        service = together["services"][name]
        added = {one["source"] for one in service["secrets"]}
        assert added >= {"telegram_token", "telegram_secret", "twilio_auth_token", "database_url"}
        assert service["environment"].items() >= alone[name]["environment"].items()
        assert service["environment"]["VNEID_TWILIO_SENDER"] == "VNEID"


@pytest.mark.parametrize("name", ["web", "worker"])
def test_an_empty_address_of_the_portal_stays_empty(name):
    environment = read_config(VNEID_PORTAL_URL="")["services"][name]["environment"]
    assert environment["VNEID_PORTAL_URL"] == ""
