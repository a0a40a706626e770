"""Rules of `content check` on reminders: broken in one place, they give exactly that finding."""

import shutil

import pytest

from bot.content.catalogue import ROOT, load_catalogue
from bot.content.check.deadlines import check_deadlines
from bot.errors import ContentError

STEP = "steps: [1]"
FIRST = "{brand}: Tu ngay mai 15/6/2024 chi dang nhap"


@pytest.fixture
def broken(tmp_path):
    """Replaces words in a copy of the content and returns what is found."""
    for folder in ("intents", "responses"):
        shutil.copytree(ROOT / folder, tmp_path / folder)

    def replace(old, new):
        path = tmp_path / "responses" / "deadlines.yml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return [one.problem for one in check_deadlines(load_catalogue(tmp_path))]

    return replace


def test_the_reminders_of_the_project_break_no_rule(broken):
    assert broken("sample:", "sample:") == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (FIRST, FIRST.replace("{brand}: ", ""), "does not begin with the brand"),
        (FIRST, FIRST.replace("15/6", "16/6"), "'date 2024-06-16' stands in none of its facts"),
        (FIRST, FIRST.replace("Tu ngay", "Từ ngay"), "ừ would more than double the price"),
        (FIRST, FIRST + " vneid.gov.vn", "has a link"),
        (FIRST, FIRST + " va dang ky moi noi tren ca nuoc", "2 segments"),
        ("goi {contact}", "goi cong an", "does not name 1900 0368"),
        ("steps: [1]", "steps: [2]", "says tomorrow"),
        (
            "facts: [sole-login-from-15-june-2024",
            "facts: [sole-login",
            "fact 'sole-login' does not",
        ),
    ],
)
def test_a_reminder_that_says_the_wrong_thing_is_found(broken, old, new, problem):
    assert any(problem in found for found in broken(old, new))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("steps: [7, 3]", "steps: [7, 30]", "step 30 has two texts"),
        ("steps: [7, 3]", "steps: [0]", "give 1 to 90 days"),
        ("id: old-accounts-1-july-2024", "id: portal-login-15-june-2024", "stands twice"),
        ("applies_to: [citizen]", "applies_to: [people]", "applies_to"),
    ],
)
def test_a_file_that_can_not_be_used_is_refused(broken, old, new, problem):
    with pytest.raises(ContentError, match=problem):
        broken(old, new)
