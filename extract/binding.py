"""Whether a figure, a pair of figures and a word of change belong together by what stands between them.

Dutch packs several statements in one sentence ("de omzet steeg van 10 naar 12 miljoen, terwijl de winst met
5 procent daalde"); only what stands between two pieces tells whether they are one. So a tie is made only
where nothing else comes between: small words, words of change, time expressions. Anything else, and they
are left alone: a missed tie costs a finding, a wrong one accuses.
"""

from __future__ import annotations

from extract.cues import Cue
from extract.sentence import Figure, Sentence
from extract.words import table

Piece = tuple[int, int]
"""Tokens `first:last` of a sentence."""

TIME_AFTER = 4
"""Tokens after "dan" within which a time expression starts: "meer dan in 2017", "dan de twee jaar ervoor"."""

PREPOSITION = 3
"""Tokens between "van" and the figure that it leads, hedges included."""


def gap(one: Piece, other: Piece) -> range:
    """The tokens between two pieces; empty if they touch or overlap."""
    first, second = sorted((one, other))
    return range(first[1], second[0])


def joined(sentence: Sentence, one: Piece, other: Piece, cues: list[Cue]) -> bool:
    """Whether only small words, words of change and time expressions stand between: ", een stijging van"."""
    small = {*table("wholes")["between"], *table("changes")["joining"]["words"]}
    return all(
        sentence.words[at] in small or sentence.in_time(at) or any(cue.first <= at < cue.last for cue in cues)
        for at in gap(one, other)
    )


def one_clause(sentence: Sentence, one: Piece, other: Piece, cues: list[Cue]) -> bool:
    """Whether nothing between the pieces ends a clause: no punctuation, no conjunction, no verb but the
    words of change.
    """
    words = table("changes")["clauses"]
    for at in gap(one, other):
        if sentence.tags[at] in ("PUNCT", "CCONJ", "SCONJ") or sentence.words[at] in words["breaking"]:
            return False
        change = any(cue.first <= at < cue.last for cue in cues)
        if (
            sentence.tags[at] in ("VERB", "AUX")
            and not change
            and sentence.words[at] not in words["auxiliary"]
        ):
            return False
    return True


def closed(sentence: Sentence, size: Figure, cues: list[Cue]) -> bool:
    """Whether the phrase of a size ends right behind it: "met 5 procent (in Zwolle)" goes on and is about
    something else.
    """
    at = size.last
    if at >= len(sentence.words) or sentence.tags[at] in ("PUNCT", "AUX") or sentence.in_time(at):
        return True
    if sentence.words[at] in table("changes")["joining"]["words"]:
        following = [figure.first for figure in sentence.figures if figure.first > at]
        goes_on = sentence.words[at] in ("van", "naar", "tot", "met", "op", "een", "de", "dat")
        return not goes_on or any(first - at <= PREPOSITION for first in following)
    dated = at + 1 < len(sentence.words) and sentence.in_time(at + 1)
    return dated or any(cue.first <= at < cue.last for cue in cues)


def compared_elsewhere(sentence: Sentence, size: Figure) -> bool:
    """Whether the size is a comparison with something else than an earlier time: "3 procent meer dan bij
    anderen".
    """
    for at in range(size.last, min(size.last + 4, len(sentence.words))):
        if sentence.words[at] in ("dan", "als"):
            return not any(at < when.first <= at + TIME_AFTER for when in sentence.times)
    return sentence.find("van die", size.last, size.last + 2) is not None
