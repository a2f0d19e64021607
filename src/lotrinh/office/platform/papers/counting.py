"""Numbers before headings, articles and points, as Vietnamese papers count: I. 1. a) and Điều 1."""

from __future__ import annotations

LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """1 → I, 4 → IV; 39 at most is what a paper needs, larger ones come out as well."""
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out


def letter(number: int) -> str:
    """1 → a … 5 → đ …; after the last letter it goes on with two: aa, ab."""
    number -= 1
    before, place = divmod(number, len(LETTERS))
    return (letter(before) if before else "") + LETTERS[place]


class Counter:
    """Counts the parts of one body; a heading begins the counts below it anew."""

    def __init__(self) -> None:
        self.titles = [0, 0, 0]
        self.articles = 0
        self.points = {"arabic": 0, "letter": 0}

    def title(self, level: int) -> str:
        """The number of the next heading of a level (1 to 3)."""
        self.titles[level - 1] += 1
        self.titles[level:] = [0] * (3 - level)
        self.points = dict.fromkeys(self.points, 0)
        number = self.titles[level - 1]
        return (f"{roman(number)}.", f"{number}.", f"{letter(number)})")[level - 1]

    def article(self) -> str:
        """'Điều 1.'"""
        self.articles += 1
        self.points = dict.fromkeys(self.points, 0)
        return f"Điều {self.articles}."

    def point(self, style: str) -> str:
        """'1.', 'a)' or '-'."""
        if style == "dash":
            return "-"
        self.points[style] += 1
        if style == "arabic":
            self.points["letter"] = 0
            return f"{self.points[style]}."
        return f"{letter(self.points[style])})"
