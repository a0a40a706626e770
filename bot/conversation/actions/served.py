"""The actions as Rasa calls them over HTTP, in words and with memory."""

from typing import Any

from rasa_sdk.executor import ActionExecutor

from bot.content.catalogue import Catalogue
from bot.conversation.actions.ear import Ear
from bot.conversation.actions.hearing import FillSlots
from bot.conversation.actions.runner import project_actions
from bot.conversation.actions.wording import ACCOUNT, TODAY, Worded
from bot.conversation.speaker import Speaker
from bot.conversation.understanding.interpreter import Interpreter


class OwnDomain(ActionExecutor):
    """Runs actions with a domain of its own, so that Rasa need not send one with each call."""

    def __init__(self, domain: dict[str, Any]) -> None:
        super().__init__()
        self.domain = domain

    def update_and_return_domain(
        self, payload: dict[str, Any], action_name: str
    ) -> dict[str, Any] | None:
        """Return the own domain, whatever was sent."""
        return self.domain


def make_executor(catalogue: Catalogue, interpreter: Interpreter) -> ActionExecutor:
    """Return the executor of an action server."""
    speaker, ear = Speaker(catalogue), Ear(interpreter)
    domain = catalogue.domain.to_rasa()
    for slot in (ACCOUNT, TODAY):
        domain["slots"][slot] = {"type": "text", "mappings": [{"type": "custom"}]}
    executor = OwnDomain(domain)
    for action in project_actions(catalogue):
        executor.register_action(Worded(action, speaker, ear))
    executor.register_action(FillSlots(ear, speaker))
    return executor
