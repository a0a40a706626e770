"""Records what real Rasa does with the scripts: events in short, turn by turn.

Needs Rasa 3.6 in a Python of its own (`pip install rasa==3.6.21`, Python 3.10). In the top folder:

    /path/to/rasa/bin/python -m tests.oracle.record

It trains the travel desk's bot with the RulePolicy only (about half a minute), plays the scripts
with the actions run in this process, and writes tests/oracle/recorded.json. Run it again after any
change of tests/oracle/bot/ or scripts.yml.
"""

import asyncio
import json
import logging
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path

import rasa
import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.model_training import train
from rasa.utils.endpoints import ClientResponseError
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from tests.oracle.bot.actions import ACTIONS
from tests.oracle.brief import brief
from tests.oracle.digest import digest

HERE = Path(__file__).parent
CONFIG = """
recipe: default.v1
assistant_id: travel-desk
language: en
pipeline:
  - {name: WhitespaceTokenizer}
  - {name: KeywordIntentClassifier}
  - {name: FallbackClassifier, threshold: 0.5}
policies:
  - {name: RulePolicy}
"""


class InProcess:
    """Runs actions here instead of calling a server."""

    url = "in-process"

    def __init__(self):
        self.kwargs = {}
        self._executor = ActionExecutor()
        for action in ACTIONS:
            self._executor.register_action(action)

    async def request(self, json, **_):
        """Return what the server would answer; a refusal is its status 400."""
        try:
            result = await self._executor.run(json)
        except ActionExecutionRejection as error:
            body = {"action_name": error.action_name, "error": error.message}
            raise ClientResponseError(400, error.message, _dumped(body)) from error
        return result if isinstance(result, dict) else result.model_dump()


def _dumped(body):
    return json.dumps(body)


def trained():
    """Return the path of a model of the travel desk."""
    folder = Path(tempfile.mkdtemp())
    os.chdir(folder)  # Rasa keeps a cache where it is run
    config = folder / "config.yml"
    config.write_text(CONFIG)
    bot = HERE / "bot"
    domain = folder / "domain"
    domain.mkdir()
    for file in (bot / "domain.yml", bot / "responses" / "en" / "desk.yml"):
        (domain / file.name).write_text(file.read_text())
    files = [str(bot / "rules.yml"), str(bot / "nlu" / "en" / "desk.yml")]
    return train(str(domain), str(config), files, output=str(folder / "models")).model


async def play(agent, script, clock, keys):
    """Return what each message of a script leads to; note the keys that events have."""
    turns = []
    for message in script["messages"]:
        if isinstance(message, dict):
            clock.offset += message["minutes"] * 60
            continue
        begun = clock()
        said = UserMessage(message, CollectingOutputChannel(), sender_id=script["name"])
        await agent.handle_message(said)
        tracker = await agent.tracker_store.retrieve_full_tracker(script["name"])
        events = [event.as_dict() for event in tracker.events if event.timestamp >= begun]
        turns.append({"message": message, "events": [brief(event) for event in events]})
        for event in events:
            keys.setdefault(event["event"], set()).update(event)
    return turns


class Clock:
    """Real time, and what was waited beside."""

    def __init__(self):
        self.offset = 0
        self._real = time.time

    def __call__(self):
        return self._real() + self.offset


async def main():
    """Write the recording."""
    agent = Agent.load(trained(), action_endpoint=InProcess())
    time.time = clock = Clock()
    scripts = yaml.safe_load((HERE / "scripts.yml").read_text())
    keys = {}
    played = {script["name"]: await play(agent, script, clock, keys) for script in scripts}
    rows = [f'"{name}": {json.dumps(turns, ensure_ascii=False)}' for name, turns in played.items()]
    text = ",\n".join(rows).replace('{"message"', '\n  {"message"')
    known = json.dumps({kind: sorted(names) for kind, names in sorted(keys.items())})
    head = f'"rasa": "{rasa.__version__}", "digest": "{digest()}",\n"keys": {known}'
    (HERE / "recorded.json").write_text(f'{{{head},\n"scripts": {{\n{text}\n}}}}\n')
    sys.stderr.write(f"{len(played)} scripts, {sum(map(len, played.values()))} turns\n")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    logging.getLogger().setLevel(logging.ERROR)
    configure_structlog(logging.ERROR)
    asyncio.run(main())
