"""The compose file starts what there is, as nobody special, with its secrets as files."""

import re

import pytest
import yaml

from bot.cli import COMMANDS
from bot.settings import PREFIX, Settings
from tests.architecture.source_tree import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OF_UVICORN = "FORWARDED_ALLOW_IPS"
OURS = {name: one for name, one in SERVICES.items() if one["image"] == "vneid-support-bot"}
CHANNELS = {
    name: yaml.safe_load((ROOT / f"docker-compose.{name}.yml").read_text(encoding="utf-8"))
    for name in ("telegram", "sms")
}
LASTING = {name: one for name, one in SERVICES.items() if name != "upgrade"}


def test_every_part_of_the_service_is_there():
    assert set(SERVICES) == {"database", "upgrade", "web", "worker", "portal"}


@pytest.mark.parametrize("name", OURS)
def test_a_command_exists_and_runs_as_nobody_special(name):
    program, command, *_ = OURS[name]["command"]
    assert program == "vneid-bot"
    assert command in COMMANDS
    assert OURS[name]["user"] == "10001"
    assert OURS[name]["cap_drop"] == ["ALL"]


def test_the_image_has_that_user():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "--uid 10001" in dockerfile
    assert re.search(r"^USER vneid$", dockerfile, re.MULTILINE)


@pytest.mark.parametrize("name", OURS)
def test_the_image_holds_every_package(name):
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert f"COPY {'portal' if name == 'portal' else 'bot'} " in dockerfile


@pytest.mark.parametrize("file", [COMPOSE, *CHANNELS.values()], ids=["all", *CHANNELS])
def test_every_variable_is_a_setting_and_no_secret_stands_in_it(file):
    for service in OURS.keys() & file["services"].keys():
        definition = file["services"][service]
        for variable, value in definition.get("environment", {}).items():
            if variable == OF_UVICORN:
                continue
            setting = variable.removeprefix(PREFIX).removesuffix("_FILE").lower()
            assert setting in Settings.model_fields
            is_secret = "SecretStr" in str(Settings.model_fields[setting].annotation)
            assert variable.endswith("_FILE") is is_secret
            if is_secret:
                assert value == f"/run/secrets/{setting}"
                assert setting in definition["secrets"]


@pytest.mark.parametrize("file", [COMPOSE, *CHANNELS.values()], ids=["all", *CHANNELS])
def test_every_secret_is_a_file_that_the_runbook_makes(file):
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    for service in file["services"].values():
        for secret in service.get("secrets", []):
            assert file["secrets"][secret] == {"file": f"./secrets/{secret}"}
            assert f"> secrets/{secret}" in runbook


@pytest.mark.parametrize("file", [".gitignore", ".dockerignore"])
def test_secrets_reach_neither_the_repository_nor_the_image(file):
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    assert {"secrets", ".env"} <= {line.strip("/") for line in lines}


def test_live_checks_are_switched_off_by_an_empty_address():
    for name in ("web", "worker"):
        asked = SERVICES[name]["environment"]["VNEID_PORTAL_URL"]
        assert asked == "${VNEID_PORTAL_URL-http://portal:8090}", "with :- it would come back"


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_starts_only_with_an_address_for_its_provider(name):
    address = CHANNELS[name]["services"]["web"]["environment"]["VNEID_PUBLIC_URL"]
    assert address.startswith("${VNEID_PUBLIC_URL:?")


def test_every_setting_of_text_messages_reaches_the_containers():
    given = CHANNELS["sms"]["services"]["web"]["environment"]
    wanted = {name for name in Settings.model_fields if name.startswith(("sms_", "twilio_"))}
    not_for_others = {"sms_console", "twilio_api_url"}
    passed = {name.removeprefix(PREFIX).removesuffix("_FILE").lower() for name in given}
    assert wanted - not_for_others <= passed


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_is_switched_on_where_it_answers_and_where_it_sends(name):
    services = CHANNELS[name]["services"]
    assert services.keys() == {"web", "worker"}
    assert services["web"] == services["worker"]


@pytest.mark.parametrize("name", LASTING)
def test_whatever_lasts_is_watched_and_started_again(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker"])
def test_the_tables_are_made_before_anything_reads_them(name):
    wanted = {
        "database": {"condition": "service_healthy"},
        "upgrade": {"condition": "service_completed_successfully"},
    }
    assert SERVICES[name]["depends_on"] == wanted


@pytest.mark.parametrize("name", SERVICES)
def test_no_port_is_open_to_the_world(name):
    for port in SERVICES[name].get("ports", []):
        assert port.startswith("127.0.0.1:")
