"""A tiny but complete content tree: two topics in both languages, with nothing to find fault with.

Tests copy it, break one place of the copy, and look at what is said about it.
"""

import shutil
from pathlib import Path

from bot.content.catalogue import load_catalogue
from bot.content.check.run import check

SMALL_CONTENT = Path(__file__).parent / "small_content"

VI, EN = "responses/vi/login.yml", "responses/en/login.yml"
COMMON_VI, COMMON_EN = "responses/vi/_common.yml", "responses/en/_common.yml"
SOLE_LOGIN = "utter_faq_sole-login-method"

FIRST = {VI: "- text: |-\n        Lúc này", EN: "- text: |-\n        For now"}
"""Where the variation from 29 May to 14 June stands."""
EARLIEST = {VI: "- text: |-\n        Đăng nhập bằng tài", EN: "- text: |-\n        Log in with the"}
LATEST = {VI: "- text: |-\n        Đăng nhập bằng VNeID.", EN: "- text: |-\n        Log in with VN"}
COMPANIES = {VI: "- text: |-\n        Theo", EN: "- text: |-\n        According"}
SECRETS = {VI: "- text: |-\n        Không", EN: "- text: |-\n        Give"}


class Tree:
    """A copy of the small tree that may be broken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(SMALL_CONTENT, root)

    def replace(self, file: str, old: str, new: str) -> int:
        """Replace the only `old` in a file; return the line it began in."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def append(self, file: str, text: str) -> int:
        """Add lines at the end of a file; return the line that the first of them stands in."""
        path = self.root / file
        old = path.read_text(encoding="utf-8")
        path.write_text(old + text, encoding="utf-8")
        return old.count("\n") + 1

    def line_of(self, file: str, words: str) -> int:
        """Return the line of the only place where `words` stand."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times in {file}"
        return text[: text.index(words)].count("\n") + 1

    def replace_in_both(self, old: str, new: str) -> None:
        """Replace the only `old` in the answers of both languages."""
        self.replace(VI, old, new)
        self.replace(EN, old, new)

    def findings(self) -> list[tuple[str, int, str, str]]:
        """Return what `content check` finds: file, line, rule, problem."""
        return [
            (one.path.relative_to(self.root).as_posix(), one.line, one.rule, one.problem)
            for one in check(load_catalogue(self.root))
        ]

    def in_both(
        self, place: dict[str, str], rule: str, problem: str
    ) -> list[tuple[str, int, str, str]]:
        """Return the findings expected when one thing is wrong in both languages."""
        return [(file, self.line_of(file, place[file]), rule, problem) for file in (EN, VI)]
