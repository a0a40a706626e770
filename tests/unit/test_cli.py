"""The command line: instant help, commands by name, faults in one line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import cli
from bot.cli import COMMANDS
from bot.errors import BotError, ContentError
from storage.errors import StorageError

HEAVY = ("sqlalchemy", "rasa_sdk", "sklearn", "numpy", "starlette", "babel", "psycopg", "yaml")


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_help_imports_nothing_heavy():
    code = (
        "import sys, json\n"
        "from bot.cli import main\n"
        "sys.argv = ['vneid-bot', '--help']\n"
        "try:\n    main()\n"
        "finally:\n    print('\\n' + json.dumps(sorted(sys.modules)))\n"
    )
    finished = run(code)
    assert finished.returncode == 0, finished.stderr
    loaded = set(json.loads(finished.stdout.splitlines()[-1]))
    assert "bot.cli" in loaded
    assert loaded & set(HEAVY) == set()


def test_help_lists_every_command_with_its_line():
    program = Path(sys.executable).with_name("vneid-bot")
    shown = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    for name, line in COMMANDS.items():
        assert name in shown
        assert line.split()[0] in shown


@pytest.fixture
def arguments(monkeypatch: pytest.MonkeyPatch):
    def give(*words: str) -> None:
        monkeypatch.setattr(sys, "argv", ["vneid-bot", *words])

    return give


def exit_code() -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def test_unknown_command_is_refused_with_what_there_is(arguments, capsys):
    arguments("anwser")
    assert exit_code() == 2
    assert "No such command 'anwser'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (BotError("set VNEID_CLOCK"), "vneid-bot: set VNEID_CLOCK"),
        (ContentError(Path("a.yml"), 7, "is [broken]"), "vneid-bot: a.yml:7: is [broken]"),
        (StorageError("the database is full"), "vneid-bot: the database is full"),
    ],
)
def test_fault_that_a_person_can_put_right_is_one_line(
    monkeypatch: pytest.MonkeyPatch, arguments, capsys, fault: Exception, line: str
):
    def fail() -> None:
        raise fault

    arguments("ask")
    monkeypatch.setattr(cli, "app", fail)
    assert exit_code() == 1
    shown = capsys.readouterr()
    assert shown.err.split() == line.split()
    assert shown.out == ""


def test_fault_of_the_program_itself_is_not_hidden(monkeypatch: pytest.MonkeyPatch, arguments):
    def fail() -> None:
        raise ZeroDivisionError

    arguments("ask")
    monkeypatch.setattr(cli, "app", fail)
    with pytest.raises(ZeroDivisionError):
        cli.main()
