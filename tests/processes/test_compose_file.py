"""docker-compose itself can read the file."""

import pytest

from tests.processes.compose import read_config

pytestmark = pytest.mark.processes


def test_docker_compose_takes_the_file_as_we_wrote_it():
    services = read_config()["services"]
    assert set(services) == {"database", "upgrade", "web", "worker", "portal"}
    waited_for = services["web"]["depends_on"]["upgrade"]
    assert waited_for == {"condition": "service_completed_successfully"}
