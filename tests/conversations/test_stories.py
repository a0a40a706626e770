"""Conversations with the real content and model go as their stories say."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.conversation.dialogue import Dialogue
from tests.conversations.playing import play
from tests.conversations.stories import Story, load_known_misses, load_stories

STORIES = load_stories()
MISSES = load_known_misses()
DOMAIN = Path(__file__).parents[2] / "intents" / "domain.yml"
TOPICS = [
    intent.removeprefix("faq_")
    for intent in yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["intents"]
    if intent.startswith("faq_")
]
LEAST_OF_A_TOPIC = 3
MOST_MISSES = 0.08


def as_parameter(story: Story):
    if story.id not in MISSES:
        return pytest.param(story, id=story.id)
    fails = pytest.mark.xfail(reason=MISSES[story.id], raises=pytest.fail.Exception, strict=True)
    return pytest.param(story, id=story.id, marks=fails)


@pytest.mark.parametrize("story", [as_parameter(story) for story in STORIES])
async def test_conversation_goes_as_its_story_says(dialogue: Dialogue, story: Story):
    if told := await play(story, dialogue):
        pytest.fail(told, pytrace=False)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_topic_has_stories(language: str):
    names = (story.name for story in STORIES if story.language == language)
    written = Counter(name.partition(",")[0] for name in names)
    assert {topic for topic in TOPICS if written[topic] < LEAST_OF_A_TOPIC} == set()


def test_stories_differ_by_name():
    assert [name for name, count in Counter(s.id for s in STORIES).items() if count > 1] == []


def test_known_misses_are_stories_and_few():
    assert set(MISSES) - {story.id for story in STORIES} == set()
    assert len(MISSES) <= MOST_MISSES * len(STORIES)
