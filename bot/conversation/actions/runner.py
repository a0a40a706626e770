"""Runs the project's actions in process, by rasa-sdk's own executor."""

import asyncio
import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.content.catalogue import FAQ, Catalogue
from bot.conversation.actions.account import AnswerForAccount
from bot.conversation.actions.clarification import AskClarification
from bot.conversation.actions.date import AnswerForDate
from bot.conversation.actions.erasure import AskErasure, EraseConversation
from bot.conversation.actions.hand_over import HandOver
from bot.conversation.actions.joining import JOINING, NAMING
from bot.conversation.actions.language import SwitchLanguage
from bot.conversation.actions.link_check.commands import BEGINNINGS, COMMANDS
from bot.conversation.actions.link_check.outcome import FinishLinkCheck
from bot.conversation.actions.link_check.typed_answers import TypedAnswers
from bot.conversation.actions.link_check.validation import ValidateLinkCheckForm
from bot.conversation.actions.live_check.commands import (
    BeginLiveCheck,
    SubmitConsent,
    ValidateConsent,
    Withdraw,
)
from bot.conversation.actions.live_check.news import NEWS, TellResult
from bot.conversation.actions.opting import OptIn, OptOut
from bot.conversation.actions.rating import RateAnswer
from bot.conversation.actions.reminders.asking import (
    AskConsent,
    AskDate,
    AskKind,
    BeginReminders,
    ValidateReminders,
)
from bot.conversation.actions.reminders.keeping import (
    EndReminders,
    ShowReminders,
    SubmitReminders,
    TellReminder,
)
from bot.conversation.actions.sessions import StartSession
from bot.conversation.actions.tickets import (
    AskTicketRating,
    CancelTicket,
    CheckTicket,
    RateTicket,
    TellTicket,
)
from bot.conversation.actions.troubles import AnswerStillFailing
from bot.conversation.events import Event
from bot.conversation.scene import ActionRejected
from bot.errors import ActionFailed
from bot.messages import Language

LIMIT_SECONDS = 2.0
"""An action only decides; one that takes longer is broken."""

REMINDING = (BeginReminders, ValidateReminders, AskKind, AskConsent, SubmitReminders)
"""Actions that know the deadlines."""


@dataclass(frozen=True, slots=True)
class ActionResult:
    """What an action returned: events to apply, and messages in rasa-sdk's form."""

    events: tuple[Event, ...]
    messages: tuple[dict[str, Any], ...]


class ActionRunner:
    """Runs actions by name.

    Args:
        executor: knows the actions.
        domain: what actions are told of the domain, in Rasa's form.
        limit_seconds: how long an action may take.
    """

    def __init__(
        self,
        executor: ActionExecutor,
        domain: Mapping[str, Any],
        limit_seconds: float = LIMIT_SECONDS,
    ) -> None:
        self._executor = executor
        self._domain = dict(domain)
        self._limit_seconds = limit_seconds

    async def run(self, name: str, tracker: dict[str, Any]) -> ActionResult:
        """Run an action on a copy of `tracker`, which the executor would change.

        Raises:
            ActionRejected: the action refused to run.
            ActionFailed: the action raised, returned nothing or took too long.
        """
        call = {
            "next_action": name,
            "sender_id": tracker["sender_id"],
            "tracker": copy.deepcopy(tracker),
            "domain": self._domain,
        }
        try:
            async with asyncio.timeout(self._limit_seconds):
                result = await self._executor.run(call)
        except ActionExecutionRejection as error:
            raise ActionRejected(name) from error
        except TimeoutError as error:
            raise ActionFailed(f"{name} took over {self._limit_seconds} s") from error
        except Exception as error:  # an action is free to raise anything
            raise ActionFailed(f"{name}: {type(error).__name__}") from error
        if result is None:
            raise ActionFailed(f"{name} returned nothing")
        return ActionResult(tuple(result.events or ()), tuple(result.responses or ()))


def make_runner(catalogue: Catalogue, *, has_portal: bool = False) -> ActionRunner:
    """Return a runner that knows all actions of the project.

    Args:
        catalogue: words and domain.
        has_portal: there is a portal that live checks can ask.
    """
    executor = ActionExecutor()
    for action in project_actions(catalogue, has_portal=has_portal):
        executor.register_action(action)
    return ActionRunner(executor, catalogue.domain.to_rasa())


def project_actions(catalogue: Catalogue, *, has_portal: bool = False) -> tuple[Action, ...]:
    """Return the actions that rules may name."""
    labels = catalogue.labels[Language.VI]
    offered = {FAQ + topic for topic in labels.topics} | set(labels.intents)
    return (
        SwitchLanguage(),
        AskErasure(),
        EraseConversation(),
        OptOut(),
        OptIn(),
        AnswerForAccount(),
        AnswerForDate(),
        AnswerStillFailing(),
        HandOver(),
        CheckTicket(),
        CancelTicket(),
        RateTicket(),
        AskTicketRating(),
        TellTicket(catalogue.desk),
        RateAnswer(),
        AskClarification(offered),
        StartSession(),
        *(beginning(has_portal=has_portal) for beginning in BEGINNINGS),
        *(command() for command in COMMANDS),
        ValidateLinkCheckForm(TypedAnswers.of(catalogue)),
        FinishLinkCheck(catalogue.deadlines),
        TellResult(catalogue.deadlines),
        BeginLiveCheck(has_portal=has_portal),
        ValidateConsent(),
        SubmitConsent(),
        Withdraw(),
        *(news() for news in NEWS),
        *(action(catalogue.deadlines) for action in REMINDING),
        AskDate(),
        EndReminders(),
        ShowReminders(),
        TellReminder(),
        *(action() for action in JOINING),
        *(action(catalogue) for action in NAMING),
    )
