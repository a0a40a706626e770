"""Where the documents disagree on dates and on who is meant, the answer says which holds, and when.

The disagreements are numbered as in the project's list of facts (d1 to d14).
"""

import re
from datetime import date

import pytest

from bot.content.catalogue import Catalogue
from bot.knowledge.accounts import AccountType
from bot.messages import Language
from tests.content.asking import (
    BEFORE,
    BETWEEN,
    END_OF_JUNE,
    JULY,
    MAY,
    TODAY,
    Ask,
    each_language,
    in_language,
)


@each_language
def test_d1_both_dates_are_told_as_coming_before_them(ask: Ask, language: Language):
    answer = ask("deadline-overview", BEFORE, language)
    assert in_language(language, "15/6/2024", "15 june 2024") in answer
    assert in_language(language, "1/7/2024", "1 july 2024") in answer
    assert in_language(language, "cả hai sắp đến", "both are still to come") in answer
    assert "3701/vpcp-kstt" in answer


@each_language
@pytest.mark.parametrize("day", [JULY, TODAY])
def test_d1_both_dates_are_told_as_passed_after_them(ask: Ask, day: date, language: Language):
    lead = ask("deadline-overview", day, language).partition("\n")[0]
    assert re.search(in_language(language, "15/6/2024.* 1/7/2024", "15 june .* 1 july 2024"), lead)
    assert in_language(language, "đã qua", "have passed") in lead


@each_language
def test_d1_nobody_is_told_of_15_june_before_it_was_announced(
    catalogue: Catalogue, ask: Ask, language: Language
):
    for topic in catalogue.topics:
        for account in AccountType:
            answer = ask(topic, MAY, language, account)
            assert not re.search(r"\b15/6|\b15 june|3701", answer), f"{topic} for {account}"


@each_language
@pytest.mark.parametrize("topic", ["deadline-1-july", "deadline-overview"])
@pytest.mark.parametrize("day", [END_OF_JUNE, JULY, TODAY])
def test_d2_last_day_of_personal_accounts_is_30_june(
    ask: Ask, topic: str, day: date, language: Language
):
    answer = ask(topic, day, language)
    assert in_language(language, "30/6/2024", "30 june 2024") in answer
    since = in_language(language, r"từ 1/7/2024 cá nhân dùng", r"(from|since) 1 july 2024 individ")
    assert re.search(since, answer)


@each_language
@pytest.mark.parametrize("topic", ["link-step1", "link-overview"])
def test_d3_steps_begin_with_the_old_account_only_before_15_june(
    ask: Ask, topic: str, language: Language
):
    with_old = in_language(language, "bằng tài khoản do cổng cấp", "the account issued by the port")
    assert with_old in ask(topic, BEFORE, language)
    for day in (JULY, TODAY):
        assert with_old not in ask(topic, day, language)
    with_vneid = in_language(language, "đăng nhập dichvucong.gov.vn bằng vneid", ".vn with vneid")
    for day in (BETWEEN, END_OF_JUNE, JULY, TODAY):
        assert with_vneid in ask(topic, day, language)


@each_language
@pytest.mark.parametrize("topic", ["link-step1", "link-overview"])
def test_d3_dispatch_prevails_over_the_steps_between_the_dates(
    ask: Ask, topic: str, language: Language
):
    for day in (BETWEEN, END_OF_JUNE):
        answer = ask(topic, day, language)
        assert re.search(
            in_language(language, "thử .*bằng vneid trước", "with vneid first"), answer
        )
        assert "3701" in answer
        assert "bình dương" in answer or "binh duong" in answer


@each_language
@pytest.mark.parametrize("topic", ["link-step1", "link-overview"])
def test_d3_way_to_link_is_unsettled_after_1_july(ask: Ask, topic: str, language: Language):
    for day in (JULY, TODAY):
        answer = ask(topic, day, language)
        assert re.search(in_language(language, "chưa rõ", "not settled|unclear"), answer)
        assert "1900 0368" in answer


@each_language
@pytest.mark.parametrize("day", [BEFORE, BETWEEN, END_OF_JUNE])
def test_d4_foreigner_is_not_bound_by_15_june(ask: Ask, day: date, language: Language):
    for topic in ("who-must-switch", "foreigner-eligibility", "deadline-overview"):
        answer = ask(topic, day, language, AccountType.FOREIGNER)
        assert re.search(in_language(language, "chờ|sau khi bộ công an", "wait|after the"), answer)
    lead = ask("deadline-15-june", day, language, AccountType.FOREIGNER).partition("\n")[0]
    unbound = in_language(language, "không áp dụng cho người nước", "not apply to foreigners")
    assert unbound in lead


@each_language
@pytest.mark.parametrize("topic", ["who-must-switch", "foreigner-eligibility"])
def test_d4_foreigner_hears_both_documents_and_the_hotline_after_1_july(
    ask: Ask, topic: str, language: Language
):
    answer = ask(topic, JULY, language, AccountType.FOREIGNER)
    assert re.search(in_language(language, "chưa rõ|chưa thống nhất", "not settled"), answer)
    for needed in ("3701", "69/2024", "1900 0368"):
        assert needed in answer


@each_language
@pytest.mark.parametrize("topic", ["who-must-switch", "foreigner-eligibility"])
def test_d4_foreigner_is_not_promised_an_old_account_today(
    ask: Ask, topic: str, language: Language
):
    answer = ask(topic, TODAY, language, AccountType.FOREIGNER)
    assert re.search(in_language(language, "chưa rõ", "unclear|not settled"), answer)
    assert re.search(in_language(language, "mức (độ )?2", "level[ -]2"), answer)
    assert re.search(in_language(language, "xuất nhập cảnh", "immigration"), answer)


@each_language
@pytest.mark.parametrize("day", [BEFORE, BETWEEN])
def test_d5_provincial_systems_have_their_own_date(ask: Ask, day: date, language: Language):
    answer = ask("provincial-portals", day, language)
    assert "kon tum" in answer
    assert in_language(language, "15/6/2024", "15 june 2024") in answer
    assert in_language(language, "trước ngày 1/7/2024", "before 1 july 2024") in answer


@each_language
def test_d5_provincial_portals_are_closed_today(ask: Ask, language: Language):
    answer = ask("provincial-portals", TODAY, language)
    assert re.search(in_language(language, "cấp tỉnh đã đóng", "portals are closed"), answer)
    assert in_language(language, "1/7/2025", "1 july 2025") in answer
