"""`vneid-bot export rasa` writes into a new folder only, and only for days that have answers."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.commands.export import app
from bot.errors import SettingsError

RUNNER = CliRunner()


def test_export_writes_the_project_and_names_its_guide(tmp_path: Path):
    folder = tmp_path / "project"
    done = RUNNER.invoke(app, ["rasa", "--as-of", "2024-06-10", "--port", "6001", str(folder)])
    assert done.exit_code == 0, done.output
    assert "answers of 2024-06-10" in done.output
    assert "http://127.0.0.1:6001/webhook" in (folder / "endpoints.yml").read_text()
    assert "--port 6001" in (folder / "README.md").read_text()


def test_export_leaves_a_folder_with_something_in_it_alone(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    done = RUNNER.invoke(app, ["rasa", str(tmp_path)])
    assert isinstance(done.exception, SettingsError)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("day", ["2024-01-10", "10/06/2024"])
def test_export_refuses_a_day_without_answers(tmp_path: Path, day: str):
    done = RUNNER.invoke(app, ["rasa", "--as-of", day, str(tmp_path / "new")])
    assert done.exit_code == 2
    assert not (tmp_path / "new").exists()
