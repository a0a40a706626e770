"""Runs every rule over a catalogue."""

from bot.content.catalogue import Catalogue
from bot.content.check.choice import check_choice
from bot.content.check.examples import check_examples
from bot.content.check.figures import check_figures
from bot.content.check.finding import Finding
from bot.content.check.hedges import check_hedges
from bot.content.check.macros import check_macros
from bot.content.check.parity import check_parity
from bot.content.check.references import check_references
from bot.content.check.review import check_review
from bot.content.check.sms_texts import check_sms_texts
from bot.content.check.support import check_support
from bot.content.check.tense import check_tense

RULES = (
    check_references,
    check_parity,
    check_macros,
    check_choice,
    check_support,
    check_review,
    check_tense,
    check_figures,
    check_hedges,
    check_sms_texts,
    check_examples,
)


def check(catalogue: Catalogue) -> list[Finding]:
    """Return all findings, by file and line."""
    return sorted(finding for rule in RULES for finding in rule(catalogue))
