"""Our count of SMS segments beside Twilio's own calculator (sms-segments-calculator)."""

import json
import os
import random
import subprocess
from pathlib import Path

import pytest

from bot.content.sms import GSM7, GSM7_EXTENSION, costly_characters, count_segments

pytestmark = pytest.mark.peers

CALCULATOR = Path(__file__).parent / "sms_calculator.js"
MODULES = Path(__file__).parents[2] / "var" / "peers" / "sms" / "node_modules"
VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ ,."
)
ODD = [
    "₫",
    "“",
    "”",
    "’",
    "…",
    "e\u0301",
    "o\u031b\u0323",
    "a\u0306\u0309",
    "\u200b",
    "\u00a0",
    "한",
]
SEEN_AS_ONE = ["😀", "👍🏽", "🇻🇳", "👨\u200d👩\u200d👧", "❤\ufe0f", "👩\u200d💻", "🏳\ufe0f\u200d🌈"]
ALPHABETS = [
    sorted(GSM7),
    sorted(GSM7 | GSM7_EXTENSION),
    list(VIETNAMESE),
    [*VIETNAMESE, *ODD],
    [*VIETNAMESE, *ODD, *SEEN_AS_ONE],
]
LENGTHS = [0, 1, 30, 66, 67, 68, 70, 71, 134, 135, 152, 153, 154, 160, 161, 200, 306, 307, 500]


def texts_of(seed):
    """Five hundred texts around the ends of segments."""
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    for _ in range(500):
        letters = chance.choice(ALPHABETS)
        length = chance.choice(LENGTHS) + chance.randint(0, 3)
        yield "".join(chance.choice(letters) for _ in range(length))


def ask_calculator(texts):
    modules = os.environ.get("NODE_PATH", str(MODULES))
    answer = subprocess.run(
        ["node", str(CALCULATOR)],  # noqa: S607 - the peers' program
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NODE_PATH": modules},
    )
    return json.loads(answer.stdout)


@pytest.mark.parametrize("seed", range(20))
def test_any_text_costs_what_the_calculator_says(seed):
    texts = list(texts_of(seed))
    for text, (segments, encoding) in zip(texts, ask_calculator(texts), strict=True):
        assert count_segments(text) == max(segments, 1), text
        assert bool(costly_characters(text)) is (encoding == "UCS-2"), text


def test_every_text_of_the_calculator_is_counted_as_it_counts(peers):
    path = peers / "sms" / "segments_fixture.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    theirs = {case["id"]: case["auto"]["segments"] for case in cases}
    ours = {case["id"]: count_segments(case["text"]) for case in cases}
    assert len(cases) >= 10
    assert ours == theirs


def test_characters_that_cost_more_are_those_the_calculator_names(peers):
    path = peers / "sms" / "segments_fixture.json"
    for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
        is_costly = bool(costly_characters(case["text"]))
        assert is_costly is (case["auto"]["encoding"] != "GSM-7"), case["id"]
