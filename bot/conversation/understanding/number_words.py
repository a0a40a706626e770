"""Numbers that are written as words, Vietnamese without marks or English, for days and ages."""

from collections.abc import Iterable

_ONES = "mot hai ba bon nam sau bay tam chin"
_AFTER_TEN = "mot hai ba bon lam sau bay tam chin"
_AFTER_TWENTY = "mot hai ba tu lam sau bay tam chin"
_LAST_DAY = 31
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_THIS_DECADE = {"tu": 2024, "bon": 2024, "lam": 2025, "nam": 2025, "sau": 2026, "bay": 2027}
_ENGLISH_YEARS = {"four": 2024, "five": 2025, "six": 2026, "seven": 2027}


def _counted(words: str, start: int, *before: str) -> dict[str, int]:
    return {
        f"{name}{word}": number
        for number, word in enumerate(words.split(), start=start)
        for name in before or [""]
    }


VIETNAMESE: dict[str, int] = {
    **_counted(_ONES, 1),
    "muoi": 10,
    **_counted(_AFTER_TEN, 11, "muoi "),
    "hai muoi": 20,
    **_counted(_AFTER_TWENTY, 21, "hai muoi ", "hai ", "ham "),
    "ba muoi": 30,
    "ba muoi mot": 31,
    "ba mot": 31,
}
"""One to thirty-one, the days of a month."""
MONTHS: dict[str, int] = {
    **{words: number for words, number in VIETNAMESE.items() if number <= 12},  # noqa: PLR2004
    "gieng": 1,
    "tu": 4,
    "chap": 12,
}
ORDINALS: dict[str, int] = {
    **_counted(_ORDINALS, 1),
    **{
        words: number
        for words, number in {
            **_counted(_ORDINALS, 21, "twenty ", "twenty-"),
            "thirtieth": 30,
            **_counted(_ORDINALS, 31, "thirty ", "thirty-"),
        }.items()
        if number <= _LAST_DAY
    },
}
"""English days of a month."""
YEARS: dict[str, int] = {
    **{
        f"{before}hai {ten}{one}": year
        for before in ("hai nghin khong tram ", "hai ngan khong tram ", "hai khong ")
        for ten in ("", "muoi ")
        for one, year in _THIS_DECADE.items()
    },
    **{f"twenty twenty{sign}{one}": y for sign in " -" for one, y in _ENGLISH_YEARS.items()},
}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of any of `words`, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
