"""The desk's file: read, refused with its line, and told in words."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.content.catalogue import ROOT
from bot.content.desk_file import load_desk
from bot.content.hours import format_hours, format_moment
from bot.errors import ContentError
from bot.knowledge.desk import Block, Priority
from bot.messages import Language

DESK = ROOT / "responses" / "desk.yml"


def test_the_operators_desk_is_read():
    desk = load_desk(DESK)
    assert desk.weekly[0] == (Block(time(7, 30), time(11, 30)), Block(time(13), time(17)))
    assert 5 not in desk.weekly
    assert desk.promises[Priority.URGENT].first_reply == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('monday: ["07:30-11:30", "13:00-17:00"]', "monday: []", "leave out a weekday"),
        ('monday: ["07:30-11:30",', 'monday: ["07:30-13:30",', "overlap"),
        ('monday: ["07:30-11:30",', 'monday: ["17:30-11:30",', "ends before it begins"),
        ('monday: ["07:30-11:30",', 'monday: ["morning",', "no time such as"),
        ("first_reply: 30 minutes", "first_reply: soon", "no duration such as"),
        ("  urgent: {first_reply: 30 minutes, resolution: 4 hours}\n", "", "nothing is promised"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, old, new, problem):
    path = tmp_path / "desk.yml"
    text = DESK.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=problem):
        load_desk(path)


def test_hours_are_told_in_both_languages():
    weekly = load_desk(DESK).weekly
    expected = {
        Language.VI: "thứ Hai–thứ Sáu 07:30–11:30, 13:00–17:00",
        Language.EN: "Monday–Friday 07:30–11:30, 13:00–17:00",
    }
    assert {one: format_hours(weekly, one) for one in Language} == expected


def test_a_moment_is_told_in_vietnams_time():
    at = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert format_moment(at, Language.VI) == "15:30 thứ Hai, 23/11/2026"
    assert format_moment(at, Language.EN) == "15:30 Monday, 23 November 2026"


def test_days_apart_are_not_told_as_a_row():
    block = Block(time(8), time(12))
    weekly = {0: (block,), 2: (block,), 3: (block,)}
    assert format_hours(weekly, Language.EN) == "Monday 08:00–12:00; Wednesday–Thursday 08:00–12:00"
