"""Another commit's model is evaluated by that commit's own code, and leaves nothing behind."""

import subprocess

import pytest

from bot.conversation.understanding.other_commit import evaluate_commit
from bot.errors import ModelError

CLI = """
import json, os, sys

def main():
    data = os.environ["VNEID_DATA_DIR"]
    print(json.dumps({"version": "%s", "arguments": sys.argv[1:], "data": data}))
"""


def git(repository, *words):
    who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    command = ["git", *who, *words]
    done = subprocess.run(command, cwd=repository, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    (folder / "bot").mkdir(parents=True)
    git(folder, "init", "--quiet")
    for version in ("old", "new"):
        (folder / "bot" / "__init__.py").touch()
        (folder / "bot" / "cli.py").write_text(CLI % version, encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", version)
    return folder


def test_the_other_commits_code_judges_our_test_set(repository, tmp_path):
    report = evaluate_commit(repository, "HEAD~1", tmp_path / "tests")

    assert report["version"] == "old"
    assert report["arguments"] == ["nlu", "evaluate", "--tests", str(tmp_path / "tests"), "--json"]
    assert not report["data"].startswith(str(repository))


def test_no_copy_is_left(repository, tmp_path):
    evaluate_commit(repository, "HEAD~1", tmp_path)

    assert len(git(repository, "worktree", "list").splitlines()) == 1


@pytest.mark.parametrize("commit", ["nowhere", "--force", ""])
def test_what_is_no_commit_is_refused(commit, repository, tmp_path):
    with pytest.raises(ModelError, match="rev-parse"):
        evaluate_commit(repository, commit, tmp_path)


def test_a_failed_evaluation_says_why_and_leaves_no_copy(repository, tmp_path):
    (repository / "bot" / "cli.py").write_text("raise SystemExit('no model')\n", encoding="utf-8")
    git(repository, "commit", "--quiet", "-am", "broken")

    with pytest.raises(ModelError, match="no model"):
        evaluate_commit(repository, "HEAD", tmp_path)
    assert len(git(repository, "worktree", "list").splitlines()) == 1
