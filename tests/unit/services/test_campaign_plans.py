"""What a second person approves."""

from datetime import datetime

import pytest

from bot.clock import VIETNAM
from bot.content.catalogue import ROOT
from bot.content.deadline_file import load_deadlines
from bot.knowledge.deadlines import Style
from bot.messages import Language
from bot.services.campaigns.budget import Budget
from bot.services.campaigns.plans import BadPlan, Plan, digest_of, make_plan
from bot.services.campaigns.windows import Window

DEADLINES = load_deadlines(ROOT / "responses" / "deadlines.yml").by_id
LOGIN = DEADLINES["portal-login-15-june-2024"]
MAY = datetime(2024, 5, 10, tzinfo=VIETNAM)


def plan(steps=(7, 3, 1), style=Style.PLAIN, now=MAY):
    return make_plan(LOGIN, steps, style, Window(), now)


def test_each_step_is_of_use_until_the_day_before_the_next():
    made = [
        (f"{step.due_at:%d/%m %H}", f"{step.useful_until:%d/%m %H}") for step in plan().schedule()
    ]

    assert made == [
        ("08/06 07", "11/06 22"),
        ("12/06 07", "13/06 22"),
        ("14/06 07", "14/06 22"),
    ]


@pytest.mark.parametrize("deadline", DEADLINES.values(), ids=DEADLINES.keys())
def test_every_deadline_has_a_text_for_the_usual_steps(deadline):
    assert deadline.steps == (30, 14, 7, 3, 1)


def test_vietnamese_is_without_marks_unless_they_are_asked_for():
    assert plan().segments(1, Language.VI) == 1
    marked = plan(style=Style.MARKS)
    assert marked.segments(1, Language.VI) > 1
    assert "Từ ngày mai" in marked.texts[1][Language.VI]
    assert marked.texts[1][Language.EN] == plan().texts[1][Language.EN]


def test_a_stored_plan_is_the_plan():
    assert Plan.from_json(plan().to_json()) == plan()


def test_any_change_of_a_plan_or_its_terms_gives_it_another_name():
    names = {
        digest_of(plan(), cap_vnd=1),
        digest_of(plan(), cap_vnd=2),
        digest_of(plan((7, 1)), cap_vnd=1),
        digest_of(plan(style=Style.MARKS), cap_vnd=1),
    }
    assert len(names) == 4
    assert digest_of(plan(), cap_vnd=1) in names


def test_a_step_without_a_text_is_refused():
    with pytest.raises(BadPlan, match="no text for T-5"):
        plan((5,))


def test_a_deadline_is_past_on_its_own_day():
    with pytest.raises(BadPlan, match="has passed"):
        plan(now=datetime(2024, 6, 15, tzinfo=VIETNAM))
    assert plan(now=datetime(2024, 6, 14, 23, tzinfo=VIETNAM))


@pytest.mark.parametrize(
    ("caps", "affordable"),
    [((None, None), 5), ((3, None), 3), ((None, 1_700), 2), ((4, 1_700), 2), ((0, None), 0)],
)
def test_the_tighter_cap_holds(caps, affordable):
    budget = Budget(cap_segments=caps[0], cap_vnd=caps[1], price_vnd=800, used_segments=0)

    assert budget.afford([1] * 5) == (affordable, affordable)


def test_a_text_that_does_not_fit_ends_it_even_if_a_shorter_one_would():
    budget = Budget(cap_segments=3, cap_vnd=None, price_vnd=0, used_segments=1)

    assert budget.afford([1, 2, 1]) == (1, 1)


def test_four_fifths_of_a_cap_are_near_its_end():
    budget = Budget(cap_segments=10, cap_vnd=None, price_vnd=0, used_segments=7)

    assert not budget.is_near_end()
    assert budget.is_near_end(1)
