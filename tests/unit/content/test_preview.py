"""The page of every answer: both languages, SMS with its segments, nothing read as HTML."""

import re
from datetime import date

import pytest

from bot.content.catalogue import load_catalogue
from bot.content.preview import make_preview
from bot.errors import ContentError
from tests.content.small_tree import EN, SOLE_LOGIN, VI, Tree


def page_of(tree: Tree, day: date | None = None) -> str:
    return make_preview(load_catalogue(tree.root), day)


def test_every_wording_stands_on_the_page_in_both_languages(tree: Tree):
    page = page_of(tree)
    assert "Lúc này đăng nhập bằng tài khoản cũ hoặc VNeID." in page
    assert "For now log in with the old account or VNeID." in page
    assert (
        page.count('<div lang="vi"') == page.count('<div lang="en"') == page.count('class="entry"')
    )
    assert page.count('class="entry"') == sum(
        len(response.variations) for response in load_catalogue(tree.root).responses["vi"].values()
    )


def test_wording_tells_when_for_whom_and_on_what_it_rests(tree: Tree):
    page = page_of(tree)
    about = re.findall(r'<p class="about">(.*?)</p>', page, re.DOTALL)
    [first] = [one for one in about if f"{SOLE_LOGIN}#1" in one]
    assert "2024-05-29 – 2024-06-14" in first
    assert "everyone else" in first
    assert "proof-read 2026-11-22" in first
    assert "either-login, sole-login" in first
    [companies] = [one for one in about if f"{SOLE_LOGIN}#4" in one]
    assert "enterprise" in companies
    assert "2024" not in companies


def test_wording_never_read_is_told_as_such(tree: Tree):
    tree.append(EN, "  utter_deny:\n    - text: No.\n")
    tree.append(VI, "  utter_deny:\n    - text: Không.\n")
    assert "proof-read never" in page_of(tree)


def test_source_and_buttons_are_shown_as_citizens_see_them(tree: Tree):
    page = page_of(tree)
    assert "Nguồn: Công văn 3701/VPCP-KSTT (29/5/2024), mục 2" in page
    assert "Source: Dispatch 3701/VPCP-KSTT (29 May 2024), item 2" in page
    assert '<span class="button">Giữ kín OTP</span>' in page


def test_sms_is_shown_with_its_segments_and_length(tree: Tree):
    text = "Log in with VNeID (since 15 June 2024). Ask 1900 0368."
    assert f"[1 segment, {len(text)} characters]" in page_of(tree)
    tree.replace(EN, text, text + " Yes." * 25)
    assert f"[2 segments, {len(text) + 125} characters]" in page_of(tree)


@pytest.mark.parametrize("place", ["text", "sms", "button"])
def test_markup_in_a_text_is_shown_and_not_run(tree: Tree, place: str):
    attack = "<script>alert(1)</script>&amp;"
    old = {
        "text": ("Không đưa mã OTP cho ai.", f"Không đưa mã OTP cho ai. {attack}"),
        "sms": ("Dang nhap bang VNeID", f"Dang nhap bang VNeID {attack}"),
        "button": ('"Giữ kín OTP"', f'"Giữ kín OTP {attack}"'),
    }
    tree.replace(VI, *old[place])
    page = page_of(tree)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in page


def test_page_of_a_day_holds_only_what_is_said_on_it(tree: Tree):
    page = page_of(tree, date(2024, 6, 10))
    assert "Every answer on 2024-06-10" in page
    assert "For now log in with the old account" in page
    assert "Since 15 June 2024 the old account does not work." not in page
    assert "Give nobody your OTP." in page


def test_page_names_the_version_of_the_content(tree: Tree):
    before = page_of(tree)
    assert load_catalogue(tree.root).digest in before
    tree.replace(EN, "Give nobody your OTP.", "Give nobody an OTP.")
    assert load_catalogue(tree.root).digest not in before


def test_wording_that_one_language_lacks_is_named_instead_of_a_page(tree: Tree):
    path = tree.root / EN
    before, _, _ = path.read_text(encoding="utf-8").partition("    - text: |-\n        According")
    path.write_text(before, encoding="utf-8")
    with pytest.raises(ContentError, match=f"{SOLE_LOGIN}.*content check"):
        page_of(tree)


def test_fact_that_does_not_exist_is_named_instead_of_a_page(tree: Tree):
    tree.replace_in_both("in_force: [never-share-secrets]", "in_force: [never-share]")
    with pytest.raises(ContentError, match=r"login\.yml:\d+: fact 'never-share' does not stand"):
        page_of(tree)
