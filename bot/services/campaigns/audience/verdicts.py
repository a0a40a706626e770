"""What is said about a row of an imported file; nothing is guessed silently."""

from collections.abc import Mapping
from enum import StrEnum

from bot.locale import catalogues
from bot.messages import Language


class RowVerdict(StrEnum):
    """What became of a row; `EXPLANATIONS` says it in words."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    ZERO_ADDED = "zero_added"
    DUPLICATE = "duplicate"
    OPTED_OUT = "opted_out"
    DO_NOT_CALL = "do_not_call"
    SUPPRESSED = "suppressed"
    LANDLINE = "landline"
    FOREIGN = "foreign"
    SERVICE = "service"
    EXTENSION = "extension"
    NO_NUMBER = "no_number"
    EMPTY = "empty"
    TOO_FEW_COLUMNS = "too_few_columns"
    SCIENTIFIC = "scientific"
    DECIMAL = "decimal"
    FORMULA = "formula"
    UNKNOWN_LANGUAGE = "unknown_language"


TAKEN = frozenset([RowVerdict.ACCEPTED, RowVerdict.CHANGED, RowVerdict.ZERO_ADDED])
"""The rows whose people are in the audience."""


def _(msgid: str) -> str:
    """Mark a text for the catalogue."""
    return msgid


EXPLANATIONS: Mapping[RowVerdict, str] = {
    RowVerdict.ACCEPTED: _("Accepted."),
    RowVerdict.CHANGED: _(
        "Accepted: an 11-digit number of before 2018, changed to the number that replaced it."
    ),
    RowVerdict.ZERO_ADDED: _("Accepted: the leading 0 was missing and was added."),
    RowVerdict.DUPLICATE: _("The number stands in an earlier row."),
    RowVerdict.OPTED_OUT: _("This person refused messages."),
    RowVerdict.DO_NOT_CALL: _("On the do-not-call list."),
    RowVerdict.SUPPRESSED: _("The provider said that nothing ever arrives there."),
    RowVerdict.LANDLINE: _("A landline gets no text messages."),
    RowVerdict.FOREIGN: _("A number of another country."),
    RowVerdict.SERVICE: _("A hotline or short number."),
    RowVerdict.EXTENSION: _("A number with an extension."),
    RowVerdict.NO_NUMBER: _("Not a phone number."),
    RowVerdict.EMPTY: _("The cell is empty."),
    RowVerdict.TOO_FEW_COLUMNS: _("The row ends before the column."),
    RowVerdict.SCIENTIFIC: _(
        "The spreadsheet cut digits off (8.49E+10). Format the column as text "
        "and export it again from its source."
    ),
    RowVerdict.DECIMAL: _(
        "The spreadsheet wrote it as a decimal. Format the column as text and export it again."
    ),
    RowVerdict.FORMULA: _("The cell holds a formula. Paste it as a value and export it again."),
    RowVerdict.UNKNOWN_LANGUAGE: _("The language is neither vi nor en."),
}


def explain(verdict: RowVerdict, language: Language) -> str:
    """Return in words what a verdict means."""
    return str(catalogues.load(language).ugettext(EXPLANATIONS[verdict]))
