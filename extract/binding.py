"""Whether a figure, a pair of figures and a word of change belong together by what stands between them.

Dutch packs several statements in one sentence ("de omzet steeg van 10 naar 12 miljoen, terwijl de winst met
5 procent daalde"); only what stands between two pieces tells whether they are one. So a tie is made only
where nothing else comes between: small words, words of change, time expressions. Anything else, and they
are left alone: a missed tie costs a finding, a wrong one accuses.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from sys import maxsize

from extract.cues import Cue
from extract.sentence import Figure, Sentence
from extract.words import table

Piece = tuple[int, int]
"""Tokens `first:last` of a sentence."""

_FAR = maxsize
"""A token behind every sentence."""

TIME_AFTER = 4
"""Tokens after "dan" within which a time expression starts: "meer dan in 2017", "dan de twee jaar ervoor"."""

PREPOSITION = 3
"""Tokens between "van" and the figure that it leads, hedges included."""


def gap(one: Piece, other: Piece) -> range:
    """The tokens between two pieces; empty if they touch or overlap."""
    first, second = sorted((one, other))
    return range(first[1], second[0])


@cache
def _small() -> frozenset[str]:
    return frozenset({*table("wholes")["between"], *table("changes")["joining"]["words"]})


class Ties:
    """What stands between the pieces of a sentence, with its words of change: worked out once for all pairs."""

    def __init__(self, sentence: Sentence, cues: list[Cue]) -> None:
        self.cues = cues
        self._sentence = sentence
        self._firsts = [cue.first for cue in cues]
        self._change = {at for cue in cues for at in range(cue.first, cue.last)}

    @cached_property
    def _foreign(self) -> list[int]:
        """The tokens that are no small word, word of change or time expression."""
        return [
            at
            for at, word in enumerate(self._sentence.words)
            if word not in _small() and at not in self._change and not self._sentence.in_time(at)
        ]

    @cached_property
    def _breaks(self) -> list[int]:
        """The tokens that end a clause or begin another."""
        clauses, change = table("changes")["clauses"], self._change
        return [
            at
            for at, (word, tag) in enumerate(zip(self._sentence.words, self._sentence.tags, strict=True))
            if tag in ("PUNCT", "CCONJ", "SCONJ")
            or word in clauses["breaking"]
            or (tag in ("VERB", "AUX") and at not in change and word not in clauses["auxiliary"])
        ]

    def changes(self, at: int) -> bool:
        """Whether token `at` is a word of change."""
        return at in self._change

    def joined(self, one: Piece, other: Piece) -> bool:
        """Whether only small words, words of change and time expressions stand between: ", een stijging van"."""
        return _none_in(self._foreign, gap(one, other))

    def one_clause(self, one: Piece, other: Piece) -> bool:
        """Whether nothing between the pieces ends a clause: no punctuation, no conjunction, no verb but the
        words of change.
        """
        return _none_in(self._breaks, gap(one, other))

    def reach(self, piece: Piece) -> Piece:
        """How far away another piece can end or begin that is joined to this one or in one clause with it."""
        before = [bisect_left(places, piece[0]) for places in (self._foreign, self._breaks)]
        behind = [bisect_left(places, piece[1]) for places in (self._foreign, self._breaks)]
        both = list(zip((self._foreign, self._breaks), before, behind, strict=True))
        first = min(places[nr - 1] + 1 if nr else 0 for places, nr, _ in both)
        last = max(places[nr] if nr < len(places) else _FAR for places, _, nr in both)
        return first, last

    def cues_near(self, piece: Piece) -> list[Cue]:
        """The words of change that are joined to the piece or in one clause with it; each is one token."""
        if not self.cues:
            return []
        first, last = self.reach(piece)
        return self.cues[bisect_left(self._firsts, first - 1) : bisect_right(self._firsts, last)]


def _none_in(places: list[int], between: range) -> bool:
    """Whether none of these sorted places is in the range."""
    return bisect_left(places, between.start) == bisect_left(places, max(between.stop, between.start))


def closed(sentence: Sentence, size: Figure, ties: Ties) -> bool:
    """Whether the phrase of a size ends right behind it: "met 5 procent (in Zwolle)" goes on and is about
    something else.
    """
    at = size.last
    if at >= len(sentence.words) or sentence.tags[at] in ("PUNCT", "AUX") or sentence.in_time(at):
        return True
    if sentence.words[at] in table("changes")["joining"]["words"]:
        goes_on = sentence.words[at] in ("van", "naar", "tot", "met", "op", "een", "de", "dat")
        nr = bisect_right(sentence.figures, at, key=lambda figure: figure.first)
        return not goes_on or (nr < len(sentence.figures) and sentence.figures[nr].first - at <= PREPOSITION)
    dated = at + 1 < len(sentence.words) and sentence.in_time(at + 1)
    return dated or ties.changes(at)


def compared_elsewhere(sentence: Sentence, size: Figure) -> bool:
    """Whether the size is a comparison with something else than an earlier time: "3 procent meer dan bij
    anderen".
    """
    for at in range(size.last, min(size.last + 4, len(sentence.words))):
        if sentence.words[at] in ("dan", "als"):
            return not sentence.time_begins(at + 1, at + TIME_AFTER)
    return sentence.find("van die", size.last, size.last + 2) is not None
