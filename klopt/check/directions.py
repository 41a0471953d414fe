"""Which way the text says that a pair of values goes, where it gives no size: "lager dan een jaar terug"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Span
from extract.cues import noun_direction
from extract.nouns import Direction
from extract.words import table
from klopt.check.agreement import agrees
from klopt.check.case import Case, exact_value
from klopt.check.dearer import dearer
from klopt.check.pairs import Pair, pairs
from klopt.check.prose import has, prose
from klopt.check.prose import words_of as split
from klopt.check.record_scope import is_of_other_subject
from klopt.check.sizes import sizes_in
from klopt.check.taken_up import goes_on_to_another, is_taken_up
from klopt.check.two_comparisons import of_two_comparisons
from klopt.check.way_words import told_ways, way_of

MOST = 5
"""How many times the one value may be the other."""


@dataclass(frozen=True, slots=True)
class Way:
    """A pair and the word that says which way it goes; `inferred` if that stands in another sentence."""

    pair: Pair
    cue: Span
    direction: Direction
    inferred: bool


def ways(case: Case) -> Iterator[Way]:
    """Each pair with the one word of change that goes with it, if nothing near says the opposite."""
    text = prose(case)
    first = next((nr for nr, span in enumerate(text.spans) if span.field == "text"), 0)
    known = [
        pair
        for pair in pairs(case)
        if not pair.same and (pair.after.claim.direction is None if pair.framed else _ordered(pair))
    ]
    titles = {nr for nr, span in enumerate(text.spans[: first + 1]) if span.field == "title"}
    ends = {pair.last.sentence for pair in known}
    deep = table("changes")["below"]["phrases"]
    for pair in known:
        if has(pair.first.after[:5], deep) or has(pair.last.after[:5], deep):
            continue  # what lies deeper has the higher figure
        if is_of_other_subject(text, pair) or not (pair.framed or _near_in_size(pair)):
            continue
        if of_two_comparisons(case, pair):
            continue
        near = {pair.first.sentence, pair.last.sentence}
        lead = pair.first.sentence - 1
        if text.one_field(lead, pair.first.sentence) and lead not in ends:
            near.add(lead)
        if pair.last.field == "text" and pair.last.sentence - first <= 2 and len(known) == 1:
            near |= titles
        cues = [cue for nr in sorted(near) for cue in _cues(case, nr, pair)]
        cues = [
            (cue, way)
            for cue, way in cues
            if not _has_own_way(case, pair, cue, way) and not _ended_there(case, pair, cue)
        ]
        if goes_on_to_another(text, min(near) + 1, pair.first.sentence):
            cues = [(cue, way) for cue, way in cues if text.spans[pair.first.sentence].covers(cue)]
        if cues and len({direction for _, direction in cues}) == 1:
            span, direction = cues[0]
            if not pair.framed and _goes_both_ways(case, pair, span, direction):
                continue
            here = text.spans[pair.first.sentence].covers(span)
            yield Way(pair, span, direction, not here)
    for pair in pairs(case):
        for cue, way in dearer(case, pair):
            yield Way(pair, cue, way, inferred=True)


def _has_norm(words: tuple[str, ...]) -> bool:
    """Whether a sentence compares with a norm or a plan; "gemiddeld" is one only behind "dan": "gemiddeld stond er 6
    kilometer" is what was measured.
    """
    norms = table("changes")["norms"]
    if has(words, tuple(word for word in norms["words"] if word not in norms["behind_than"])):
        return True
    return any(
        word in norms["behind_than"]
        and has(words[max(0, nr - 3) : nr], ("dan", "als", "het", "boven", "onder"))
        for nr, word in enumerate(words)
    )


def _near_in_size(pair: Pair) -> bool:
    """Whether the one value is no more than five times the other: so far nothing rises without its being said so."""
    one, other = exact_value(pair.before.quantity), exact_value(pair.after.quantity)
    return not one or not other or one <= MOST * other <= MOST * MOST * one


def _ordered(pair: Pair) -> bool:
    """Whether the values are of two moments: "tegen" alone may set two groups against each other."""
    base = pair.base
    return not pair.stated or (base is not None and (base.then or base.days is not None))


def _goes_both_ways(case: Case, pair: Pair, cue: Span, way: Direction) -> bool:
    """ "Oplichting neemt af, maar wie erin trapt, verliest meer dan vroeger": of what both ways are told, a pair that
    the word does not stand with may be the other.
    """
    text = prose(case)
    mine = {pair.first.sentence, pair.last.sentence}
    near = mine | {nr for nr in range(min(mine) - 1, max(mine) + 1) if text.spans[nr].covers(cue)}
    return any(told != way for nr in near for told in told_ways(text.words(nr)))


def _ended_there(case: Case, pair: Pair, cue: Span) -> bool:
    """ "Steeg van 1605 tot 2907. In 1969 was dit 2850": the word is of a change that the first value ends."""
    first = pair.first
    ends = first.before[-1:] in (("tot",), ("naar",)) and first is pair.before and not pair.framed
    return ends and cue.end <= first.quantity.span.start and prose(case).spans[first.sentence].covers(cue)


def _has_own_way(case: Case, pair: Pair, cue: Span, way: Direction) -> bool:
    """Whether another sentence than that of the cue says how much the pair went the other way: "wel meer dan een jaar
    geleden ... 62, 8 minder dan in augustus, toen het er 70 waren".
    """
    return any(
        size.figure is not None and size.direction not in (None, way) and agrees(size, pair)
        for nr in {pair.first.sentence, pair.last.sentence}
        for size in sizes_in(case, nr)
        if not prose(case).spans[nr].covers(cue)
    )


def _cues(case: Case, sentence: int, pair: Pair) -> Iterator[tuple[Span, Direction]]:
    """The words of change in a sentence that can be about this pair; with a word that weakens a change, both ways."""
    text = prose(case)
    span = text.spans[sentence]
    words = split(span.text)
    at = 0
    place = span.text.lower()
    changes = table("changes")
    weak = has(words, changes["weaker"]["words"]) or _has_norm(words)
    apart = sentence not in (pair.first.sentence, pair.last.sentence)
    if (
        apart
        and span.field != "title"
        and any(f not in (pair.first, pair.last) for f in text.within(sentence))
    ):
        return  # "opgelopen tot 316 millimeter", "zakt met 33 punten": what changed is that
    sized = {size.cue.start for size in sizes_in(case, sentence) if size.figure and size.field == span.field}
    for nr, word in enumerate(words):
        found = place.find(word, at)
        at = found + len(word) if found >= 0 else at
        way = way_of(words, nr, pair, span.field == "title")
        if way is None or span.start + found in sized:
            continue  # "2 procent lager": the direction of a size is that of its own values
        if noun_direction(word) and is_taken_up(case, sentence, nr, way):
            continue
        cue = case.article.span(span.field, span.start + found, span.start + found + len(word))
        yield cue, way
        if weak:
            yield cue, "down" if way == "up" else "up"
