"""Lists: what the line above them says of their items.

"In 2017:" above "- 34 meldingen" gives the items their period, unless they have one themselves. A list is two lines or
more below a line that ends in a colon; its items begin with a bullet or a number, or are lines of one short paragraph.
Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.nouns import Claim, Period
from extract.words import table

LONGEST_ITEM = 240
LONGEST_LEAD = 200
SHORT_ITEM = 70
"""Characters of a line that is an item though nothing marks it as one."""
_BULLET = re.compile(r"[ \t]*(?:[-–•*·▪‣]|\d{1,2}[.)]|[a-z]\))[ \t]+\S")
_LINE = re.compile(r"[^\n]+")
_UNDATED = frozenset(("ordinal", "age"))


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: the line above it and its items, as offsets."""

    lead: tuple[int, int]
    items: tuple[tuple[int, int], ...]


def lists_in(text: str) -> Iterator[Listed]:
    """The lists of a text that a line with a colon opens.

    >>> [found.items for found in lists_in("In 2017:\\n- 34 meldingen\\n- 16 slachtoffers\\n\\nDat is zo.")]
    [((9, 23), (24, 41))]
    """
    if ":\n" not in text:
        return
    lines = [found.span() for found in _LINE.finditer(text) if not found[0].isspace()]
    nr = 0
    while nr < len(lines):
        lead = lines[nr]
        nr += 1
        if not text[slice(*lead)].rstrip().endswith(":") or lead[1] - lead[0] > LONGEST_LEAD:
            continue
        first = nr
        marked = nr < len(lines) and _is_item(text, lines[nr])
        while nr < len(lines) and _goes_on(text, lines, nr, first, marked=marked):
            nr += 1
        short = marked or all(end - start <= SHORT_ITEM for start, end in lines[first:nr])
        if nr - first > 1 and short:
            yield Listed(lead, tuple(lines[first:nr]))


def _is_item(text: str, line: tuple[int, int]) -> bool:
    return _BULLET.match(text, *line) is not None


def _goes_on(text: str, lines: Sequence[tuple[int, int]], nr: int, first: int, *, marked: bool) -> bool:
    """Whether line `nr` is an item too: marked as the first is, or a line of the paragraph of the first."""
    start, end = lines[nr]
    if end - start > LONGEST_ITEM or text[start:end].rstrip().endswith(":"):
        return False
    if marked:
        return _is_item(text, lines[nr])
    return nr == first or text.count("\n", lines[nr - 1][1], start) == 1


def with_leads(claims: tuple[Claim, ...], periods: Sequence[Period], text: str) -> tuple[Claim, ...]:
    """The claims of `text`, those of the items of a list in the one period that the line above the list names."""
    found = list(claims)
    starts, places = ([noun.span.start for noun in nouns] for nouns in (periods, claims))
    dated = table("worth")["weights"]["dated"]
    for listed in lists_in(text):
        named = periods[bisect_left(starts, listed.lead[0]) : bisect_left(starts, listed.lead[1])]
        if len(named) != 1:
            continue
        own = {item for item in listed.items if bisect_left(starts, item[0]) < bisect_left(starts, item[1])}
        begins = [start for start, _ in listed.items]
        first, last = (bisect_left(places, at) for at in (begins[0], listed.items[-1][1]))
        for nr in range(first, last):
            claim, quantity = found[nr], found[nr].quantity
            item = listed.items[max(0, bisect_right(begins, claim.span.start) - 1)]
            if item in own or quantity is None or quantity.kind in _UNDATED or claim.period:
                continue
            found[nr] = replace(claim, period=named[0], worth=round(min(1.0, claim.worth + dated), 2))
    return tuple(found)
