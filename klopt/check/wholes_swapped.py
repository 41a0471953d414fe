"""Whether two equal percentages have whole and part the other way round: "van de A is 12 procent B" and "van de B is 12
procent A".
"""

from __future__ import annotations

import re

from extract.nouns import Claim
from extract.singular import ground_form
from extract.words import table
from klopt.check.said import Said
from klopt.check.stems import akin

LEAST = 4
"""Letters of the parts of a compound that stand apart in the other text ("camperbezitter": wie een camper bezit)."""
_WHOLE = re.compile(r"\bvan (?:alle|de|het|onze) ", re.IGNORECASE)
_HEAD = re.compile(r"(?:[^\W\d_]+e )?([^\W\d_][\w-]+)")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_ENDS = re.compile(r"[,;:.()]|\Z")


def swapped(mine: Said, yours: Said) -> bool:
    """Whether the whole of each is what the other counts within its own whole. What both wholes name, and words for
    people in general, tell nothing.
    """
    if mine.value % 10 == 0 or mine.base is None or yours.base is None:
        return False
    if akin(mine.base, yours.base):
        return False
    here, there = _Share(mine.claim), _Share(yours.claim)
    own, theirs = here.whole - there.whole, there.whole - here.whole
    return bool(own and theirs) and _all_named(own, there.rest) and _all_named(theirs, here.rest)


def whole_of(claim: Claim) -> str:
    """The words for the whole of a share, as they stand there up to the first verb or figure."""
    return _Share(claim).words


class _Share:
    """The words of a share: its whole, and the rest of the sentence."""

    def __init__(self, claim: Claim) -> None:
        text, figure = claim.span.text, claim.quantity.span if claim.quantity else claim.span
        first, last = figure.start - claim.span.start, figure.end - claim.span.start
        after = _WHOLE.match(text, last + 1) if text[last : last + 1] == " " else None
        found = after or _WHOLE.match(text) or _WHOLE.search(text)
        begin = found.end() if found else 0
        end = min(_ends(text, begin), first if first > begin else len(text))
        self.words = text[begin:end].strip()
        head = _HEAD.match(text, begin)
        if head and end > head.end() and head[1].lower() not in table("across")["people"]:
            end = (
                head.end()
            )  # "van de daklozen jonger dan 30 jaar": where the rest may be what is said of them
        self.whole = _content(text[begin:end])
        self.rest = _content(f"{text[:begin]} {text[end : max(end, first)]} {text[max(end, last) :]}")


def _ends(text: str, begin: int) -> int:
    """Where the words for a whole end: at a verb, a figure or a sign."""
    stop = _ENDS.search(text, begin)
    end = stop.start() if stop else len(text)
    verbs = frozenset(table("across")["share_verbs"])
    for found in _WORD.finditer(text, begin, end):
        if found.group().lower() in verbs:
            return found.start()
    return end


def _content(text: str) -> frozenset[str]:
    passed = {*table("identity")["between"], *table("across")["passed"], *table("across")["people"]}
    return frozenset(
        ground_form(word) for word in _WORD.findall(text.lower()) if word not in passed and len(word) > 1
    )


def _all_named(words: frozenset[str], rest: frozenset[str]) -> bool:
    """Whether the head of a whole is named there: each of its words that the other whole has not."""
    return all(_named(word, rest) for word in words)


def _named(word: str, rest: frozenset[str]) -> bool:
    if any(akin(word, other) or ground_form(word) == other or _hard(word) == _hard(other) for other in rest):
        return True
    parts = ((word[:at], word[at:]) for at in range(LEAST, len(word) - LEAST + 1))
    return any(all(any(_begins(part, other) for other in rest) for part in both) for both in parts)


def _begins(part: str, other: str) -> bool:
    """Whether part of a compound and a word begin alike: "blijver" and "blijft"."""
    if ground_form(part) == other:
        return True
    one, two = _hard(part.removesuffix("er")), _hard(other)
    return min(len(one), len(two)) >= LEAST and (one.startswith(two) or two.startswith(one))


def _hard(word: str) -> str:
    return word.replace("v", "f").replace("z", "s")
