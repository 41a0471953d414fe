"""Superlatives in time, with how far back they reach: "het laagste aantal sinds 2012", "nog nooit zo veel"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.article import Span
from extract.words import table
from klopt.check.poles import Side
from klopt.check.prose import Prose, has
from klopt.check.stretches import REACH, Sentence, Stretch, find, stretch_from

LONGEST = 120
"""Words of a sentence that are read."""
_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A superlative in time in sentence number `sentence`: which end of all values it claims, and since when.

    `noun`: what follows the superlative ("aantal", "winst"), `following` the words from there on ("aantal bezoekers").
    `beyond`: the figure behind it is a limit that was passed
    for the first time, not a value.
    """

    span: Span
    sentence: int
    side: Side
    stretch: Stretch
    noun: str | None = None
    following: tuple[str, ...] = ()
    beyond: bool = False
    sure: bool = True


def cues(text: Prose) -> Iterator[Cue]:
    """The superlatives in time of an article, at most one a sentence."""
    for nr, span in enumerate(text.spans):
        words = text.words(nr)
        if _triggers().isdisjoint(words) and not any(word.startswith("record") for word in words):
            continue
        tokens = [
            (found.group().lower(), span.start + found.start(), span.start + found.end())
            for found in _TOKEN.finditer(span.text)
        ][:LONGEST]
        periods = [period for period in text.case.extraction.periods if span.covers(period.span)]
        cue = _cue(text, nr, Sentence(tokens, periods, text.within(nr)))
        if cue is not None:
            yield cue


@cache
def _triggers() -> frozenset[str]:
    """One word of every way to say it."""
    known = table("records")
    firsts = (
        known["superlatives"]["high"],
        known["superlatives"]["low"],
        known["records"]["low"],
        known["records"]["high"],
    )
    words = {word.split()[-1] for group in firsts for word in group}
    return frozenset({*words, *known["triggers"]["words"]})


def _cue(text: Prose, nr: int, sentence: Sentence) -> Cue | None:
    tokens = sentence.tokens
    for reader in (_first, _never, _than_ever, _superlative, _record):
        found = reader(sentence)
        if found is None:
            continue
        at, behind, side, stretch, noun = found
        opens = at + (tokens[at][0] in ("de", "het"))  # "een van de hoogste"
        rest = tuple(word for word, *_ in (*tokens[:opens], ("|", 0, 0), *tokens[behind:]))
        if has(rest, table("records")["not"]["words"]):
            return None
        whole = text.spans[nr]
        end = max(stretch.end, tokens[behind - 1][2])
        span = text.case.article.span(whole.field, tokens[at][1], end)
        unsure = set(table("records")["superlatives"]["unsure"])
        following = tuple(word for word, *_ in tokens[behind : behind + 3] if word.isalpha())
        sure = unsure.isdisjoint(span.text.lower().split())
        return Cue(span, nr, side, stretch, noun, following, reader is _first, sure)
    return None


Found = tuple[int, int, Side, Stretch, str | None]
"""The first token of a cue, the one behind its last, which end it claims, since when, and of what."""


def _sides(words: dict[str, list[str]]) -> tuple[tuple[Side, list[str]], ...]:
    """The words for the most and for the least."""
    return ("high", words["high"]), ("low", words["low"])


def _first(sentence: Sentence) -> Found | None:
    """ "Voor het eerst sinds 2005 zijn er meer dan 500"."""
    tokens = sentence.tokens
    known = table("records")["first"]
    opener = find(tokens, known["openers"])
    if opener is None:
        return None
    at, behind = opener
    for side, words in _sides(known):
        if find(tokens[behind:], words) is not None:
            stretch = stretch_from(sentence, behind) or Stretch(tokens[behind - 1][2])
            return at, behind, side, stretch, None
    return None


def _never(sentence: Sentence) -> Found | None:
    """ "Nog nooit deden zo veel mensen mee", "sinds 2012 was het niet zo druk"."""
    tokens = sentence.tokens
    known = table("records")
    for openers, ever in ((known["never"]["openers"], True), (known["not_since"]["openers"], False)):
        opener = find(tokens, openers)
        if opener is None:
            continue
        at, behind = opener
        for side, words in _sides(known["never"]):
            degree = find(tokens[behind : behind + REACH + 2], words)
            if degree is None:
                continue
            end = behind + degree[1]
            stretch = stretch_from(sentence, end) or stretch_from(sentence, 0, at)
            if stretch is None and not ever:
                continue
            noun = tokens[end][0] if end < len(tokens) and tokens[end][0].isalpha() else None
            return at, end, side, stretch or Stretch(tokens[end - 1][2]), noun
    return None


def _than_ever(sentence: Sentence) -> Found | None:
    """ "Meer bezoekers dan ooit"."""
    tokens = sentence.tokens
    known = table("records")["than_ever"]
    ever = find(tokens, known["words"])
    if ever is None:
        return None
    for at in range(ever[0] - 1, max(-1, ever[0] - 5), -1):
        for side, words in _sides(known):
            if tokens[at][0] in words:
                noun = tokens[at + 1][0] if at + 1 < ever[0] else None
                return at, ever[1], side, Stretch(tokens[ever[1] - 1][2]), noun
    return None


def _superlative(sentence: Sentence) -> Found | None:
    """ "Het hoogste aantal sinds 2012": only with a stretch of time behind it."""
    tokens = sentence.tokens
    known = table("records")["superlatives"]
    for at, (word, *_) in enumerate(tokens):
        if word not in known["high"] and word not in known["low"]:
            continue
        stretch = stretch_from(sentence, at + 1)
        if stretch is None:
            continue
        noun = next(
            (tokens[at + 1][0] for _ in (0,) if at + 1 < len(tokens) and tokens[at + 1][0].isalpha()), None
        )
        start = at - 1 if at and tokens[at - 1][0] in known["articles"] else at
        return start, at + 1, "high" if word in known["high"] else "low", stretch, noun
    return None


def _record(sentence: Sentence) -> Found | None:
    """ "Een nieuw record", "een recordaantal bezoekers", "een historisch dieptepunt"."""
    tokens = sentence.tokens
    known = table("records")["records"]
    ends: tuple[tuple[Side, list[str]], ...] = (
        ("low", known["low"]),
        ("high", known["high"]),
        ("high", known["alone"]),
    )
    for side, words in ends:
        if (found := find(tokens, words)) is not None:
            at, behind = found
            return at, behind, side, stretch_from(sentence, behind) or Stretch(tokens[behind - 1][2]), None
    for at, (word, _, end) in enumerate(tokens):
        if word.startswith("record") and word.removeprefix("record").strip("-") in known["compounds"]:
            behind = at + 1
            noun = tokens[behind][0] if behind < len(tokens) and tokens[behind][0].isalpha() else None
            return at, behind, "high", stretch_from(sentence, behind) or Stretch(end), noun
    return None
