"""Walks the table of the check: from the answers so far to the next question or the result."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.actions.link_check.states import QUESTIONS, START
from bot.conversation.actions.link_check.steps import Ask, End, Help, Question
from bot.conversation.actions.linking import Period

Answers = Mapping[str, object]
"""Values by the name of the question."""


@dataclass(frozen=True, slots=True)
class Path:
    """Where the answers lead.

    Attributes:
        answered: questions that were answered, in order.
        end: asked next, or the result, or what helps first.
    """

    answered: tuple[Question, ...]
    end: Ask | End | Help

    @property
    def next_question(self) -> Question | None:
        """The question to ask; None: the check ends, or help comes first."""
        return QUESTIONS[self.end.question] if isinstance(self.end, Ask) else None

    @property
    def slots(self) -> list[str]:
        """Slots of the questions so far and of the next one."""
        asked = [*self.answered, self.next_question]
        return [question.slot for question in asked if question is not None]


def walk(answers: Answers, period: Period) -> Path:
    """Return where `answers` lead; those off the way don't count."""
    step: Ask | End | Help = Ask(START)
    answered: list[Question] = []
    while isinstance(step, Ask):
        question = QUESTIONS[step.question]
        choice = question.choice(answers.get(question.name))
        if choice is None:
            break
        answered.append(question)
        step = choice.step(period)
    return Path(tuple(answered), step)


def settled(answers: Answers, path: Path) -> dict[str, object]:
    """Return the answers to keep: while a question is open all, at an end those on the way.

    Help takes back those from the question on that is asked again.
    """
    names = [question.name for question in path.answered]
    if isinstance(path.end, Ask):
        names = [name for name in answers if QUESTIONS[name].choice(answers[name])]
    elif isinstance(path.end, Help):
        names = names[: names.index(path.end.again)]
    return {name: answers[name] for name in names}
