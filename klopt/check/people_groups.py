"""Which groups of people a sentence names (`groups` in `across.toml`), and the words that say whose a figure is."""

from __future__ import annotations

import re
from functools import cache

from extract.nouns import Claim, Quantity
from extract.singular import ground_form
from extract.words import table
from klopt.check.case import Case
from klopt.check.stems import WORD

_COUNTED = re.compile(r"(?: [^\W\d_][\w-]*){0,2}")
"""The words behind a figure that say what it counts."""
_CLAUSE = re.compile(r"[^,;:]*")
"""The rest of a clause."""


@cache
def _group_stems() -> tuple[tuple[int, str], ...]:
    return tuple((nr, word) for nr, group in enumerate(table("across")["groups"]) for word in group)


def groups_in(text: str) -> frozenset[int]:
    """Numbers of the groups of people that a sentence names."""
    words = {ground_form(word) for word in WORD.findall(text.lower())}
    words |= {"man" for word in words if word == "mann"}
    return frozenset(nr for nr, group in _group_stems() if any(_in_group(word, group) for word in words))


def around(case: Case, claim: Claim, figure: Quantity) -> str:
    """The sentence and the counted thing without what other figures in it count ("met samen 340 kinderen")."""
    text, begin = claim.span.text, claim.span.start
    for other in reversed(case.extraction.quantities):
        if (
            other.span.field == claim.span.field
            and claim.span.covers(other.span)
            and other.span != figure.span
        ):
            end = other.span.end - begin
            of_some = _of_which().search(text, figure.span.end - begin, other.span.start - begin)
            behind = _CLAUSE.match(text, end) if of_some else _COUNTED.match(text, end)
            text = text[: other.span.start - begin] + " " + text[behind.end() if behind else end :]
    return f"{text} {claim.phrase or ''} {claim.population or ''}"


@cache
def _of_which() -> re.Pattern[str]:
    """What opens a clause on some of what was counted."""
    return re.compile(rf", (?:{'|'.join(map(re.escape, table('across')['of_which']))}) ")


def _in_group(word: str, group: str) -> bool:
    return word == group or (len(group) > 4 and word.startswith(group))
