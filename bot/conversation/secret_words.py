"""Finds passwords by the words they follow."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_AFTER_WORD = (
    r"\b(?:mat khau|mat ma|mk|pass ?words?|pass(?:code)?|pwd?|pin)\b"
    r"(?P<between>(?:(?! la | is )[^\n.;:=?!]){0,40}?)"
)
_STATED = re.compile(_AFTER_WORD + r"(?:\s*[:=]+\s*|\s(?:la|is)\s+[:=]?\s*)(?P<secret>[^\s]+)")
_FOLLOWING = re.compile(_AFTER_WORD.replace("{0,40}?", "{0,1}?") + r"\s?(?P<secret>[^\s]+)")
_WRAPPING = "\"'“”‘’()[]<>.,;?…"
_ORDINARY_WORDS = """
    gi g j ji the dau sao nao bao nhieu sai dung bi khong ko k kg hok chua da duoc dc cua cai con
    mot hai bat buoc can phai do day ai tu luc khi cu moi nay kia ay chi trong tren voi va hay hoac
    so chu ky ban toi em minh ngay cho o rat qua lam het ra vao theo nhung cac bang nhap quen doi
    what where who when why how wrong incorrect invalid not no needed required the a an my your
    it too still always expired locked forgotten lost correct right changed reset weak same
    different for on in only being asked rejected refused never this that needed safe
    secret private used sent needed mandatory optional missing"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_KNOWN_TERMS = re.compile(
    r"(?:vneid|level|muc|cccd|cmnd|cmt|otp|buoc|step|1900|1800|c06|ios|android|windows|iphone"
    r"|qr|nfc|email|gmail|dvc|dvcqg|vssid|sim|\d{1,3}%?$|(?:19|20)\d\d$|\d{1,2}[/\-.]\d)"
)
_MIXED = re.compile(r"(?=.*\d)(?=.*[a-z])|.*[@#$%^&*_+~|\\]|\d{4}")
_LETTERS_ONLY = re.compile("[a-z]{4,}")


def find_passwords(text: str, folded: str) -> Iterator[Span]:
    """Yield what follows "mật khẩu", "mk", "password"… and looks like one.

    After "là", "is", ":" or "=" any word that is not an ordinary one does; elsewhere only a word
    that mixes letters with digits or signs, or four digits and more.
    """
    for pattern, is_stated in ((_STATED, True), (_FOLLOWING, False)):
        for match in pattern.finditer(folded):
            start, end = _unwrapped(folded, *match.span("secret"))
            if _is_password(text[start:end], folded[start:end], is_stated=is_stated):
                yield start, end


def _unwrapped(folded: str, start: int, end: int) -> Span:
    while start < end and folded[start] in _WRAPPING:
        start += 1
    while end > start and folded[end - 1] in _WRAPPING:
        end -= 1
    return start, end


def _is_password(word: str, folded: str, *, is_stated: bool) -> bool:
    if not folded or "•" in folded or _KNOWN_TERMS.match(folded) or folded in _ORDINARY:
        return False
    if _MIXED.match(folded):
        return True
    # Nobody types a password with Vietnamese marks: that is the next word of a sentence.
    return is_stated and word.isascii() and bool(_LETTERS_ONLY.fullmatch(folded))
