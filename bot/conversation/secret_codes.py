"""Finds one-time codes by what is said around them, in folded text."""

import re
from collections.abc import Iterator

from bot.conversation.digit_groups import with_zeros

Span = tuple[int, int]

_NAMES = (
    r"otp|passcode|pin|smart ?otp|ma (?:xac (?:thuc|nhan|minh)|bao mat|kich hoat|otp|pin)"
    r"|(?:verification|security|one[- ]time|activation|confirmation) code"
)
_CODE_WORDS = re.compile(rf"(?<![a-z])(?:{_NAMES})(?![a-z])")
_OTHER_CODES = (
    "ho so|so|thue|buu|loi|thu tuc|vung|tinh|xa|huyen|phieu|don|quoc gia|vach|qr|dich vu|dvc|don vi"
    "|bien nhan|tra cuu|giao dich|dinh danh|nhan vien|can bo|khach hang|nganh|noi|hoa|nguon"
)
"""What “mã” names besides: of files, taxes, the post, errors…"""
_CODE = r"(?<!error )(?<!zip )(?<!postal )(?<!area )(?<!country )(?<!qr )(?<!source )code"
_BARE_WORD = re.compile(rf"(?<![a-z])(?:ma(?![a-z])(?! (?:{_OTHER_CODES})\b)|{_CODE}(?![a-z]))")
_BETWEEN = (
    r"(?: (?:la|is|was|cua|toi|em|minh|con|chau|bac|anh|chi|my|so|day|nay|ne|gui|nhan|nhap|duoc|ve"
    r"|vao|vua|moi|tin|sms|may|qua|code|otp|ma|it|i|got|received|entered|sent|me)\b"
    r"| |[:=\-\"'“”]++){0,24}"  # without an end, "ma ma ma…" takes time by its square
)
_AFTER_WORD = re.compile(
    rf"(?<![a-z])(?P<name>{_NAMES}|ma|{_CODE})(?![a-z]){_BETWEEN}"
    r"(?P<secret>\d(?:[ .\-]?\d){3,7})(?![\d/]|[.,\-]\w*\d)"
)
_SIX = (
    r"(?<![\d./,•])(?<!\d-)"
    r"(?P<secret>\d{6}|(?<!1[89]00[ .])\d{3}[ .\-]\d{3}|\d{2}(?:[ .\-]\d{2}){2}|\d(?:[ .\-]\d){5})"
    r"(?![\d/]|[.,\-]\w*\d)"
)
_SIX_DIGITS = re.compile(_SIX)
_ENTERED = re.compile(
    r"\b(?:nhap|go|danh|dien|bam|gui|nhan|doc|dan|sms|tin nhan|enter(?:ed|ing)?|type[ds]?|typing"
    r"|input|got|gets?|received?|sent|put|tried)\b"
    r"(?: (?:vao|vo|so|day|la|duoc|cai|ma|lai|thu|roi|dung|ve|may|chu|nay|bao|the|in|it|my|me|code"
    r"|number|this)\b)*[ :=\"'“”]+" + _SIX
)
_FAILED = re.compile(
    _SIX + r"[ ,\"'”]+"
    r"(?:(?:van|cung|ma|no|toan|bi|lai|thi|cu|deu|hoai|la|roi|nhung|he thong|app|vneid|but|and|it"
    r"|its|still|always|says?|keeps?|saying|is|was|s)\b[ ,']*)*"
    r"(?:bao|sai|het (?:han|hieu luc)|gi\b|so gi|wrong|invalid|incorrect|expired|rejected|failed"
    r"|(?:khong|ko|k|hok) (?:dung|duoc|dc|hop le|vao|nhan|chay|chinh xac)"
    r"|(?:not|doesn.?t|didn.?t|does not|did not|won.?t) (?:work|accepted|valid|go))"
)
_WORDS_AROUND = """
    da vang a nhe nha nhen ha oi day ne la thi em anh chi ad admin ban bac chau con roi do ok so ma
    cua toi minh xin chao alo hi hello cam on thanks thank you please pls here it is its s the code
    my this nay no"""
_AROUND = frozenset(_WORDS_AROUND.split())
"""Words beside a code in a message that says nothing else."""
_WORD = re.compile("[a-z0-9]+")
_OF_ANOTHER_THING = re.compile(
    r"\b(?:ho so|phieu|cong van|cv|quyet dinh|qd|nghi dinh|nd|thong tu|van ban|bien ban|bien lai"
    r"|hoa don|don|loi|thue|buu (?:chinh|dien)|thu tuc|vung|phien ban|tong dai|tai khoan|error"
    r"|decree|decision|dispatch|ticket|dossier|file|case|application|version|tax|zip|postal|hotline"
    r"|ios|android|build)"
    r"(?: (?:so|no|number|code|id|is|la|ma|nay|cua toi|cua em|cua minh)\b)*[ :.#]*$"
)
_COUNTED = re.compile(
    r" (?:nguoi|cong dan|ca nhan|ho (?:so|dan|gia dinh)|luot|truong hop|doanh nghiep|cong ty"
    r"|don vi|to chuc|co quan|tai khoan|thue bao|giao dich|can bo|hoc sinh|sinh vien|users?|people"
    r"|persons?|citizens?|accounts?|applications?|files|businesses|companies|organi[sz]ations"
    r"|votes|times|visits|records)\b"
)
_PUBLIC = re.compile(
    r"(?:(?:0?[1-9]|[12]\d|3[01])[ .\-](?:0?[1-9]|1[0-2])[ .\-])?(?:19|20)\d\d"  # day or year
    r"|1022|1[89]00[ .]?\d{2,4}|\d+-\d|\d\.\d{6}"  # hotlines, ticket, procedure
)
_DAY_OR_ROUND = re.compile(
    r"(?:0[1-9]|[12]\d|3[01])[ .\-](?:0[1-9]|1[0-2])[ .\-]\d\d|\d{3}[ .\-]000"
)
_MONEY = re.compile(r"\s?(?:(?:dong|vnd|d|usd|trieu|nghin|ngan|ty)\b|₫)|[.,]\d")


def find_codes(text: str, folded: str) -> Iterator[Span]:
    """Yield one-time codes and passcodes; look for longer numbers first.

    Four to eight digits are one where they follow the word for it; six where the message speaks
    of one, says that they were entered or fail, or says nothing else. Years, days, amounts, counts,
    hotlines and the numbers of tickets, files and documents are left.
    """
    digits = with_zeros(folded)
    candidates = (
        (_AFTER_WORD.finditer(digits), lambda match: not _names_it(match, text)),
        (_where_said(digits), _is_counted),
        (_where_likely(text, digits), _is_of_another_thing),
        (_alone(digits), _is_day_or_round),
    )
    for matches, is_excepted in candidates:
        for match in matches:
            if not _is_public(match) and not is_excepted(match):
                yield match.span("secret")


def _where_said(digits: str) -> Iterator[re.Match[str]]:
    """Yield six digits where the message speaks of a one-time code."""
    return _SIX_DIGITS.finditer(digits) if _CODE_WORDS.search(digits) else iter(())


def _where_likely(text: str, digits: str) -> Iterator[re.Match[str]]:
    """Yield six digits where it speaks of some code, and those that are entered or fail."""
    if any(_is_marked(match, text) for match in _BARE_WORD.finditer(digits)):
        yield from _SIX_DIGITS.finditer(digits)
    yield from _ENTERED.finditer(digits)
    yield from _FAILED.finditer(digits)


def _alone(digits: str) -> Iterator[re.Match[str]]:
    """Yield the six digits that a message is, whatever politeness is around them."""
    if _AROUND.issuperset(_WORD.findall(_SIX_DIGITS.sub(" ", digits))):
        yield from _SIX_DIGITS.finditer(digits)


def _names_it(match: re.Match[str], text: str) -> bool:
    """Tell whether a word names a code: "ma" without marks may be "mà" as well."""
    if match["name"] != "ma" or _is_marked(match, text):
        return True
    is_ma = text[match.start() : match.start() + 2].lower() == "ma"
    return is_ma and bool(_SIX_DIGITS.fullmatch(match["secret"])) and not _is_counted(match)


def _is_marked(match: re.Match[str], text: str) -> bool:
    """Tell whether a word is "mã", or has no marks to miss."""
    return match[0][:2] != "ma" or text[match.start() : match.start() + 2].lower() == "mã"


def _is_public(match: re.Match[str]) -> bool:
    is_amount = _MONEY.match(match.string, match.end("secret"))
    return bool(_PUBLIC.fullmatch(match["secret"]) or is_amount)


def _is_counted(match: re.Match[str]) -> bool:
    return bool(_COUNTED.match(match.string, match.end("secret")))


def _is_of_another_thing(match: re.Match[str]) -> bool:
    before = match.string[: match.start("secret")]
    return (
        _is_counted(match)
        or _is_day_or_round(match)
        or match["secret"].endswith("000")
        or bool(_OF_ANOTHER_THING.search(before))
    )


def _is_day_or_round(match: re.Match[str]) -> bool:
    """Tell whether digits in groups are a day such as 15-06-24, or 100.000."""
    return bool(_DAY_OR_ROUND.fullmatch(match["secret"]))
