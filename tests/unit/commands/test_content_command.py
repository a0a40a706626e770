"""`vneid-bot content`: what it prints, and by which code it ends."""

import json
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.commands.content import app
from bot.content.coverage import DAYS
from tests.content.small_tree import COMMON_EN, COMMON_VI, EN, SECRETS, VI, Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def lose_the_first_period(tree: Tree) -> None:
    tree.replace(EN, "        valid_to: 2024-05-28\n", "        valid_to: 2024-05-19\n")


def read_common_texts(tree: Tree) -> None:
    """Note that all texts were read which are no answers."""
    for file in (COMMON_VI, COMMON_EN):
        path = tree.root / file
        text = path.read_text(encoding="utf-8")
        read = "      metadata: {reviewed_on: 2026-11-22}\n"
        path.write_text(re.sub(r"(    - text: .*\n)", rf"\1{read}", text), encoding="utf-8")


def leave_unread(tree: Tree) -> int:
    """Forget when the wording on secrets was read in Vietnamese; return its line."""
    read_common_texts(tree)
    unread = "in_force: [never-share-secrets]\n"
    tree.replace(VI, f"{unread}        reviewed_on: 2026-11-22\n", unread)
    return tree.line_of(VI, SECRETS[VI])


def test_check_of_good_content_ends_well(tree: Tree):
    finished = run("check", "--root", tree.root)
    assert finished.exit_code == 0
    assert "2 topics, 38 wordings, 4 facts: nothing to put right" in finished.stdout


def test_check_names_file_line_rule_and_problem_and_fails(tree: Tree):
    tree.replace_in_both("in_force: [never-share-secrets]", "in_force: [never-share]")
    finished = run("check", "--root", tree.root)
    assert finished.exit_code == 1
    line = tree.line_of(VI, SECRETS[VI])
    assert f"{VI}:{line}: [tense] utter_faq_never-share-secrets#1: fact" in finished.stdout
    assert "2 × tense" in finished.stdout


def test_check_prints_one_json_object_for_each_finding(tree: Tree):
    tree.replace_in_both("in_force: [never-share-secrets]", "in_force: [never-share]")
    finished = run("check", "--root", tree.root, "--json")
    assert finished.exit_code == 1
    rows = [json.loads(line) for line in finished.stdout.splitlines()]
    assert [row["path"] for row in rows] == [EN, VI]
    assert {row["rule"] for row in rows} == {"tense"}
    assert all(set(row) == {"path", "line", "rule", "problem"} for row in rows)


def test_check_of_good_content_prints_no_json(tree: Tree):
    finished = run("check", "--root", tree.root, "--json")
    assert (finished.exit_code, finished.stdout) == (0, "")


def test_coverage_without_gap_ends_well(tree: Tree):
    finished = run("coverage", "--root", tree.root)
    assert finished.exit_code == 0
    assert "2 topics, 0 gaps" in finished.stdout
    assert "29.05.24" in finished.stdout


def test_coverage_shows_a_gap_and_fails(tree: Tree):
    lose_the_first_period(tree)
    finished = run("coverage", "--root", tree.root)
    assert finished.exit_code == 1
    assert "2 topics, 10 gaps" in finished.stdout
    assert "citizen (en) on 2024-05-20" in " ".join(finished.stdout.split())


def test_coverage_as_json_holds_every_topic_and_day(tree: Tree):
    finished = run("coverage", "--root", tree.root, "--json")
    rows = json.loads(finished.stdout)
    assert list(rows) == ["sole-login-method", "never-share-secrets"]
    assert list(rows["sole-login-method"]) == [day.isoformat() for day in DAYS]
    assert rows["sole-login-method"]["2024-06-15"] == {"wordings": 2, "gaps": []}


def test_coverage_draws_a_picture(tree: Tree, tmp_path: Path):
    picture = tmp_path / "coverage.png"
    assert run("coverage", "--root", tree.root, "--picture", picture).exit_code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_preview_is_written_and_its_file_named(tree: Tree, tmp_path: Path):
    page = tmp_path / "june.html"
    finished = run("preview", "--root", tree.root, "--as-of", "2024-06-10", "--out", page)
    assert finished.exit_code == 0
    assert "june.html" in "".join(finished.stdout.split())
    assert "Every answer on 2024-06-10" in page.read_text(encoding="utf-8")


def test_preview_of_no_day_is_refused(tree: Tree, tmp_path: Path):
    page = tmp_path / "page.html"
    finished = run("preview", "--root", tree.root, "--as-of", "10/6/2024", "--out", page)
    assert finished.exit_code == 2
    assert not page.exists()


def test_stale_lists_what_was_never_read_and_fails(tree: Tree):
    line = leave_unread(tree)
    finished = run("stale", "--root", tree.root, "--days", "100000")
    assert finished.exit_code == 1
    problem = "utter_faq_never-share-secrets#1: was never proof-read"
    assert f"{VI}:{line}: [stale] {problem}" in finished.stdout
    assert finished.stdout.splitlines()[-1] == "1 to read again"


def test_stale_prints_one_json_object_for_each_wording(tree: Tree):
    line = leave_unread(tree)
    finished = run("stale", "--root", tree.root, "--days", "100000", "--json")
    [row] = [json.loads(one) for one in finished.stdout.splitlines()]
    assert (row["path"], row["line"], row["rule"]) == (VI, line, "stale")


def test_stale_with_nothing_to_read_ends_well(tree: Tree):
    read_common_texts(tree)
    finished = run("stale", "--root", tree.root, "--days", "100000")
    assert (finished.exit_code, finished.stdout) == (0, "0 to read again\n")


def test_new_topic_names_each_file_and_what_comes_next(tree: Tree):
    finished = run("new-topic", "lost-card", "--area", "login", "--root", tree.root)
    assert finished.exit_code == 0
    assert finished.stdout.count("changed ") == 8
    assert "vneid-bot content check" in finished.stdout


@pytest.mark.parametrize("topic", ["Lost-card", "lost_card", "-card", "mất-thẻ", "a/b", "a--b", ""])
def test_new_topic_with_a_bad_name_is_refused(tree: Tree, topic: str):
    finished = run("new-topic", "--area", "login", "--root", tree.root, "--", topic)
    assert finished.exit_code == 2
    assert tree.findings() == []


@pytest.mark.parametrize("area", ["labels", "../escape", "how-to", "Login", "", "_common"])
def test_new_topic_in_a_bad_area_is_refused(tree: Tree, area: str):
    finished = run("new-topic", "lost-card", "--area", area, "--root", tree.root)
    assert finished.exit_code == 2
    assert tree.findings() == []


def test_broken_file_is_one_line_that_names_its_place(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capsys
):
    line = tree.append(VI, "    - text: [\n")
    words = ["vneid-bot", "content", "coverage", "--root", str(tree.root)]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    shown = "".join(capsys.readouterr().err.split())
    assert f"{VI}:{line + 1}" in shown or f"{VI}:{line}" in shown
    assert "Traceback" not in shown
