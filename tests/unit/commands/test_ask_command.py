"""`vneid-bot ask`: the fields that other programs rely on, and each outcome."""

from datetime import date
from pathlib import Path

import pytest
from rasa_sdk import Action

from bot.bootstrap import make_dialogue as make_real_dialogue
from bot.content.catalogue import load_catalogue
from bot.conversation.actions.runner import make_runner
from bot.conversation.dialogue import Dialogue
from bot.messages import Outcome
from tests.content.small_tree import COMMON_EN, COMMON_VI, Tree
from tests.unit.commands.asking import Asking
from tests.unit.conversation.scripted import ScriptedInterpreter, make_dialogue, runner_of

FIELDS = [
    "id",
    "outcome",
    "language",
    "confidence",
    "topics",
    "facts",
    "effects",
    "sources",
    "replies",
    "ms",
]
QUESTION = "đăng nhập bằng gì"


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> Asking:
    return Asking(monkeypatch)


def test_answer_has_the_fields_of_the_contract(asking: Asking):
    row = asking.one(QUESTION, "--as-of", "2024-06-20")
    assert list(row) == FIELDS
    assert row["outcome"] == "answered"
    assert row["language"] == "vi"
    assert row["confidence"] == 0.95
    assert row["topics"] == ["sole-login-method"]
    assert row["facts"] == ["sole-login", "either-login"]
    assert row["effects"] == []
    assert row["ms"] > 0
    [reply] = row["replies"]
    assert reply["text"].startswith("Đăng nhập bằng VNeID.")
    assert all(set(button) == {"title", "payload"} for button in reply["buttons"])


def test_source_names_what_is_known_and_null_elsewhere(asking: Asking):
    [first, *_] = asking.one(QUESTION, "--as-of", "2024-06-20")["sources"]
    assert first == {
        "kind": "document",
        "number": "3701/VPCP-KSTT",
        "issuer": "Văn phòng Chính phủ",
        "date": "2024-05-29",
        "clause": "mục 2",
        "url": None,
    }


@pytest.mark.parametrize(
    ("text", "outcome", "topics"),
    [
        ("đăng nhập bằng gì", "answered", ["sole-login-method"]),
        ("xin chào", "answered", ["small-talk"]),
        ("hỏi được gì", "command", []),
        ("nói tiếng Anh", "command", []),
        ("tôi hỏi cho người khác", "clarify", []),
        ("blah blah", "clarify", []),
        ("giá vàng", "out_of_scope", ["oos-neighbour"]),
    ],
)
def test_each_kind_of_message_has_its_outcome(
    asking: Asking, text: str, outcome: str, topics: list[str]
):
    row = asking.one(text)
    assert (row["outcome"], row["topics"]) == (outcome, topics)


def test_outcome_is_flow_while_a_form_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    tree = Tree(tmp_path / "tree")
    domain, rules = "intents/domain.yml", "intents/rules.yml"
    slot = "  ward:\n    type: text\n    mappings:\n      - {type: custom}\n"
    tree.replace(
        domain,
        "\nactions:\n",
        f"{slot}\nforms:\n  ward_form: {{required_slots: [ward]}}\n\nactions:\n",
    )
    tree.replace(
        rules,
        "      - action: utter_ask_help\n",
        "      - action: ward_form\n      - active_loop: ward_form\n",
    )
    for file in (COMMON_VI, COMMON_EN):
        tree.append(file, '  utter_ask_ward:\n    - text: "?"\n')
    catalogue = load_catalogue(tree.root)
    dialogue = Dialogue(catalogue, ScriptedInterpreter(), make_runner(catalogue))
    row = Asking(monkeypatch, dialogue).one("hỏi được gì")
    assert row["outcome"] == "flow"
    assert [reply["text"] for reply in row["replies"]] == ["?"]


class Opens(Action):
    """Opens a ticket."""

    def name(self) -> str:
        return "action_answer_for_account"

    async def run(self, dispatcher, _tracker, _domain):
        values = {"queue": "accounts"}
        dispatcher.utter_message(json_message={"effect": "open_ticket", "values": values})
        dispatcher.utter_message(response="utter_greet")
        return []


class Breaks(Opens):
    """Fails."""

    async def run(self, _dispatcher, _tracker, _domain):
        raise RuntimeError("a secret of the program")


def test_outcome_is_error_when_an_action_fails(monkeypatch: pytest.MonkeyPatch):
    asking = Asking(monkeypatch, make_dialogue(runner_of(Breaks())))
    row = asking.one("tôi là công ty")
    assert row["outcome"] == "error"
    assert row["replies"]
    assert "a secret" not in str(row)


def test_effects_are_reported_and_not_performed(monkeypatch: pytest.MonkeyPatch):
    row = Asking(monkeypatch, make_dialogue(runner_of(Opens()))).one("tôi là công ty")
    assert row["effects"] == [{"name": "open_ticket", "values": {"queue": "accounts"}}]


def test_outcomes_are_those_of_the_contract():
    # `ask` takes as many questions as there are.
    of_stored_conversations = {Outcome.FLOOD, Outcome.DROPPED}
    assert [one.value for one in Outcome if one not in of_stored_conversations] == [
        "answered",
        "flow",
        "command",
        "clarify",
        "out_of_scope",
        "handoff",
        "quiet",
        "error",
    ]


def test_answer_in_the_terminal_shows_texts_and_buttons(asking: Asking):
    finished = asking.run("blah blah")
    assert finished.exit_code == 0
    assert finished.stdout.splitlines()[0] == "Ý anh/chị là điều nào?"
    assert "  › Hỏi được những gì?" in finished.stdout.splitlines()


def test_question_is_answered_as_of_the_day_that_is_given(asking: Asking):
    before = asking.one(QUESTION, "--as-of", "2024-06-10")["replies"][0]["text"]
    assert before.startswith("Lúc này đăng nhập bằng tài khoản cũ hoặc VNeID.")
    [row] = asking.each({"text": QUESTION, "as_of": "2024-06-10"})
    assert row["replies"][0]["text"] == before


@pytest.mark.parametrize("words", [[], [QUESTION, "--jsonl"]])
def test_question_and_lines_are_one_or_the_other(asking: Asking, words: list[str]):
    finished = asking.run(*words)
    assert finished.exit_code == 2
    assert "give one question, or --jsonl" in " ".join(finished.output.split())


@pytest.mark.parametrize("day", ["2024-13-01", "10/6/2024", "yesterday", "2024-02-30", ""])
def test_day_that_does_not_exist_is_refused(asking: Asking, day: str):
    finished = asking.run(QUESTION, "--as-of", day)
    assert finished.exit_code == 2
    assert "as_of" in finished.output
    assert "Traceback" not in finished.output


def test_lines_of_one_conversation_know_of_each_other(asking: Asking):
    rows = asking.each(
        {"id": 1, "conversation": "a", "text": "tôi là công ty"},
        {"id": 2, "conversation": "b", "text": QUESTION},
        {"id": 3, "conversation": "a", "text": QUESTION},
        {"id": 4, "text": QUESTION},
        {"id": 5, "conversation": 7, "text": "blah blah"},
        {"id": 6, "conversation": 7, "text": "blah blah"},
        {"id": 7, "text": "blah blah"},
        {"id": 8, "text": "blah blah"},
    )
    assert [row["id"] for row in rows] == [1, 2, 3, 4, 5, 6, 7, 8]
    general = ["sole-login", "either-login"]
    assert [row["facts"] for row in rows[:4]] == [[], general, ["companies-wait"], general]
    assert [row["outcome"] for row in rows[4:]] == ["clarify", "handoff", "clarify", "clarify"]


@pytest.mark.parametrize("channel", ["rest", "telegram", "sms", "web"])
def test_line_of_every_channel_is_answered(asking: Asking, channel: str):
    [row] = asking.each({"text": QUESTION, "channel": channel})
    assert row["outcome"] == "answered"


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_wordless_line_is_answered_in_the_language_of_its_reader(asking: Asking, locale: str):
    [row] = asking.each({"text": "👍", "locale": locale})
    assert row["language"] == locale


def test_line_without_a_day_is_answered_as_of_today(asking: Asking):
    [row] = asking.each({"text": QUESTION, "as_of": None})
    assert row["replies"][0]["text"].startswith("Đăng nhập bằng VNeID.")
    assert date(2024, 6, 15) < date.today()  # noqa: DTZ011 - the answer is that of any later day


def test_command_builds_its_dialogue_as_the_server_does():
    assert Asking.__init__.__globals__["ask"].make_dialogue is make_real_dialogue
