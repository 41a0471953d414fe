"""What there is to mark in an article, kind by kind, and the text with those marks for a terminal. HTML is made of the
same places by `klopt.export.pages`.

Marks may lie in and across each other. With colours each kind has a look of its own; without, a mark stands between
brackets with a letter for its kind behind it: "In [2016]t kreeg [CoMensha]o [34]c meldingen".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from corpus.article import Article, Field, Span
from extract.nouns import Extraction
from klopt.check.finding import Finding
from klopt.messages import Lang, say
from klopt.terminal import printable

MarkKind = Literal[
    "person", "organisation", "place", "other", "figure", "period", "source", "quote", "claim", "finding"
]
KINDS: tuple[MarkKind, ...] = get_args(MarkKind)

# Select Graphic Rendition codes (ECMA-48, 8.3.117): colours that can be read on dark and light.
_LOOKS: dict[MarkKind, str] = {
    "person": "36",
    "organisation": "35",
    "place": "32",
    "other": "34",
    "figure": "1;33",
    "period": "34",
    "source": "4",
    "quote": "3",
    "claim": "2",
    "finding": "1;7",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of the article that is something; `number` is which finding it belongs to, from 1."""

    span: Span
    kind: MarkKind
    number: int = 0


def places(
    article: Article,
    extraction: Extraction | None,
    findings: Iterable[Finding] = (),
    kinds: Collection[MarkKind] = KINDS,
) -> list[Place]:
    """Everything of these kinds that was read in the article or that a finding points at, in reading order, outer marks
    first. A finding's place that is no longer in the text (it was another version) is left out.
    """
    found = [Place(span, kind) for span, kind in _read(extraction)] if extraction else []
    for nr, finding in enumerate(findings, 1):
        found += [Place(spot.span, "finding", nr) for spot in finding.spans if spot.article == article.id]
    here = (
        place
        for place in dict.fromkeys(found)
        if place.kind in kinds
        and (article.field(place.span.field) or "")[place.span.start : place.span.end] == place.span.text
    )
    return sorted(here, key=_order)


def _order(place: Place) -> tuple[bool, int, int, int]:
    return place.span.field != "title", place.span.start, -place.span.end, KINDS.index(place.kind)


def _read(x: Extraction) -> Iterator[tuple[Span, MarkKind]]:
    for mention in x.mentions:
        yield mention.span, mention.kind
    for figure in x.quantities:
        yield figure.span, "figure"
    for period in x.periods:
        yield period.span, "period"
    for source in x.sources:
        yield source.span, "source"
    for quote in x.quotes:
        yield quote.span, "quote"
    for claim in x.claims:
        yield claim.span, "claim"


def marked_field(article: Article, field: Field, marks: Iterable[Place], lang: Lang, colour: bool) -> str:
    """The title or the text with these marks, made harmless for a terminal."""
    text = article.field(field) or ""
    starts: dict[int, list[Place]] = defaultdict(list)
    ends: dict[int, list[Place]] = defaultdict(list)
    for place in marks:
        if place.span.field == field:
            starts[place.span.start].append(place)
            ends[place.span.end].append(place)
    pieces, open_ = [], []  # type: list[str], list[Place]
    for start, end in pairwise(sorted({0, len(text), *starts, *ends})):
        if not colour:
            pieces += ["["] * len(starts[start])
        open_ += starts[start]
        pieces.append(_piece(printable(text[start:end]), open_, colour))
        closing = sorted(ends[end], key=_order, reverse=True)
        pieces += [_close(place, lang, colour) for place in closing]
        open_ = [place for place in open_ if place.span.end > end]
    return "".join(pieces)


def _piece(text: str, marks: Iterable[Place], colour: bool) -> str:
    looks = dict.fromkeys(_LOOKS[place.kind] for place in marks if place.kind != "claim")
    if not colour or not looks or not text:
        return text
    # A look holds for a line: some pagers end it there.
    return "\n".join(f"\x1b[{';'.join(looks)}m{line}\x1b[0m" if line else "" for line in text.split("\n"))


def _close(place: Place, lang: Lang, colour: bool) -> str:
    letter = say(f"letter.{place.kind}", lang) + (str(place.number) if place.number else "")
    if not colour:
        return f"]{letter}"
    return f"\x1b[{_LOOKS[place.kind]}m[{letter}]\x1b[0m" if place.kind in ("claim", "finding") else ""


def legend(marks: Iterable[Place], lang: Lang, colour: bool) -> str:
    """What the marks mean, those that there are, on one line; "" if there are none."""
    there = {place.kind for place in marks}
    words = []
    for kind in KINDS:
        if kind in there:
            word, letter = say(f"mark.{kind}", lang), say(f"letter.{kind}", lang)
            plain = f"{letter} = {word}" if kind in ("claim", "finding") or not colour else word
            words.append(f"\x1b[{_LOOKS[kind]}m{plain}\x1b[0m" if colour else plain)
    return ", ".join(words)
