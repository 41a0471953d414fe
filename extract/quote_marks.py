"""Quotation marks in pairs: what stands between them, whoever says it.

Marks come in every shape (" „ “ ” « » ,, '' ‘ ’ '), single ones double as apostrophes, and writers forget one. So marks
are paired inside a paragraph, an unpaired one reaches to the paragraph's edge, and a single mark counts only where a
word cannot have an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r",,|''|``|[\"„“”«»‟]|(?<!\w)['‘‚‹](?=[\w(])|(?<=[\w.,!?…)])['’›](?!\w)")
_DOUBLE = frozenset({",,", "''", "``", '"', "„", "“", "”", "‟"})
_OPENS = frozenset({",,", "``", "„", "«", "‘", "‚", "‹"})
_CLOSES = frozenset({"''", "”", "»", "’", "›"})
_CLITICS = re.compile(r"['’‘](?:s|t|n|m|k|r|ns|tje)\b", re.IGNORECASE)


def quoted(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """The ranges between quotation marks, as (number of the line, (start, end)), without marks, blanks and
    a comma at the end.

    >>> [text[a:b] for text in ['Hij zei: "Dat is zo." Jan\\'s \\'auto\\'.'] for _, (a, b) in quoted(text)]
    ['Dat is zo.', 'auto']
    """
    for number, line in enumerate(_LINE.finditer(text)):
        for start, end in _pairs(text, line.start(), line.end()):
            while start < end and text[start].isspace():
                start += 1
            while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
                end -= 1
            if start < end:
                yield number, (start, end)


def _pairs(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Pair the marks of one line. Inside a quotation only marks of the same family count."""
    opened, family = first, ""
    before_any = True
    for mark in _MARK.finditer(text, first, last):
        kind = _family(mark.group())
        if kind == "single" and not family and _CLITICS.match(text, mark.start()):
            continue
        opens, closes = _directions(text, mark)
        if kind == family and closes:
            yield opened, mark.start()
            family = ""
        elif not family and opens:
            opened, family = mark.end(), kind
        elif not family and kind != "single" and before_any and not text[mark.start() - 1].isdigit():
            yield _unopened(text, first, mark.start()), mark.start()
        elif kind == family != "single":
            yield opened, mark.start()
            opened = mark.end()
        before_any = False
    if family and family != "single":
        yield opened, last


def _family(mark: str) -> str:
    """Marks that open and close each other."""
    if mark in "«»":
        return "guillemets"
    return "double" if mark in _DOUBLE else "single"


def _unopened(text: str, first: int, end: int) -> int:
    """Where a quotation begins whose opening mark was forgotten: after a colon before a capital, else at
    the start of the line.
    """
    colon = text.rfind(": ", first, end)
    return colon + 2 if colon >= 0 and text[colon + 2 : colon + 3].isupper() else first


def _directions(text: str, mark: re.Match[str]) -> tuple[bool, bool]:
    """Whether a mark can open and can close, by its shape or else by the blanks around it."""
    shape = mark.group()
    before = text[mark.start() - 1] if mark.start() else "\n"
    after = text[mark.end()] if mark.end() < len(text) else "\n"
    free_before, free_after = before.isspace() or before in "([-–—", after.isspace() or after in ".,;:!?)]-–—"
    if shape in _OPENS:
        return True, False
    if shape in _CLOSES and not (free_before and not free_after):
        return False, True
    if free_before != free_after:
        return free_before, free_after
    return True, True
