"""`vneid-bot ask --jsonl`: whatever a line holds, it gets exactly one line of JSON."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.commands.asking import Asking

GOOD = {"id": "good", "text": "đăng nhập bằng gì"}


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> Asking:
    return Asking(monkeypatch)


def with_text(text: str) -> bytes:
    return json.dumps({"id": "bad", "text": text}).encode()


UNREADABLE = [
    (b"not json", None, "not JSON"),
    (b"{", None, "not JSON"),
    (b"{'text': 'a'}", None, "not JSON"),
    (b'{"id": NaN, "text": "a"}', None, "not JSON"),
    (b'{"id": -Infinity, "text": "a"}', None, "not JSON"),
    (b'{"id": ' + b"9" * 5000 + b"}", None, "not JSON"),
    (b"[" * 200_000, None, "not JSON"),
    (b'{"id":"deep","text":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, None, "not JSON"),
    (b"\xff\xfe\x00", None, "not JSON"),
    (b"[1, 2]", None, "dictionary"),
    (b'"a"', None, "dictionary"),
    (b"null", None, "dictionary"),
    (b"7", None, "dictionary"),
    (b'{"id": 7}', 7, "text: Field required"),
    (b'{"id": 7, "text": null}', 7, "text: "),
    (b'{"id": 7, "text": 5}', 7, "text: "),
    (b'{"id": 7, "text": ["a"]}', 7, "text: "),
    (b'{"id": 7, "text": "a", "as_of": "2024-13-01"}', 7, "as_of: "),
    (b'{"id": 7, "text": "a", "as_of": "soon"}', 7, "as_of: "),
    (b'{"id": 7, "text": "a", "channel": "fax"}', 7, "channel: "),
    (b'{"id": 7, "text": "a", "locale": "fr"}', 7, "locale: "),
    (b'{"id": 7, "text": "a", "day": "2024-06-10"}', 7, "day: "),
    (b'{"id": 7, "text": "a", "\\ud800": 1}', 7, ""),
    (b'{"id": {"a": 1}, "text": "a"}', {"a": 1}, "id"),
]


@pytest.mark.parametrize(("line", "known_id", "error"), UNREADABLE)
def test_line_that_can_not_be_read_gets_its_own_error(
    asking: Asking, line: bytes, known_id: Any, error: str
):
    bad, good = asking.each(line, GOOD)
    assert bad["outcome"] == "error"
    assert bad["id"] == known_id
    assert error in bad["error"]
    assert (good["id"], good["outcome"]) == ("good", "answered")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("\ud800", "clarify"),
        ("đăng nhập bằng gì\ud800", "answered"),
        ("\x00\x00", "clarify"),
        ("đăng nhập\x00 bằng gì", "answered"),
        ("a" * 100_000, "clarify"),
        ("đăng nhập bằng gì? " * 10_000, "clarify"),
        ("<script>alert(1)</script><b>OTP</b>", "clarify"),
        ("'; DROP TABLE conversations; --", "clarify"),
        ("{x} {account} {{7*7}} ${7*7} %s %(day)s", "clarify"),
        ("đăng nhập bằng gì" + "".join(map(chr, range(0xE0041, 0xE005B))), "answered"),
        ("đ\u200bă\u200bn\u200bg nhập bằng gì\u202e", "answered"),
        ("", "clarify"),
        ("   \t ", "clarify"),
        ("👍🏽👨‍👩‍👧", "clarify"),
        ("/", "clarify"),
        ('/faq_no-such-topic{"account_type":', "clarify"),
        ("\\ud800\\u0000", "clarify"),
    ],
)
def test_bad_text_is_answered_and_the_next_line_too(asking: Asking, text: str, outcome: str):
    bad, good = asking.each(with_text(text), GOOD)
    assert (bad["id"], bad["outcome"]) == ("bad", outcome)
    assert bad["replies"]
    assert all(reply["text"].strip() for reply in bad["replies"])
    assert (good["id"], good["outcome"]) == ("good", "answered")


def test_template_in_a_text_is_not_filled_in(asking: Asking):
    [row] = asking.each(with_text("{account} {day} {{7*7}}"))
    assert "49" not in str(row["replies"])
    assert "công dân" not in str(row["replies"])


def test_bytes_that_are_no_text_are_replaced(asking: Asking):
    bad, good = asking.each(b'{"id": "bad", "text": "xin ch\xff\xe0o \xc3"}', GOOD)
    assert (bad["id"], bad["outcome"]) == ("bad", "clarify")
    assert good["outcome"] == "answered"


def test_ten_questions_get_one_line(asking: Asking):
    [row] = asking.each(with_text("đăng nhập bằng gì? mã OTP đưa ai? " * 5))
    assert row["outcome"] in {"answered", "clarify"}
    assert 1 <= len(row["replies"]) <= 3


@pytest.mark.parametrize("broken", ["id", "conversation"])
def test_half_character_in_a_name_breaks_nothing(asking: Asking, broken: str):
    line = json.dumps({"text": "xin chào", broken: "\ud800"}).encode()
    bad, good = asking.each(line, GOOD)
    assert bad["outcome"] in {"answered", "error"}
    assert good["outcome"] == "answered"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1970-01-01", "2035-06-10"])
def test_day_at_the_end_of_time_is_answered(asking: Asking, day: str):
    [row] = asking.each({"text": "đăng nhập bằng gì", "as_of": day})
    assert row["outcome"] == "answered"


def test_empty_lines_are_passed_over(asking: Asking):
    finished = asking.run("--jsonl", lines=b"\n  \n\r\n" + json.dumps(GOOD).encode() + b"\r\n\n")
    assert finished.exit_code == 0
    assert len(finished.stdout.splitlines()) == 1


def test_nothing_at_all_is_no_fault(asking: Asking):
    finished = asking.run("--jsonl", lines=b"")
    assert (finished.exit_code, finished.stdout) == (0, "")


def test_mark_that_some_editors_begin_a_file_with_is_passed_over(asking: Asking):
    [row] = asking.each(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert row["outcome"] == "answered"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200).filter(lambda line: line.strip()))
def test_any_bytes_get_one_line_for_each_of_theirs(asking: Asking, line: bytes):
    finished = asking.run("--jsonl", lines=line + b"\n" + json.dumps(GOOD).encode() + b"\n")
    assert finished.exit_code == 0, finished.exception
    rows = [json.loads(row) for row in finished.stdout_bytes.decode().split("\n") if row]
    lines = [one.decode("utf-8-sig", "replace").strip() for one in line.split(b"\n")]
    assert len(rows) == 1 + sum(1 for one in lines if one)
    assert rows[-1]["id"] == "good"
