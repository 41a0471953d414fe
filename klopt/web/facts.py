"""What klopt read in an article, as a list beside the text. Pure: nouns in, words with anchors of their places out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from corpus.article import Span
from db.keys import entity_key
from db.measure_words import phrase_words
from extract.nouns import Claim, Extraction, Quantity
from klopt.check.wording import amount, number, rounded
from klopt.messages import Lang, say
from klopt.show import days_line, unit_in_words
from klopt.web.anchors import place_anchor
from klopt.web.marks import harmless
from klopt.when import said_when

_WRITTEN = 3
"""Digits that `amount` writes of a million, and decimals that anybody writes."""
SHOWN = 400
"""Entries of one group: a page with more is a table, which Datasette shows better."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing read: its words, where they stand, what they were taken for. `entity` is the key of who it is,
    `subject` what can be put right about it, and `others` the further places of the same name.
    """

    words: str
    place: str
    taken_for: str
    entity: str = ""
    subject: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one kind; `more` is how many are not listed."""

    name: str
    title: str
    facts: tuple[Fact, ...]
    more: int = 0


def groups(extraction: Extraction, lang: Lang) -> list[Group]:
    """All that was read, by kind; a kind without anything is left out."""
    claims = {claim.quantity.span: claim for claim in extraction.claims if claim.quantity is not None}
    found = (
        (
            "figure",
            "show.figures",
            [_figure(one, claims.get(one.span), lang) for one in extraction.quantities],
        ),
        ("name", "show.names", _names(extraction, lang)),
        ("period", "show.periods", [_fact(p.span, days_line(p)) for p in extraction.periods]),
        ("source", "show.sources", [_fact(s.span, f"{s.name}: {s.cue}") for s in extraction.sources]),
        (
            "quote",
            "show.quotes",
            [_fact(q.span, q.speaker or say("show.unsaid", lang)) for q in extraction.quotes],
        ),
        ("claim", "show.claims", [_fact(c.span, "") for c in extraction.claims if c.quantity is None]),
    )
    return [
        Group(name, say(key, lang).rstrip(":"), tuple(facts[:SHOWN]), max(0, len(facts) - SHOWN))
        for name, key, facts in found
        if facts
    ]


def _fact(span: Span, taken_for: str) -> Fact:
    return Fact(_words(span), place_anchor(span), harmless(taken_for))


def meant(figure: Quantity, lang: Lang) -> str:
    """What the figure stands for beyond its words: the number that they mean, and how far a word beside them or a range
    lets it reach. That it may be rounded is true of every figure and is left out.
    """
    value, low, high = figure.value, figure.low, figure.high
    if value is not None and not isinstance(value, tuple) and figure.hedge is None:
        words = _amount(value, figure.unit, lang)
        return "" if words.casefold() in " ".join(figure.span.text.split()).casefold() else words
    if low is not None and low == high:
        return _amount(low, figure.unit, lang)
    least, most = ("" if end is None else _amount(end, figure.unit, lang) for end in (low, high))
    if least and most:
        (first, _, unit), (_, _, other) = least.partition(" "), most.partition(" ")
        least = first if unit == other else least
        return say("story.between", lang, low=least, high=most)
    return say("story.least", lang, low=least) if least else most and say("story.most", lang, high=most)


def _amount(value: Decimal, unit: str | None, lang: Lang) -> str:
    """The amount in words, with a scale word where that says all of it."""
    value = rounded(value) if int(value.as_tuple().exponent) < -_WRITTEN else value
    if len(value.normalize().as_tuple().digits) <= _WRITTEN:
        return amount(value, unit, lang)
    return f"{number(value, lang)} {unit_in_words(unit, lang)}".strip()


def _figure(figure: Quantity, claim: Claim | None, lang: Lang) -> Fact:
    known: Iterable[str | None] = (meant(figure, lang),)
    if claim is not None:
        who = claim.source.name if claim.source else None
        known = (
            meant(figure, lang),
            phrase_words(claim.measure, claim.phrase),
            claim.population,
            said_when(claim, lang),
            claim.place,
            who,
        )
    words = "; ".join(dict.fromkeys(" ".join(word.split()) for word in known if word))
    return Fact(_words(figure.span), place_anchor(figure.span), harmless(words), subject="figure")


def _names(extraction: Extraction, lang: Lang) -> list[Fact]:
    """Each name once, at its first place, with the places where it is named again."""
    places: dict[tuple[str, str], list[Span]] = {}
    for mention in extraction.mentions:
        places.setdefault((mention.kind, mention.name), []).append(mention.span)
    return [
        Fact(
            harmless(" ".join(name.split())),
            place_anchor(spans[0]),
            say(f"kind.{kind}", lang),
            entity=entity_key(kind, name),
            subject="name",
            others=tuple(map(place_anchor, spans[1:12])),
        )
        for (kind, name), spans in places.items()
    ]


def _words(span: Span) -> str:
    words = " ".join(span.text.split())
    return harmless(words if len(words) <= 90 else f"{words[:89]}…")
