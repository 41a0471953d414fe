"""Stories for corpora: what four outlets write of each, one in ten with another figure in one of them, and what a
reader would read from it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.texts import TABLE
from corpus.article import Article, Span
from extract.nouns import Claim, Days, Extraction, Mention, Period, Quantity
from extract.quantities import read_quantities

ACROSS = TABLE["across"]
OUTLETS = 4
"""Articles on one story."""
PLANTED = 10
"""One story in so many has a conflict."""
SEED = 9


@dataclass(slots=True)
class Story:
    """What four outlets write about: the figure that counts, one that all agree on, a name, some words of its own."""

    thing: str
    place: str
    figure: int
    beside: int
    person: str
    day: date
    own: list[str]
    planted: bool


def stories(count: int, dice: random.Random) -> Iterator[Story]:
    """Enough stories for so many articles. The words that stories are made of grow with their number, as names and
    matters in the news do.
    """
    for nr in range((count + OUTLETS - 1) // OUTLETS):
        size = 40 + count // 20
        yield Story(
            thing=dice.choice(TABLE["slots"]["thing"]),
            place=_name(nr, "towns"),
            figure=10 * dice.randint(100, 9_800) + 3,  # no round number, which could be any near it
            beside=dice.randint(1_000, 98_000),
            person=f"{dice.choice(ACROSS['first_names'])} {_name(dice.randrange(size), 'surnames')}",
            day=date(2015, 1, 1) + timedelta(days=dice.randint(0, 2_000)),
            own=[_name(dice.randrange(5 * size), "matters").lower() for _ in range(14)],
            planted=nr % PLANTED == 0,
        )


def article(story: Story, outlet: int) -> tuple[Article, Extraction]:
    """The story as one outlet has it, and what a reader would read from it."""
    figure = story.figure + (18 if story.planted and outlet == OUTLETS - 1 else 0)
    year = story.day.year - 1
    lines = ACROSS["lines"][outlet % len(ACROSS["lines"])]
    slots = {
        "thing": story.thing,
        "place": story.place,
        "figure": f"{figure:,}".replace(",", "."),
        "beside": f"{story.beside:,}".replace(",", "."),
        "person": story.person,
        "own": " ".join(story.own[: 10 + outlet]),
        "year": str(year),
    }
    sentences = [line.format_map(slots) for line in lines]
    written = Article(
        id=f"{story.place}-{story.figure}-{story.day}-{outlet}",
        text=" ".join(sentences),
        source=ACROSS["outlets"][outlet],
        url=f"https://{outlet}.voorbeeld.nl/{story.place}-{story.figure}-{story.beside}-{story.day}",
        published=str(story.day + timedelta(days=outlet)),
    )
    return written, _read(written, sentences, story, year)


def _read(written: Article, sentences: list[str], story: Story, year: int) -> Extraction:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(written.span("text", at, at + len(sentence)))
        at += len(sentence) + 1
    claims: list[Claim] = []
    quantities: list[Quantity] = []
    last_year = Days(date(year, 1, 1), date(year + 1, 1, 1))
    for span in spans:
        when = _found(written, span, str(year))
        period = Period(when, last_year, "year") if when else None
        for quantity in read_quantities(written.text[span.start : span.end]):
            if quantity.kind == "count" and quantity.span.text != str(year):
                here = _moved(quantity, written, span.start)
                quantities.append(here)
                noun = ACROSS["beside"] if quantity.value == story.beside else story.thing
                claims.append(_claim(span, here, noun, period, story.place))
    names = ((story.place, "place"), (story.person, "person"))
    mentions = tuple(
        Mention(found, kind, name)  # type: ignore[arg-type]
        for name, kind in names
        if (found := _found(written, Span("text", 0, len(written.text), written.text), name))
    )
    lemmas = " ".join(word.strip(".,") for word in written.text.split())
    return Extraction(
        written.id,
        mentions=mentions,
        quantities=tuple(quantities),
        claims=tuple(claims),
        sentences=tuple(spans),
        lemmas=lemmas,
    )


def _claim(span: Span, quantity: Quantity, noun: str, period: Period | None, place: str) -> Claim:
    return Claim(
        span=span, measure=noun, phrase=noun, quantity=quantity, period=period, place=place, role="level"
    )


def _moved(quantity: Quantity, written: Article, by: int) -> Quantity:
    span = quantity.span
    return replace(quantity, span=written.span("text", span.start + by, span.end + by))


def _found(written: Article, within: Span, words: str) -> Span | None:
    at = written.text.find(words, within.start, within.end)
    return written.span("text", at, at + len(words)) if at >= 0 else None


def _name(nr: int, kind: str) -> str:
    """Of three syllables or more, another for each number and kind."""
    syllables, name = ACROSS["syllables"][kind], ""
    nr += len(syllables) ** 2
    while nr:
        nr, at = divmod(nr, len(syllables))
        name += syllables[at]
    return name.capitalize()
