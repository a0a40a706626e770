"""Where the documents disagree on themselves, one name, number and spelling is used.

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
    JULY,
    LATE_MAY,
    MAY,
    SUMMER_2025,
    TODAY,
    Ask,
    each_language,
    in_language,
    texts_of,
)


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
