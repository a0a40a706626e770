"""Where the documents disagree, the answer says which of them holds, and when.

The disagreements are numbered as in the project's list of facts (d1 to d14).
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from bot.content.catalogue import Catalogue
from bot.conversation.speaker import Occasion, Speaker
from bot.knowledge.accounts import AccountType
from bot.messages import Language

VI, EN = Language.VI, Language.EN
MAY, LATE_MAY = date(2024, 5, 20), date(2024, 5, 30)
BEFORE, BETWEEN, END_OF_JUNE = date(2024, 6, 10), date(2024, 6, 20), date(2024, 6, 27)
JULY, SUMMER_2025, TODAY = date(2024, 7, 15), date(2025, 7, 2), date(2026, 11, 21)

Ask = Callable[..., str]

each_language = pytest.mark.parametrize("language", Language)


@pytest.fixture
def ask(catalogue: Catalogue) -> Ask:
    """Return the answer to a topic on a day, in small letters."""
    speaker = Speaker(catalogue)

    def answer(
        topic: str, day: date, language: Language, account: AccountType = AccountType.CITIZEN
    ) -> str:
        occasion = Occasion(language=language, account=account, day=day)
        return speaker.say(f"utter_faq_{topic}", occasion).reply.text.lower()

    return answer


def in_language(language: Language, vietnamese: str, english: str) -> str:
    return vietnamese if language is VI else english


def texts_of(catalogue: Catalogue) -> Iterator[str]:
    """Yield every text that may be said, and its short form."""
    for responses in catalogue.responses.values():
        for response in responses.values():
            for variation in response.variations:
                yield variation.text
                yield variation.sms_text or ""


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


@each_language
@pytest.mark.parametrize("topic", ["legal-basis", "roles-agencies"])
@pytest.mark.parametrize("day", [LATE_MAY, BEFORE, BETWEEN, JULY])
def test_d6_guidance_is_that_of_the_ministry_written_by_the_task_force(
    ask: Ask, topic: str, day: date, language: Language
):
    lines = ask(topic, day, language).split("\n")
    line = next(line for line in lines if "356/cv-tcttkđa" in line)
    assert in_language(language, "bộ công an", "ministry of public security") in line
    assert in_language(language, "tổ công tác đề án 06", "project 06 task force") in line
    assert re.search(in_language(language, "hướng dẫn", "guidance"), line)


@each_language
@pytest.mark.parametrize("day", [MAY, TODAY])
def test_d6_document_of_the_task_force_stands_in_the_legal_basis(
    ask: Ask, day: date, language: Language
):
    answer = ask("legal-basis", day, language)
    document = in_language(language, "356/cv-tcttkđa.*11/1/2024", "356/cv-tcttkđa.*11 january 2024")
    assert re.search(document, answer)
    assert in_language(language, "tổ công tác đề án 06", "project 06 task force") in answer


@each_language
def test_d7_dispatch_is_cited_by_the_number_on_the_original(
    catalogue: Catalogue, ask: Ask, language: Language
):
    for day in (LATE_MAY, BEFORE, BETWEEN, JULY, TODAY):
        assert "3701/vpcp-kstt" in ask("legal-basis", day, language)
        for topic in catalogue.topics:
            for account in (AccountType.CITIZEN, AccountType.ORGANISATION, AccountType.FOREIGNER):
                answer = ask(topic, day, language, account)
                assert set(re.findall(r"3701/[\w-]+", answer)) <= {"3701/vpcp-kstt"}, topic


@each_language
@pytest.mark.parametrize("day", [LATE_MAY, BEFORE, BETWEEN])
@pytest.mark.parametrize("topic", ["org-deadline", "who-must-switch", "old-account-after-cutoff"])
@pytest.mark.parametrize("account", [AccountType.ORGANISATION, AccountType.ENTERPRISE])
def test_d8_organisations_are_told_what_the_cut_off_copy_leaves_out(
    ask: Ask, topic: str, account: AccountType, day: date, language: Language
):
    answer = ask(topic, day, language, account)
    stay = "vẫn dùng như|giữ nguyên|được duy trì", "stay as they are|stay in use as they are"
    assert re.search(in_language(language, *stay), answer)
    guidance = "(sau )?khi bộ công an có văn bản hướng dẫn|còn chờ văn bản hướng dẫn"
    waits = r"(once|after) the ministry of public security|wait for guidance"
    assert re.search(in_language(language, guidance, waits), answer)
    assert in_language(language, "mục 2, gạch đầu dòng 3", "item 2, bullet 3") in answer


@each_language
def test_d8_organisations_are_not_told_to_wait_before_the_dispatch_or_after_its_end(
    ask: Ask, language: Language
):
    for day in (MAY, SUMMER_2025, TODAY):
        answer = ask("org-deadline", day, language, AccountType.ORGANISATION)
        assert not re.search(in_language(language, "còn chờ", "wait for"), answer)


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
@pytest.mark.parametrize("day", [MAY, BEFORE, BETWEEN, JULY, TODAY])
def test_d11_old_account_is_called_by_one_spelling(ask: Ask, day: date, language: Language):
    assert "(vnconnect)" in ask("old-account-after-cutoff", day, language)


def test_d11_other_spelling_stands_in_no_text(catalogue: Catalogue):
    for text in texts_of(catalogue):
        assert set(re.findall(r"(?i)vnconn?ect", text)) <= {"VNConnect"}, text


def test_d12_unsourced_hotline_is_never_given(catalogue: Catalogue):
    for text in texts_of(catalogue):
        assert "18001096" not in re.sub(r"[^0-9]", "", text), text


@each_language
@pytest.mark.parametrize("day", [MAY, BETWEEN, TODAY])
def test_d12_sourced_hotline_is_given_first(ask: Ask, day: date, language: Language):
    assert "1900 0368" in ask("hotline", day, language).partition("\n")[0]


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
