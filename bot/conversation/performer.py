"""Performs actions by name: Rasa's own, responses, forms and the project's."""

from collections.abc import Callable, Collection, Mapping

from bot.content.domain import REQUESTED_SLOT, Domain
from bot.conversation.actions.runner import ActionRunner
from bot.conversation.events import (
    DEACTIVATE_LOOP,
    DEFAULT_FALLBACK,
    LISTEN,
    RESTART,
    SESSION_START,
    action_executed,
    loop_changed,
    restarted,
    rewound,
    session_started,
    slot_set,
)
from bot.conversation.forms import FormAction
from bot.conversation.scene import Item, Saying, Scene
from bot.conversation.slots import extract

UTTER = "utter_"


class Performer:
    """Performs actions.

    Args:
        domain: says what slots and forms there are.
        responses: names of all responses.
        runner: runs the project's actions.
    """

    def __init__(self, domain: Domain, responses: Collection[str], runner: ActionRunner) -> None:
        self._domain = domain
        self._responses = responses
        self._runner = runner
        known = frozenset([*domain.actions, *responses])
        self._forms = {name: FormAction(name, domain, known, self._call) for name in domain.forms}
        self._own: Mapping[str, Callable[[Scene], list[Item]]] = {
            LISTEN: lambda _: [],
            RESTART: lambda _: [*self._said_if_known("utter_restart"), restarted()],
            SESSION_START: self._start_session,
            DEFAULT_FALLBACK: lambda _: [*self._said_if_known("utter_default"), rewound()],
            DEACTIVATE_LOOP: lambda _: [loop_changed(None), slot_set(REQUESTED_SLOT, None)],
        }

    async def perform(self, action: str, scene: Scene) -> list[Item]:
        """Return what an action leads to.

        Raises:
            ActionRejected: it refuses to run.
            ActionFailed: it broke or took too long.
        """
        if action in self._own and action not in self._domain.actions:
            return self._own[action](scene)
        if action in self._forms:
            return await self._forms[action].run(scene)
        return await self._call(action, scene)

    async def extract(self, scene: Scene) -> list[Item]:
        """Return what the last message fills in."""
        return await extract(scene, self._domain, self._call)

    async def _call(self, action: str, scene: Scene) -> list[Item]:
        if action.startswith(UTTER):
            return [Saying({"response": action})]
        result = await self._runner.run(action, scene.to_rasa())
        return [*(Saying(message) for message in result.messages), *result.events]

    def _said_if_known(self, response: str) -> list[Item]:
        return [Saying({"response": response})] if response in self._responses else []

    def _start_session(self, scene: Scene) -> list[Item]:
        """Begin anew; what was remembered is remembered again, if the domain wants it."""
        items: list[Item] = [session_started()]
        if self._domain.session_config.carry_over_slots_to_new_session:
            initial = scene.tracker.initial_slots
            items += [
                slot_set(name, value)
                for name, value in scene.tracker.slots.items()
                if value != initial.get(name)
            ]
        return [*items, action_executed(LISTEN)]
