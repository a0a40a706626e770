"""Judges one row of an imported file by what stands in it."""

import re
from dataclasses import dataclass

from phonenumbers import PhoneMetadata

from bot.channels.sms.phones import Verdict, mask_phone, read_phone
from bot.messages import Language
from bot.services.campaigns.audience.table import Row
from bot.services.campaigns.audience.verdicts import RowVerdict

_SCIENTIFIC = re.compile(r"[+-]?\d+([.,]\d+)?[eE][+-]?\d+")
_DECIMAL = re.compile(r"\+?\d{8,}[.,]\d{1,2}")
_FORMULA = re.compile(r"^\s*(=|[+@-]\s*[A-Za-z(\"'])")
_BARE = re.compile(r"\d{9}")
_LANGUAGES = {
    "": None,
    "vi": Language.VI,
    "vie": Language.VI,
    "vn": Language.VI,
    "tiếng việt": Language.VI,
    "vietnamese": Language.VI,
    "en": Language.EN,
    "eng": Language.EN,
    "tiếng anh": Language.EN,
    "english": Language.EN,
}
_BY_PHONE = {
    Verdict.MOBILE: RowVerdict.ACCEPTED,
    Verdict.CHANGED: RowVerdict.CHANGED,
    Verdict.LANDLINE: RowVerdict.LANDLINE,
    Verdict.FOREIGN: RowVerdict.FOREIGN,
    Verdict.EXTENSION: RowVerdict.EXTENSION,
    Verdict.SERVICE: RowVerdict.SERVICE,
    Verdict.NO_NUMBER: RowVerdict.NO_NUMBER,
}


def _mobile_pattern() -> re.Pattern[str]:
    metadata = PhoneMetadata.metadata_for_region("VN")
    mobile = metadata.mobile.national_number_pattern if metadata and metadata.mobile else None
    return re.compile(rf"(?:\+84|84|0)(?P<rest>{mobile or '(?!)'})")


_MOBILE = _mobile_pattern()
"""The library's own pattern; asking it for every number takes twenty times as long."""
_NATIONAL_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its verdict.

    Attributes:
        e164: the number, if it is one.
        language: None: the file does not say.
    """

    number: int
    verdict: RowVerdict
    e164: str | None = None
    language: Language | None = None

    @property
    def masked(self) -> str:
        """The number as a verdict file may show it."""
        return mask_phone(self.e164) if self.e164 else ""


def judge_row(row: Row) -> Judged:
    """Return what is to be said about a row by itself."""
    if row.phone is None:
        return Judged(row.number, RowVerdict.TOO_FEW_COLUMNS)
    if fault := _spreadsheet_fault(row.phone):
        return Judged(row.number, fault)
    written = (row.language or "").lower()
    if written not in _LANGUAGES:
        return Judged(row.number, RowVerdict.UNKNOWN_LANGUAGE)
    verdict, e164 = _read(row.phone)
    return Judged(row.number, verdict, e164, _LANGUAGES[written])


def _spreadsheet_fault(cell: str) -> RowVerdict | None:
    if not cell:
        return RowVerdict.EMPTY
    if _SCIENTIFIC.fullmatch(cell):
        return RowVerdict.SCIENTIFIC
    if _DECIMAL.fullmatch(cell):
        return RowVerdict.DECIMAL
    return RowVerdict.FORMULA if _FORMULA.match(cell) else None


def _read(cell: str) -> tuple[RowVerdict, str | None]:
    common = _MOBILE.fullmatch(cell)
    if common and len(common["rest"]) == _NATIONAL_DIGITS:
        return RowVerdict.ACCEPTED, f"+84{common['rest']}"
    phone = read_phone(cell)
    if phone.verdict is Verdict.MOBILE and _BARE.fullmatch(cell):
        return RowVerdict.ZERO_ADDED, phone.e164
    return _BY_PHONE[phone.verdict], phone.e164
