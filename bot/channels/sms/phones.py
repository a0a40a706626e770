"""Reads phone numbers as people write them, and says of each whether it can get text messages.

Eleven-digit mobile numbers were replaced by ten-digit ones in 2018; who still writes the old one is
understood. Source: Decision 798/QĐ-BTTTT (2018) of the Ministry of Information and
Communications, the plan for changing mobile network codes from 15 September 2018.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    format_number,
    is_valid_number,
    number_type,
    parse,
)

VIETNAM = 84

CODES_SINCE_2018 = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35",
    "166": "36", "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58",
    "199": "59",
}  # fmt: skip
"""New network codes by old ones, without the leading 0: MobiFone, VinaPhone, Viettel,
Vietnamobile, Gmobile."""

_OLD = re.compile(r"(?P<country>\+?84|0084|0)(?P<code>1\d\d)(?P<rest>\d{7})")
_EXTENSION = re.compile(
    r"(?:ext\.?|x|#|;|máy lẻ|may le|nhánh|nhanh|p)\s*\.?:?\s*\d+\s*$", re.IGNORECASE
)
_LOOKS = " .-()/\u00a0"
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_LONGEST = 40


class Verdict(StrEnum):
    """What a text is, as a phone number."""

    MOBILE = "mobile"
    """A Vietnamese mobile number: it gets messages."""
    CHANGED = "changed"
    """An 11-digit number from before 2018; `e164` is the one that replaced it."""
    LANDLINE = "landline"
    FOREIGN = "foreign"
    """A number of another country."""
    EXTENSION = "extension"
    """A number with an extension: of an office, never of a phone that gets messages."""
    SERVICE = "service"
    """A hotline or a short number."""
    NO_NUMBER = "no_number"


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number that was read.

    Attributes:
        e164: +84912345678; None: it is no whole number.
    """

    verdict: Verdict
    e164: str | None = None

    @property
    def gets_messages(self) -> bool:
        """A reminder may be sent to it."""
        return self.verdict in {Verdict.MOBILE, Verdict.CHANGED}


def read_phone(text: str) -> Phone:
    """Return what `text` is; never raises."""
    written = unicodedata.normalize("NFKC", text).strip()  # full-width digits as ASCII
    if not written or len(written) > _LONGEST or not any(map(str.isdigit, written)):
        return Phone(Verdict.NO_NUMBER)
    if _EXTENSION.search(written):
        return Phone(Verdict.EXTENSION)
    bare = "".join(character for character in written if character not in _LOOKS)
    if old := _OLD.fullmatch(bare):
        if code := CODES_SINCE_2018.get(old["code"]):
            return Phone(Verdict.CHANGED, f"+{VIETNAM}{code}{old['rest']}")
        return Phone(Verdict.NO_NUMBER)
    return _read(f"+{bare[2:]}" if bare.startswith("00") else bare)


def mask_phone(e164: str) -> str:
    """Return a number as logs and pages may show it: the country code and the last two digits."""
    country = "+84" if e164.startswith("+84") else "+"
    return f"{country}{'•' * max(len(e164) - len(country) - 2, 0)}{e164[-2:]}"


def _read(bare: str) -> Phone:
    if not re.fullmatch(r"\+?\d+", bare, re.ASCII):
        return Phone(Verdict.NO_NUMBER)
    try:
        number = parse(bare if bare.startswith(("0", "+")) else _with_country(bare), "VN")
    except NumberParseException:
        return Phone(Verdict.NO_NUMBER)
    if not is_valid_number(number):
        is_short = not bare.startswith(("0", "+")) and len(bare) <= 8  # noqa: PLR2004 - 19001234
        return Phone(Verdict.SERVICE if is_short else Verdict.NO_NUMBER)
    return Phone(_verdict(number), format_number(number, PhoneNumberFormat.E164))


def _with_country(bare: str) -> str:
    return f"+{bare}" if bare.startswith(str(VIETNAM)) and len(bare) > 10 else bare  # noqa: PLR2004


def _verdict(number: PhoneNumber) -> Verdict:
    if number.country_code != VIETNAM:
        return Verdict.FOREIGN
    kind = number_type(number)
    if kind in _MOBILE:
        return Verdict.MOBILE
    return Verdict.LANDLINE if kind == PhoneNumberType.FIXED_LINE else Verdict.SERVICE
