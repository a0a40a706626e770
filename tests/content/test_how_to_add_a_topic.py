"""docs/how-to-add-a-topic.md, followed word for word in a copy of the project, works."""

import json
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from bot.content.catalogue import ROOT
from bot.messages import Language
from tests.content.how_to_steps import Follower, Step, read_steps

DOCUMENT = ROOT / "docs" / "how-to-add-a-topic.md"
STEPS = list(read_steps(DOCUMENT.read_text(encoding="utf-8")))
TOPIC = "cccd-still-valid"
COPIED = ("bot", "storage", "intents", "responses", "tests/conversations")
KEPT_MESSAGES = 8
"""Of each intent and language, so that the copy's model is trained in seconds."""


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Follower:
    """A copy of the project in which every step was done."""
    copy = tmp_path_factory.mktemp("project")
    copy_project(copy)
    follower = Follower(
        copy,
        {
            "PYTHONPATH": str(copy),
            "VNEID_DATA_DIR": str(copy / "var"),
            "GIT_AUTHOR_NAME": "A writer",
            "GIT_AUTHOR_EMAIL": "writer@example.org",
            "GIT_COMMITTER_NAME": "A writer",
            "GIT_COMMITTER_EMAIL": "writer@example.org",
        },
    )
    follower.run("git init --quiet && git add . && git commit --quiet --message Start")
    for step in STEPS:
        follower.follow(step)
    return follower


def copy_project(copy: Path) -> None:
    without_caches = shutil.ignore_patterns("__pycache__")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, copy / folder, ignore=without_caches)
    for file in ("pyproject.toml", ".gitignore", "tests/conftest.py"):
        shutil.copy(ROOT / file, copy / file)
    (copy / ".venv").symlink_to(sys.prefix)
    for language in Language:
        for path in (copy / "intents" / language).glob("*.yml"):
            path.write_text(shortened(path), encoding="utf-8")


def shortened(path: Path) -> str:
    """Return a file of training messages with the first of each intent."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in content["nlu"]:
        if "examples" in entry:
            kept = entry["examples"].splitlines(keepends=True)[:KEPT_MESSAGES]
            entry["examples"] = "".join(kept)
    return yaml.safe_dump(content, allow_unicode=True)


def output_of(followed: Follower, words: str) -> list[str]:
    return [output for command, output in followed.outputs.items() if words in command]


def test_document_names_every_step_of_a_topic():
    assert {step.kind for step in STEPS} == {"run", "append", "write", "find", "replace", "create"}
    commands = [step.content for step in STEPS if step.kind == "run"]
    for words in ("new-topic", "check", "coverage", "ask", "preview", "pytest", "git commit"):
        assert any(words in command for command in commands), words


def test_example_is_no_topic_of_the_project_yet():
    assert f"faq_{TOPIC}" not in (ROOT / "intents" / "domain.yml").read_text(encoding="utf-8")


def test_content_has_nothing_to_put_right(followed: Follower):
    [checked] = output_of(followed, "content check")
    assert "nothing to put right" in checked
    [covered] = output_of(followed, "content coverage")
    assert TOPIC in covered
    assert covered.rstrip().endswith("0 gaps")


def test_new_topic_answers_as_of_each_day_in_both_languages(followed: Follower):
    before, today, english = output_of(followed, "vneid-bot ask")
    assert before.startswith("Còn dùng được. Thẻ căn cước công dân (CCCD) đang có sẽ dùng được")
    assert today.startswith("Còn dùng được. Thẻ căn cước công dân (CCCD) cấp trước 1/7/2024")
    assert english.startswith("Yes. A CCCD card issued before 1 July 2024")
    for answer, source in ((before, "Nguồn: Luật"), (today, "Nguồn: Luật"), (english, "Source: ")):
        assert source in answer
        assert "26/2023/QH15" in answer


def test_child_is_given_its_own_answer(followed: Follower):
    payload = json.dumps(f'/faq_{TOPIC}{{"account_type":"under-14"}}')
    answer = followed.run(f"echo '{{\"text\":{payload}}}' | .venv/bin/vneid-bot ask --jsonl")
    row = json.loads(answer)
    assert row["topics"] == [TOPIC]
    assert row["facts"] == ["law-on-identification"]


def test_conversations_are_played(followed: Follower):
    [played] = output_of(followed, "pytest")
    assert "6 passed" in played


def test_page_shows_the_topic(followed: Follower):
    page = (followed.folder / "preview.html").read_text(encoding="utf-8")
    assert page.count(f"<strong>utter_faq_{TOPIC}#") == 3


def test_commit_holds_all_that_was_written(followed: Follower):
    changed = followed.run("git show --name-only --format=%s").split("\n\n")[1].split()
    written = {step.file for step in STEPS if step.file}
    assert written <= set(changed)
    assert followed.run("git status --short").split() == ["??", "preview.html"]


def test_block_that_nothing_explains_is_a_fault():
    with pytest.raises(AssertionError, match="does not say what to do"):
        list(read_steps("Look here:\n\n```yaml\na: 1\n```\n"))
    assert list(read_steps("Type:\n\n```sh\nls\npwd\n```\n")) == [
        Step("run", "ls"),
        Step("run", "pwd"),
    ]
