"""Loads `responses/deadlines.yml`, the deadlines that people can be reminded of."""

from datetime import date
from pathlib import Path

from pydantic import Field

from bot.content.yaml_file import Lines, Schema, read_as
from bot.knowledge.accounts import AccountType
from bot.knowledge.deadlines import Deadline, Deadlines, PersonalDeadline, ReminderText, Signature

LONGEST_STEP_DAYS = 90


class TextEntry(Schema):
    """What is sent at some steps."""

    steps: tuple[int, ...] = Field(min_length=1)
    vi: str
    vi_marks: str
    en: str


class DeadlineEntry(Schema):
    """One deadline."""

    id: str
    on: date = Field(alias="date")
    announced_on: date
    applies_to: tuple[AccountType, ...] = Field(min_length=1)
    facts: tuple[str, ...] = Field(min_length=1)
    ends_on_link: bool
    texts: list[TextEntry] = Field(min_length=1)


class PersonalEntry(Schema):
    """A deadline of one citizen."""

    id: str
    facts: tuple[str, ...] = Field(min_length=1)
    days_after: int = Field(ge=0)
    steps: tuple[int, ...] = Field(min_length=1)


class SignatureEntry(Schema):
    """Whom the texts come from where nobody says otherwise."""

    brand: str = Field(min_length=1)
    contact: str = Field(min_length=1)


class DeadlineFile(Schema):
    """The whole file."""

    sample: SignatureEntry
    personal: list[PersonalEntry] = Field(default_factory=list)
    deadlines: list[DeadlineEntry]


def load_deadlines(path: Path, signature: Signature | None = None) -> Deadlines:
    """Load the deadlines; none where there is no such file.

    Args:
        path: the file.
        signature: whom the texts come from; None: the sample of the file, for checks and tests.

    Raises:
        ContentError: an id or a step stands twice, or a step can't be.
    """
    if not path.exists():
        return Deadlines()
    file, lines = read_as(DeadlineFile, path)
    signed = signature or Signature(file.sample.brand, file.sample.contact)
    by_id: dict[str, Deadline] = {}
    for position, entry in enumerate(file.deadlines):
        if entry.id in by_id:
            raise lines.error(("deadlines", position), f"deadline '{entry.id}' stands twice")
        _check_steps(entry, lines, position)
        by_id[entry.id] = _deadline(entry, lines, position, signed)
    personal = {
        one.id: PersonalDeadline(
            id=one.id,
            fact_ids=one.facts,
            days_after=one.days_after,
            steps=tuple(sorted(one.steps, reverse=True)),
        )
        for one in file.personal
    }
    return Deadlines(signature=signed, by_id=by_id, personal=personal)


def _check_steps(entry: DeadlineEntry, lines: Lines, position: int) -> None:
    seen: set[int] = set()
    for place, text in enumerate(entry.texts):
        for step in text.steps:
            where = ("deadlines", position, "texts", place, "steps")
            if not 1 <= step <= LONGEST_STEP_DAYS:
                raise lines.error(where, f"step {step}: give 1 to {LONGEST_STEP_DAYS} days")
            if step in seen:
                raise lines.error(where, f"step {step} has two texts")
            seen.add(step)


def _deadline(entry: DeadlineEntry, lines: Lines, position: int, signature: Signature) -> Deadline:
    texts = tuple(
        ReminderText(
            steps=text.steps,
            vi=_sign(text.vi, signature),
            vi_marks=_sign(text.vi_marks, signature),
            en=_sign(text.en, signature),
            line=lines.of("deadlines", position, "texts", place),
        )
        for place, text in enumerate(entry.texts)
    )
    return Deadline(
        id=entry.id,
        on=entry.on,
        announced_on=entry.announced_on,
        applies_to=tuple(entry.applies_to),
        fact_ids=entry.facts,
        ends_on_link=entry.ends_on_link,
        texts=texts,
        line=lines.of("deadlines", position),
    )


def _sign(text: str, signature: Signature) -> str:
    return text.replace("{brand}", signature.brand).replace("{contact}", signature.contact)
