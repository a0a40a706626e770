"""On a day, for an account, the variation that speaks to it most closely is chosen."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.accounts import WIDER, AccountType
from bot.knowledge.tense import Tense
from bot.knowledge.variations import Variation, candidates

FIRST, LAST = date(2024, 6, 15), date(2024, 6, 30)
TODAY = date(2026, 11, 21)


def variation(
    name: str, *accounts: AccountType, first: date | None = None, last: date | None = None
) -> Variation:
    return Variation(
        name=name, text=name, accounts=frozenset(accounts), valid_from=first, valid_to=last
    )


def names(found: Iterable[Variation]) -> list[str]:
    return [one.name for one in found]


GENERAL = variation("general")
ENTERPRISE = variation("enterprise", AccountType.ENTERPRISE, AccountType.ORGANISATION)
CHILD = variation("child", AccountType.UNDER_14)
SMALL_CHILD = variation("small child", AccountType.UNDER_6)
EVERY_ACCOUNT = (GENERAL, ENTERPRISE, CHILD, SMALL_CHILD)


@pytest.mark.parametrize(
    ("account", "chosen"),
    [
        (AccountType.CITIZEN, "general"),
        (AccountType.AGENCY, "general"),
        (AccountType.ORGANISATION, "enterprise"),
        (AccountType.ENTERPRISE, "enterprise"),
        (AccountType.UNDER_14, "child"),
        (AccountType.FROM_6_TO_13, "child"),
        (AccountType.UNDER_6, "small child"),
    ],
)
def test_variation_that_names_the_account_wins(account: AccountType, chosen: str):
    assert names(candidates(EVERY_ACCOUNT, TODAY, account)) == [chosen]


def test_age_falls_back_to_the_general_variation_when_no_child_is_named():
    assert names(candidates([GENERAL, ENTERPRISE], TODAY, AccountType.UNDER_6)) == ["general"]


def test_wider_type_never_takes_the_variation_of_an_age():
    assert names(candidates([SMALL_CHILD], TODAY, AccountType.UNDER_14)) == []


@pytest.mark.parametrize(
    ("day", "is_valid"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_both_ends_of_a_period_belong_to_it(day: date, is_valid: bool):
    assert variation("June", first=FIRST, last=LAST).is_valid_on(day) is is_valid


def test_named_variation_out_of_its_period_leaves_the_general_one():
    past = variation("then", AccountType.ENTERPRISE, last=LAST)
    assert names(candidates([GENERAL, past], TODAY, AccountType.ENTERPRISE)) == ["general"]


def test_two_candidates_are_both_returned_when_content_is_ambiguous():
    twin = variation("twin")
    assert names(candidates([GENERAL, twin], TODAY, AccountType.CITIZEN)) == ["general", "twin"]


def test_facts_are_told_in_force_first_then_announced_then_past():
    told = Variation(
        name="told",
        text="",
        facts={Tense.PAST: ("c",), Tense.IN_FORCE: ("a", "z"), Tense.ANNOUNCED: ("b",)},
    )
    assert told.fact_ids == ("a", "z", "b", "c")


DAYS = st.dates(date(2024, 1, 11), date(2024, 3, 31))
ACCOUNTS = st.frozensets(st.sampled_from(AccountType), max_size=3)


@st.composite
def periods(draw: st.DrawFn) -> list[Variation]:
    """A response as authors write it: for each group of accounts, periods without a gap."""
    turns = sorted(draw(st.sets(DAYS, max_size=4)))
    groups = [frozenset[AccountType](), *draw(st.lists(ACCOUNTS.filter(bool), max_size=3))]
    taken: set[AccountType] = set()
    written = []
    for number, group in enumerate(groups):
        accounts = group - taken
        taken |= accounts
        if number and not accounts:
            continue
        starts = [None, *turns]
        ends = [*(turn - timedelta(days=1) for turn in turns), None]
        written += [
            variation(f"{number}.{first}", *accounts, first=first, last=last)
            for first, last in zip(starts, ends, strict=True)
        ]
    return draw(st.permutations(written))


@given(periods(), DAYS, st.sampled_from(AccountType))
def test_exactly_one_is_chosen_when_periods_meet_without_gap_or_overlap(
    written: list[Variation], day: date, account: AccountType
):
    assert len(candidates(written, day, account)) == 1


VARIATIONS = st.builds(
    Variation,
    name=st.text(max_size=3),
    text=st.just(""),
    accounts=ACCOUNTS,
    valid_from=st.none() | DAYS,
    valid_to=st.none() | DAYS,
)


@given(st.lists(VARIATIONS, max_size=8), DAYS, st.sampled_from(AccountType))
def test_candidates_are_valid_that_day_and_equally_close(
    written: list[Variation], day: date, account: AccountType
):
    found = candidates(written, day, account)
    assert all(one.is_valid_on(day) for one in found)
    closeness = {
        account in one.accounts or (WIDER.get(account) in one.accounts and "wider") or None
        for one in found
    }
    assert len(closeness) <= 1
    assert all(one.accounts == frozenset() for one in found) or closeness <= {True, "wider"}
