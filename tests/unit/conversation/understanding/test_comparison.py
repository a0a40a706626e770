"""Two models are compared message by message."""

import pytest

from bot.conversation.understanding.comparison import compare


def report(*wrong):
    return {
        "wrong": [
            {"text": text, "style": "plain", "expected": "a", "understood": "b"} for text in wrong
        ]
    }


def test_only_messages_that_changed_count():
    comparison = compare(report("one", "two"), report("two", "three", "four"), 100)

    assert (comparison.gained, comparison.lost) == (2, 1)
    assert {change.text for change in comparison.changes if change.is_gain} == {"three", "four"}
    assert comparison.difference == pytest.approx(0.01)


def test_the_interval_is_that_of_a_paired_difference():
    comparison = compare(report(*"abc"), report(*"defghijklmn"), 100)

    low, high = comparison.interval
    assert low == pytest.approx(0.08 - 1.959964 * (14 - 64 / 100) ** 0.5 / 100)
    assert high == pytest.approx(0.08 + 1.959964 * (14 - 64 / 100) ** 0.5 / 100)


def test_the_chance_is_that_of_the_sign_test():
    assert compare(report(), report(*"abcdef"), 100).chance == pytest.approx(2 / 2**6)
    assert compare(report(*"abc"), report(*"def"), 100).chance == 1.0
    assert compare(report(), report(), 100).chance == 1.0
