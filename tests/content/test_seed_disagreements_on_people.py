"""Where the documents disagree on ages, levels and places, the answer says which holds, and when.

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
    SUMMER_2025,
    TODAY,
    Ask,
    each_language,
    in_language,
)


@each_language
@pytest.mark.parametrize("topic", ["who-can-get-account", "children-account"])
def test_d9_children_follow_the_old_decree_before_1_july(ask: Ask, topic: str, language: Language):
    for day in (MAY, BEFORE, BETWEEN, END_OF_JUNE):
        answer = ask(topic, day, language)
        assert "59/2022" in answer
        under = in_language(language, "theo tài khoản .*cha, mẹ", "under the .*account of a parent")
        assert re.search(under, answer)
    assert "69/2024" not in ask(topic, BETWEEN, language)
    assert "69/2024" in ask(topic, END_OF_JUNE, language)


@each_language
@pytest.mark.parametrize("topic", ["who-can-get-account", "children-account"])
def test_d9_children_follow_the_new_decree_since_1_july(ask: Ask, topic: str, language: Language):
    for day in (JULY, TODAY):
        answer = ask(topic, day, language)
        assert "69/2024" in answer
        assert "59/2022" not in answer
        small = in_language(language, "dưới 6 tuổi:? chỉ mức độ 1", "under 6:? level 1 only")
        assert re.search(small, answer)
        assert re.search(in_language(language, "từ đủ 6 ", "aged 6 to under 14"), answer)


@each_language
@pytest.mark.parametrize("day", [MAY, BEFORE, BETWEEN, JULY, TODAY])
def test_d10_official_is_answered_as_a_citizen(ask: Ask, day: date, language: Language):
    answer = ask("who-must-switch", day, language, AccountType.OFFICIAL)
    as_citizen = in_language(language, "như .*công dân", "like .*citizen")
    assert re.search(as_citizen, answer.partition("\n")[0])


@each_language
def test_d10_official_is_given_the_same_two_steps(ask: Ask, language: Language):
    for day in (MAY, BEFORE):
        official = ask("link-overview", day, language, AccountType.OFFICIAL)
        citizen = ask("link-overview", day, language)
        steps = re.findall(r"(?m)^\d\. .+$", citizen)
        assert len(steps) == 6
        assert steps == re.findall(r"(?m)^\d\. .+$", official)


@each_language
@pytest.mark.parametrize("day", [MAY, BEFORE, BETWEEN, END_OF_JUNE, JULY, SUMMER_2025, TODAY])
def test_d13_level_1_was_accepted_and_level_2_is_better(ask: Ask, day: date, language: Language):
    answer = ask("levels-difference", day, language)
    lead = answer.partition("\n\n")[0]
    accepted = "hướng dẫn năm 2023.*mức độ 1 nộp được hồ sơ", "2023.* guidance.*level 1 (can|could)"
    assert re.search(in_language(language, *accepted), lead)
    assert re.search(in_language(language, "chưa rõ|chưa tìm thấy văn bản", "unclear|no doc"), lead)
    needed = "nhiều tiện ích và thủ tục cần mức độ 2", "many features and procedures need"
    assert in_language(language, *needed) in answer
    advised = "nên làm mức độ 2|làm mức độ 2 thì thuận tiện", "best to get level 2|more convenient"
    assert re.search(in_language(language, *advised), answer)


@each_language
@pytest.mark.parametrize("day", [MAY, BETWEEN, JULY, TODAY])
def test_d13_nobody_is_told_that_one_level_is_the_rule(
    catalogue: Catalogue, ask: Ask, day: date, language: Language
):
    rule = (
        r"(bắt buộc|phải) (có )?(vneid )?mức( độ)? 2 (mới|để) (vào|đăng nhập)|mức độ 1 là đủ",
        r"(must have|need) level[ -]2 to (log in|enter)|level 1 is enough(?! today)",
    )
    for topic in catalogue.topics:
        assert not re.search(in_language(language, *rule), ask(topic, day, language)), topic


@each_language
@pytest.mark.parametrize("topic", ["change-phone-number", "in-person-support", "get-level2"])
@pytest.mark.parametrize("day", [JULY, SUMMER_2025, TODAY])
def test_d14_citizen_is_sent_to_the_commune_police(
    ask: Ask, topic: str, day: date, language: Language
):
    lead = ask(topic, day, language).partition("\n")[0]
    assert in_language(language, "công an xã, phường", "commune-level police") in lead


@each_language
@pytest.mark.parametrize("topic", ["change-phone-number", "in-person-support"])
def test_d14_end_of_the_districts_is_told_once_they_have_ended(
    ask: Ask, topic: str, language: Language
):
    ended = in_language(language, "1/7/2025", "1 july 2025")
    for day in (SUMMER_2025, TODAY):
        assert ended in ask(topic, day, language)
    assert ended not in ask(topic, JULY, language)


@each_language
def test_d14_district_police_are_named_only_as_gone(
    catalogue: Catalogue, ask: Ask, language: Language
):
    district = in_language(language, "công an (cấp )?huyện", "district police")
    gone = in_language(language, "không còn|trước đây ghi", "no longer|no district|earlier guides")
    for topic in catalogue.topics:
        for account in (AccountType.CITIZEN, AccountType.OFFICIAL, AccountType.UNDER_14):
            for line in ask(topic, TODAY, language, account).split("\n"):
                assert not re.search(district, line) or re.search(gone, line), f"{topic}: {line}"
