import json
import logging

import pytest
import structlog
from structlog.testing import capture_logs

from tests.log_output import log_output


@pytest.fixture
def lines():
    """Lines written so far, parsed."""
    with log_output() as output:
        yield lambda: [json.loads(line) for line in output.getvalue().splitlines()]


def fail():
    raise ValueError("mật khẩu là abc")


def test_line_is_json_without_the_citizen(lines):
    structlog.get_logger("bot.test").info("turn", text="mật khẩu", note="gọi 0912345678", ms=2)
    (line,) = lines()

    assert line["event"] == "turn"
    assert line["text"] == "[removed]"
    assert line["note"] == "gọi ######"
    assert line["level"] == "info"
    assert line["logger"] == "bot.test"
    assert line["timestamp"].endswith("Z")


def test_line_of_another_library_goes_the_same_way(lines):
    logging.getLogger("foreign").warning("sent to %s", "0912345678", extra={"token": "t"})
    (line,) = lines()

    assert line["event"] == "sent to ######"
    assert line["token"] == "[removed]"  # noqa: S105


@pytest.mark.parametrize("name", ["uvicorn.error", "bot.test"])
def test_exception_is_told_by_type_and_place_only(lines, name):
    try:
        fail()
    except ValueError:
        logging.getLogger(name).exception("failed")
    (line,) = lines()

    assert line["exception"][0]["error"] == "ValueError"
    assert "test_logs.py" in line["exception"][0]["at"][0]
    assert "abc" not in json.dumps(line)


def test_exception_of_our_own_logger_is_told_the_same_way(lines):
    try:
        fail()
    except ValueError:
        structlog.get_logger("bot.test").exception("failed")
    (line,) = lines()

    assert line["exception"][0]["error"] == "ValueError"
    assert "abc" not in json.dumps(line)


def test_uvicorns_own_access_line_is_off(lines):
    logging.getLogger("uvicorn.access").info("GET /chat?token=secret")

    assert lines() == []


def test_output_is_told_apart_from_that_of_the_configuration_before_it():
    """A logger that remembers its first configuration would go on writing to the old output."""
    log = structlog.get_logger("bot.test")
    with log_output() as first:
        log.info("one")
    with log_output() as second:
        log.info("two")

    assert "two" not in first.getvalue()
    assert "two" in second.getvalue()


def test_lines_can_be_captured_after_another_configuration():
    log = structlog.get_logger("bot.test")
    with log_output():
        log.info("one")
    with capture_logs() as captured:
        log.info("two")

    assert [line["event"] for line in captured] == ["two"]
