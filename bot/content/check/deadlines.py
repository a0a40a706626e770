"""Rule: a reminder says only what its facts say, from whom it comes, how to refuse, and no link."""

from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.sms import costly_characters, count_segments
from bot.knowledge.deadlines import Deadline, PersonalDeadline, ReminderText
from bot.knowledge.figures import figures
from bot.knowledge.grounding import ungrounded

RULE = "deadlines"
MOST_SEGMENTS_WITH_MARKS = 3
_TOMORROW = ("ngay mai", "ngày mai", "tomorrow")


def check_deadlines(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield reminders that say too much, too little, or cost too much."""
    path = catalogue.root / "responses" / "deadlines.yml"
    for personal in catalogue.deadlines.personal.values():
        for problem in _unknown_facts(catalogue, personal):
            yield Finding(path, 0, RULE, problem)
    for deadline in catalogue.deadlines.by_id.values():
        for problem in (*_unknown_facts(catalogue, deadline), *_too_early(catalogue, deadline)):
            yield Finding(path, deadline.line, RULE, problem)
        for text in deadline.texts:
            for what, words in (("vi", text.vi), ("vi_marks", text.vi_marks), ("en", text.en)):
                for problem in _problems(catalogue, deadline, text, what, words):
                    name = f"{deadline.id}, {what}"
                    yield Finding(path, text.line, RULE, f"{name}: {problem}")


def _unknown_facts(catalogue: Catalogue, one: Deadline | PersonalDeadline) -> Iterator[str]:
    for fact in one.fact_ids:
        if fact not in catalogue.facts:
            yield f"{one.id}: fact '{fact}' does not stand in facts.yml"


def _too_early(catalogue: Catalogue, deadline: Deadline) -> Iterator[str]:
    facts = [catalogue.facts[key] for key in deadline.fact_ids if key in catalogue.facts]
    days = [day for fact in facts if (day := fact.announced_on or fact.valid_from)]
    known = max(days, default=None)
    if known is not None and deadline.announced_on < known:
        yield f"{deadline.id}: announced_on {deadline.announced_on}, but a fact was not known yet"


def _problems(
    catalogue: Catalogue, deadline: Deadline, text: ReminderText, what: str, words: str
) -> Iterator[str]:
    signature = catalogue.deadlines.signature
    facts = [catalogue.facts[key] for key in deadline.fact_ids if key in catalogue.facts]
    if not words.startswith(f"{signature.brand}: "):
        yield f"does not begin with the brand, '{signature.brand}: '"
    if signature.contact not in words:
        yield f"does not name {signature.contact}, for help and for refusing"
    for figure in ungrounded(words, facts):
        yield f"'{figure}' stands in none of its facts"
    if any(figure.startswith(("link ", "domain ")) for figure in figures(words)):
        yield "has a link; people can't tell it from a fraud's"
    if any(word in words.lower() for word in _TOMORROW) and text.steps != (1,):
        yield "says tomorrow, but is not sent on the day before alone"
    yield from _costs(what, words)


def _costs(what: str, words: str) -> Iterator[str]:
    segments = count_segments(words)
    if what == "vi_marks":
        if segments > MOST_SEGMENTS_WITH_MARKS:
            yield f"{segments} segments, at most {MOST_SEGMENTS_WITH_MARKS}"
    elif costly := costly_characters(words):
        yield f"{' '.join(costly)} would more than double the price; write without"
    elif segments > 1:
        yield f"{segments} segments ({len(words)} characters); keep it to one"
