"""Whether a sentence says that somebody is dearer or cheaper off, and the next gives the prices: "wie wil varen, is
duurder uit. Een retourtje kost niet langer 2,80 euro maar 2,20 euro".

The sentence of the prices may name nothing but what it costs and what the first told of: "de pont werd juist goedkoper"
is of something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.article import Span
from extract.nouns import Direction
from extract.words import table
from klopt.check.alike import stem
from klopt.check.case import Case
from klopt.check.pairs import Pair
from klopt.check.prose import Figure, has, prose

NAME = 4
"""Letters of a word that can name what a price is of."""
NEAR = 3
"""Words between "meer" and "betalen"."""


def dearer(case: Case, pair: Pair) -> Iterator[tuple[Span, Direction]]:
    """The word that says whether it got dearer, in the sentence before the two prices, and the way that goes."""
    text, first = prose(case), pair.first
    lead, kinds = first.sentence - 1, {pair.before.quantity.kind, pair.after.quantity.kind}
    framed = {"count"} if pair.framed else set()  # "van 14 naar 16 euro"
    if "money" not in kinds or not kinds <= {"money", "rate"} | framed:
        return
    if first.sentence != pair.last.sentence:
        return
    if not text.one_paragraph(lead, first.sentence) or text.within(lead):
        return
    if not _is_replaced(text.words(first.sentence), pair):
        return
    known = (pair.before.nr, pair.after.nr)
    beside = (*text.within(first.sentence), *text.within(first.sentence + 1))
    if any(figure.quantity.kind in ("money", "rate") and figure.nr not in known for figure in beside):
        return  # what else there is to pay
    if _is_of_another(text.words(lead), pair) or _goes_on(text.words(first.sentence + 1), pair):
        return
    cues = list(_cues(case, text.words(lead), text.spans[lead]))
    if len(cues) == 1:
        yield cues[0]


def _cues(case: Case, words: tuple[str, ...], span: Span) -> Iterator[tuple[Span, Direction]]:
    known = table("opposed")["dearer"]
    place, at = span.text.lower(), 0
    for nr, word in enumerate(words):
        found = place.find(word, at)
        at = found + len(word) if found >= 0 else at
        way: Direction | None = "up" if word in known["up"] else "down" if word in known["down"] else None
        beside = words[max(0, nr - NEAR) : nr + 1 + NEAR]
        if word in ("meer", "minder") and has(beside, known["paying"]):
            way = "up" if word == "meer" else "down"
            ends = words[nr + 1 : nr + 2] != ("dan",)
        else:
            ends = words[nr + 1 : nr + 2] in ((), (".",), (",",), (":",), ("uit",), ("af",))
        if way is not None and ends and words[max(0, nr - 1) : nr] not in (("niet",), ("geen",), ("of",)):
            start = span.start + found
            yield case.article.span(span.field, start, start + len(word)), way


def _is_replaced(words: tuple[str, ...], pair: Pair) -> bool:
    """Whether the one price takes the place of the other: "niet langer 2,80 maar 2,20", "nu 84 in plaats van 96"."""
    known = table("opposed")["dearer"]
    if pair.framed or not pair.stated:
        return not pair.same
    if has(pair.first.before[-2:], known["no_longer"]) or pair.last.before[:1] == ("meer",):
        return True
    return has(words, (*table("changes")["moments"]["soon"], *table("changes")["moments"]["now"]))


def _is_of_another(told: tuple[str, ...], pair: Pair) -> bool:
    """Whether the words before the prices name anything that is no ticket or price and was not told of before."""
    prices, moments = table("opposed")["prices"], table("changes")["moments"]
    known = {stem(word) for word in (*told, *table("opposed")["dearer"]["tickets"], *prices["words"])}
    small = {*prices["paid"], *table("opposed")["dearer"]["small"], *moments["soon"], *moments["now"]}
    period = pair.first.claim.period
    times = set(period.span.text.lower().split()) if period is not None else set()
    around = (*pair.first.before, *_between(pair.first, pair.last))
    named = (word for word in around if len(word) >= NAME and word.isalpha() and word not in {*small, *times})
    return any(stem(word) not in known for word in named)


def _between(first: Figure, last: Figure) -> tuple[str, ...]:
    """The words between the two prices; a word of no meaning where another figure stands there too."""
    return last.before if first.nr + 1 == last.nr else ("x" * NAME,)


def _goes_on(following: tuple[str, ...], pair: Pair) -> bool:
    """Whether what stands behind the prices tells what makes it dearer or cheaper after all."""
    known = table("opposed")["dearer"]["after_all"]
    return has(pair.last.after, known) or has(following, known)
